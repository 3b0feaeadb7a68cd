/* Options of ECharts for the panels of a page. Written without imports, spreads and optional chaining, since it also runs outside of
   browsers, where it draws the pictures of image ports. */

export const COLORS = { blue: "#0072B2", orange: "#E69F00", green: "#009E73", vermilion: "#D55E00", purple: "#CC79A7", sky: "#56B4E9", dark: "#3E3A39", quiet: "#9A9A9A" };
const ORDER = ["blue", "orange", "green", "vermilion", "purple", "sky", "dark"];
const SYMBOLS = ["circle", "diamond", "triangle", "rect", "path://M-1-4h2v3h3v2h-3v3h-2v-3h-3v-2h3z", "emptyCircle", "path://M-4-3l1-1 3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3z"];
const TEXT = "#3E3A39";
const QUIET = "#6E6E6E";
const GRID = "#ECECEC";
const SHADES = ["#440154", "#3B528B", "#21908C", "#5DC863", "#FDE725"];
const ZOOM_FROM = 500;

/** A number as people read it: four significant digits, thousands apart, no exponent where it can be helped. */
export function number(value) {
  if (value === null || value === undefined || !isFinite(value)) { return "–"; }
  const size = Math.abs(value);
  if (size === 0) { return "0"; }
  if (size >= 1e15 || size < 1e-6) { return value.toExponential(2); }
  const digits = size >= 1000 ? 0 : Math.max(0, Math.min(8, 3 - Math.floor(Math.log(size) / Math.LN10)));
  const text = value.toFixed(digits);
  const plain = text.indexOf(".") < 0 ? text : text.replace(/0+$/, "").replace(/\.$/, "");
  return plain.replace(/^(-?\d+)(?=\.|$)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ",")).replace(/^-/, "−");
}

function colorOf(series, i) {
  return COLORS[series.color] || COLORS[ORDER[i % ORDER.length]];
}

/** How wide the numbers of the vertical axis are, in pixels. */
function labelWidth(panel) {
  let longest = 3;
  panel.series.forEach((series) => series.points.forEach((p) => [p.y, p.low, p.high].forEach((value) => {
    if (has(value) && series.style !== "bins" || has(value) && value === p.y) { longest = Math.max(longest, number(Number(value.toPrecision(2))).length); }
  })));
  return 7 * longest;
}

function axis(of, isX, narrow, half, width, whole) {
  const category = of.labels && of.labels.length > 0;
  return {
    type: category ? "category" : of.log ? "log" : "value",
    data: category ? of.labels.map((label) => (label.length > 72 ? label.substring(0, 71) + "…" : label)) : undefined,
    minInterval: whole ? 1 : undefined,
    boundaryGap: category ? true : of.zero || isX ? [0, 0] : [0.02, 0.02],
    inverse: Boolean(of.reversed),
    name: of.name,
    nameLocation: "middle",
    nameGap: isX ? (category && of.labels.length > 3 ? 52 : 28) : category ? width : width + 16,
    nameTextStyle: { color: TEXT, fontSize: 12 },
    scale: !of.zero,
    splitNumber: isX && (half || narrow) ? 3 : 5,
    min: of.min === undefined ? undefined : of.min,
    max: of.max === undefined ? undefined : of.max,
    axisLine: { show: isX || !category, lineStyle: { color: QUIET } },
    axisTick: { show: !category },
    axisLabel: {
      color: TEXT,
      hideOverlap: !category,
      interval: category && of.labels.length <= 30 ? 0 : undefined,
      rotate: category && isX && of.labels.length > 3 ? 30 : 0,
      width: category ? (isX ? 90 : width - 12) : undefined,
      lineHeight: category && !isX ? 12 : undefined,
      fontSize: category && !isX && narrow ? 10 : 12,
      overflow: category ? (isX ? "truncate" : "break") : undefined,
      formatter: category ? undefined : (value) => number(value),
    },
    splitLine: { show: !isX || !category, lineStyle: { color: GRID } },
  };
}

