// The board renews itself every two seconds; "Pause the hall" wants to be held for one second.

const EVERY = 2000;
const HOLD = 1000;

const live = document.getElementById("live");

/** Fetch the live part, unless somebody is in the middle of it with keyboard or pointer. */
async function renew() {
  if (document.hidden || live.contains(document.activeElement)) return;
  try {
    const reply = await fetch(live.dataset.live, { headers: { "X-Requested-With": "board" } });
    if (reply.ok && !reply.redirected) live.innerHTML = await reply.text();
    live.classList.toggle("stale", !reply.ok);
  } catch {
    live.classList.add("stale");
  }
}

/** Send the form only after its button was held; the keyboard holds with Enter or the space bar. */
function askToHold(form) {
  const button = form.querySelector("button");
  let timer = null;
  const hint = document.createElement("small");
  hint.textContent = ` (${form.dataset.hold})`;
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
