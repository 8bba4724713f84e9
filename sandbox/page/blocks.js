// Block Kit as DOM. `context`: act(action_id, value), and for forms errors by block id.

import { chart } from "/page/charts.js";
import { el } from "/page/dom.js";
import { element, picture } from "/page/elements.js";
import { field } from "/page/fields.js";
import { mrkdwn, textOf } from "/page/mrkdwn.js";
import { markdown, richText } from "/page/richtext.js";
import { dataTable, table } from "/page/tables.js";

const LEVELS = { info: "Note", warning: "Warning", error: "Error", success: "Done", default: "Note" };

function section(block, context) {
  return el("div", { class: block.accessory ? "section beside" : "section" },
    el("div", {},
      block.text ? el("div", { class: "text" }, textOf(block.text)) : null,
      block.fields ? el("div", { class: "fields" },
        block.fields.map((one) => el("div", { class: "text" }, textOf(one)))) : null),
    block.accessory ? el("div", { class: "accessory" }, element(block.accessory, context)) : null);
}

function small(block) {
  return el("div", { class: "context" }, block.elements.map((one) =>
    (one.type === "image" ? picture(one) : el("span", { class: "text" }, textOf(one)))));
}

function row(block, context) {
  return el("div", { class: "actions" }, block.elements.map((one) => element(one, context)));
}

function image(block) {
  return el("figure", {}, block.title ? el("figcaption", {}, textOf(block.title)) : null, picture(block));
}

function card(block, context) {
  const part = (name, object) => (object ? el("div", { class: `text ${name}` }, textOf(object)) : null);
  return el("div", { class: "card" },
    block.hero_image ? picture(block.hero_image) : null,
    part("cardtitle", block.title), part("small", block.subtitle), part("cardbody", block.body),
    block.actions ? el("div", { class: "actions" }, block.actions.map((one) => element(one, context))) : null);
}

function carousel(block, context) {
  return el("div", { class: "carousel", role: "group", "aria-label": "Cards", tabindex: 0 },
    block.elements.map((one) => card(one, context)));
}

function container(block, context) {
  const title = [el("span", { class: "cardtitle" },
    block.rich_text_title ? richText(block.rich_text_title) : textOf(block.title)),
  block.subtitle ? el("span", { class: "small" }, textOf(block.subtitle)) : null];
  const inside = draw(block.child_blocks || [], context);
  return block.is_collapsible
    ? el("details", { class: "container", open: !block.default_collapsed }, el("summary", {}, title), inside)
    : el("div", { class: "container" },
      el("div", { class: block.has_header_divider ? "containerhead ruled" : "containerhead" }, title), inside);
}

function alert(block) {
  const level = block.level in LEVELS ? block.level : "default";
  return el("div", { class: `alert ${level}`, role: "note" }, el("strong", {}, `${LEVELS[level]}: `), textOf(block.text));
}

const DRAWERS = {
  section, actions: row, context_actions: row, context: small, image, card, carousel, container, alert,
  header: (block) => el("h3", {}, textOf(block.text)),
  divider: () => el("hr"),
  input: field,
  rich_text: richText,
  markdown,
  table, data_table: dataTable, data_visualization: chart,
};

function one(block, context) {
  const drawer = DRAWERS[block.type];
  if (!drawer) return el("p", { class: "small" }, `A block of the type “${block.type}” stands here.`);
  try {
    return drawer(block, context);
  } catch (error) {
    console.warn(`a ${block.type} block could not be drawn`, error);
    return el("p", { class: "small" }, `A block of the type “${block.type}” could not be drawn.`);
  }
}

export function draw(blocks, context) {
  return el("div", { class: "blocks" }, blocks.map((block) => one(block, context)));
}

/** A message without blocks. */
export function drawText(text) {
  return el("div", { class: "blocks" }, el("div", { class: "text" }, mrkdwn(text)));
}