function has(value) {
  return value !== null && value !== undefined;
}

/** Error bars, and boxes from low to high, of points that have them. */
function ranges(series, i, horizontal, wide) {
  const color = colorOf(series, i);
  return {
    type: "custom",
    name: series.name,
    z: wide ? 1 : 1.5,
    silent: !wide,
    tooltip: { show: wide },
    itemStyle: { color: color },
    data: series.points.map((p, place) => ({ value: horizontal ? [p.low, p.y, p.high] : [p.x, p.low, p.high], place: place }))
      .filter((item) => has(item.value[0]) && has(item.value[1]) && has(item.value[2])),
    encode: horizontal ? { x: [0, 2], y: 1 } : { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      const a = horizontal ? api.coord([api.value(0), api.value(1)]) : api.coord([api.value(0), api.value(1)]);
      const b = horizontal ? api.coord([api.value(2), api.value(1)]) : api.coord([api.value(0), api.value(2)]);
      const style = { stroke: color, lineWidth: 1.4, opacity: series.points.length > 200 ? 0.25 : 0.75, fill: "none" };
      const cap = horizontal ? [0, 4] : [4, 0];
      const lines = [[a, b], [[a[0] - cap[0], a[1] - cap[1]], [a[0] + cap[0], a[1] + cap[1]]], [[b[0] - cap[0], b[1] - cap[1]], [b[0] + cap[0], b[1] + cap[1]]]];
      return {
        type: "group",
        children: lines.map((line) => ({ type: "line", shape: { x1: line[0][0], y1: line[0][1], x2: line[1][0], y2: line[1][1] }, style: style })),
      };
    },
  };
}

/** Bars from low to high, as high as their count: a histogram. */
function bins(series, i) {
  const color = colorOf(series, i);
  return {
    type: "custom",
    name: series.name,
    itemStyle: { color: color },
    data: series.points.map((p, place) => ({ value: [p.low, p.high, p.y], place: place })),
    encode: { x: [0, 1], y: 2 },
    renderItem: (params, api) => {
      const a = api.coord([api.value(0), api.value(2)]);
      const b = api.coord([api.value(1), 0]);
      const width = Math.max(1, b[0] - a[0] - 1);
      return {
        type: "rect",
        shape: { x: a[0], y: a[1], width: width, height: Math.max(0, b[1] - a[1]) },
        style: { fill: color, opacity: 0.62, stroke: color },
      };
    },
  };
}

function points(series, i, panel) {
  const color = colorOf(series, i);
  const hollow = series.style === "hollow";
  const data = series.points.map((p, place) => {
    const item = { value: panel.shade ? [p.x, p.y, p.shade] : [p.x, p.y], place: place };
    if (p.strong) { item.symbolSize = 15; item.itemStyle = { borderColor: TEXT, borderWidth: 3, color: color, opacity: 1 }; }
    return item;
  }).filter((item) => has(item.value[0]) && has(item.value[1]));
  return {
    type: "scatter",
    name: series.name,
    symbol: hollow ? "diamond" : SYMBOLS[i % SYMBOLS.length],
    symbolSize: series.points.length > 1000 ? 5 : series.points.length > 200 ? 7 : 10,
    z: hollow ? 2 : 3,
    itemStyle: panel.shade ? { opacity: 0.85 } : hollow
      ? { color: "rgba(255,255,255,0.01)", borderColor: color, borderWidth: 2 }
      : { color: color, opacity: series.points.length > 200 ? 0.6 : 1 },
    emphasis: { scale: 1.6, itemStyle: { opacity: 1 } },
    data: data,
    label: series.labelled
      ? { show: true, position: "right", color: TEXT, fontSize: 11, formatter: (p) => series.points[p.data.place].text.split("\n")[0] }
      : undefined,
    labelLayout: series.labelled ? { hideOverlap: true, moveOverlap: "shiftY" } : undefined,
  };
}

