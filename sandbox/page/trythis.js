// Five steps for whoever is here for the first time. The only part of the page that knows this bot.

import { town } from "/page/town.js";

const NEWCOMER = "U0NEW";
const NOTE = "ssi_digest";
const strip = document.getElementById("try");
const again = document.getElementById("showtry");
const did = new Set(JSON.parse(sessionStorage.getItem("did") || "[]"));

function remember(step) {
  did.add(step);
  sessionStorage.setItem("did", JSON.stringify([...did]));
  drawTry();
}

function chat() { return town.state.messages[`D${NEWCOMER.slice(1)}`] || []; }

/** Whether a step is done, by what stands in the workspace or by what the page saw. */
const DONE = {
  first: () => Object.values(town.state.messages).flat().some((one) => one.ephemeral_to === NEWCOMER),
  numbers: () => did.has("numbers"),
  archive: () => town.state.files.some((one) => one.user === NEWCOMER && /\.(zip|csv)$/i.test(one.name)),
  digest: () => did.has("digest"),
  monday: () => chat().some((one) => one.metadata?.event_type === NOTE),
};

export function drawTry() {
  if (!town.state.calls.some((one) => one.method !== "apps.connections.open" && one.method !== "auth.test")
      && !chat().length) did.clear();
  let next = true;
  for (const [step, done] of Object.entries(DONE)) {
    const line = document.getElementById(`try-${step}`);
    const yes = done();
    line.classList.toggle("done", yes);
    line.querySelector(".state").textContent = yes ? "Done: " : "";
    if (!yes && next) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
    next = next && yes;
  }
}

function show(yes) {
  strip.hidden = !yes;
  again.hidden = yes;
  sessionStorage.setItem("try", yes ? "open" : "closed");
}

document.addEventListener("submitted", ({ detail: { view, answer } }) => {
  const fine = answer.ok && !answer.timeout && answer.reply?.response_action !== "errors";
  if (view.callback_id === "ssi_log" && fine) remember("numbers");
  if (view.callback_id === "ssi_digest" && fine) remember("digest");
});
document.addEventListener("commanded", ({ detail: { words } }) => {
  if (/^\/\S+\s+(log\s+)?\d/.test(words)) remember("numbers");
  if (/^\/\S+\s+digest\s+(?!off)/.test(words)) remember("digest");
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-focus^='ssi_digest_yes']")) remember("digest");
});
document.getElementById("closetry").addEventListener("click", () => {
  show(false);
  again.focus();
});
again.addEventListener("click", () => {
  show(true);
  document.getElementById("closetry").focus();
});
show(sessionStorage.getItem("try") !== "closed");
