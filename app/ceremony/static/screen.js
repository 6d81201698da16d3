// The hall's screen renews itself every two seconds, and only where something changed.

const EVERY = 2000;
const screen = document.getElementById("screen");
const said = document.getElementById("said");
const next = document.createElement("template");

function show(text) {
  next.innerHTML = text;
  if (next.innerHTML.trim() === screen.innerHTML.trim()) return;
  const before = document.getElementById("headline").textContent;
  screen.innerHTML = text;
  const after = document.getElementById("headline").textContent;
  if (after !== before) said.textContent = after;
}

async function renew() {
  try {
    const reply = await fetch(screen.dataset.live);
    if (reply.ok && !reply.redirected) show(await reply.text());
  } catch {
    // The next turn tries again; what is shown stays true.
  }
}

setInterval(renew, EVERY);
