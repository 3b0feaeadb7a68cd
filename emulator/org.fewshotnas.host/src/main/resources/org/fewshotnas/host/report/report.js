"use strict";
/* Shows each node with its page, as KNIME would: the page's script gets an empty shadow root, and a service that knows its data. */
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const run = data("run");
  const sources = data("modules");
  const addresses = {};

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) { made.className = className; }
    // Marks that turn the direction of what follows around are of no use here.
    if (text !== undefined) { made.textContent = String(text).replace(/[\u202A-\u202E\u2066-\u2069]/g, ""); }
    return made;
  }

  /** The address of a module, whose own imports are addresses too. */
  function address(name) {
    if (!addresses[name]) {
      const source = sources[name].replace(/(\bfrom\s*)"\.\/([^"]+)"/g, (all, from, other) => from + '"' + address(other) + '"');
      addresses[name] = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    }
    return addresses[name];
  }

  document.title = run.workflow + " – report";
  const header = document.querySelector("header");
  header.append(element("h1", "", run.workflow), element("div", "", run.state));
  const given = Object.keys(run.variables);
  if (given.length) { header.append(element("div", "", "Workflow variables: " + given.map((name) => name + " = " + run.variables[name]).join(", "))); }
  const list = element("ol");
  header.append(list);
  const main = document.querySelector("main");
  const open = [];
  run.nodes.forEach((node) => {
    const box = element("section", "node");
    box.id = "node-" + node.id;
    box.append(element("h2", "", node.name + (node.executed ? (node.earlier ? " – executed by an earlier run" : "") : " – not executed")));
    const link = element("a", "", node.name + (node.executed ? "" : " (not executed)"));
    link.href = "#" + box.id;
    const entry = element("li");
    entry.append(link);
    list.append(entry);
    // What the view notes stands there.
    const noted = node.view ? node.view.notes : [];
    const message = node.message.split("\n").filter((line) => !noted.includes(line)).join("\n");
    if (message) { box.append(element("div", "message" + (node.executed ? "" : " failed"), message)); }
    if (!node.executed && !message) { box.append(element("p", "quiet", "It did not run: the run was stopped, or a node before it did not execute.")); }
    if (node.view) {
      const host = element("div");
      box.append(host);
      open.push(() => import(address(node.page)).then((module) => {
        const config = { nodeId: "root:" + node.id, extensionType: "view", initialData: { result: node.view }, renderingConfig: { type: "DEFAULT" } };
        module.default(host.attachShadow({ mode: "open" }), { getConfig: () => config });
      }));
    } else if (node.executed) {
      box.append(element("p", "quiet", "This node has no view; its outputs are tables, models or files."));
    }
    if (node.settings.length) {
      const details = element("details");
      details.append(element("summary", "", node.settings.length + (node.settings.length === 1 ? " setting differs from its default" : " settings differ from their defaults")));
      const table = element("table");
      node.settings.forEach((row) => {
        const line = element("tr");
        row.forEach((text) => line.append(element("td", "", text)));
        table.append(line);
      });
      details.append(table);
      box.append(details);
    }
    main.append(box);
  });
  Promise.all(open.map((show) => show())).then(() => { document.body.dataset.ready = "true"; });
})();
