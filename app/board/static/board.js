// The board renews itself every two seconds; only a new alarm is read aloud. "Pause the hall" is held for
// one second, so that no stray touch stops an exam.

const EVERY = 2000;
const HOLD = 1000;

const live = document.getElementById("live");
const said = document.getElementById("said");
const stale = document.getElementById("stale");

/** What stands under the keyboard's focus, so that it can be found again in the renewed part. */
function placeOfFocus() {
  const at = document.activeElement;
  if (!live.contains(at)) return null;
  const form = at.closest("form");
  return form ? `form[action="${CSS.escape(form.getAttribute("action"))}"] button` : `a[href="${CSS.escape(at.getAttribute("href") ?? "")}"]`;
}

const alarms = () => new Map([...live.querySelectorAll("[data-alarm]")].map((card) => [card.dataset.alarm, card.dataset.say]));

function show(text) {
  const known = alarms();
  const focus = placeOfFocus();
  live.innerHTML = text;
  if (focus) live.querySelector(focus)?.focus();
  const fresh = [...alarms()].filter(([name]) => !known.has(name)).map(([, words]) => words);
  if (fresh.length) said.textContent = fresh.join(". ");
}

async function renew() {
  if (document.hidden) return;
  let fine = false;
  try {
    const reply = await fetch(live.dataset.live);
    fine = reply.ok && !reply.redirected;
    if (fine) show(await reply.text());
  } catch {
    // The note below says it; the next turn tries again.
  }
  live.classList.toggle("stale", !fine);
  stale.hidden = fine;
}

/** Send the form only after its button was held; the keyboard holds with Enter or the space bar. */
function askToHold(form) {
  const button = form.querySelector("button");
  let timer = null;
  const hint = document.createElement("small");
  hint.textContent = form.dataset.hold;
  button.append(hint);
  const begin = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    if (timer !== null) return;
    button.classList.add("holding");
    timer = setTimeout(() => form.submit(), HOLD);
  };
  const end = () => {
    clearTimeout(timer);
    timer = null;
    button.classList.remove("holding");
  };
  for (const name of ["pointerdown", "keydown"]) button.addEventListener(name, begin);
  for (const name of ["pointerup", "pointerleave", "keyup", "blur"]) button.addEventListener(name, end);
  button.addEventListener("click", (event) => event.preventDefault());
}

if (live) setInterval(renew, EVERY);
document.querySelectorAll("form[data-hold]").forEach(askToHold);
