// The keyboard of the question screen. What is typed counts, not where the key lies, so every layout works.

import { chosen } from "./view.js";
import { letter } from "./words.js";

const COMMANDS = {
  F: "flag",
  Ф: "flag",
  L: "language",
  Л: "language",
  R: "remark",
  Р: "remark",
  M: "map",
  М: "map",
};
const MOVES = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 };

/** Returns the act a key asks for: {pick: index}, {move: step}, {act: name}, or null. */
export function meaning(event, options) {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return null;
  if (event.key in MOVES) return { move: MOVES[event.key] };
  if (event.key === "Escape") return { act: "close" };
  if (chosen("keys") === "off" || event.repeat) return null;
  if (event.key === "Delete") return { act: "clear" };
  return ofSign(event.key.toUpperCase(), options);
}

function ofSign(sign, options) {
  const index = [...Array(options).keys()].find((at) =>
    [String(at + 1), letter(at, "en"), letter(at)].includes(sign),
  );
  if (index !== undefined) return { pick: index };
  return sign in COMMANDS ? { act: COMMANDS[sign] } : null;
}

function isTyping(target) {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type);
}
