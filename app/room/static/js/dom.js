// Making and replacing elements; everything that enters the page is text, never markup.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  check: "M4 12.5l5 5L20 6.5",
  flag: "M6 21V4h11l-2.5 4L17 12H6",
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  clock: "M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  hand: "M8 12V5.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8.5a6 6 0 0 1-6 6c-2.5 0-4-1.2-5-3L4 13.5a1.4 1.4 0 0 1 2.4-1.4L8 14",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.5",
  keep: "M5 4h14v16H5zM8 4v6h8V4M8 20v-6h8v6",
  send: "M12 19V6M6 11.5L12 5.5l6 6",
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  remark: "M4 5h16v11H10l-4 4v-4H4z",
  map: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  view: "M3 19L8.5 5 14 19M5 14.500h7M16 19v-8M13.500 13.500L16 11l2.500 2.500",
  pause: "M8 5v14M16 5v14",
  seat: "M7 4v9h10V4M5 13h14v4H5zM7 17v4M17 17v4",
  back: "M21 5v14H9l-6-7 6-7zM12 9l6 6M18 9l-6 6",
};

/** Returns a decorative icon; the words beside it carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Returns an element; `on` holds listeners, true makes a bare attribute, null and false leave it out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Returns a button that does one thing; `look` is its class beside "button". */
export function button(label, act, { look = "", shape = null, ...attributes } = {}) {
  const content = shape ? [icon(shape), make("span", {}, label)] : [label];
  return make(
    "button",
    { type: "button", class: `button ${look}`.trim(), on: { click: act }, ...attributes },
    content,
  );
}

/** Returns the screen's one heading, able to take the focus when the screen appears. */
export function heading(text, attributes = {}) {
  return make("h1", { tabindex: "-1", ...attributes }, text);
}

/** Puts the children into the place, once; null children are left out. */
export function fill(place, ...children) {
  place.replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
}

/** Changes a text only if it differs, so that assistive software is not stirred each second. */
export function retext(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
