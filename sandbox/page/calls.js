// What the bot asked of Slack, newest first.

import { el, sync } from "/page/dom.js";
import { local, town } from "/page/town.js";

const SHOWN = 60;
const panel = document.getElementById("callsplace");

function call(one) {
  return el("li", {}, el("details", { class: one.ok ? null : "bad" },
    el("summary", { "data-focus": String(one.at) },
      el("code", {}, one.method), " ", el("span", { class: "outcome" }, one.ok ? "ok" : one.error || "refused"),
      el("span", { class: "small" }, local(one.when, { weekday: "short", hour: "2-digit", minute: "2-digit" }))),
    el("pre", { tabindex: 0 }, JSON.stringify(one.args, null, 2))));
}

export function drawCalls() {
  document.getElementById("callcount").textContent = String(town.state.calls.length);
  if (!panel.open) return;
  const all = town.state.calls;
  const last = all.map((one, at) => ({ ...one, when: one.at, at })).slice(-SHOWN).reverse();
  sync(document.getElementById("calls"), last, (one) => String(one.at), call, town.version);
}

panel.addEventListener("toggle", drawCalls);
