// What the bot asked of Slack, newest first.

import { el, sync } from "/page/dom.js";
import { channel, local, nameOf, town } from "/page/town.js";

const SHOWN = 60;
const $ = (id) => document.getElementById(id);
const panel = $("callsplace");

/** Whom a call is about: the person of a chat or of a view, or a channel. */
function whom({ args }) {
  const id = args.channel || args.user_id || args.user || args.users || args.view?.user;
  if (!id) return "";
  const there = channel(id);
  return there?.kind === "channel" ? `# ${there.name}` : nameOf(there?.user || id);
}

function call(one) {
  const about = whom(one);
  return el("li", {}, el("details", { class: one.ok ? null : "bad" },
    el("summary", { "data-focus": String(one.number) },
      el("code", {}, one.method), " ", el("span", { class: "outcome" }, one.ok ? "ok" : one.error || "refused"),
      el("span", { class: "small" }, local(one.at, { weekday: "short", hour: "2-digit", minute: "2-digit" })),
      about ? el("span", { class: "whom" }, about) : null),
    el("pre", { tabindex: 0 }, JSON.stringify(one.args, null, 2))));
}

function wanted(one) {
  const words = $("sift").value.trim().toLowerCase();
  return (!$("refused").checked || !one.ok)
    && (!words || `${one.method} ${whom(one)} ${one.error || ""}`.toLowerCase().includes(words));
}

export function drawCalls() {
  $("callcount").textContent = String(town.state.called);
  if (!panel.open) return;
  const last = town.state.calls.filter(wanted).slice(-SHOWN).reverse();
  $("nocalls").hidden = last.length > 0;
  sync($("calls"), last, (one) => String(one.number), call, town.version);
}

for (const [id, event] of [["callsplace", "toggle"], ["sift", "input"], ["refused", "change"]]) {
  $(id).addEventListener(event, drawCalls);
}
