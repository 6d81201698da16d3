// The hall's screen renews itself every two seconds, and only where something changed.

const EVERY = 2000;
const screen = document.getElementById("screen");
const said = document.getElementById("said");
let shown = null;

async function renew() {
  try {
    const reply = await fetch(screen.dataset.live);
    if (!reply.ok || reply.redirected) return;
    const text = await reply.text();
    if (shown !== null && text !== shown) {
      const before = document.getElementById("headline").textContent;
      screen.innerHTML = text;
      const after = document.getElementById("headline").textContent;
      if (after !== before) said.textContent = after;
    }
    shown = text;
  } catch {
    // The next turn tries again; what is shown stays true.
  }
}

setInterval(renew, EVERY);
