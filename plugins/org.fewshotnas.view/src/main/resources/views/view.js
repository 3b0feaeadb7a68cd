/* The page of every node: the answer first, then pictures; what a point stands for is shown beside them, by mouse and by keyboard. KNIME
   and the report call the default function with an empty shadow root and a service that knows the data. */
import * as echarts from "./lib/echarts.esm.min.js";
import { cellSvg, escaped } from "./cells.js";
import { chartOption, heatOption, heightOf, namesBelow, number, pointCount } from "./charts.js";

const NARROW = 620;
/** A number as tables have it, or the mark that there is none. */
const NUMBER = /^(–|[+−\d][\d.,e+−]*( %)?)$/;
const CANVAS_FROM = 2000;
const STYLE = `
  :host, .page { color: var(--knime-masala, #3E3A39); font: 14px/1.45 Roboto, Arial, sans-serif; }
  .page { box-sizing: border-box; height: 100%; overflow: auto; padding: 16px; background: var(--knime-white, #FFFFFF); }
  h1 { font-size: 19px; line-height: 1.3; margin: 0 0 4px; overflow-wrap: anywhere; }
  h2 { font-size: 14px; margin: 0 0 6px; overflow-wrap: anywhere; }
  p { margin: 0 0 8px; max-width: 90ch; overflow-wrap: anywhere; }
  .note { color: #5A5A5A; border-left: 3px solid #E69F00; padding-left: 8px; }
  .body { display: flex; gap: 24px; align-items: flex-start; }
  .panels { flex: 1 1 auto; min-width: 0; display: flex; flex-wrap: wrap; gap: 20px 24px; }
  section { flex: 1 1 100%; min-width: 0; }
  section.half { flex: 1 1 380px; }
  aside { flex: 0 0 290px; position: sticky; top: 0; border-left: 1px solid #DDDDDD; padding-left: 18px; max-height: 100%; overflow: auto; box-sizing: border-box; }
  .page.narrow .body { flex-direction: column; align-items: stretch; }
  .page.narrow aside { position: static; border-left: 0; padding-left: 0; border-top: 1px solid #DDDDDD; padding-top: 12px; flex: none; }
  .page.narrow section.half { flex: 1 1 100%; }
  .chart { width: 100%; outline-offset: 2px; }
  .chart:focus-visible, button:focus-visible, .card:focus-visible, summary:focus-visible { outline: 2px solid #0072B2; }
  svg { max-width: 100%; height: auto; }
  pre { font: 12px/1.4 "Roboto Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 4px 0; }
  table { border-collapse: collapse; max-width: 100%; }
  .scroll { overflow-x: auto; }
  td, th { text-align: left; padding: 3px 14px 3px 0; vertical-align: top; border-bottom: 1px solid #ECECEC; overflow-wrap: anywhere; }
  th { font-weight: 500; color: #5A5A5A; white-space: nowrap; }
  td.short { white-space: nowrap; }
  th.number { text-align: right; }
  td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .cards { display: flex; flex-wrap: wrap; gap: 12px; }
  .card { display: flex; flex-direction: column; border: 1px solid #D5D5D5; border-radius: 6px; padding: 8px; background: #FFFFFF; font: inherit; color: inherit; text-align: left; cursor: pointer; max-width: 240px; }
  .card.picture { overflow-wrap: anywhere; display: block; cursor: default; padding: 4px; max-width: 120px; font-size: 12px; }
  .card.picture img { width: 104px; height: 104px; object-fit: contain; image-rendering: pixelated; display: block; background: #F4F4F4; }
  .card[aria-pressed="true"] { border-color: #0072B2; box-shadow: 0 0 0 1px #0072B2; }
  .card svg { width: 210px; max-height: 220px; display: block; margin: 4px auto; }
  .compare { display: flex; flex-wrap: wrap; gap: 24px; margin-bottom: 16px; }
  .compare > div { flex: 1 1 300px; min-width: 0; }
  .compare svg { max-height: 420px; }
  button.small { font: 12px Roboto, Arial, sans-serif; color: #3E3A39; background: #F2F2F2; border: 1px solid #BBBBBB; border-radius: 4px; padding: 4px 9px; margin: 4px 6px 0 0; cursor: pointer; }
  .stages { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 0; }
  .stage { border: 1px solid #9B9B97; border-radius: 5px; padding: 5px 10px; background: #F2F2EE; font-size: 12px; }
  .stage b { display: block; font-size: 13px; }
  .stage.cells { background: #0072B2; color: #FFFFFF; border-color: #005E93; }
  .to { padding: 0 6px; color: #6E6E6E; }
  .above { margin-top: 8px; }
  .names { display: none; margin: 8px 0; padding-left: 34px; font-size: 12px; overflow-wrap: anywhere; }
  .page.narrow .names { display: block; }
  .quiet { color: #5A5A5A; font-size: 12px; }
`;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) { made.className = className; }
  // Marks that turn the direction of what follows around are of no use here.
  if (text !== undefined) { made.textContent = String(text).replace(/[\u202A-\u202E\u2066-\u2069]/g, ""); }
  return made;
}

