// The middle of the page: the messages of a channel or of the chat with the app, or App Home.

import { act } from "/page/api.js";
import { draw, drawText } from "/page/blocks.js";
import { el, icon, sync } from "/page/dom.js";
import { size } from "/page/files.js";
import { face } from "/page/people.js";
import { APP, bot, channel, dmOf, HANDLE, instantOf, local, markSeen, nameOf, titleOf, town, unseen, user, visible } from "/page/town.js";

const TOGETHER_MS = 5 * 60 * 1000;
const NEAR = 80;
const log = document.getElementById("messages");
const thread = document.getElementById("thread");
const head = document.getElementById("head");
const newer = document.getElementById("newer");
const voice = document.getElementById("voice");
let shown = "";
let newest = "";
let fresh = "";     // the first message that the viewer had not seen on coming here

function dayOf(message) { return local(instantOf(message.ts), { weekday: "long", day: "numeric", month: "long" }); }

function items(messages) {
  const made = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const first = !before || dayOf(before) !== dayOf(message);
    if (first) made.push({ key: `day ${dayOf(message)} ${message.ts}`, day: dayOf(message) });
    if (message.ts === fresh) made.push({ key: "fresh", fresh });
    const compact = !first && message.ts !== fresh && before.user === message.user && !message.ephemeral_to && !before.ephemeral_to
      && instantOf(message.ts) - instantOf(before.ts) < TOGETHER_MS;
    made.push({ key: message.ts, message, compact, place: town.place });
  });
  return made;
}

function time(message) {
  return el("time", { class: "small", datetime: new Date(instantOf(message.ts)).toISOString(),
    title: local(instantOf(message.ts), { dateStyle: "full", timeStyle: "short" }) },
  local(instantOf(message.ts), { hour: "2-digit", minute: "2-digit" }));
}

function fileOf(file) {
  return el("a", { class: "file", href: `/sandbox/file?id=${encodeURIComponent(file.id)}`, download: file.name },
    icon("file"), el("span", {}, el("strong", {}, file.name), el("span", { class: "small" }, `${size(file.size)}, download`)));
}

function message(item) {
  if (item.fresh) return el("div", { class: "day fresh" }, el("span", {}, "New"));
  if (item.day) return el("div", { class: "day" }, el("span", {}, item.day));
  const { message: one, place } = item;
  const context = { act: (id, value) => act("click", { channel: place, ts: one.ts, action_id: id, value }) };
  const known = user(one.user);
  const top = item.compact ? null : el("p", { class: "by" },
    el("span", { class: "who" }, nameOf(one.user)),
    known?.is_bot ? el("span", { class: "badge" }, "App") : null,
    known?.deleted ? el("span", { class: "small" }, "(deactivated)") : null, time(one));
  const body = one.blocks?.length ? draw(one.blocks, context) : one.text ? drawText(one.text) : null;
  const edited = one.edited && !one.ephemeral_to ? el("span", { class: "small edited" }, "(edited)") : null;
  return el("article", { class: ["message", one.ephemeral_to ? "private" : "", item.compact ? "compact" : ""].join(" ").trim(),
    "aria-label": `${nameOf(one.user)}, ${local(instantOf(one.ts), { hour: "2-digit", minute: "2-digit" })}` },
  item.compact ? el("div", { class: "gutter" }, time(one)) : face(one.user),
  el("div", { class: "content" },
    one.ephemeral_to ? el("p", { class: "only" }, icon("eye"), "Only visible to you") : null,
    top, body, (one.files || []).map(fileOf), edited));
}

function empty(there) {
  if (there.kind === "dm") {
    return el("div", { class: "empty" }, face(bot()), el("p", {}, el("strong", {}, `This is your chat with ${APP}.`)),
      el("p", {}, "Type /ssi below to begin. Nobody else can see what stands here."));
  }
  const inside = there.members.includes(bot());
  return el("div", { class: "empty" }, el("p", {}, el("strong", {}, `This is the beginning of # ${there.name}.`)),
    el("p", {}, inside ? `${APP} is in this channel.`
      : `${APP} is not in this channel. Type “/invite @${HANDLE}” to bring it in.`));
}

