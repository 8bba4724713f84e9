// Asking the sandbox: one fetch at a time for the state, and acts of the person.

import { APP, COMMAND, take, town } from "/page/town.js";

const QUICK_MS = 250;
const CALM_MS = 1000;
const HURRY_MS = 3000;
const CALLS = 200;
const listeners = [];
let last = "";
let hurry = 0;
let running = null;
let again = false;

export function onState(listener) { listeners.push(listener); }
export function drawAll() { for (const listener of listeners) listener(); }

export function note(words, bad = false) {
  const line = document.getElementById("note");
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle("bad", bad);
}

async function load() {
  const asked = `?calls=${CALLS}${town.team ? `&team=${encodeURIComponent(town.team)}` : ""}`;
  let text;
  try {
    text = await (await fetch(`/sandbox/state${asked}`)).text();
  } catch {
    document.body.classList.add("lost");
    return;
  }
  document.body.classList.remove("lost");
  if (text === last) return;
  last = text;
  take(JSON.parse(text));
  drawAll();
}

/** The newest state; calls in the meantime share one more look. */
export async function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = (async () => {
    do {
      again = false;
      await load();
    } while (again);
  })();
  try {
    await running;
  } finally {
    running = null;
  }
}

export async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, performance.now() < hurry ? QUICK_MS : CALM_MS);
}

export function soon(ms = HURRY_MS) { hurry = Math.max(hurry, performance.now() + ms); }

export async function post(path, body) {
  const full = town.team ? { team: town.team, ...body } : body;
  try {
    const answer = await fetch(`/sandbox/${path}`, { method: "POST", body: JSON.stringify(full),
      headers: { "content-type": "application/json" } });
    return await answer.json();
  } catch {
    return { ok: false, error: "the sandbox does not answer; is it still running" };
  }
}

const LATE = {
  command: `${COMMAND} failed with the error “operation_timeout”: ${APP} did not answer in 3 seconds.`,
  click: `${APP} did not answer in 3 seconds. Try it once more.`,
  submit: "We had some trouble connecting (operation_timeout). What you typed is kept: try it again.",
  shortcut: `${APP} did not answer in 3 seconds.`,
  message: `${APP} did not take this message up. Slack would deliver it again.`,
  home: `${APP} did not take note of the visit.`,
};

function fault(path, answer) {
  if (answer.timeout) return LATE[path] || LATE.shortcut;
  if (answer.ok) return "";
  const what = String(answer.error || "unknown error").replace(/\.$/, "");
  return path === "command" ? `The command failed: ${what}.` : `That could not be done: ${what}.`;
}

/** Something the person does. `tell` shows what went wrong; "" where all went well. */
export async function act(path, body, tell = (words) => note(words, true)) {
  soon();
  const answer = await post(path, { user: town.me, ...body });
  tell(fault(path, answer));
  soon();
  await refresh();
  return answer;
}

/** A file; shared in `channel` if there is one. Its id, or null. */
export async function upload(file, place, tell = (words) => note(words, true)) {
  const form = new FormData();
  form.append("user", town.me);
  form.append("file", file);
  if (place) form.append("channel", place);
  if (town.team) form.append("team", town.team);
  let answer;
  try {
    answer = await (await fetch("/sandbox/upload", { method: "POST", body: form })).json();
  } catch {
    answer = { ok: false, error: "the sandbox did not take the file" };
  }
  tell(fault("upload", answer));
  soon(10_000);
  return answer.ok ? answer.id : null;
}
