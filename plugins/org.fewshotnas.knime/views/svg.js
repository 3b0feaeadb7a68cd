/* A view whose data is one SVG image, which the node has drawn with all its texts escaped. KNIME calls the function with an empty shadow
   root and its own service; the data come as JSON with the entry "result". */
export default (shadowRoot, service) => {
  const data = service.getConfig().initialData;
  const { result } = typeof data === "string" ? JSON.parse(data) : data ?? {};
  const holder = document.createElement("div");
  holder.style.cssText = "height: 100%; overflow: auto; padding: 8px; box-sizing: border-box;";
  holder.innerHTML = result ?? "The node has nothing to show. Run it again.";
  shadowRoot.appendChild(holder);
  return { teardown: () => shadowRoot.replaceChildren() };
};
