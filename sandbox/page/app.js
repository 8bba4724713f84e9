// A Slack-like page over the sandbox's routes. No build step, no request beyond this machine.

import { draw, el } from "/page/blocks.js";

const $ = (id) => document.getElementById(id);
const BOT = "U0BOT";
let state = null;
let me = sessionStorage.getItem("me") || "U0NEW";
let place = "";
let seen = {};
let drawn = "";
let openView = "";

async function post(path, body) {
  const answer = await fetch(`/sandbox/${path}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return answer.json();
}

async function act(path, body, said = "") {
  note(said);
  const answer = await post(path, { user: me, ...body });
  if (answer.timeout) note("The app did not answer in time (operation_timeout).");
  else if (!answer.ok) note(`That could not be done: ${answer.error}.`);
  else note("");
  await refresh();
  return answer;
}

function note(words) { $("note").textContent = words; }
function names(id) {
  const user = state.users.find((one) => one.id === id);
  return user ? user.name : state.channels.find((one) => one.id === id)?.name || id;
}
function dm() { return state.channels.find((one) => one.user === me)?.id; }
function zone() { return state.users.find((one) => one.id === me).tz; }
function local(iso, options) { return new Date(iso).toLocaleString("en-GB", { timeZone: zone(), ...options }); }

async function refresh() {
  const next = await (await fetch("/sandbox/state")).json();
  state = next;
  if (!place) place = dm();
  render();
}

function render() {
  $("team").textContent = state.team.name;
  $("now").textContent = `${local(state.now, { weekday: "long", day: "numeric", month: "long",
    hour: "2-digit", minute: "2-digit" })} (${zone()})`;
  people();
  sidebar();
  middle();
  calls();
  modal();
}

function people() {
  if ($("person").options.length) return;
  for (const user of state.users.filter((one) => !one.is_bot)) {
    $("person").append(el("option", { value: user.id, selected: user.id === me ? "" : null }, user.name));
  }
}

function sidebar() {
  const entry = (id, words) => {
    const messages = visible(id);
    const unread = place !== id && messages.length > (seen[id] ?? messages.length);
    seen[id] ??= messages.length;
    return el("li", {}, el("button", { type: "button", class: unread ? "unread" : null,
      "aria-current": place === id ? "true" : null, onclick: () => go(id) },
      words + (unread ? " (new)" : "")));
  };
  const mine = state.channels.filter((one) => one.kind === "channel" && one.members.includes(me));
  replace($("channels"), mine.map((one) => entry(one.id, `# ${one.name}`)));
  replace($("app"), [entry(dm(), "SSI Coach: chat"),
    el("li", {}, el("button", { type: "button", "aria-current": place === "home" ? "true" : null,
      onclick: openHome }, "SSI Coach: Home"))]);
}

function replace(parent, children) {
  const focused = document.activeElement?.closest("li") && parent.contains(document.activeElement)
    ? [...parent.children].indexOf(document.activeElement.closest("li")) : -1;
  parent.replaceChildren(...children);
  if (focused >= 0) parent.children[focused]?.querySelector("button")?.focus();
}

async function openHome() {
  place = "home";
  await act("home", {});
}

function go(id) {
  place = id;
  drawn = "";
  render();
  $("text").focus();
}

function visible(id) {
  return (state.messages[id] || []).filter((one) => !one.ephemeral_to || one.ephemeral_to === me);
}

function middle() {
  const home = place === "home";
  $("composer").hidden = home;
  const view = state.homes[me];
  const messages = home ? [] : visible(place);
  const sign = JSON.stringify([place, me, home ? view?.hash : messages.map((one) => [one.ts, one.edited])]);
  if (!home) seen[place] = messages.length;
  if (sign === drawn) return;
  drawn = sign;
  $("where").textContent = home ? "SSI Coach: Home" : place === dm() ? "SSI Coach" : `# ${names(place)}`;
  const list = home
    ? [view ? draw(view.blocks, { names, act: (id, value) =>
        act("click", { view_id: view.id, action_id: id, value }) }) : el("p", {}, "Opening…")]
    : messages.map(message);
  $("messages").replaceChildren(...list);
  $("messages").scrollTop = home ? 0 : $("messages").scrollHeight;
}

function message(one) {
  const head = el("p", {}, el("span", { class: "who" }, one.user === BOT ? "SSI Coach" : names(one.user)),
    " ", el("span", { class: "small" }, stamp(one)));
  const body = one.blocks?.length
    ? draw(one.blocks, { names, act: (id, value) =>
        act("click", { channel: place, ts: one.ts, action_id: id, value }, "…") })
    : el("p", {}, one.text);
  const files = (one.files || []).map((file) => el("p", { class: "small" }, `File: ${file.name}`));
  return el("article", { class: `message${one.ephemeral_to ? " private" : ""}` }, head,
    one.ephemeral_to ? el("p", { class: "small" }, "Only visible to you") : null, body, ...files);
}

function stamp(one) {
  const when = new Date(Number(one.ts.split(".")[0]) * 1000).toISOString();
  return local(when, { weekday: "short", hour: "2-digit", minute: "2-digit" }) + (one.edited ? " (edited)" : "");
}

function calls() {
  const last = state.calls.slice(-40).reverse();
  $("calls").replaceChildren(...last.map((one) =>
    el("li", { class: one.ok ? null : "bad" }, one.method + (one.ok ? "" : `: ${one.error}`))));
}

function modal() {
  const view = [...state.views].reverse().find((one) => one.user === me);
  const dialog = $("modal");
  if (!view) {
    openView = "";
    if (dialog.open) dialog.close();
    return;
  }
  const sign = `${view.id} ${view.hash} ${JSON.stringify(view.errors)}`;
  if (sign === openView) return;
  const typed = openView.startsWith(view.id) ? read(dialog) : {};
  openView = sign;
  dialog.replaceChildren(...dialogParts(view));
  for (const [name, value] of Object.entries(typed)) {
    const control = dialog.querySelector(`[name="${name}"]:not([type=file]):not([type=checkbox])`);
    if (control && typeof value === "string") control.value = value;
  }
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[aria-invalid]") || dialog.querySelector("input,select,textarea,button"))?.focus();
}

function dialogParts(view) {
  const body = draw(view.blocks, { names, errors: view.errors, act: (id, value) =>
    act("click", { view_id: view.id, action_id: id, value }) });
  const close = el("button", { type: "button", onclick: () => closeView(view) }, view.close?.text || "Close");
  const send = view.submit ? el("button", { type: "submit", class: "primary" }, view.submit.text) : null;
  return [el("header", {}, el("h2", { id: "modaltitle" }, view.title?.text || "")),
    el("form", { novalidate: "", onsubmit: (event) => { event.preventDefault(); submit(view, event.target); } },
      el("div", { class: "body" }, body), el("footer", {}, close, send))];
}

function read(root) {
  const values = {};
  for (const control of root.querySelectorAll("input,select,textarea")) {
    if (control.type === "file") continue;
    if (control.type === "checkbox" || control.type === "radio") {
      values[control.name] ??= [];
      if (control.checked) values[control.name].push(control.value);
    } else values[control.name] = control.value;
  }
  return values;
}

async function submit(view, form) {
  const values = read(form);
  for (const control of form.querySelectorAll("input[type=file]")) {
    values[control.name] = [];
    for (const file of control.files) values[control.name].push(await upload(file, ""));
  }
  const button = form.querySelector("button[type=submit]");
  if (button) button.disabled = true;
  await act("submit", { view_id: view.id, values }, "Saving…");
  if (button) button.disabled = false;
}

async function closeView(view) {
  await act("close", { view_id: view.id });
  $("text").focus();
}

async function upload(file, channel) {
  const form = new FormData();
  form.append("user", me);
  form.append("file", file);
  if (channel) form.append("channel", channel);
  note(`Sending ${file.name}…`);
  const answer = await (await fetch("/sandbox/upload", { method: "POST", body: form })).json();
  note("");
  await refresh();
  return answer.id;
}

async function move(to) {
  $("busy").textContent = "Walking there…";
  for (const button of document.querySelectorAll(".moves button")) button.disabled = true;
  const answer = await post("clock", { to: to.toISOString() });
  if (!answer.ok) note(`The clock did not move: ${answer.error}.`);
  for (const button of document.querySelectorAll(".moves button")) button.disabled = false;
  $("busy").textContent = "";
  await refresh();
}

function wall(days, hour, minute) {
  const now = new Date(state.now);
  const here = new Date(now.toLocaleString("en-US", { timeZone: zone() }));
  const target = new Date(here);
  target.setDate(here.getDate() + days);
  target.setHours(hour, minute, 0, 0);
  return new Date(now.getTime() + (target.getTime() - here.getTime()) - (now.getTime() % 1000));
}

function weekday() { return new Date(new Date(state.now).toLocaleString("en-US", { timeZone: zone() })).getDay(); }

$("hour").onclick = () => move(new Date(new Date(state.now).getTime() + 3600e3));
$("morning").onclick = () => move(wall(1, 9, 0));
$("monday").onclick = () => move(wall(((8 - weekday()) % 7) || 7, 9, 15));
$("week").onclick = () => move(new Date(new Date(state.now).getTime() + 7 * 86400e3));
$("person").onchange = (event) => {
  me = event.target.value;
  sessionStorage.setItem("me", me);
  place = "";
  seen = {};
  drawn = "";
  refresh();
};
$("composer").onsubmit = async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  await act(text.startsWith("/") ? "command" : "message", { channel: place, text }, "…");
};
$("file").onchange = async (event) => {
  for (const file of event.target.files) await upload(file, place);
  event.target.value = "";
};
$("messages").ondragover = (event) => { event.preventDefault(); $("messages").classList.add("dropping"); };
$("messages").ondragleave = () => $("messages").classList.remove("dropping");
$("messages").ondrop = async (event) => {
  event.preventDefault();
  $("messages").classList.remove("dropping");
  for (const file of event.dataTransfer.files) await upload(file, place);
};
$("modal").oncancel = (event) => {
  event.preventDefault();
  const view = [...state.views].reverse().find((one) => one.user === me);
  if (view) closeView(view);
};
$("closetry").onclick = () => { $("try").hidden = true; };
await refresh();
setInterval(refresh, 1200);
