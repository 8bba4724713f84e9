// Interactive elements that act at once: in actions, as accessories, in cards.
// `context.act(action_id, value)` tells the sandbox.

import { confirmed } from "/page/confirm.js";
import { el, icon } from "/page/dom.js";
import { menu } from "/page/menu.js";
import { textOf } from "/page/mrkdwn.js";
import { instant, town, wall } from "/page/town.js";

function focusKey(one) { return `${one.action_id} ${one.value || ""}`; }

/** Ask where the element wants it, then act; the button waits meanwhile. */
async function press(button, one, context, value) {
  if (button?.getAttribute("aria-disabled") === "true") return;
  if (one.confirm && !(await confirmed(one.confirm))) return;
  button?.setAttribute("aria-disabled", "true");
  button?.classList.add("waiting");
  try {
    await context.act(one.action_id, value);
  } finally {
    button?.removeAttribute("aria-disabled");
    button?.classList.remove("waiting");
  }
}

function short(url) { return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, ""); }

function button(one, context) {
  const target = one.url
    ? [" ", el("span", { class: "target" }, short(one.url)), icon("away")] : [];
  return el("button", { type: "button", class: ["btn", one.style, one.url ? "out" : ""].join(" ").trim(),
    "aria-label": one.accessibility_label || null, "data-focus": focusKey(one),
    title: one.url ? `In Slack this opens ${one.url}` : null,
    onclick: (event) => press(event.currentTarget, one, context, one.value) },
  el("span", {}, textOf(one.text)), ...target);
}

/** Options of a select that names people or channels. */
export function optionsOf(one) {
  const text = (words) => ({ type: "plain_text", text: words, emoji: false });
  if (/users_select$/.test(one.type)) {
    return town.state.users.filter((user) => !user.is_bot && !user.deleted)
      .map((user) => ({ text: text(user.name), value: user.id }));
  }
  if (/(conversations|channels)_select$/.test(one.type)) {
    return town.state.channels.filter((place) => place.kind === "channel" && place.members.includes(town.me))
      .map((place) => ({ text: text(`# ${place.name}`), value: place.id }));
  }
  if (one.option_groups) return one.option_groups;
  return one.options || [];
}

export function initialOf(one) {
  return one.initial_option?.value || one.initial_user || one.initial_conversation || one.initial_channel;
}

function select(one, context) {
  return menu({ label: one.placeholder?.text || "Choose an option", focus: focusKey(one),
    options: optionsOf(one), chosen: initialOf(one) || "",
    choose: (value) => press(null, one, context, value) });
}

function overflow(one, context) {
  return menu({ label: one.accessibility_label || "More actions", focus: focusKey(one),
    options: one.options, dots: "more", choose: (value) => press(null, one, context, value) });
}

/** The values that are set in a group of choices before anybody touches it. */
export function startsOf(one) {
  const options = [...(one.initial_options || []), one.initial_option].filter(Boolean).map((option) => option.value);
  return new Set([...options, ...(one.initial_users || []), ...(one.initial_conversations || []),
    ...(one.initial_channels || [])]);
}

/** How a group looks: short ones stand open, those of a multi-select scroll in a box. */
export function lookOf(one) { return one.type.startsWith("multi_") ? "ticks many" : "ticks"; }

let groups = 0;

function ticks(type) {
  return (one, context) => {
    const name = `pick${groups += 1}`;
    const set = startsOf(one);
    const made = el("fieldset", { class: lookOf(one) },
      el("legend", { class: "hidden" }, one.placeholder?.text || "Choose"),
      optionsOf(one).flatMap((o) => o.options || [o]).map((option) => el("label", {},
        el("input", { type, name, value: option.value, checked: set.has(option.value),
          "data-focus": `${one.action_id} ${option.value}`,
          onchange: (event) => press(null, one, context, type === "radio" ? event.target.value
            : [...made.querySelectorAll(":checked")].map((box) => box.value)) }),
        el("span", {}, textOf(option.text),
          option.description ? el("span", { class: "small" }, textOf(option.description)) : null))));
    return made;
  };
}

/** What stands in a picker of a date, a time or both, and what is told of it. */
export function momentOf(one) {
  return one.initial_date_time ? wall(one.initial_date_time * 1000).toISOString().slice(0, 16)
    : one.initial_date || one.initial_time || "";
}

export function toldMoment(input) {
  return input.type === "datetime-local" && input.value
    ? String(instant(new Date(`${input.value}Z`)).getTime() / 1000) : input.value;
}

/** A date or a time: what the picker sets counts at once, what is typed on Enter or on leaving. */
function picker(type) {
  return (one, context) => {
    let typing = false;
    let sent = momentOf(one);
    const made = el("input", { type, value: sent, "data-focus": focusKey(one), class: "picker",
      "aria-label": one.placeholder?.text || (type === "date" ? "Date" : "Time") });
    const commit = () => {
      typing = false;
      if (!made.value || made.value === sent) return;
      sent = made.value;
      press(null, one, context, toldMoment(made));
    };
    made.addEventListener("keydown", (event) => {
      typing = event.key !== "Enter";
      if (event.key === "Enter") commit();
    });
    made.addEventListener("change", () => { if (!typing) commit(); });
    made.addEventListener("blur", commit);
    return made;
  };
}

function feedback(one, context) {
  return el("span", { class: "feedback", role: "group", "aria-label": "Feedback" },
    [one.positive_button, one.negative_button].map((half) => half && el("button", { type: "button",
      class: "btn", "aria-label": half.accessibility_label || null, "data-focus": `${one.action_id} ${half.value}`,
      onclick: (event) => press(event.currentTarget, one, context, half.value) }, textOf(half.text))));
}

/** A picture from elsewhere is not fetched: its words stand in its place. */
export function picture(one) {
  return el("span", { class: "picture" }, icon("picture"), el("span", {}, one.alt_text || "Picture"));
}

const ELEMENTS = {
  button, overflow, workflow_button: button, icon_button: button, feedback_buttons: feedback,
  static_select: select, external_select: select, users_select: select,
  conversations_select: select, channels_select: select,
  checkboxes: ticks("checkbox"), radio_buttons: ticks("radio"),
  multi_static_select: ticks("checkbox"), multi_users_select: ticks("checkbox"),
  multi_conversations_select: ticks("checkbox"), multi_channels_select: ticks("checkbox"),
  datepicker: picker("date"), timepicker: picker("time"),
  datetimepicker: picker("datetime-local"), image: picture,
};

export function element(one, context) {
  const made = ELEMENTS[one.type];
  return made ? made(one, context) : el("span", { class: "small" }, `[${one.type}]`);
}
