// Input blocks of a form, and what stands in them.

import { el } from "/page/dom.js";
import { initialOf, lookOf, momentOf, optionsOf, startsOf, toldMoment } from "/page/elements.js";
import { fileField } from "/page/files.js";
import { textOf } from "/page/mrkdwn.js";

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url", datepicker: "date",
  timepicker: "time", datetimepicker: "datetime-local" };
const GROUPS = new Set(["checkboxes", "radio_buttons", "multi_static_select", "multi_users_select",
  "multi_conversations_select", "multi_channels_select"]);

function line(one, common) {
  const start = one.initial_value ?? momentOf(one);
  const more = one.type === "number_input" ? { inputmode: "decimal" } : {};
  return el("input", { ...common, ...more, type: TYPES[one.type] || "text", value: start,
    maxlength: one.max_length || null, placeholder: one.placeholder?.text || null });
}

function area(one, common) {
  const made = el("textarea", { ...common, rows: 4, maxlength: one.max_length || null,
    placeholder: one.placeholder?.text || null });
  made.value = one.initial_value || "";
  return made;
}

function choice(one, common) {
  const chosen = initialOf(one);
  const item = (option) => el("option", { value: option.value, selected: option.value === chosen }, option.text.text);
  const blank = chosen ? null : el("option", { value: "" }, one.placeholder?.text || "Choose an option");
  return el("select", common, blank, optionsOf(one).map((option) => (option.options
    ? el("optgroup", { label: option.label.text }, option.options.map(item)) : item(option))));
}

function ticks(one, common) {
  const set = startsOf(one);
  const type = one.type === "radio_buttons" ? "radio" : "checkbox";
  return el("div", { class: lookOf(one) }, optionsOf(one).flatMap((o) => o.options || [o]).map((option, at) =>
    el("label", {}, el("input", { type, name: common.name, value: option.value, id: at ? null : common.id,
      checked: set.has(option.value), "aria-invalid": common["aria-invalid"] }),
    el("span", {}, textOf(option.text),
      option.description ? el("span", { class: "small" }, textOf(option.description)) : null))));
}

function control(one, common) {
  if (GROUPS.has(one.type)) return ticks(one, common);
  if (/_select$/.test(one.type)) return choice(one, common);
  if (one.type === "file_input") return fileField(one, common);
  return one.multiline || one.type === "rich_text_input" ? area(one, common) : line(one, common);
}

/** A label, its control, and what is said about it. */
export function field(block, context) {
  const id = `field-${block.block_id}`;
  const error = context.errors?.[block.block_id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || null;
  const common = { id, name: block.element.action_id, "aria-describedby": described,
    "aria-invalid": error ? "true" : null, "aria-required": block.optional ? null : "true" };
  const words = [textOf(block.label), block.optional ? el("span", { class: "optional" }, " (optional)") : null];
  const group = GROUPS.has(block.element.type);
  const made = control(block.element, common);
  if (block.dispatch_action) {
    made.addEventListener("change", () => context.act(block.element.action_id,
      valuesOf(made.closest("form"))[block.element.action_id]));
  }
  return el("div", { class: error ? "field wrong" : "field", "data-block": block.block_id },
    group ? el("fieldset", { "aria-describedby": described }, el("legend", {}, words), made)
      : [el("label", { for: id }, words), made],
    error ? el("p", { class: "error", id: `${id}-error` }, error) : null,
    block.hint ? el("p", { class: "hint", id: `${id}-hint` }, textOf(block.hint)) : null);
}

/** What stands in a form, by action id; files are file objects still. */
export function valuesOf(form) {
  const values = {};
  for (const one of form.querySelectorAll(".field [name]")) {
    if (one.type === "radio") {
      if (one.checked) values[one.name] = one.value;
    } else if (one.type === "checkbox") {
      values[one.name] ??= [];
      if (one.checked) values[one.name].push(one.value);
    } else values[one.name] = one.type === "file" ? [...one.files] : toldMoment(one);
  }
  return values;
}

/** Carry what was typed into a redrawn form, field by field. */
export function carryOver(old, made) {
  for (const before of old.querySelectorAll(".field [name]")) {
    const block = before.closest("[data-block]").dataset.block;
    const same = [...made.querySelectorAll(".field [name]")].find((one) => one.name === before.name
      && one.type === before.type && one.closest("[data-block]").dataset.block === block
      && (!/radio|checkbox/.test(one.type) || one.value === before.value));
    if (!same) continue;
    if (before.type === "file") {
      same.files = before.files;
      same.dispatchEvent(new Event("change"));
    } else if (/radio|checkbox/.test(before.type)) same.checked = before.checked;
    else same.value = before.value;
  }
}
