// What this computer remembers: every use may fail (full, forbidden), and the callers are told.

const PREFIX = "taraza.";

/** Returns a remembered value, or the one given. */
export function recall(name, otherwise = null) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** Remembers a value; false says that it could not. */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a value. */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was stored, then.
  }
}

/** Returns this terminal's name: given once in the kiosk's address, else made up and kept. */
export function terminal() {
  const given = new URLSearchParams(location.search).get("terminal");
  const known = given && /^[A-Za-z0-9._-]{1,40}$/.test(given) ? given : recall("terminal");
  const name = known || `k${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  remember("terminal", name);
  return name;
}
