// Faces: initials for people, a mark of its own for the app.

import { el, svg } from "/page/dom.js";
import { bot, nameOf } from "/page/town.js";

const COLOURS = 8;

function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase() || "?";
}

function colour(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

/** Four rising bars: the four pillars. */
export function mark() {
  return svg("svg", { viewBox: "0 0 36 36", "aria-hidden": "true" },
    [[7, 20, 9], [13.5, 15, 14], [20, 17.5, 11.5], [26.5, 9, 20]].map(([x, y, height]) =>
      svg("rect", { x, y, width: 4, height, rx: 1.5 })));
}

export function face(id) {
  if (id === bot()) return el("div", { class: "face app", "aria-hidden": "true" }, mark());
  return el("div", { class: `face c${colour(id)}`, "aria-hidden": "true" }, initials(nameOf(id)));
}
