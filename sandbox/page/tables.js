// table and data_table blocks.

import { el, icon } from "/page/dom.js";
import { richText } from "/page/richtext.js";

function words(cell) {
  if (cell.type === "rich_text") return [richText(cell)];
  return [document.createTextNode(cell.text ?? String(cell.value ?? ""))];
}

/** Wide tables scroll by themselves, by keyboard too. */
function frame(label, ...inside) {
  return el("div", { class: "tableplace", role: "region", "aria-label": label, tabindex: 0 }, inside);
}

export function table(block) {
  const settings = block.column_settings || [];
  const cell = (tag, one, at) => el(tag, { scope: tag === "th" ? "col" : null,
    class: [settings[at]?.align || "", settings[at]?.is_wrapped ? "wrapped" : ""].join(" ").trim() || null }, words(one));
  const [head = [], ...body] = block.rows;
  return frame("Table", el("table", {},
    el("thead", {}, el("tr", {}, head.map((one, at) => cell("th", one, at)))),
    el("tbody", {}, body.map((row) => el("tr", {}, row.map((one, at) => cell("td", one, at)))))));
}

function plain(cell) {
  return cell.type === "rich_text" ? richText(cell).textContent : cell.text ?? String(cell.value ?? "");
}

/** A table with pages, sorted by whichever column the reader presses. */
export function dataTable(block) {
  const [head, ...rows] = block.rows;
  const most = block.page_size || 5;
  const pages = Math.max(1, Math.ceil(rows.length / most));
  const view = { page: 0, column: -1, down: false };
  const body = el("tbody");
  const where = el("span", { role: "status" });
  const step = (by, label) => el("button", { type: "button", class: "btn", onclick: () => {
    view.page = Math.min(pages - 1, Math.max(0, view.page + by));
    draw();
  } }, label);
  const sorters = head.map((one, at) => el("th", { scope: "col" },
    el("button", { type: "button", class: "sorter", onclick: () => {
      view.down = view.column === at && !view.down;
      view.column = at;
      view.page = 0;
      draw();
    } }, words(one), icon("down"))));
  const draw = () => {
    const order = view.column < 0 ? rows : [...rows].sort((a, b) =>
      (view.down ? -1 : 1) * plain(a[view.column]).localeCompare(plain(b[view.column])));
    body.replaceChildren(...order.slice(view.page * most, (view.page + 1) * most).map((row) =>
      el("tr", {}, row.map((one, at) => (at === block.row_header_column_index
        ? el("th", { scope: "row" }, words(one)) : el("td", {}, words(one)))))));
    sorters.forEach((one, at) => one.setAttribute("aria-sort",
      at !== view.column ? "none" : view.down ? "descending" : "ascending"));
    where.textContent = `Page ${view.page + 1} of ${pages}`;
  };
  draw();
  return el("figure", { class: "datatable" },
    frame(block.caption, el("table", {}, el("caption", {}, block.caption), el("thead", {}, el("tr", {}, sorters)), body)),
    pages > 1 ? el("div", { class: "pages" }, step(-1, "Previous"), where, step(1, "Next")) : null);
}
