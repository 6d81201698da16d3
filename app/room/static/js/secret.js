// The ticket's secret: sixteen digits however they were typed, pasted or scanned.

const LOOKALIKES = {
  O: "0",
  О: "0",
  Q: "0",
  D: "0",
  I: "1",
  L: "1",
  І: "1",
  "|": "1",
  Z: "2",
  З: "3",
  Э: "3",
  Ч: "4",
  S: "5",
  Ѕ: "5",
  Б: "6",
  G: "6",
  T: "7",
  B: "8",
  В: "8",
};

/** Returns up to sixteen digits found in the text; letters that look like digits count as them. */
export function digitsOf(text) {
  const plain = text.normalize("NFKC").toUpperCase();
  // A scanned code may carry words or an address around the number.
  const run = plain.match(/(?:\d[ \u00a0-]?){15}\d(?![\d])/);
  if (run) return run[0].replace(/\D/g, "");
  return [...plain]
    .map((sign) => LOOKALIKES[sign] ?? sign)
    .filter((sign) => sign >= "0" && sign <= "9")
    .join("")
    .slice(0, 16);
}

/** Returns the digits in groups of four, as the ticket shows them. */
export function grouped(digits) {
  return digits.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Says whether the last digit fits the others (ISO 7064 MOD 11-10), before a try is spent on it. */
export function isSecret(digits) {
  if (!/^\d{16}$/.test(digits)) return false;
  let product = 10;
  for (const digit of digits.slice(0, -1)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === Number(digits.at(-1));
}
