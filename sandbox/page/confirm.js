// The question before a press that should be meant.

import { el } from "/page/dom.js";
import { textOf } from "/page/mrkdwn.js";

/** Ask; true for the confirming button. */
export function confirmed(asked) {
  return new Promise((resolve) => {
    const done = (yes) => {
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    const dialog = el("dialog", { class: "confirm", "aria-labelledby": "confirmtitle",
      "aria-describedby": "confirmtext", oncancel: (event) => {
        event.preventDefault();
        done(false);
      } },
    el("header", {}, el("h2", { id: "confirmtitle" }, textOf(asked.title))),
    el("div", { class: "body", id: "confirmtext" }, el("p", {}, textOf(asked.text))),
    el("footer", {},
      el("button", { type: "button", class: "btn", onclick: () => done(false) },
        asked.deny ? textOf(asked.deny) : "Cancel"),
      el("button", { type: "button", class: `btn fill ${asked.style || "primary"}`, onclick: () => done(true) },
        asked.confirm ? textOf(asked.confirm) : "OK")));
    document.body.append(dialog);
    dialog.showModal();
  });
}
