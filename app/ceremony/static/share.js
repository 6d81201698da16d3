// A custodian's share is made here and nowhere else: 32 random bytes. Only the commitment,
// SHA-256 of "taraza/share/1" and the share, goes into the form. SHA-256 is written out because
// browsers lend theirs only to secure addresses, and a hall may have none.

const PREFIX = new TextEncoder().encode("taraza/share/1");
const FIRST = primes(64);
const K = FIRST.map((prime) => fraction(Math.cbrt(prime)));
const H = FIRST.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

function primes(count) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime)) found.push(number);
  }
  return found;
}

/** The first 32 bits after the point. */
function fraction(root) {
  return ((root - Math.floor(root)) * 0x100000000) | 0;
}

const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** SHA-256 of at most 55 bytes: one block. */
export function sha256(bytes) {
  const block = new DataView(new ArrayBuffer(64));
  bytes.forEach((byte, place) => block.setUint8(place, byte));
  block.setUint8(bytes.length, 0x80);
  block.setUint32(60, bytes.length * 8);
  const w = Array.from({ length: 16 }, (_, place) => block.getInt32(place * 4));
  for (let i = 16; i < 64; i += 1) {
    const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w.push((w[i - 16] + s0 + w[i - 7] + s1) | 0);
  }
  let [a, b, c, d, e, f, g, h] = H;
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => ((word + H[i]) >>> 0).toString(16).padStart(8, "0")).join("");
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const grouped = (text) => text.match(/.{4}/g).join(" ");
const lines = (text) => text.match(/.{16}/g).map(grouped).join("\n");
const by = (id) => document.getElementById(id);

function make() {
  const share = crypto.getRandomValues(new Uint8Array(32));
  const commitment = sha256(new Uint8Array([...PREFIX, ...share]));
  const text = lines(hex(share));
  by("share-text").textContent = text;
  by("short").textContent = grouped(commitment.slice(0, 16));
  by("commitment").value = grouped(commitment);
  by("download").href = `data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`;
  by("made").hidden = false;
  by("share-text").focus();
}

by("maker").hidden = false;
by("make").addEventListener("click", make);
by("print").addEventListener("click", () => window.print());
by("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(by("share-text").textContent);
    by("said").textContent = by("copy").dataset.done;
  } catch {
    getSelection().selectAllChildren(by("share-text"));
  }
});
