// Block Kit as DOM. Text from outside goes into text nodes only.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const MARKS = [
  [/^`([^`\n]+)`/, (found) => el("code", {}, plain(found[1]))],
  [/^\*([^*\n]+)\*/, (found, names) => el("strong", {}, ...mrkdwn(found[1], names))],
  [/^_([^_\n]+)_/, (found, names) => el("em", {}, ...mrkdwn(found[1], names))],
  [/^~([^~\n]+)~/, (found, names) => el("s", {}, ...mrkdwn(found[1], names))],
  [/^<@([A-Z0-9]+)(?:\|[^>]*)?>/, (found, names) => document.createTextNode("@" + names(found[1]))],
  [/^<#([A-Z0-9]+)(?:\|[^>]*)?>/, (found, names) => document.createTextNode("#" + names(found[1]))],
  [/^<(https?:[^|>]+)(?:\|([^>]*))?>/, (found) => link(found[1], found[2] || found[1])],
  [/^<!([^>]*)>/, (found) => document.createTextNode("@" + found[1])],
  [/^\n/, () => el("br")],
];

function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function link(url, words) {
  return el("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, plain(words));
}

export function mrkdwn(text, names) {
  const nodes = [];
  let run = "";
  let rest = text;
  let before = " ";
  while (rest) {
    const mark = MARKS.find(([pattern], at) => pattern.test(rest) && (at > 3 || !/\w/.test(before)));
    if (mark) {
      if (run) nodes.push(document.createTextNode(plain(run)));
      run = "";
      const found = mark[0].exec(rest);
      nodes.push(mark[1](found, names));
      rest = rest.slice(found[0].length);
      before = " ";
    } else {
      run += rest[0];
      before = rest[0];
      rest = rest.slice(1);
    }
  }
  if (run) nodes.push(document.createTextNode(plain(run)));
  return nodes;
}

function text(object, names) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, names) : [document.createTextNode(object.text)];
}

export function draw(blocks, context) {
  return el("div", { class: "blocks" }, ...blocks.map((block) => drawBlock(block, context)));
}

function drawBlock(block, context) {
  const drawer = DRAWERS[block.type];
  return drawer ? drawer(block, context) : el("p", { class: "small" }, `[${block.type}]`);
}

const DRAWERS = {
  header: (block) => el("h3", {}, block.text.text),
  divider: () => el("hr"),
  section: (block, context) => {
    const made = el("div");
    if (block.text) made.append(el("p", {}, ...text(block.text, context.names)));
    if (block.fields) {
      const fields = block.fields.map((field) => el("div", {}, ...text(field, context.names)));
      made.append(el("div", { class: "fields" }, ...fields));
    }
    if (block.accessory) made.append(el("div", { class: "actions" }, element(block.accessory, block, context)));
    return made;
  },
  context: (block, context) =>
    el("p", { class: "context" }, ...block.elements.flatMap((one, at) => [
      ...(at ? [document.createTextNode("  ·  ")] : []), ...text(one, context.names)])),
  actions: (block, context) =>
    el("div", { class: "actions" }, ...block.elements.map((one) => element(one, block, context))),
  table: (block) => table(block.rows, block.column_settings || []),
  data_table: (block) => el("figure", {}, el("figcaption", {}, block.caption), table(block.rows, [])),
  data_visualization: (block) => chart(block),
  input: (block, context) => field(block, context),
  image: (block) => el("p", { class: "small" }, block.alt_text),
  rich_text: (block) => el("p", {}, JSON.stringify(block.elements).replace(/[{}"[\]]/g, " ")),
  markdown: (block) => el("p", {}, block.text),
};

function table(rows, settings) {
  const cell = (tag, one, at) =>
    el(tag, { class: settings[at]?.align === "right" ? "right" : null }, one.text || "");
  const [head, ...body] = rows;
  return el("table", {},
    el("thead", {}, el("tr", {}, ...head.map((one, at) => cell("th", one, at)))),
    el("tbody", {}, ...body.map((row) => el("tr", {}, ...row.map((one, at) => cell("td", one, at))))));
}

function chart(block) {
  const series = block.chart.series || [];
  const rows = series.map((one) => `${one.name}: ${one.data.map((point) => point.value).join(", ")}`);
  return el("figure", {}, el("figcaption", {}, block.title), ...rows.map((row) => el("p", {}, row)));
}

function element(one, block, context) {
  if (one.type === "button") {
    return el("button", {
      type: "button", class: one.style || null, "aria-label": one.accessibility_label || null,
      onclick: (event) => press(event.currentTarget, one, context, one.value),
    }, one.text.text);
  }
  if (one.type === "static_select" || one.type === "overflow") {
    const select = el("select", { "aria-label": one.placeholder?.text || "Choose",
      onchange: (event) => context.act(one.action_id, event.target.value) },
      ...(one.options || []).map((option) => el("option", { value: option.value }, option.text.text)));
    return select;
  }
  return el("span", { class: "small" }, `[${one.type}]`);
}

async function press(button, one, context, value) {
  if (one.url) window.open(one.url, "_blank", "noreferrer");
  button.disabled = true;
  try {
    await context.act(one.action_id, value);
  } finally {
    button.disabled = false;
  }
}

function field(block, context) {
  const id = `field-${block.block_id}`;
  const error = context.errors?.[block.block_id];
  const described = [block.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  const control = input(block.element, id, described || null, !!error, !block.optional);
  const label = block.label.text + (block.optional ? " (optional)" : "");
  const group = ["checkboxes", "radio_buttons"].includes(block.element.type);
  return el("div", { class: "field" },
    group ? el("fieldset", { "aria-describedby": described || null }, el("legend", {}, label), control)
      : el("label", { for: id }, label),
    group ? null : control,
    block.hint ? el("p", { class: "small", id: `${id}-hint` }, block.hint.text) : null,
    error ? el("p", { class: "error", id: `${id}-error` }, error) : null);
}

function input(one, id, described, wrong, required) {
  const common = { id, name: one.action_id, "aria-describedby": described,
    "aria-invalid": wrong ? "true" : null, "aria-required": required ? "true" : null };
  if (one.type === "static_select") {
    const chosen = one.initial_option?.value;
    return el("select", common, ...one.options.map((option) =>
      el("option", { value: option.value, selected: option.value === chosen ? "" : null }, option.text.text)));
  }
  if (one.type === "checkboxes" || one.type === "radio_buttons") {
    const type = one.type === "checkboxes" ? "checkbox" : "radio";
    return el("div", {}, ...one.options.map((option) => el("label", {},
      el("input", { type, name: one.action_id, value: option.value }), " ", option.text.text)));
  }
  if (one.type === "file_input") return el("input", { ...common, type: "file", multiple: "" });
  if (one.multiline) {
    const area = el("textarea", { ...common, rows: 4, maxlength: one.max_length || null });
    area.value = one.initial_value || "";
    return area;
  }
  const types = { datepicker: "date", timepicker: "time" };
  const start = one.initial_value || one.initial_date || one.initial_time || null;
  return el("input", { ...common, type: types[one.type] || "text", value: start,
    placeholder: one.placeholder?.text || null });
}
