// Ed25519: the browser's own where it has it, else @noble/ed25519's arithmetic, by the same equation.
import { Point } from "./vendor/noble-ed25519/index.js";
import { hex, joined, unhex } from "./base.js";
import { sha512 } from "./sha.js";

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

// RFC 8032, section 7.1, test 2
const TRIAL = {
  key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
  message: new Uint8Array([0x72]),
  signature:
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
};

const little = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);

/** Whether [S]B - [k]A is the R of the signature, byte for byte, and S is below the group's order. */
export function verifyOwn(key, signature, data) {
  const s = little(signature.subarray(32));
  if (signature.length !== 64 || s >= ORDER) return false;
  try {
    const k = little(sha512(joined(signature.subarray(0, 32), key, data))) % ORDER;
    const made = Point.BASE.multiply(s, false).subtract(Point.fromBytes(key, true).multiply(k, false));
    return hex(made.toBytes()) === hex(signature.subarray(0, 32));
  } catch {
    return false;
  }
}

async function verifyByBrowser(key, signature, data) {
  const made = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, made, signature, data);
}

let browserCan = null;

/** Whether this browser verifies Ed25519 itself, asked once. */
export function byBrowser() {
  browserCan ??= verifyByBrowser(unhex(TRIAL.key), unhex(TRIAL.signature), TRIAL.message).catch(() => false);
  return browserCan;
}

/** Whether this key (hex) made this signature over these bytes. */
export async function signedBy(key, signature, data) {
  if (!(await byBrowser())) return verifyOwn(unhex(key), signature, data);
  return verifyByBrowser(unhex(key), signature, data).catch(() => false);
}
