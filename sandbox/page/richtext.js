// rich_text and markdown blocks.

import { el } from "/page/dom.js";
import { EMOJI } from "/page/emoji.js";
import { link, mention, slackDate } from "/page/mrkdwn.js";
import { nameOf } from "/page/town.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]];

function styled(node, style = {}) {
  return STYLES.filter(([name]) => style[name]).reduce((inner, [, tag]) => el(tag, {}, inner), node);
}

function lines(text) {
  return text.split("\n").flatMap((line, at) => [...(at ? [el("br")] : []), document.createTextNode(line)]);
}

const PIECES = {
  text: (one) => lines(one.text),
  link: (one) => [link(one.url, one.text || one.url)],
  user: (one) => [mention(one.user_id)],
  channel: (one) => [el("span", { class: "mention" }, `#${nameOf(one.channel_id)}`)],
  usergroup: (one) => [el("span", { class: "mention" }, `@${one.usergroup_id}`)],
  broadcast: (one) => [el("span", { class: "mention" }, `@${one.range}`)],
  emoji: (one) => [document.createTextNode(EMOJI[one.name] || `:${one.name}:`)],
  date: (one) => [document.createTextNode(slackDate(one.timestamp, one.format))],
  color: (one) => [document.createTextNode(one.value)],
};

function pieces(elements = []) {
  return elements.flatMap((one) => {
    const made = PIECES[one.type] ? PIECES[one.type](one) : [document.createTextNode(`[${one.type}]`)];
    return one.style && typeof one.style === "object" ? [styled(el("span", {}, made), one.style)] : made;
  });
}

const PARTS = {
  rich_text_section: (part) => el("p", {}, pieces(part.elements)),
  rich_text_quote: (part) => el("blockquote", {}, pieces(part.elements)),
  rich_text_preformatted: (part) => el("pre", { tabindex: 0 }, el("code", {}, pieces(part.elements))),
  rich_text_list: (part) => el(part.style === "ordered" ? "ol" : "ul",
    { class: `indent${Math.min(part.indent || 0, 4)}`, start: part.offset ? part.offset + 1 : null },
    part.elements.map((one) => el("li", {}, pieces(one.elements)))),
};

export function richText(block) {
  return el("div", { class: "rich" }, (block.elements || []).map((part) =>
    (PARTS[part.type] ? PARTS[part.type](part) : el("p", {}, `[${part.type}]`))));
}

const SPANS = [
  [/^`([^`]+)`/, (found) => el("code", {}, found[1])],
  [/^\*\*(.+?)\*\*/, (found) => el("strong", {}, spans(found[1]))],
  [/^__(.+?)__/, (found) => el("strong", {}, spans(found[1]))],
  [/^\*([^*\s][^*]*)\*/, (found) => el("em", {}, spans(found[1]))],
  [/^_([^_\s][^_]*)_/, (found) => el("em", {}, spans(found[1]))],
  [/^~~(.+?)~~/, (found) => el("s", {}, spans(found[1]))],
  [/^\[([^\]]+)\]\(([^)\s]+)\)/, (found) => link(found[2], found[1])],
];

function spans(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const found = SPANS.find(([pattern]) => pattern.test(rest));
    const cut = found ? found[0].exec(rest) : [/^[^`*_~[]+|^./su.exec(rest)[0]];
    nodes.push(found ? found[1](cut) : document.createTextNode(cut[0]));
    rest = rest.slice(cut[0].length);
  }
  return nodes;
}

/** A line's kind, its pattern, and how lines of that kind that follow each other are drawn. */
const LINES = [
  [/^#{1,6}\s+(.*)$/, (found) => found.map((one) => el("p", { class: "mdhead" }, spans(one[1])))],
  [/^\s*(?:---+|\*\*\*+)\s*$/, (found) => found.map(() => el("hr"))],
  [/^\s*[-*+]\s+(.*)$/, (found) => [el("ul", {}, found.map((one) => el("li", {}, spans(one[1]))))]],
  [/^\s*\d+[.)]\s+(.*)$/, (found) => [el("ol", {}, found.map((one) => el("li", {}, spans(one[1]))))]],
  [/^>\s?(.*)$/, (found) => [el("blockquote", {}, spans(found.map((one) => one[1]).join(" ")))]],
  [/^\s*$/, () => []],
  [/^(.*)$/, (found) => [el("p", {}, found.flatMap((one, at) => [...(at ? [el("br")] : []), ...spans(one[1])]))]],
];

function prose(text) {
  const runs = [];
  for (const line of text.split("\n")) {
    const kind = LINES.find(([pattern]) => pattern.test(line));
    const found = kind[0].exec(line);
    if (runs.at(-1)?.[0] === kind) runs.at(-1)[1].push(found);
    else runs.push([kind, [found]]);
  }
  return runs.flatMap(([kind, found]) => kind[1](found));
}

export function markdown(block) {
  const parts = String(block.text).split("```");
  return el("div", { class: "rich" }, parts.flatMap((part, at) => (at % 2
    ? [el("pre", { tabindex: 0 }, el("code", {}, part.replace(/^\w*\n|\n$/g, "")))] : prose(part))));
}
