// Where one types, attaches and drops.

import { act, note, refresh, upload } from "/page/api.js";
import { el } from "/page/dom.js";
import { size } from "/page/files.js";
import { menu } from "/page/menu.js";
import { toEnd } from "/page/messages.js";
import { APP, bot, channel, COMMAND, HANDLE, SHORTCUTS, titleOf, town, USAGE } from "/page/town.js";

const $ = (id) => document.getElementById(id);
const text = $("text");
const hints = $("hints");
const TALLEST = 160;
const drafts = {};
let place = "";

const COMMANDS = [
  { words: COMMAND, more: USAGE, about: `${APP}: your card, or a word after it`, fits: () => true },
  { words: `/invite @${HANDLE}`, more: "", about: `Bring ${APP} into this channel`,
    fits: () => channel(town.place)?.members.includes(bot()) === false },
];

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, TALLEST)}px`;
}

function suggest() {
  const typed = text.value;
  const found = typed.startsWith("/") && !typed.includes("\n")
    ? COMMANDS.filter((one) => one.fits()
      && (one.words.startsWith(typed) || typed.startsWith(`${one.words} `))) : [];
  hints.hidden = !found.length;
  if (found.map((one) => one.words).join() === hints.dataset.shown) return;
  hints.dataset.shown = found.map((one) => one.words).join();
  hints.replaceChildren(...found.map((one) => el("button", { type: "button", onclick: () => {
    text.value = `${one.words} `;
    text.focus();
    suggest();
  } }, el("strong", {}, one.words), " ", el("span", { class: "usage" }, one.more),
  el("span", { class: "small" }, one.about))));
}

async function send() {
  const words = text.value.trim();
  if (!words) return;
  const where = town.place;
  text.value = "";
  grow();
  suggest();
  note("");
  toEnd();
  if (/^\/invite\b/.test(words)) await act("invite", { user: bot(), channel: where });
  else if (words.startsWith("/")) {
    const answer = await act("command", { channel: where, text: words });
    document.dispatchEvent(new CustomEvent("commanded", { detail: { words, answer } }));
  } else await act("message", { channel: where, text: words });
}

async function share(files) {
  const where = town.place;
  for (const file of files) {
    note(`Sending ${file.name} (${size(file.size)})…`);
    let wrong = "";
    await upload(file, where, (words) => { wrong = words; });
    note(wrong, Boolean(wrong));
    await refresh();
  }
}

export function drawComposer() {
  const here = `${town.me} ${town.place}`;
  if (here === place) return;
  drafts[place] = text.value;
  place = here;
  text.value = drafts[here] || "";
  text.placeholder = `Message ${titleOf(town.place)}, or ${COMMAND}`;
  grow();
  suggest();
}

$("shortcuts").replaceWith(menu({ label: "Shortcuts", focus: "shortcuts", dots: "bolt",
  options: Object.entries(SHORTCUTS).map(([id, words]) => ({ value: id, text: words })),
  choose: (id) => act("shortcut", { callback_id: id }) }));

text.addEventListener("input", () => {
  grow();
  suggest();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape") hints.hidden = true;
  else if (event.key === "ArrowUp" && !hints.hidden) {
    event.preventDefault();
    hints.querySelector("button").focus();
  }
});
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
$("file").addEventListener("change", async (event) => {
  const files = [...event.target.files];
  await share(files);
  event.target.value = "";
});

const middle = $("middle");
let depth = 0;
function carries(event) { return town.place !== "home" && [...(event.dataTransfer?.types || [])].includes("Files"); }
function over(by) {
  depth = by === 0 ? 0 : Math.max(0, depth + by);
  middle.classList.toggle("dropping", depth > 0);
}
middle.addEventListener("dragenter", (event) => { if (carries(event)) over(1); });
middle.addEventListener("dragleave", (event) => { if (carries(event)) over(-1); });
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const inside = middle.contains(event.target) && carries(event);
  over(0);
  if (inside) share([...event.dataTransfer.files]);
});
