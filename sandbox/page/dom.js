// Making and renewing elements. Text from outside only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const PATHS = {
  home: "M2.5 7.5 8 3l5.5 4.5M4 6.8V13h8V6.8",
  chat: "M2.5 3.5h11v7h-6L4.5 13v-2.5h-2z",
  clip: "M10.5 5 6 9.5a1.4 1.4 0 0 0 2 2l5-5a2.8 2.8 0 0 0-4-4L4 7.5a4.2 4.2 0 0 0 6 6l3-3",
  send: "M2.5 3 14 8 2.5 13l1.7-5zM4.2 8H9",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  file: "M4 1.8h5l3 3v9.4H4zM9 1.8v3h3",
  away: "M6 3.5H3v9.5h9.5v-3M9 2.8h4.2V7M13 3 7.5 8.5",
  check: "M3 8.5 6.5 12 13 4.5",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  cross: "M4 4l8 8M12 4l-8 8",
  down: "M4 6l4 4 4-4",
  bolt: "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M3 13l1.2-1.2M11.8 4.2 13 3",
  moon: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
  picture: "M2 3h12v10H2zM2 11l3.5-3.5L9 11l2-2 3 3M10.5 6h.01",
};

/** A small drawing beside words; screen readers pass over it. */
export function icon(name) {
  return svg("svg", { class: `icon icon-${name}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: PATHS[name] }));
}

/** What would find the focused element again in a redrawn copy. */
function focusOf(root) {
  const focused = document.activeElement;
  return focused && root.contains(focused) ? focused.dataset.focus || "" : null;
}

function refocus(root, wanted) {
  if (wanted === null) return;
  const same = [...root.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === wanted);
  const target = same || root;
  if (target === root && !root.hasAttribute("tabindex")) root.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Put `made` in the place of `old`; who was inside stays inside. */
export function swap(old, made) {
  const wanted = focusOf(old);
  old.replaceWith(made);
  refocus(made, wanted);
}

/** One child per item, in order; a child is redrawn only where its item changed. */
export function sync(parent, items, key, make, more = "") {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const id = key(item);
    const sign = JSON.stringify(item) + more;
    const old = known.get(id);
    if (old && old.sign === sign) return old;
    const made = make(item);
    made.dataset.key = id;
    made.sign = sign;
    if (old) swap(old, made);
    return made;
  });
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] || null);
  });
}
