// Slack's mrkdwn as DOM nodes.

import { el } from "/page/dom.js";
import { withEmoji } from "/page/emoji.js";
import { nameOf, town, zone } from "/page/town.js";

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** A link that a person may follow; other schemes stay words. */
export function link(url, words) {
  const known = /^(https?:|mailto:|tel:)/i.test(url);
  return known
    ? el("a", { href: unescape(url), target: "_blank", rel: "noreferrer noopener" }, words)
    : document.createTextNode(words);
}

export function mention(id) {
  return el("span", { class: id === town.me ? "mention me" : "mention" }, `@${nameOf(id)}`);
}

const DATE_TOKENS = {
  date: { dateStyle: "long" }, date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_num: { day: "2-digit", month: "2-digit", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

export function slackDate(seconds, format) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    const options = DATE_TOKENS[token.replace(/_pretty$/, "")];
    return options
      ? new Date(Number(seconds) * 1000).toLocaleString("en-GB", { timeZone: zone(), ...options })
      : whole;
  });
}

/** What stands between angle brackets. */
function angle(inside) {
  const [target, ...rest] = inside.split("|");
  const words = rest.join("|");
  if (/^@[UW]/.test(target)) return mention(target.slice(1));
  if (/^#C/.test(target)) return el("span", { class: "mention" }, `#${nameOf(target.slice(1))}`);
  if (target.startsWith("!date^")) {
    const [, seconds, format] = target.split("^");
    return document.createTextNode(/^\d+$/.test(seconds) ? slackDate(seconds, format || "") : unescape(words));
  }
  if (target.startsWith("!")) {
    return el("span", { class: "mention" }, words ? unescape(words) : `@${target.slice(1).split("^")[0]}`);
  }
  if (/^(https?:|mailto:|tel:)/i.test(target)) {
    return link(target, unescape(words || target.replace(/^(mailto|tel):/, "")));
  }
  return null;
}

const PAIRS = [["*", "strong"], ["_", "em"], ["~", "s"]];

function paired(text, at) {
  const found = PAIRS.find(([mark]) => text[at] === mark);
  if (!found || /[\p{L}\p{N}]/u.test(text[at - 1] || " ")) return null;
  for (let end = text.indexOf(found[0], at + 1); end > 0; end = text.indexOf(found[0], end + 1)) {
    const inside = text.slice(at + 1, end);
    if (inside.includes("\n")) return null;
    if (inside.trim() === inside && inside && !/[\p{L}\p{N}]/u.test(text[end + 1] || " ")) {
      return [el(found[1], {}, inline(inside)), end + 1];
    }
  }
  return null;
}

function token(text, at) {
  if (text[at] === "\n") return [el("br"), at + 1];
  if (text[at] === "`") {
    const end = text.indexOf("`", at + 1);
    const inside = end > 0 ? text.slice(at + 1, end) : "";
    return inside && !inside.includes("\n") ? [el("code", {}, unescape(inside)), end + 1] : null;
  }
  if (text[at] === "<") {
    const end = text.indexOf(">", at + 1);
    const made = end > 0 ? angle(text.slice(at + 1, end)) : null;
    return made ? [made, end + 1] : null;
  }
  return paired(text, at);
}

export function inline(text) {
  const nodes = [];
  let run = "";
  for (let at = 0; at < text.length;) {
    const found = "\n`<*_~".includes(text[at]) ? token(text, at) : null;
    if (found) {
      if (run) nodes.push(document.createTextNode(withEmoji(unescape(run))));
      run = "";
      nodes.push(found[0]);
      at = found[1];
    } else {
      run += text[at];
      at += 1;
    }
  }
  if (run) nodes.push(document.createTextNode(withEmoji(unescape(run))));
  return nodes;
}

function quoted(text) {
  const nodes = [];
  let lines = [];
  let quote = false;
  const flush = () => {
    if (!lines.length) return;
    const made = inline(lines.join("\n"));
    nodes.push(...(quote ? [el("blockquote", {}, made)] : made));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const inside = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (Boolean(inside) !== quote) {
      flush();
      quote = Boolean(inside);
    }
    lines.push(inside ? inside[1] : line);
  }
  flush();
  return nodes;
}

/** Nodes of a text in mrkdwn. */
export function mrkdwn(text) {
  return String(text).split("```").flatMap((part, at, all) => (at % 2 && at < all.length - 1
    ? [el("pre", { tabindex: 0 }, el("code", {}, unescape(part.replace(/^\n|\n$/g, ""))))]
    : quoted(at % 2 ? `\`\`\`${part}` : part)));
}

/** Nodes of a text object, plain or not. */
export function textOf(object) {
  if (!object) return [];
  if (typeof object === "string") return [document.createTextNode(object)];
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  const text = object.emoji === false ? object.text : withEmoji(object.text);
  return text.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]));
}
