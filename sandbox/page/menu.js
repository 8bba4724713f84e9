// A button that opens a list of choices: arrows move, Enter chooses, Escape closes.

import { el, icon } from "/page/dom.js";
import { textOf } from "/page/mrkdwn.js";

let number = 0;

function move(list, step) {
  const items = [...list.querySelectorAll("[role=menuitemradio],[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const next = step === "first" ? 0 : step === "last" ? items.length - 1
    : (at + step + items.length) % items.length;
  items[next]?.focus();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };

function group(options, item) {
  return options.map((one) => (one.options
    ? el("div", { role: "group", "aria-label": one.label.text },
      el("p", { class: "grouphead", "aria-hidden": "true" }, textOf(one.label)), one.options.map(item))
    : item(one)));
}

/**
 * `options` are Slack's option objects or groups of them; `choose` gets the value.
 * `chosen`: the value that is set, or undefined for a list of acts (an overflow menu).
 * `dots`: the icon of a button that bears no words, as an overflow menu does.
 */
export function menu({ label, focus, options, chosen, choose, dots = "" }) {
  const id = `menu${number += 1}`;
  const list = el("div", { id, role: "menu", class: "menu", hidden: true, "aria-label": label });
  const all = options.flatMap((one) => one.options || [one]);
  const current = all.find((one) => one.value === chosen);
  const button = el("button", { type: "button", class: dots ? "menubutton dots" : "menubutton",
    "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, "data-focus": focus,
    "aria-label": dots ? label : null, title: dots ? label : null },
  dots ? icon(dots) : [el("span", {}, current ? textOf(current.text) : label), icon("down")]);
  const open = (yes) => {
    list.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    list.classList.remove("up");
    if (!yes) return;
    const room = made.closest(".messages, .body, body").getBoundingClientRect();
    const below = list.getBoundingClientRect().bottom > room.bottom;
    list.classList.toggle("up", below && button.getBoundingClientRect().top - list.offsetHeight > room.top);
    (list.querySelector("[aria-checked=true]") || list.querySelector("button"))?.focus();
  };
  const item = (one) => el("button", { type: "button", tabindex: -1,
    role: dots ? "menuitem" : "menuitemradio",
    "aria-checked": dots ? null : String(one.value === chosen),
    onclick: () => {
      open(false);
      button.focus();
      choose(one.value, one);
    } }, el("span", {}, textOf(one.text)),
  one.description ? el("span", { class: "small" }, textOf(one.description)) : null);
  list.append(...group(options, item).flat());
  button.addEventListener("click", () => open(list.hidden));
  const made = el("span", { class: "menuplace" }, button, list);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
      button.focus();
    } else if (event.key in STEPS) {
      event.preventDefault();
      if (list.hidden) open(true);
      else move(list, STEPS[event.key]);
    } else if (event.key === "Tab" && !list.hidden) open(false);
  });
  made.addEventListener("focusout", (event) => {
    if (!made.contains(event.relatedTarget)) open(false);
  });
  return made;
}