/** What the service gives: the record itself, or why there is none. */
function recordOf(config) {
  const given = config && config.initialData;
  const data = typeof given === "string" ? JSON.parse(given) : given || {};
  const result = typeof data.result === "string" ? JSON.parse(data.result) : data.result;
  if (result) { return result; }
  const error = data.userError || data.internalError;
  return { headline: "There is nothing to show yet", detail: error ? error.message : "Execute the node to see its results.", panels: [], cells: [], notes: [] };
}

class Page {
  constructor(root, record) {
    this.record = record;
    this.charts = [];
    const style = element("style");
    style.textContent = STYLE;
    this.page = element("div", "page");
    root.append(style, this.page);
    this.page.append(element("h1", "", record.headline));
    if (record.detail) { this.page.append(element("p", "", record.detail)); }
    (record.notes || []).forEach((note) => this.page.append(element("p", "note", note)));
    const body = element("div", "body");
    this.panels = element("div", "panels");
    body.append(this.panels);
    this.page.append(body);
    if (record.panels.some((panel) => panel.kind === "chart" && panel.series.some((one) => one.points.some((p) => p.text)))) {
      this.aside = element("aside");
      this.aside.setAttribute("aria-live", "polite");
      body.append(this.aside);
    }
    this.narrow = this.isNarrow();
    this.page.classList.toggle("narrow", this.narrow);
    record.panels.forEach((panel) => this.add(panel));
    this.showStrong();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.page);
  }

  isNarrow() {
    return this.page.clientWidth > 0 && this.page.clientWidth < NARROW;
  }

  resized() {
    const narrow = this.isNarrow();
    const changed = narrow !== this.narrow;
    this.narrow = narrow;
    this.page.classList.toggle("narrow", narrow);
    this.charts.forEach((one) => {
      if (changed) { one.host.style.height = heightOf(one.panel, narrow) + "px"; }
      one.chart.resize();
      if (changed) { one.draw(); }
    });
  }

  add(panel) {
    const section = element("section", panel.half ? "half" : "");
    if (panel.title) { section.append(element("h2", "", panel.title)); }
    this.panels.append(section);
    if (panel.kind === "chart" || panel.kind === "heat") {
      this.addChart(section, panel);
    } else if (panel.kind === "gallery") {
      addGallery(section, panel, this.record.cells);
    } else if (panel.kind === "pictures") {
      const cards = element("div", "cards");
      panel.items.forEach((item) => {
        const card = element("div", "card picture");
        const image = element("img");
        image.src = item.image;
        image.alt = item.text;
        card.append(image, element("span", "", item.text));
        cards.append(card);
      });
      section.append(cards);
    } else if (panel.kind === "stages") {
      addStages(section, panel);
    } else if (panel.kind === "facts") {
      addFacts(section, panel);
    }
  }

  addChart(section, panel) {
    const empty = panel.kind === "chart" ? pointCount(panel) === 0 : panel.rows.length === 0;
    if (empty) {
      section.append(element("p", "quiet", panel.empty || "There is nothing to draw: no row has the numbers that this picture needs."));
      return;
    }
    if (panel.kind === "heat") {
      section.append(element("p", "quiet", panel.diverging
        ? "Blue: alike (1). White: no relation (0). Red: opposed (−1). Figures and names show where you point."
        : "The darker, the more: from " + number(panel.low) + " to " + number(panel.high) + "."));
    }
    const host = element("div", "chart");
    host.tabIndex = 0;
    host.setAttribute("role", "application");
    host.setAttribute("aria-label", (panel.title || this.record.headline) + ". Arrow keys go from value to value.");
    host.style.height = heightOf(panel, this.narrow) + "px";
    section.append(host);
    if (panel.kind === "heat" && namesBelow(panel)) {
      const names = element("ol", "names");
      panel.rows.forEach((name) => names.append(element("li", "", name)));
      section.append(names);
    }
    const chart = echarts.init(host, null, { renderer: panel.kind === "chart" && pointCount(panel) > CANVAS_FROM ? "canvas" : "svg" });
    const tip = (series, place) => this.tip(panel, series, place);
    const one = {
      panel, host, chart,
      draw: () => chart.setOption(panel.kind === "heat" ? heatOption(panel, this.narrow, tip) : chartOption(panel, this.narrow, tip), true),
    };
    one.draw();
    this.charts.push(one);
    chart.on("click", (p) => { if (p.data && p.data.place !== undefined) { this.show(panel, this.seriesOf(panel, p), p.data.place); } });
    chart.on("mouseover", (p) => { if (p.data && p.data.place !== undefined && panel.kind === "chart") { this.show(panel, this.seriesOf(panel, p), p.data.place); } });
    host.addEventListener("keydown", (event) => this.key(event, one));
  }

  seriesOf(panel, p) {
    return Math.max(0, (panel.series || []).findIndex((series) => series.name === p.seriesName));
  }

  /** Arrow keys go along a series by x, and from series to series; in a heat map from field to field. */
  key(event, one) {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (event.key === "Escape") { one.chart.dispatchAction({ type: "hideTip" }); return; }
    if (!step) { return; }
    event.preventDefault();
    const panel = one.panel;
    if (panel.kind === "heat") {
      one.column = Math.min(panel.columns.length - 1, Math.max(0, one.column === undefined ? 0 : one.column + step[0]));
      one.row = Math.min(panel.rows.length - 1, Math.max(0, one.row === undefined ? 0 : one.row + step[1]));
      const place = one.row * panel.columns.length + one.column;
      one.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: place });
      one.host.setAttribute("aria-label", this.lines(panel, 0, place).join(". "));
      return;
    }
    if (one.series === undefined) {
      one.series = 0;
      one.at = step[0] < 0 ? panel.series[0].points.length : -1;
    }
    if (step[1] !== 0) {
      const x = panel.series[one.series].points[Math.max(0, one.at)].x;
      one.series = (one.series + step[1] + panel.series.length) % panel.series.length;
      one.at = -1;
      const order = this.order(panel.series[one.series]);
      one.at = order.findIndex((place) => panel.series[one.series].points[place].x >= x);
      one.at = one.at < 0 ? order.length - 1 : one.at;
    } else {
      one.at = Math.min(panel.series[one.series].points.length - 1, Math.max(0, one.at + step[0]));
    }
    const place = this.order(panel.series[one.series])[one.at];
    const option = one.chart.getOption();
    const seriesIndex = option.series.findIndex((s) => s.name === panel.series[one.series].name && s.data.some((d) => d && d.place === place));
    if (seriesIndex >= 0) {
      const dataIndex = option.series[seriesIndex].data.findIndex((d) => d.place === place);
      one.chart.dispatchAction({ type: "downplay" });
      one.chart.dispatchAction({ type: "highlight", seriesIndex, dataIndex });
      one.chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
    }
    this.show(panel, one.series, place);
    one.host.setAttribute("aria-label", this.lines(panel, one.series, place).join(". "));
  }

  order(series) {
    return series.points.map((p, i) => i).sort((a, b) => series.points[a].x - series.points[b].x || a - b);
  }

  /** What there is to say of a point, line by line. */
  lines(panel, series, place) {
    if (panel.kind === "heat") {
      const row = Math.floor(place / panel.columns.length);
      const column = place % panel.columns.length;
      const text = panel.texts && panel.texts.length ? panel.texts[row][column] : "";
      return [panel.rows[row], panel.columns[column], number(panel.values[row][column]), text].filter((line) => line);
    }
    const p = panel.series[series].points[place];
    if (p.text) { return p.text.split("\n"); }
    const value = (axis, at) => (axis.labels && axis.labels.length ? axis.labels[at] : number(at));
    const bounds = p.low !== undefined && p.high !== undefined ? " (" + number(p.low) + " to " + number(p.high) + ")" : "";
    return panel.series[series].style === "bins"
      ? [panel.series[series].name, number(p.low) + " to " + number(p.high) + ": " + number(p.y)]
      : [panel.series[series].name, panel.x.name + ": " + value(panel.x, p.x), panel.y.name + ": " + value(panel.y, p.y) + bounds].map((line) => line.replace(/^: /, ""));
  }

  tip(panel, series, place) {
    const lines = this.lines(panel, series, place);
    const p = panel.kind === "chart" ? panel.series[series].points[place] : {};
    const cell = p.cell !== undefined && this.record.cells[p.cell];
    const head = '<div style="max-width:300px;white-space:normal;overflow-wrap:anywhere"><b>' + escaped(lines[0]) + "</b>" + lines.slice(1).map((line) => "<br>" + escaped(line)).join("");
    return head + (cell ? '<div style="width:180px;margin:6px auto 0">' + cellSvg(cell).replace("<svg ", '<svg style="width:100%;height:auto;max-height:200px" ') + "</div>" : "") + "</div>";
  }

  show(panel, series, place) {
    if (!this.aside || panel.kind !== "chart") { return; }
    const p = panel.series[series].points[place];
    const lines = this.lines(panel, series, place);
    this.aside.replaceChildren(element("h2", "", lines[0]));
    lines.slice(1).forEach((line) => this.aside.append(element("div", "", line)));
    const cell = p.cell !== undefined && this.record.cells[p.cell];
    if (cell) {
      const holder = element("div");
      holder.style.margin = "12px 0";
      holder.innerHTML = cellSvg(cell);
      this.aside.append(holder, element("pre", "", cell.text), element("div", "quiet", cell.space));
    }
  }

  /** Beside the pictures stands at first what matters most. */
  showStrong() {
    for (const panel of this.record.panels) {
      if (panel.kind !== "chart") { continue; }
      for (let i = 0; i < panel.series.length; i++) {
        const place = panel.series[i].points.findIndex((p) => p.strong);
        if (place >= 0 && panel.series[i].points[place].text) { this.show(panel, i, place); return; }
      }
    }
    if (this.aside) { this.aside.append(element("p", "quiet", "Point at a mark, or go to a picture with the Tab key and from mark to mark with the arrow keys, to see what it stands for.")); }
  }

  teardown() {
    this.observer.disconnect();
    this.charts.forEach((one) => one.chart.dispose());
  }
}

