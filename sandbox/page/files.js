// A field for files: chosen, dropped, taken out again, and looked at before they are sent.

import { el, icon } from "/page/dom.js";

const LARGEST = 10_000_000;
const MOST = 10;

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Why these files cannot be sent with this form, or "". */
function fault(files, one) {
  const most = one.max_files || MOST;
  const kinds = (one.filetypes || []).map((kind) => kind.toLowerCase());
  const large = files.find((file) => file.size > LARGEST);
  const strange = kinds.length && files.find((file) => !kinds.includes(file.name.split(".").at(-1).toLowerCase()));
  if (large) return `${large.name} has ${size(large.size)}. A form takes files of up to ${size(LARGEST)}.`;
  if (strange) return `${strange.name} is not of a kind that this form takes: ${kinds.join(", ")}.`;
  return files.length > most ? `At most ${most} ${most === 1 ? "file" : "files"}, please.` : "";
}

function set(input, files) {
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  input.files = held.files;
  input.dispatchEvent(new Event("change"));
}

export function fileField(one, common) {
  const several = (one.max_files || MOST) > 1;
  const list = el("ul", { class: "chosen", "aria-live": "polite" });
  const wrong = el("p", { class: "error", role: "alert", hidden: true });
  const input = el("input", { ...common, type: "file", multiple: several,
    accept: (one.filetypes || []).map((kind) => `.${kind}`).join(",") || null, onchange: () => {
      const files = [...input.files];
      wrong.textContent = fault(files, one);
      wrong.hidden = !wrong.textContent;
      input.setCustomValidity(wrong.textContent);
      list.replaceChildren(...files.map((file) => el("li", {}, el("span", {}, `${file.name}, ${size(file.size)}`),
        el("button", { type: "button", class: "cross", "aria-label": `Take out ${file.name}`, onclick: () => {
          set(input, [...input.files].filter((kept) => kept !== file));
          input.focus();
        } }, icon("cross")))));
    } });
  const zone = el("div", { class: "zone" }, icon("file"),
    el("span", {}, several ? "Drop files here, or " : "Drop a file here, or ", el("u", {}, "choose")), input);
  let depth = 0;
  const over = (by) => {
    depth = by ? Math.max(0, depth + by) : 0;
    zone.classList.toggle("over", depth > 0);
  };
  zone.addEventListener("dragenter", () => over(1));
  zone.addEventListener("dragleave", () => over(-1));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(0);
    const dropped = [...event.dataTransfer.files];
    if (dropped.length) set(input, several ? [...input.files, ...dropped] : dropped.slice(0, 1));
  });
  return el("div", { class: "files" }, zone, wrong, list);
}
