// A Slack-like page over the sandbox's routes. No build step, no request beyond this machine.

import "/page/colours.js";

import { act, drawAll, note, onState, poll, refresh } from "/page/api.js";
import { drawCalls } from "/page/calls.js";
import { drawClock } from "/page/clock.js";
import { drawComposer } from "/page/composer.js";
import { drawMiddle } from "/page/messages.js";
import { drawModal } from "/page/modal.js";
import { drawSidebar } from "/page/sidebar.js";
import { become, town } from "/page/town.js";
import { drawTry } from "/page/trythis.js";

for (const draw of [drawMiddle, drawSidebar, drawClock, drawComposer, drawCalls, drawTry, drawModal]) onState(draw);

/** Go to a channel, the chat with the app, or App Home. */
async function go(id) {
  town.place = id;
  note("");
  drawAll();
  if (id === "home") {
    await act("home", {});
    return;
  }
  if (!document.activeElement?.matches("[role=tab]")) document.getElementById("text").focus();
}

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-go]");
  if (target) go(target.dataset.go);
});

document.getElementById("person").addEventListener("change", async (event) => {
  become(event.target.value);
  note("");
  drawAll();
  if (town.place === "home") await act("home", {});
});

await refresh();
document.body.classList.remove("starting");
poll();
