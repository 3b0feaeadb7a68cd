/* Draws a cell as SVG: operations in layers, each below all that it reads. The one drawing of cells of all pages and pictures.
   Written without imports, spreads and optional chaining, since it also runs outside of browsers. */

const NODE = { width: 92, height: 28, gap: 14, bend: 22, layer: 52, margin: 8 };
const LOOKS = {
  end: { fill: "#3E3A39", text: "#FFFFFF", border: "#3E3A39" },
  conv: { fill: "#0072B2", text: "#FFFFFF", border: "#005E93" },
  pool: { fill: "#00714F", text: "#FFFFFF", border: "#005A3F" },
  skip: { fill: "#E8E8E4", text: "#3E3A39", border: "#9B9B97" },
  none: { fill: "#FFFFFF", text: "#767676", border: "#B0B0B0" },
};

export function escaped(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function kindOf(label) {
  if (label === "Input" || label === "Output") { return "end"; }
  if (/^Zero/.test(label)) { return "none"; }
  if (/^Skip/.test(label)) { return "skip"; }
  return /Pool/.test(label) ? "pool" : "conv";
}

/** Which nodes lie on a way from the input to the output that no "none" breaks. */
export function liveNodes(cell) {
  const n = cell.ops.length;
  const passes = cell.ops.map((op) => kindOf(op) !== "none");
  const reached = cell.ops.map((op) => op === "Input");
  const used = cell.ops.map((op) => op === "Output");
  for (let round = 0; round < n; round++) {
    cell.edges.forEach((edge) => {
      if (reached[edge[0]] && passes[edge[1]]) { reached[edge[1]] = true; }
      if (used[edge[1]] && passes[edge[0]]) { used[edge[0]] = true; }
    });
  }
  return cell.ops.map((op, i) => reached[i] && used[i]);
}

/** Places of nodes, and of the bends of edges that cross layers: { x, y, bend, node } by number. */
function places(cell) {
  const n = cell.ops.length;
  const layer = cell.ops.map(() => 0);
  for (let round = 0; round < n; round++) {
    cell.ops.forEach((op, i) => { if (op !== "Input" && layer[i] === 0) { layer[i] = 1; } });
    cell.edges.forEach((edge) => { layer[edge[1]] = Math.max(layer[edge[1]], layer[edge[0]] + 1); });
  }
  const last = Math.max.apply(null, layer);
  cell.ops.forEach((op, i) => { if (op === "Output") { layer[i] = last; } });
  const items = cell.ops.map((op, i) => ({ layer: layer[i], bend: false, node: i }));
  const routes = cell.edges.map((edge) => {
    const route = [edge[0]];
    for (let between = layer[edge[0]] + 1; between < layer[edge[1]]; between++) {
      route.push(items.length);
      items.push({ layer: between, bend: true, node: -1 });
    }
    route.push(edge[1]);
    return route;
  });
  const rows = [];
  for (let i = 0; i <= last; i++) { rows.push([]); }
  items.forEach((item, i) => rows[item.layer].push(i));
  const links = items.map(() => ({ up: [], down: [] }));
  routes.forEach((route) => {
    for (let i = 1; i < route.length; i++) {
      links[route[i]].up.push(route[i - 1]);
      links[route[i - 1]].down.push(route[i]);
    }
  });
  const width = (i) => (items[i].bend ? NODE.bend : NODE.width);
  const spread = (row) => {
    let x = -(row.reduce((sum, i) => sum + width(i), 0) + NODE.gap * (row.length - 1)) / 2;
    row.forEach((i) => { items[i].x = x + width(i) / 2; x += width(i) + NODE.gap; });
  };
  rows.forEach(spread);
  const mean = (list, own) => (list.length ? list.reduce((sum, i) => sum + items[i].x, 0) / list.length : own);
  const sorted = (row, side) => {
    const by = row.map((i, place) => ({ i: i, at: mean(links[i][side], items[i].x), place: place }));
    by.sort((a, b) => a.at - b.at || a.place - b.place);
    by.forEach((one, place) => { row[place] = one.i; });
    spread(row);
  };
  for (let round = 0; round < 4; round++) {
    for (let i = 1; i <= last; i++) { sorted(rows[i], "up"); }
    for (let i = last - 1; i >= 0; i--) { sorted(rows[i], "down"); }
  }
  items.forEach((item) => { item.y = item.layer * NODE.layer; });
  return { items: items, routes: routes, last: last };
}

function path(route, items) {
  const half = NODE.height / 2;
  let text = "";
  for (let i = 1; i < route.length; i++) {
    const from = items[route[i - 1]];
    const to = items[route[i]];
    const startY = from.y + half;
    const endY = to.y - half - (to.bend ? 0 : 5);
    const middle = (startY + endY) / 2;
    text += (i === 1 ? "M" + from.x + " " + startY : "") + "C" + from.x + " " + middle + " " + to.x + " " + middle + " " + to.x + " " + endY;
    if (to.bend) { text += "L" + to.x + " " + (to.y + half); }
  }
  return text;
}

function arrow(route, items, color) {
  const to = items[route[route.length - 1]];
  const y = to.y - NODE.height / 2;
  return '<path d="M' + (to.x - 4) + " " + (y - 7) + "L" + (to.x + 4) + " " + (y - 7) + "L" + to.x + " " + y + 'Z" fill="' + color + '"/>';
}

function box(item, label, name, live, mark) {
  const look = LOOKS[kindOf(label)];
  const round = kindOf(label) === "end" ? NODE.height / 2 : 5;
  const dashed = kindOf(label) === "none" ? ' stroke-dasharray="4 3"' : "";
  const pale = live || kindOf(label) === "none" ? "" : ' opacity="0.45"';
  const ring = mark
    ? '<rect x="' + (item.x - NODE.width / 2 - 3) + '" y="' + (item.y - NODE.height / 2 - 3) + '" width="' + (NODE.width + 6) + '" height="'
      + (NODE.height + 6) + '" rx="' + (round + 3) + '" fill="none" stroke="' + mark.color + '" stroke-width="' + mark.width + '"/>'
    : "";
  const note = mark
    ? '<text x="' + item.x + '" y="' + (item.y + NODE.height / 2 + 15) + '" text-anchor="middle" font-size="11" font-weight="bold" fill="'
      + "#3E3A39" + '" stroke="#FFFFFF" stroke-width="3" paint-order="stroke">' + escaped(mark.text) + "</text>"
    : "";
  return "<g" + pale + "><title>" + escaped(label + (mark ? ": " + mark.hint : "")) + "</title>" + ring + '<rect x="' + (item.x - NODE.width / 2) + '" y="' + (item.y - NODE.height / 2)
    + '" width="' + NODE.width + '" height="' + NODE.height + '" rx="' + round + '" fill="' + look.fill + '" stroke="' + look.border + '"' + dashed
    + '/><text x="' + item.x + '" y="' + (item.y + 4) + '" text-anchor="middle" font-size="12" fill="' + look.text + '">'
    + escaped(name) + "</text>"
    + (mark && mark.number !== undefined ? '<text x="' + (item.x - NODE.width / 2 + 4) + '" y="' + (item.y - 4) + '" font-size="9" fill="' + look.text + '">' + mark.number + "</text>" : "")
    + "</g>" + note;
}

/**
 * A cell as the text of an SVG image.
 *
 * cell: { space, text, ops, names, edges }; marks (may be left out): by node { text, hint, color, width, number }, drawn around, below and in it.
 */
export function cellSvg(cell, marks) {
  const drawn = places(cell);
  const live = liveNodes(cell);
  const xs = drawn.items.map((item) => item.x);
  const left = Math.min.apply(null, xs) - NODE.width / 2 - NODE.margin;
  const width = Math.max.apply(null, xs) + NODE.width / 2 + NODE.margin - left;
  const top = -NODE.height / 2 - NODE.margin;
  const dead = live.indexOf(true) < 0;
  const height = drawn.last * NODE.layer + NODE.height + 2 * NODE.margin + (marks ? 12 : 0) + (dead ? 22 : 0);
  const names = cell.names.filter((name) => name !== "Input" && name !== "Output");
  let text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="' + [left, top, width, height].join(" ") + '" width="' + width + '" height="' + height
    + '" role="img" font-family="Roboto, Arial, sans-serif" aria-label="' + escaped("Cell of " + cell.space + ": " + names.join(", ")) + '">';
  const lines = drawn.routes.map((route, i) => ({ route: route, live: live[cell.edges[i][0]] && live[cell.edges[i][1]] }));
  lines.sort((a, b) => (a.live ? 1 : 0) - (b.live ? 1 : 0));
  lines.forEach((line) => {
    const color = line.live ? "#6E6E6E" : "#D0D0D0";
    text += '<path d="' + path(line.route, drawn.items) + '" fill="none" stroke="' + color + '" stroke-width="' + (line.live ? 1.6 : 1.2) + '"'
      + (line.live ? "" : ' stroke-dasharray="3 3"') + "/>" + arrow(line.route, drawn.items, color);
  });
  cell.ops.forEach((op, i) => { text += box(drawn.items[i], op, cell.names[i], live[i], marks ? marks[i] : null); });
  if (dead) {
    text += '<text x="' + (left + width / 2) + '" y="' + (top + height - 8) + '" text-anchor="middle" font-size="12" fill="#A33B00">'
      + "No path leads from the input to the output.</text>";
  }
  return text + "</svg>";
}