function addFacts(section, panel) {
  const table = element("table");
  if (panel.head && panel.head.length) {
    const row = element("tr");
    panel.head.forEach((text, i) => row.append(element("th", panel.rows.some((cells) => NUMBER.test(cells[i])) ? "number" : "", text)));
    table.append(row);
  }
  panel.rows.forEach((cells) => {
    const row = element("tr");
    cells.forEach((text, i) => row.append(element(i === 0 && !(panel.head && panel.head.length) ? "th" : "td", NUMBER.test(text) ? "number" : text.length < 10 ? "short" : "", text)));
    table.append(row);
  });
  const scroll = element("div", "scroll");
  scroll.append(table);
  section.append(panel.rows.length ? scroll : element("p", "quiet", panel.empty || "None."));
}

function addStages(section, panel) {
  const row = element("div", "stages");
  panel.items.forEach((item, i) => {
    if (i > 0) { row.append(element("span", "to", "→")); }
    const stage = element("div", "stage" + (item.cells ? " cells" : ""));
    stage.append(element("b", "", item.name), document.createTextNode(item.text));
    row.append(stage);
  });
  section.append(row);
}

const LOSS = "#D55E00";
const GAIN = "#0072B2";

const signed = (value) => (value > 0 ? "+" : "") + number(value);

