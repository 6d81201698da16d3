// The practice question: saving, flag and language are tried, and nothing is recorded.

import { drawProgress, drawSaved } from "./bar.js";
import { button, icon, make } from "./dom.js";
import { Exam } from "./exam.js";
import { beside, show } from "./frame.js";
import { questionView } from "./question.js";
import { LANGUAGES, _ } from "./words.js";

const TEXTS = {
  ky: {
    stem: "Дүйшөмбүдөн кийин кайсы күн келет?",
    options: { a: "Жекшемби", b: "Шейшемби", c: "Бейшемби", d: "Ишемби" },
  },
  ru: {
    stem: "Какой день следует за понедельником?",
    options: { a: "Воскресенье", b: "Вторник", c: "Четверг", d: "Суббота" },
  },
  en: {
    stem: "Which day comes after Monday?",
    options: { a: "Sunday", b: "Tuesday", c: "Thursday", d: "Saturday" },
  },
};
const PRETEND = 500;

/** Returns the practice; `speak(language)` changes the interface with the question. */
export function makePractice(languages, language, { speak, done }) {
  const texts = Object.fromEntries(languages.map((code) => [code, TEXTS[code]]));
  const item = { position: 1, kind: "single", options: ["a", "b", "c", "d"], languages: texts };
  const practice = { tried: new Set(), languages, speak, done };
  const saved = () => {
    practice.tried.add("answer");
    drawSaved("sending", 1, null);
    setTimeout(() => document.body.dataset.screen === "practice" && drawSaved("saved", 0, null), PRETEND);
  };
  practice.exam = new Exam({
    paper: { items: [item] },
    language,
    record: (entry) => entry.kind === "answered" && saved(),
    flagged: () => {},
  });
  return practice;
}

/** Shows the practice question with a list of what to try. */
export function practiceScreen(practice) {
  const { exam } = practice;
  const content = [
    make("p", { class: "section" }, _("Try it: nothing here is recorded or marked.")),
    questionView(exam, () => listed(practice), { practice: true }),
  ];
  show("practice", content, { title: _("Practice question"), tools: practiceTools(practice) });
  drawProgress(null);
  drawSaved("saved", 0, null);
  listed(practice);
}

/** Sets the flag of the practice question. */
export function practiceFlag(practice) {
  practice.exam.toggleFlag();
  practice.tried.add("flag");
  redrawn(practice, "flag");
}

/** Shows the practice question in the next language. */
export async function practiceLanguage(practice) {
  const next = nextLanguage(practice.exam, practice.languages);
  if (!next) return;
  practice.tried.add("language");
  practice.exam.read(next);
  await practice.speak(next);
}

/** Returns the language after the present one, or null if there is only one. */
export function nextLanguage(exam, languages = exam.languages()) {
  return languages.length > 1 ? languages[(languages.indexOf(exam.language) + 1) % languages.length] : null;
}

/** Returns the button that flags or unflags. */
export function flagButton(exam, act) {
  const on = exam.flags.has(exam.position);
  return button(on ? _("Remove flag") : _("Flag"), act, {
    shape: "flag",
    look: "tool flag",
    id: "flag",
    "aria-pressed": String(on),
  });
}

/** Returns the button that names the language it leads to, or null. */
export function languageButton(exam, act) {
  const next = nextLanguage(exam);
  return (
    next && button(LANGUAGES[next], act, { shape: "language", look: "tool", id: "language", lang: next })
  );
}

function practiceTools(practice) {
  const go = button(_("Finish practice"), practice.done, { look: "primary tool", id: "next" });
  return [
    flagButton(practice.exam, () => practiceFlag(practice)),
    languageButton(practice.exam, () => practiceLanguage(practice)),
    go,
  ];
}

function redrawn(practice, focus) {
  practiceScreen(practice);
  document.getElementById(focus)?.focus();
}

function listed(practice) {
  const tasks = [
    ["answer", _("Choose an answer and see “Saved” at the top")],
    ["flag", _("Flag the question")],
    ...(practice.languages.length > 1 ? [["language", _("Change the language")]] : []),
  ];
  const rows = tasks.map(([name, text]) => {
    const done = practice.tried.has(name);
    return make(
      "li",
      { class: done ? "done" : "" },
      make("span", { class: "tick" }, done && icon("check")),
      make("span", {}, text),
      done && make("span", { class: "unseen" }, _("done")),
    );
  });
  beside([make("h2", {}, _("To try")), make("ul", { class: "tasks" }, rows)]);
}
