// The page's fixed places: bar, question, panel, notice, tools. Screens fill them and never move them.

import { fill, icon, make, retext } from "./dom.js";
import { _ } from "./words.js";

const BANNER = 8_000;
const places = {};
let bannerEnds = null;
let opener = null;

/** Builds the places once. */
export function build(root) {
  places.left = make("div", { class: "bar-left" });
  places.centre = make("div", { class: "bar-centre" });
  places.saved = make("div", { class: "saved" });
  places.time = make("div", { class: "bar-time" });
  places.banner = make("div", { class: "banner", hidden: true });
  places.main = make("main", { id: "main", tabindex: "-1" });
  places.panel = make("aside", { id: "panel" });
  places.strip = make("div", { class: "strip", hidden: true });
  places.tools = make("footer", { class: "tools" });
  places.said = make("div", { class: "unseen", "aria-live": "polite" });
  const right = make("div", { class: "bar-right" }, places.saved, places.time);
  const bar = make("header", { class: "bar" }, places.left, places.centre, right);
  fill(root, bar, places.banner, places.main, places.panel, places.strip, places.tools, places.said);
  return places;
}

/** Returns the places. */
export function frame() {
  return places;
}

/** Shows a screen: its kind styles the page, its heading takes the focus. */
export function show(kind, content, { title, tools = [], focus = true, named = null }) {
  document.body.dataset.screen = kind;
  if (kind !== "question") retext(places.centre, "");
  document.title = `${title} · Taraza`;
  closePanel({ refocus: false });
  fill(places.main, make("div", { class: `screen ${kind}` }, content));
  fill(places.tools, tools);
  places.tools.hidden = !tools.length;
  places.panel.setAttribute("aria-label", named || _("Panel"));
  places.main.scrollTop = 0;
  if (focus) places.main.querySelector("h1")?.focus({ preventScroll: true });
}

/** Shows something in the panel beside the screen; closing gives the focus back. */
export function openPanel(title, content) {
  const known = document.activeElement;
  if (!isPanelOpen() && known && !places.panel.contains(known)) opener = known;
  document.body.dataset.panel = "open";
  const close = make(
    "button",
    { type: "button", class: "button small", on: { click: () => closePanel() } },
    _("Close"),
  );
  const head = make("div", { class: "panel-head" }, make("h2", { tabindex: "-1" }, title), close);
  fill(panelPlace(), head, make("div", { class: "panel-body" }, content));
  panelPlace().hidden = false;
  places.panel.querySelector(".drawer h2").focus();
}

/** Says whether a panel covers the map. */
export function isPanelOpen() {
  return document.body.dataset.panel === "open";
}

/** Closes the panel, if one is open. */
export function closePanel({ refocus = true } = {}) {
  if (!isPanelOpen()) return;
  delete document.body.dataset.panel;
  panelPlace().hidden = true;
  fill(panelPlace());
  // A button of the bar may have been made anew since: it is found by its name.
  const back = opener?.isConnected ? opener : document.getElementById(opener?.id);
  if (refocus) (back || places.main).focus();
}

/** Puts what stands beside a screen when no panel is open (the map), or nothing. */
export function beside(content) {
  let map = places.panel.querySelector(".beside");
  if (!map) {
    map = make("div", { class: "beside" });
    places.panel.prepend(map);
  }
  fill(map, content);
  document.body.dataset.beside = content.length ? "yes" : "no";
}

/** Shows a quiet line for eight seconds and reads it aloud once. */
export function banner(text) {
  retext(places.banner, text);
  places.banner.hidden = false;
  say(text);
  clearTimeout(bannerEnds);
  bannerEnds = setTimeout(() => (places.banner.hidden = true), BANNER);
}

/** Reads a sentence aloud where a screen reader runs. */
export function say(text) {
  places.said.textContent = "";
  setTimeout(() => (places.said.textContent = text), 60);
}

/** Shows or clears the sentence above the tools: `look` is amber, red or calm. */
export function strip(text, look = "amber") {
  if (places.strip.dataset.text === text && places.strip.dataset.look === look) return;
  Object.assign(places.strip.dataset, { text, look });
  places.strip.hidden = !text;
  fill(places.strip, text && [icon(look === "calm" ? "hand" : "warning"), make("span", {}, text)]);
  if (text) say(text);
}

function panelPlace() {
  let drawer = places.panel.querySelector(".drawer");
  if (!drawer) {
    drawer = make("div", { class: "drawer", hidden: true });
    places.panel.append(drawer);
  }
  return drawer;
}
