// The interface's words: English in the source, the other languages from /words/<language>.json.

/** How each language calls itself and the others never translate it. */
export const LANGUAGES = { ky: "Кыргызча", ru: "Русский", en: "English" };
const LETTERS = { ky: "АБВГДЕЖЗИ", ru: "АБВГДЕЖЗИ", en: "ABCDEFGHI" };
const catalogues = new Map([["en", {}]]);
let spoken = "en";

/** Loads a language's words unless they are here; rejects when they cannot be had. */
export async function learn(language) {
  if (catalogues.has(language)) return;
  const address = document.documentElement.dataset[`words${language[0].toUpperCase()}${language[1]}`];
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`words ${language}: ${reply.status}`);
  catalogues.set(language, await reply.json());
}

/** Switches to a language; without its words (no network) the old one stays, and false says so. */
export async function speak(language) {
  try {
    await learn(language);
  } catch {
    return false;
  }
  spoken = language;
  document.documentElement.lang = language;
  return true;
}

/** Returns the language spoken now. */
export function speaking() {
  return spoken;
}

/** Returns the sentence in the spoken language with its {values} put in. */
export function _(text, values = {}) {
  return put(catalogues.get(spoken)[text] || text, values);
}

/** Returns the sentence for a number: {n} stands in it. */
export function n_(one, many, n, values = {}) {
  const forms = catalogues.get(spoken)[one] || [one, many];
  return put(forms[Math.min(formOf(n), forms.length - 1)], { n, ...values });
}

/** Returns the letter under which an option is shown, 0 being the first. */
export function letter(index, language = spoken) {
  return (LETTERS[language] || LETTERS.en)[index] || String(index + 1);
}

/** Returns an hour and minute of the hall, whatever zone this computer believes in. */
export function hour(instant) {
  const zone = { timeZone: "Asia/Bishkek", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", zone).format(instant);
}

/** Returns a day and hour of the hall in figures: 16.03.2026, 11:00. */
export function dayAndHour(instant) {
  const day = { timeZone: "Asia/Bishkek", day: "2-digit", month: "2-digit", year: "numeric" };
  return `${new Intl.DateTimeFormat("de-DE", day).format(instant)}, ${hour(instant)}`;
}

function put(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function formOf(n) {
  if (spoken === "ky") return 0;
  if (spoken !== "ru") return n === 1 ? 0 : 1;
  const tens = n % 100;
  if (n % 10 === 1 && tens !== 11) return 0;
  return n % 10 >= 2 && n % 10 <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}