/** What each operation is worth, as rings: the wider, the more. */
function marksOf(item) {
  if (!item.worths || !item.worths.length) { return undefined; }
  const most = Math.max(...item.worths.map((worth) => Math.abs(worth.difference)), 1e-12);
  const marks = [];
  item.worths.forEach((worth) => {
    marks[worth.node] = {
      text: signed(Number(worth.difference.toPrecision(2))),
      hint: worth.text,
      color: worth.better ? GAIN : LOSS,
      width: 1 + 4 * Math.abs(worth.difference) / most,
      number: worth.node,
    };
  });
  return marks;
}

/** A row of a table of changes: what is changed, in the words of the picture, and what that does to the prediction. */
function changeRow(change) {
  return [change.text, signed(change.difference), change.better ? "better" : change.difference === 0 ? "the same" : "worse"];
}

/** The changes to look at: those that improve most, and those that cost most. */
function tellingChanges(changes) {
  const worse = (change) => (change.better ? -1 : 1) * Math.abs(change.difference);
  const sorted = changes.slice().sort((a, b) => worse(a) - worse(b));
  return sorted.length <= 12 ? sorted : sorted.slice(0, 6).concat(sorted.slice(-6));
}

function download(name, text) {
  const link = element("a");
  link.href = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  link.download = name;
  link.click();
}