function spoken(one) {
  const words = one.text || one.blocks?.map((block) => block.text?.text || "").join(" ") || "";
  return `${nameOf(one.user)}: ${words.replace(/[*_~`]/g, "").slice(0, 300)}`;
}

function announce(messages) {
  const last = messages.at(-1)?.ts || "";
  const heard = messages.filter((one) => one.ts > newest && one.user !== town.me);
  if (newest !== "" && heard.length) voice.textContent = heard.map(spoken).join(" ");
  newest = last || "0";
}

function tabs() {
  const tab = (id, label, words) => el("button", { type: "button", role: "tab", id: `tab-${label}`,
    "aria-selected": String(town.place === id), tabindex: town.place === id ? 0 : -1, "aria-controls": "messages",
    "data-focus": label, "data-go": id }, words);
  const made = el("div", { role: "tablist", class: "tabs", "aria-label": APP },
    tab("home", "home", "Home"), tab(dmOf(town.me), "chat", "Messages"));
  made.addEventListener("keydown", (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    made.querySelector("[aria-selected=false]").click();
  });
  return made;
}

function headOf() {
  const there = channel(town.place);
  if (there?.kind === "channel") {
    const people = there.members.filter((id) => id !== bot()).length;
    const inside = there.members.includes(bot()) ? `, with ${APP}` : "";
    return [el("h2", {}, titleOf(town.place)), el("span", { class: "small" }, `${people} people${inside}`)];
  }
  return [face(bot()), el("h2", {}, APP), tabs()];
}

export function toEnd() {
  log.scrollTop = log.scrollHeight;
  newer.hidden = true;
}

/** Show what came, from the child with this key on, from its beginning if all of it does not fit. */
function toFirst(key) {
  toEnd();
  const top = [...thread.children].find((one) => one.dataset.key === key);
  const above = top ? log.getBoundingClientRect().top - top.getBoundingClientRect().top : 0;
  if (above > 0) log.scrollTop -= above;
}

function drawHome() {
  const view = town.state.homes[town.me];
  const made = (one) => (one.blocks
    ? draw(one.blocks, { act: (id, value) => act("click", { view_id: one.id, action_id: id, value }) })
    : el("p", { class: "small" }, "Opening…"));
  sync(thread, [view ? { ...view, key: `home ${view.id}` } : { key: "home" }], (one) => one.key, made, town.version);
}

/** Draw the place; `title` first, so that the words of its head are right. */
export function drawMiddle() {
  const home = town.place === "home";
  const moved = shown !== `${town.me} ${town.place}`;
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  document.body.classList.toggle("athome", home);
  sync(head, [{ key: "head", place: town.place, members: channel(town.place)?.members }], (one) => one.key,
    () => el("div", { class: "headrow" }, headOf()), town.version);
  log.setAttribute("role", home || channel(town.place)?.kind === "dm" ? "tabpanel" : "region");
  log.setAttribute("aria-label", home ? `${APP}: Home` : `Messages of ${titleOf(town.place)}`);
  if (moved) {
    newest = "";
    fresh = home ? "" : unseen(town.place)[0]?.ts || "";
    thread.replaceChildren();
  }
  shown = `${town.me} ${town.place}`;
  if (home) {
    drawHome();
    newer.hidden = true;
    if (moved) log.scrollTop = 0;
    return;
  }
  const messages = visible(town.place);
  const came = newest === "" ? null : messages.find((one) => one.ts > newest);
  if (messages.length) sync(thread, items(messages), (one) => one.key, message, town.version);
  else sync(thread, [{ key: "empty", ...channel(town.place) }], (one) => one.key, empty, town.version);
  announce(messages);
  markSeen(town.place);
  if (moved) toFirst("fresh");
  else if (came && (low || messages.at(-1).user === town.me)) toFirst(came.ts);
  else if (came) newer.hidden = false;
  else if (low) toEnd();
}

newer.addEventListener("click", toEnd);
log.addEventListener("scroll", () => {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < NEAR) newer.hidden = true;
});
