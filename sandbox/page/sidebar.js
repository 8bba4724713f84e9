// The left side: who looks, and where one can go.

import { el, icon, sync } from "/page/dom.js";
import { mark } from "/page/people.js";
import { APP, channel, dmOf, town, unseen, user } from "/page/town.js";

const $ = (id) => document.getElementById(id);

function entry(one) {
  const count = one.unread ? el("span", { class: "count" }, String(one.unread),
    el("span", { class: "hidden" }, one.unread === 1 ? " new message" : " new messages")) : null;
  const words = one.app ? [el("span", { class: "minimark" }, mark()), el("span", {}, APP)]
    : one.key === "home" ? [icon("home"), el("span", {}, "Home")] : [el("span", {}, `# ${one.name}`)];
  return el("li", {}, el("button", { type: "button", "data-go": one.key, "data-focus": one.key,
    class: one.unread ? "unread" : null, "aria-current": one.here ? "page" : null,
    "aria-label": one.key === "home" ? `${APP}: Home` : null }, words, count));
}

function item(id) {
  const there = channel(id);
  return { key: id, name: there?.name, app: there?.kind === "dm", here: town.place === id,
    unread: id !== "home" && town.place !== id ? unseen(id).length : 0 };
}

/** Whoever has something new in their chat with the app says so in the list of people. */
function person({ id, name, deleted, fresh }) {
  const more = deleted ? " (deactivated)" : fresh ? ` (${fresh} new)` : "";
  return el("option", { value: id, disabled: deleted }, `${name}${more}`);
}

export function drawSidebar() {
  $("team").textContent = town.state.team.name;
  const people = town.state.users.filter((one) => !one.is_bot).map((one) => ({ id: one.id, name: one.name,
    deleted: one.deleted, fresh: one.id === town.me ? 0 : unseen(dmOf(one.id), one.id).length }));
  sync($("person"), people, (one) => one.id, person);
  $("person").value = town.me;
  const me = user(town.me);
  $("whoami").textContent = [me.is_admin ? "Admin" : "", me.tz].filter(Boolean).join(" · ");
  const mine = town.state.channels.filter((one) => one.kind === "channel" && one.members.includes(town.me));
  sync($("channels"), mine.map((one) => item(one.id)), (one) => one.key, entry);
  sync($("app"), [item(dmOf(town.me)), item("home")], (one) => one.key, entry);
  const all = [...mine.map((one) => one.id), dmOf(town.me)].reduce((sum, id) => sum + unseen(id).length, 0);
  document.title = `${all ? `(${all}) ` : ""}${town.state.team.name}`;
}