function detailOf(item, cell) {
  const box = element("div");
  box.append(element("h2", "", item.title));
  const drawing = cellSvg(cell, marksOf(item));
  const holder = element("div");
  holder.innerHTML = drawing;
  box.append(holder);
  (item.facts || []).forEach((fact) => box.append(element("div", "", fact)));
  if (item.worths && item.worths.length) {
    box.append(element("p", "quiet above", "Below each operation: the prediction with it less the mean with each other one there. Blue makes the prediction better, orange worse."));
  }
  if (item.changes && item.changes.length) {
    const rows = tellingChanges(item.changes).map((change) => changeRow(change));
    box.append(element("div", "quiet", item.changes.length > rows.length
      ? "What one change would do to the prediction: the six best and the six worst of " + item.changes.length + "."
      : "What one change would do to the prediction:"));
    addFacts(box, { rows, head: ["Change", "Difference", ""] });
  }
  box.append(element("pre", "", cell.text));
  const said = element("span", "quiet");
  said.setAttribute("role", "status");
  const copy = (label, text) => {
    const button = element("button", "small", label);
    button.addEventListener("click", () => {
      const area = element("textarea");
      area.value = text;
      box.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      said.textContent = done ? "Copied." : "Copying is not allowed here; the text is above.";
    });
    box.append(button);
  };
  copy("Copy encoding", cell.text);
  if (item.code) { copy("Copy PyTorch code", item.code); }
  const picture = element("button", "small", "Save picture (SVG)");
  picture.addEventListener("click", () => download("cell.svg", drawing));
  box.append(picture, said);
  return box;
}

/** Cells side by side; the last two that were chosen are compared above them. */
function addGallery(section, panel, cells) {
  if (!panel.items.length) {
    section.append(element("p", "quiet", panel.empty || "The table has no architecture."));
    return;
  }
  const compare = element("div", "compare");
  compare.setAttribute("aria-live", "polite");
  const cards = element("div", "cards");
  let chosen = panel.items.length > 1 && panel.compare ? [0, 1] : [0];
  const buttons = panel.items.map((item, i) => {
    const card = element("button", "card");
    card.append(element("b", "", item.title));
    const holder = element("div");
    holder.innerHTML = cellSvg(cells[item.cell]);
    card.append(holder);
    (item.facts || []).slice(0, 2).forEach((fact) => card.append(element("div", "quiet", fact)));
    card.addEventListener("click", () => {
      chosen = panel.compare ? chosen.filter((one) => one !== i).slice(-1).concat([i]) : [i];
      draw();
    });
    cards.append(card);
    return card;
  });
  function draw() {
    compare.replaceChildren(...chosen.map((i) => detailOf(panel.items[i], cells[panel.items[i].cell])));
    if (chosen.length === 2 && panel.compare) { compare.append(comparison(panel, cells, chosen)); }
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(chosen.includes(i))));
  }
  draw();
  section.append(compare, cards);
}

/** What two cells differ in, and what each difference is worth by itself. */
function comparison(panel, cells, chosen) {
  const items = chosen.map((i) => panel.items[i]);
  const [a, b] = items.map((item) => cells[item.cell]);
  const box = element("div");
  box.style.flexBasis = "100%";
  box.append(element("p", "quiet", differences(a, b)));
  if (a.space === b.space && a.ops.length === b.ops.length && wiringOf(a) === wiringOf(b)) {
    const rows = a.ops.map((op, i) => (items[0].changes || []).find((change) => change.node === i && op !== b.ops[i] && change.to === b.ops[i]))
      .filter((change) => change).map((change) => changeRow(change));
    if (rows.length) {
      box.append(element("h2", "", "From the first cell to the second, each change by itself"));
      addFacts(box, { rows, head: ["Change of the first cell", "Difference", ""] });
    }
  }
  return box;
}

function wiringOf(cell) {
  return cell.edges.map((edge) => edge.join("-")).sort().join(" ");
}

function differences(a, b) {
  if (a.space !== b.space) { return "The two are of different search spaces."; }
  if (a.ops.length !== b.ops.length) { return "The first cell has " + (a.ops.length - 2) + " operations, the second " + (b.ops.length - 2) + "."; }
  const changed = a.ops.map((op, i) => (op === b.ops[i] ? "" : a.names[i] + " → " + b.names[i])).filter((text) => text);
  const wiring = wiringOf(a) === wiringOf(b) ? "" : " The wiring differs.";
  return (changed.length ? changed.length + (changed.length === 1 ? " operation differs: " : " operations differ: ") + changed.join(", ") + "." : "The operations are the same.") + wiring;
}

export default (shadowRoot, service) => {
  let page = null;
  let gone = false;
  Promise.resolve(service.getConfig()).then((config) => {
    if (!gone) { page = new Page(shadowRoot, recordOf(config)); }
  });
  return {
    teardown() {
      gone = true;
      if (page) { page.teardown(); }
      shadowRoot.replaceChildren();
    },
  };
};
