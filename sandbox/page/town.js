// What the page knows: the last state of the sandbox, who looks at it, and where.

export const APP = "SSI Coach";
export const HANDLE = "ssi-coach";   // what the manifest calls the bot user
export const COMMAND = "/ssi";
export const USAGE = "[log | upload | plan | pause | help]";
export const SHORTCUTS = { ssi_log_shortcut: "Log my SSI" };

export const town = {
  state: null,
  me: sessionStorage.getItem("me") || "U0NEW",
  team: new URLSearchParams(location.search).get("team"),
  place: "",          // a channel's id, or "home"
  version: "",        // changes when people, the viewer or the viewer's zone do
  first: {},          // newest message of each channel when the page was opened
  seen: JSON.parse(sessionStorage.getItem("seen") || "{}"),
};

export function user(id) { return town.state.users.find((one) => one.id === id); }
export function channel(id) { return town.state.channels.find((one) => one.id === id); }
export function bot() { return town.state.users.find((one) => one.is_bot)?.id; }
export function zone() { return user(town.me)?.tz || "UTC"; }

export function nameOf(id) {
  if (id === bot()) return APP;
  return user(id)?.name || channel(id)?.name || id;
}

export function dmOf(id) {
  return town.state.channels.find((one) => one.kind === "dm" && one.user === id)?.id || "";
}

export function titleOf(id) {
  const there = channel(id);
  return there?.kind === "channel" ? `# ${there.name}` : APP;
}

/** Messages of a channel that a person may see. */
export function visible(id, who = town.me) {
  return (town.state.messages[id] || [])
    .filter((one) => !one.ephemeral_to || one.ephemeral_to === who);
}

/** Messages of a channel that a person has not seen yet. */
export function unseen(id, who = town.me) {
  const last = town.seen[`${who} ${id}`] ?? town.first[id] ?? "";
  return visible(id, who).filter((one) => one.ts > last && one.user !== who);
}

export function markSeen(id) {
  const last = visible(id).at(-1)?.ts;
  if (!last || town.seen[`${town.me} ${id}`] === last) return;
  town.seen[`${town.me} ${id}`] = last;
  sessionStorage.setItem("seen", JSON.stringify(town.seen));
}

/** Take a new state in; the first one decides what counts as read. */
export function take(state) {
  if (!town.state) {
    for (const [id, messages] of Object.entries(state.messages)) town.first[id] = messages.at(-1)?.ts || "";
    const fresh = Object.values(town.first).every((ts) => !ts);
    if (fresh) town.seen = {};
  }
  town.state = state;
  if (!user(town.me) || user(town.me).is_bot) town.me = state.users.find((one) => !one.is_bot).id;
  if (!town.place) town.place = dmOf(town.me);
  town.version = JSON.stringify([town.me, state.users, state.channels.map((one) => one.name)]);
}

export function become(id) {
  town.me = id;
  sessionStorage.setItem("me", id);
  if (town.place !== "home" && channel(town.place)?.kind !== "channel") town.place = dmOf(id);
  take(town.state);
}

export function local(instant, options) {
  return new Date(instant).toLocaleString("en-GB", { timeZone: zone(), ...options });
}

export function instantOf(ts) { return Number(ts) * 1000; }

function partsOf(instant, where) {
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: where, hourCycle: "h23", year: "numeric",
    month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" })
    .formatToParts(new Date(instant));
  return Object.fromEntries(made.map((one) => [one.type, Number(one.value)]));
}

/** The viewer's wall time as if it were UTC, so that days can be counted in it. */
export function wall(instant) {
  const at = partsOf(instant, zone());
  return new Date(Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second));
}

/** The instant of a wall time of the viewer, given as if it were UTC. */
export function instant(wanted) {
  let guess = wanted.getTime();
  for (let turn = 0; turn < 2; turn += 1) guess += wanted.getTime() - wall(guess).getTime();
  return new Date(guess);
}