function line(series, i) {
  const color = colorOf(series, i);
  return {
    type: "line",
    name: series.name,
    step: series.style === "steps" ? "end" : false,
    symbol: series.points.length > 60 || series.style === "steps" ? "none" : SYMBOLS[i % SYMBOLS.length],
    symbolSize: 8,
    z: 2.5,
    connectNulls: false,
    lineStyle: { color: color, width: series.style === "steps" ? 3 : 2, type: series.color === "quiet" ? "dashed" : "solid" },
    itemStyle: { color: color },
    data: series.points.map((p, place) => ({ value: [p.x, has(p.y) ? p.y : null], place: place })),
  };
}

function bars(series, i, panel) {
  const horizontal = panel.y.labels && panel.y.labels.length > 0;
  return {
    type: "bar",
    name: series.name,
    barMaxWidth: 34,
    itemStyle: { color: colorOf(series, i) },
    data: series.points.map((p, place) => ({ value: [p.x, p.y], place: place })),
    label: series.points.length <= 40
      ? { show: true, position: horizontal ? "right" : "top", color: TEXT, fontSize: 11, formatter: (p) => number(p.value[horizontal ? 0 : 1]) }
      : undefined,
  };
}

function marks(panel) {
  const lines = (panel.lines || []).map((mark, i) => ({
    name: mark.label,
    xAxis: mark.vertical ? mark.at : undefined,
    yAxis: mark.vertical ? undefined : mark.at,
    label: { formatter: mark.label, position: mark.vertical ? "insideEndTop" : i % 2 ? "insideEndTop" : "insideStartTop", color: TEXT },
  }));
  return {
    markLine: lines.length ? { silent: true, symbol: "none", lineStyle: { color: QUIET, type: "dashed" }, data: lines } : undefined,
    markArea: panel.bands && panel.bands.length
      ? {
        silent: true,
        data: panel.bands.map((band, i) => [
          {
            xAxis: band.from,
            name: band.label,
            itemStyle: { color: i % 2 ? "#F4F4F4" : "rgba(255,255,255,0)" },
            label: { show: true, position: "insideTop", color: QUIET, fontSize: 11, width: 90, overflow: "truncate" },
          },
          { xAxis: band.to },
        ]),
      }
      : undefined,
  };
}

/** All points of a chart that can be looked at one by one. */
export function pointCount(panel) {
  return (panel.series || []).reduce((sum, series) => sum + series.points.length, 0);
}

