// data_visualization: lines, areas, bars and pies as SVG, each with its figures as a table beside it.

import { el, svg } from "/page/dom.js";

const BOX = { width: 560, height: 230, left: 44, right: 12, top: 12, bottom: 40 };
const LABELS = 10;

function ticksOf(low, high) {
  const rough = (high - low) / 4 || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * unit).find((one) => one >= rough);
  const first = Math.floor(low / step) * step;
  const made = [];
  for (let at = first; at < high + step * 0.999; at += step) made.push(Math.round(at * 1e6) / 1e6);
  return made;
}

function scale(chart) {
  const values = chart.series.flatMap((one) => one.data.map((point) => point.value));
  const categories = chart.axis_config?.categories || chart.series[0].data.map((point) => point.label);
  const ticks = ticksOf(Math.min(0, ...values), Math.max(...values, 1));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const wide = (BOX.width - BOX.left - BOX.right) / categories.length;
  return {
    ticks, categories, wide,
    x: (at) => BOX.left + wide * (at + 0.5),
    y: (value) => BOX.top + (BOX.height - BOX.top - BOX.bottom) * (1 - (value - low) / (high - low)),
  };
}

function axes(to, config = {}) {
  const every = Math.ceil(to.categories.length / LABELS);
  const foot = BOX.height - BOX.bottom;
  return [
    ...to.ticks.flatMap((value) => [
      svg("line", { class: "grid", x1: BOX.left, x2: BOX.width - BOX.right, y1: to.y(value), y2: to.y(value) }),
      svg("text", { class: "tick", x: BOX.left - 6, y: to.y(value) + 4, "text-anchor": "end" }, String(value))]),
    ...to.categories.map((name, at) => (at % every ? null
      : svg("text", { class: "tick", x: to.x(at), y: foot + 16, "text-anchor": "middle" }, name))),
    config.x_label ? svg("text", { class: "axis", x: (BOX.left + BOX.width) / 2, y: BOX.height - 6,
      "text-anchor": "middle" }, config.x_label) : null,
    config.y_label ? svg("text", { class: "axis", x: 0, y: 0, "text-anchor": "middle",
      transform: `translate(11 ${(BOX.top + foot) / 2}) rotate(-90)` }, config.y_label) : null,
  ];
}

function lines(chart, to, area) {
  return chart.series.flatMap((one, at) => {
    const points = one.data.map((point, i) => [to.x(i), to.y(point.value)]);
    const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    const ground = to.y(0).toFixed(1);
    return [
      area ? svg("polygon", { class: `area s${at}`, points:
        `${points[0][0]},${ground} ${path} ${points.at(-1)[0]},${ground}` }) : null,
      svg("polyline", { class: `line s${at}`, points: path }),
      ...points.map(([x, y]) => svg("circle", { class: `dot s${at}`, cx: x, cy: y, r: 3 })),
    ];
  });
}

function bars(chart, to) {
  const room = to.wide * 0.72;
  const each = room / chart.series.length;
  return chart.series.flatMap((one, at) => one.data.map((point, i) => {
    const [top, ground] = [Math.min(to.y(point.value), to.y(0)), to.y(0)];
    return svg("rect", { class: `bar s${at}`, x: to.x(i) - room / 2 + each * at, width: Math.max(1, each - 2),
      y: top, height: Math.max(1, Math.abs(to.y(point.value) - ground)), rx: 2 });
  }));
}

function pie(segments) {
  const all = segments.reduce((sum, one) => sum + one.value, 0);
  let turned = 0;
  const at = (share) => [115 + 95 * Math.sin(share * 2 * Math.PI), 115 - 95 * Math.cos(share * 2 * Math.PI)];
  return segments.map((one, index) => {
    const from = turned / all;
    turned += one.value;
    const to = turned / all;
    if (segments.length === 1) return svg("circle", { class: "slice s0", cx: 115, cy: 115, r: 95 });
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    return svg("path", { class: `slice s${index}`,
      d: `M115 115 L${x1} ${y1} A95 95 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2} Z` });
  });
}

function figures(head, rows) {
  return el("details", { class: "figures" }, el("summary", {}, "The figures"),
    el("div", { class: "tableplace", role: "region", "aria-label": "Figures of the chart", tabindex: 0 },
      el("table", {},
        el("thead", {}, el("tr", {}, head.map((one) => el("th", { scope: "col" }, one)))),
        el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first),
          rest.map((one) => el("td", { class: "right" }, String(one)))))))));
}

/** Each name beside its own look: a line with its dashes, or a filled square. */
function legend(names, lined) {
  return el("ul", { class: "legend" }, names.map((name, at) =>
    el("li", {}, svg("svg", { viewBox: lined ? "0 0 30 10" : "0 0 10 10", "aria-hidden": "true",
      class: lined ? "swatch wide" : "swatch" }, lined
      ? svg("line", { class: `line s${at}`, x1: 0, x2: 30, y1: 5, y2: 5 })
      : svg("rect", { class: `slice s${at}`, width: 10, height: 10, rx: 2 })), name)));
}

export function chart(block) {
  const { chart: drawn } = block;
  const round = drawn.type === "pie";
  const parts = round ? drawn.segments || drawn.series[0].data : drawn.series;
  const names = parts.map((one) => one.name || (round ? `${one.label}: ${one.value}` : one.label));
  let inside;
  let rows;
  if (round) {
    inside = pie(parts);
    rows = parts.map((one) => [one.label, one.value]);
  } else {
    const to = scale(drawn);
    inside = [...axes(to, drawn.axis_config), ...(drawn.type === "bar" ? bars(drawn, to)
      : lines(drawn, to, drawn.type === "area"))];
    rows = to.categories.map((name, at) => [name, ...parts.map((one) => one.data[at]?.value ?? "–")]);
  }
  const head = round ? ["Part", "Value"] : ["", ...parts.map((one) => one.name)];
  return el("figure", { class: "chart" }, el("figcaption", {}, block.title),
    svg("svg", { class: round ? "pie" : "plot", role: "img", "aria-label": `${drawn.type} chart: ${block.title}`,
      viewBox: round ? "0 0 230 230" : `0 0 ${BOX.width} ${BOX.height}` }, inside),
    legend(names, /line|area/.test(drawn.type)), figures(head, rows));
}
