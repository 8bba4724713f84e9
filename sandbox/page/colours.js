// Light or dark: as the machine says, until the person says otherwise.

import { icon } from "/page/dom.js";

const button = document.getElementById("colours");
const machine = matchMedia("(prefers-color-scheme: dark)");

function dark() {
  const chosen = localStorage.getItem("colours");
  return chosen ? chosen === "dark" : machine.matches;
}

function draw() {
  const chosen = localStorage.getItem("colours");
  if (chosen) document.documentElement.dataset.colours = chosen;
  const words = dark() ? "Light colours" : "Dark colours";
  button.replaceChildren(icon(dark() ? "sun" : "moon"));
  button.setAttribute("aria-label", words);
  button.title = words;
}

button.addEventListener("click", () => {
  localStorage.setItem("colours", dark() ? "light" : "dark");
  draw();
});
machine.addEventListener("change", draw);
draw();