/** The option of a chart; tip(series number, place of the point) makes the text of a tooltip. */
export function chartOption(panel, narrow, tip) {
  const series = [];
  panel.series.forEach((one, i) => {
    const horizontal = panel.y.labels && panel.y.labels.length > 0;
    if (one.style === "bins") { series.push(bins(one, i)); return; }
    const main = one.style === "bars" ? bars(one, i, panel) : one.style === "line" || one.style === "steps" ? line(one, i) : points(one, i, panel);
    main.owner = i;
    series.push(main);
    if (one.points.some((p) => has(p.low) && has(p.high))) { series.push(ranges(one, i, horizontal, false)); }
  });
  series.forEach((one, i) => { one.id = String(i); if (one.owner === undefined) { one.owner = panel.series.map((s) => s.name).indexOf(one.name); } });
  if (series.length) { const m = marks(panel); series[0].markLine = m.markLine; series[0].markArea = m.markArea; }
  const owners = series.map((one) => one.owner);
  series.forEach((one) => { delete one.owner; });
  const categoryY = panel.y.labels && panel.y.labels.length > 0;
  const sequence = panel.series.length > 0 && panel.series[0].points.every((p, i, all) => i === 0 || !(p.x < all[i - 1].x));
  const many = pointCount(panel) >= ZOOM_FROM && sequence && panel.series[0].style !== "bins";
  const most = narrow ? 96 : panel.half ? 150 : 242;
  const width = categoryY ? Math.min(most, 24 + 7 * Math.max.apply(null, panel.y.labels.map((label) => label.length))) : labelWidth(panel);
  const wholeX = panel.series.every((s) => s.style !== "bins" && s.points.every((p) => !has(p.x) || p.x === Math.round(p.x)));
  const counts = panel.y.zero && panel.series.every((s) => s.points.every((p) => !has(p.y) || p.y === Math.round(p.y)));
  const tall = panel.x.labels && panel.x.labels.length > 3;
  return {
    animation: false,
    color: ORDER.map((name) => COLORS[name]),
    textStyle: { fontFamily: "Roboto, Arial, sans-serif", color: TEXT },
    aria: { enabled: true, label: { description: panel.title + ". " + panel.series.map((s) => s.name + ": " + s.points.length + " values").join(", ") + "." } },
    legend: panel.series.length > 1 || panel.series.some((s) => s.style === "steps")
      ? { top: 0, left: 0, type: "scroll", textStyle: { color: TEXT }, data: panel.series.map((s) => s.name).filter((n, i, all) => all.indexOf(n) === i) }
      : undefined,
    grid: {
      left: categoryY ? width + 4 : width + 40,
      right: panel.shade ? 76 : categoryY && panel.series.some((s) => s.style === "bars") ? 64 : 24,
      top: panel.series.length > 1 ? 36 : 16,
      bottom: (tall ? 76 : 48) + (many ? 36 : 0),
    },
    xAxis: axis(panel.x, true, narrow, panel.half, 0, wholeX),
    yAxis: axis(panel.y, false, narrow, panel.half, width, counts),
    dataZoom: many ? [{ type: "slider", bottom: 4, height: 20, labelFormatter: "" }, { type: "inside", zoomOnMouseWheel: "shift" }] : undefined,
    visualMap: panel.shade
      ? {
        type: "continuous", dimension: 2, min: panel.shade.low, max: panel.shade.high, right: 0, top: "middle", itemHeight: 130, calculable: false,
        text: [number(panel.shade.high), number(panel.shade.low)], inRange: { color: SHADES }, textStyle: { color: TEXT },
      }
      : undefined,
    tooltip: tip ? {
      trigger: "item", confine: true, borderColor: "#C8C8C8", textStyle: { color: TEXT, fontSize: 12 },
      formatter: (p) => tip(owners[p.seriesIndex], p.data.place),
    } : undefined,
    series: series,
  };
}

function mixed(from, to, share) {
  const part = (at) => Math.round(parseInt(from.substr(at, 2), 16) + share * (parseInt(to.substr(at, 2), 16) - parseInt(from.substr(at, 2), 16)));
  return "#" + [1, 3, 5].map((at) => ("0" + part(at).toString(16)).slice(-2)).join("");
}

