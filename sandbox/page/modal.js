// Modals: the topmost view of the viewer, as a dialog that keeps what was typed.

import { act, upload } from "/page/api.js";
import { draw } from "/page/blocks.js";
import { el, icon } from "/page/dom.js";
import { carryOver, valuesOf } from "/page/fields.js";
import { textOf } from "/page/mrkdwn.js";
import { town } from "/page/town.js";

const dialog = document.getElementById("modal");
let current = null;
let sign = "";
let opener = null;
let busy = false;
const covered = new Map();   // what was typed in views that another one lies on

function top() { return [...town.state.views].reverse().find((one) => one.user === town.me); }

function tell(words) {
  const line = dialog.querySelector(".banner");
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
}

async function filled(form) {
  const values = valuesOf(form);
  for (const [name, given] of Object.entries(values)) {
    if (!Array.isArray(given) || !(given[0] instanceof File)) continue;
    values[name] = [];
    for (const file of given) values[name].push(await upload(file, "", tell));
    if (values[name].includes(null)) return null;
  }
  return values;
}

/** What stands in the form but for files, which travel only when it is sent. */
function standing() {
  const values = Object.entries(valuesOf(dialog.querySelector("form")));
  return Object.fromEntries(values.filter(([, given]) => !(given[0] instanceof File)));
}

async function submit(view, form) {
  const wrong = form.querySelector(":invalid[type=file]");
  wrong?.focus();
  if (busy || wrong) return;
  busy = true;
  const button = form.querySelector("button[type=submit]");
  button?.setAttribute("aria-disabled", "true");
  button?.classList.add("waiting");
  try {
    const values = await filled(form);
    if (values) {
      tell("");
      const answer = await act("submit", { view_id: view.id, values }, tell);
      document.dispatchEvent(new CustomEvent("submitted", { detail: { view, answer } }));
    }
  } finally {
    busy = false;
    button?.removeAttribute("aria-disabled");
    button?.classList.remove("waiting");
  }
}

function close(view) { return act("close", { view_id: view.id }, tell); }

function parts(view) {
  const stack = town.state.views.filter((one) => one.user === town.me).length;
  const context = { errors: view.errors,
    act: (id, value) => act("click", { view_id: view.id, action_id: id, value, values: standing() }, tell) };
  const leave = stack > 1 ? "Back" : "Close";
  return [
    el("header", {}, el("h2", { id: "modaltitle", tabindex: -1 }, textOf(view.title)),
      el("button", { type: "button", class: "cross", "aria-label": leave, onclick: () => close(view) }, icon("cross"))),
    el("form", { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      submit(view, event.target);
    } },
    el("div", { class: "body", tabindex: -1 },
      el("p", { class: "banner", role: "alert", hidden: true }), draw(view.blocks, context)),
    el("footer", {},
      el("button", { type: "button", class: "btn", "data-focus": "close", onclick: () => close(view) },
        view.close ? textOf(view.close) : leave),
      view.submit ? el("button", { type: "submit", class: "btn fill primary", "data-focus": "submit" },
        textOf(view.submit)) : null)),
  ];
}

/** Where the keyboard goes: a field that is wrong, the same field as before, the first one. */
function focusIn(same, before) {
  const wrong = dialog.querySelector("[aria-invalid=true]");
  const kept = same && before && [...dialog.querySelectorAll("[id],[data-focus]")]
    .find((one) => (before.id && one.id === before.id)
      || (before.dataset.focus && one.dataset.focus === before.dataset.focus));
  const first = dialog.querySelector(".field input, .field select, .field textarea");
  const target = wrong || kept || first || dialog.querySelector("#modaltitle");
  target.focus();
}

function render(view) {
  const same = current?.id === view.id;
  const before = dialog.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = same ? dialog.querySelector(".body")?.scrollTop : 0;
  const old = el("div", {}, ...dialog.childNodes);
  dialog.replaceChildren(...parts(view));
  const typed = same ? old : covered.get(view.id);
  if (!same && current) covered.set(current.id, old);
  if (typed) carryOver(typed, dialog);
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  dialog.querySelector(".body").scrollTop = scrolled || 0;
  focusIn(same, before);
}

function leave() {
  current = null;
  sign = "";
  covered.clear();
  if (!dialog.open) return;
  dialog.close();
  dialog.replaceChildren();
  const back = opener?.isConnected && opener !== document.body ? opener : null;
  const kept = opener?.dataset?.focus
    && [...document.querySelectorAll("#thread [data-focus]")].find((one) => one.dataset.focus === opener.dataset.focus);
  const fallback = town.place === "home" ? document.getElementById("messages") : document.getElementById("text");
  (back || kept || fallback).focus({ preventScroll: true });
  opener = null;
}

export function drawModal() {
  const view = top();
  if (!view) {
    leave();
    return;
  }
  const next = JSON.stringify([view.id, view.hash, view.errors]);
  if (next === sign) return;
  sign = next;
  render(view);
  current = view;
}

dialog.addEventListener("cancel", (event) => {
  if (event.target !== dialog) return;
  event.preventDefault();
  if (current) close(current);
});
dialog.addEventListener("close", () => { if (current && top()?.id === current.id) close(current); });
