// Small tools of the page: elements from words, never from markup.
import { LANGUAGES, SENTENCES, WORDS } from "./words.js";

let language = 0;

/** Speak Kyrgyz (0), Russian (1) or English (2) from now on. */
export function speak(number) {
  language = number;
  document.documentElement.lang = LANGUAGES[number];
}

/** A word of the page, with values in its places. */
export const word = (name, ...values) =>
  WORDS[name][language].replace(/\{([0-9])\}/g, (_, place) => String(values[place]));

/** Whether the page has such a word. */
export const hasWord = (name) => Object.hasOwn(WORDS, name);

/** What a check proves. */
export const sentence = (code) => SENTENCES[code][language];

/** An element with attributes (`class`, `on...` handlers, others; null: left out) and children. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (attribute.startsWith("on")) made.addEventListener(attribute.slice(2), value);
    else made.setAttribute(attribute, value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

/** The element of the page with this id. */
export const at = (id) => document.getElementById(id);

/** Thousandths of a point as people write them: a comma in Kyrgyz and Russian. */
export function points(thousandths) {
  if (thousandths === null) return "—";
  const text = (Math.abs(thousandths) / 1000).toFixed(3).replace(/\.?0+$/, "");
  const said = language === 2 ? text : text.replace(".", ",");
  return thousandths < 0 ? `−${said}` : said;
}

/** A list of sentences. */
export const bullets = (lines) =>
  el(
    "ul",
    {},
    lines.map((line) => el("li", {}, line)),
  );

/** Terms and what is said of them. */
export const facts = (pairs) =>
  el(
    "dl",
    { class: "facts" },
    pairs.flatMap(([term, said]) => [el("dt", {}, term), el("dd", {}, said)]),
  );