/** How light a colour is, 0 to 1 (WCAG 2.1, relative luminance). */
export function luminance(color) {
  const linear = [1, 3, 5].map((at) => {
    const c = parseInt(color.substr(at, 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

/** The colour of a field of a heat map, and that of figures on it. */
export function fieldColor(panel, value) {
  if (!has(value)) { return { fill: "#F0F0F0", text: "#000000" }; }
  const share = (value - panel.low) / (panel.high - panel.low || 1);
  const fill = panel.diverging
    ? value < 0 ? mixed("#FFFFFF", "#B34700", Math.min(1, value / panel.low)) : mixed("#FFFFFF", "#00588A", Math.min(1, value / panel.high))
    : mixed("#F7FBFF", "#08519C", Math.max(0, Math.min(1, share)));
  const light = luminance(fill);
  return { fill: fill, text: 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#FFFFFF" : "#000000" };
}

/** Whether the names of a heat map's rows need more room than a narrow page has beside it: then they stand below, by number. */
export function namesBelow(panel) {
  return panel.rows.some((name) => name.length > 16);
}

/** The option of a heat map. Where columns are the rows once more, they are told by their numbers. */
export function heatOption(panel, narrow, tip) {
  const same = panel.rows.length > 3 && panel.rows.join("\n") === panel.columns.join("\n");
  const below = narrow && namesBelow(panel);
  const rows = below ? panel.rows.map((name, i) => String(i + 1)) : same ? panel.rows.map((name, i) => i + 1 + "  " + name) : panel.rows;
  const data = [];
  panel.values.forEach((row, i) => row.forEach((value, j) => {
    const look = fieldColor(panel, value);
    data.push({ value: [j, i, has(value) ? value : 0], place: i * panel.columns.length + j, itemStyle: { color: look.fill, borderColor: "#FFFFFF", borderWidth: 1 }, label: { color: look.text } });
  }));
  const digits = panel.decimals || 0;
  const fits = panel.columns.length <= (narrow ? 8 : 18);
  return {
    animation: false,
    textStyle: { fontFamily: "Roboto, Arial, sans-serif", color: TEXT },
    aria: { enabled: true, label: { description: panel.title + ", " + panel.rows.length + " by " + panel.columns.length + "." } },
    grid: { left: below ? 34 : narrow ? 130 : 290, right: 12, top: same ? 24 : panel.columns.length <= 4 && !narrow ? 44 : 96, bottom: 12 },
    xAxis: {
      type: "category", position: "top", data: same ? panel.columns.map((name, i) => String(i + 1)) : panel.columns,
      axisTick: { show: false }, axisLine: { show: false },
      axisLabel: same
        ? { color: TEXT }
        : panel.columns.length <= 4 && !narrow
          ? { color: TEXT, interval: 0, width: 190, overflow: "break" }
          : { color: TEXT, interval: 0, rotate: 35, width: 110, overflow: "truncate" },
    },
    yAxis: {
      type: "category", inverse: true, data: rows, axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { color: TEXT, interval: 0, width: below ? 30 : narrow ? 122 : 280, overflow: "break", fontSize: rows.length > 24 ? 10 : 12, lineHeight: 13 },
    },
    tooltip: tip ? {
      trigger: "item", confine: true, borderColor: "#C8C8C8", textStyle: { color: TEXT, fontSize: 12 },
      formatter: (p) => tip(0, p.data.place),
    } : undefined,
    series: [{
      type: "heatmap", data: data, emphasis: { itemStyle: { borderColor: TEXT, borderWidth: 2 } },
      label: {
        show: fits, fontSize: 11,
        formatter: (p) => { const v = panel.values[p.value[1]][p.value[0]]; return has(v) ? v.toFixed(digits).replace("-", "−") : "–"; },
      },
    }],
  };
}

/** How high a panel should be, in pixels. */
export function heightOf(panel, narrow) {
  if (panel.kind === "heat") { return Math.max(140, (panel.rows.length > 3 ? 40 : 110) + panel.rows.length * (panel.rows.length > 24 ? 24 : 34)); }
  if (panel.y && panel.y.labels && panel.y.labels.length > 0) { return Math.max(160, 100 + panel.y.labels.length * 26 * Math.max(1, panel.series.filter((s) => s.style === "bars").length * 0.7)); }
  return narrow ? 320 : 400;
}

/** A view as one picture: headline, detail, and its first chart or heat map, by the library's drawing without a page. */
function pictureOf(view, width, height, echarts) {
  const panel = view.panels.filter((one) => one.kind === "chart" || one.kind === "heat")[0];
  const option = panel ? (panel.kind === "heat" ? heatOption(panel, width < 620) : chartOption(panel, width < 620)) : {};
  const head = view.detail ? 74 : 50;
  option.aria = undefined; // which needs a page to write into
  option.title = {
    text: view.headline, subtext: view.detail, left: 14, top: 8, itemGap: 6,
    textStyle: { fontSize: 18, color: TEXT, width: width - 28, overflow: "truncate" },
    subtextStyle: { fontSize: 13, color: QUIET, width: width - 28, overflow: "truncate" },
  };
  if (option.grid) { option.grid.top += head; }
  if (option.legend) { option.legend.top = head; option.legend.left = 10; }
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg.replace(/<style[\s\S]*?<\/style>/g, "");
}
