// The bar that moves the sandbox's time.

import { note, post, refresh, soon } from "/page/api.js";
import { instant, local, town, wall, zone } from "/page/town.js";

const $ = (id) => document.getElementById(id);
const HOUR = 3600e3;
const DAY = 24 * HOUR;
const MONDAY = 1;
let walking = null;

function at(day, hour, minute) {
  const made = new Date(day);
  made.setUTCHours(hour, minute, 0, 0);
  return made;
}

function nextMonday(now) {
  const days = (MONDAY - now.getUTCDay() + 7) % 7;
  const wanted = at(now.getTime() + days * DAY, 9, 0);
  return wanted > now ? wanted : at(wanted.getTime() + 7 * DAY, 9, 15);
}

/** Where each button leads, from the wall time of the viewer to an instant. */
const WAYS = {
  hour: () => new Date(new Date(town.state.now).getTime() + HOUR),
  morning: (now) => instant(at(now.getTime() + DAY, 9, 0)),
  monday: (now) => instant(nextMonday(now)),
  week: (now) => instant(new Date(now.getTime() + 7 * DAY)),
};

function words(when) {
  return local(when, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

async function move(to) {
  if (walking) return;
  if (!(to.getTime() > new Date(town.state.now).getTime())) {
    note("The clock only goes forward. Choose a later time.", true);
    return;
  }
  walking = { from: new Date(town.state.now).getTime(), to: to.getTime() };
  note("");
  soon(120_000);
  drawClock();
  const answer = await post("clock", { to: to.toISOString() });
  walking = null;
  soon();
  if (!answer.ok) note(`The clock did not move: ${answer.error}.`, true);
  await refresh();
  drawClock();
  if (answer.ok) $("busy").textContent = `It is now ${words(town.state.now)}.`;
}

export function drawClock() {
  const now = town.state.now;
  $("now").textContent = words(now);
  $("zone").textContent = zone();
  const here = wall(now);
  for (const [id, way] of Object.entries(WAYS)) {
    $(id).title = words(way(here));
    $(id).setAttribute("aria-disabled", String(Boolean(walking)));
  }
  $("go").setAttribute("aria-disabled", String(Boolean(walking)));
  const input = $("when");
  input.min = here.toISOString().slice(0, 16);
  if (document.activeElement !== input && (!input.value || input.value < input.min)) input.value = input.min;
  $("walk").hidden = !walking;
  document.body.classList.toggle("walking", Boolean(walking));
  if (!walking) return;
  const done = (new Date(now).getTime() - walking.from) / (walking.to - walking.from);
  $("progress").value = Math.min(1, Math.max(0, done));
  $("busy").textContent = `Walking to ${words(walking.to)}…`;
}

for (const [id, way] of Object.entries(WAYS)) {
  $(id).addEventListener("click", () => move(way(wall(town.state.now))));
}
$("jump").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec($("when").value)?.slice(1).map(Number);
  if (!given) {
    note("Choose a day and a time first.", true);
    return;
  }
  const [year, month, day, hour, minute] = given;
  move(instant(new Date(Date.UTC(year, month - 1, day, hour, minute))));
});
