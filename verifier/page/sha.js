// SHA-256 and HMAC, synchronous, for hundreds of thousands of short messages; SHA-512 for browsers without.
import { joined } from "./base.js";

/** 64 bits behind the point of the n-th root of a prime: FIPS 180-4 takes its constants from there. */
function behindThePoint(prime, n) {
  const wanted = BigInt(prime) << BigInt(64 * n);
  let [low, high] = [0n, 1n << 72n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(n) <= wanted) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
}

const PRIMES = Array.from({ length: 410 }, (_, n) => n).filter(
  (n) => n > 1 && ![2, 3, 5, 7, 11, 13, 17, 19].some((small) => n > small && n % small === 0),
);
const K512 = PRIMES.slice(0, 80).map((prime) => behindThePoint(prime, 3));
const H512 = PRIMES.slice(0, 8).map((prime) => behindThePoint(prime, 2));
const K = Int32Array.from(K512.slice(0, 64), (long) => Number(BigInt.asIntN(32, long >> 32n)));
const START = Int32Array.from(H512, (long) => Number(BigInt.asIntN(32, long >> 32n)));
const W = new Int32Array(64);
const TAIL = new Uint8Array(128);

function compress(state, data, at) {
  for (let t = 0; t < 16; t++, at += 4) {
    W[t] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15];
    const y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** The state after `data`, where `before` bytes (whole blocks) went into `state` already. */
function finished(state, before, data) {
  const end = Int32Array.from(state);
  const whole = data.length - (data.length % 64);
  for (let at = 0; at < whole; at += 64) compress(end, data, at);
  const rest = data.length - whole;
  const size = rest < 56 ? 64 : 128;
  TAIL.fill(0);
  TAIL.set(data.subarray(whole));
  TAIL[rest] = 0x80;
  let bits = (before + data.length) * 8;
  for (let at = size - 1; at > size - 8; at--, bits = Math.floor(bits / 256)) TAIL[at] = bits % 256;
  for (let at = 0; at < size; at += 64) compress(end, TAIL, at);
  return end;
}

function asBytes(words) {
  const bytes = new Uint8Array(32);
  for (let n = 0; n < 8; n++) {
    const [at, long] = [4 * n, words[n]];
    bytes[at] = long >>> 24;
    bytes[at + 1] = long >>> 16;
    bytes[at + 2] = long >>> 8;
    bytes[at + 3] = long;
  }
  return bytes;
}

/** H(b) of the protocol. */
export const sha = (data) => asBytes(finished(START, 0, data));

/** HMAC-SHA256 under one key of at most 64 bytes; its padded blocks are hashed once for all messages. */
export class Keyed {
  constructor(key) {
    [this.inner, this.outer] = [0x36, 0x5c].map((pad) => {
      const block = new Uint8Array(64).fill(pad);
      key.forEach((byte, at) => (block[at] ^= byte));
      const state = Int32Array.from(START);
      compress(state, block, 0);
      return state;
    });
  }

  /** The code of a message, 32 bytes. */
  of(message) {
    return asBytes(finished(this.outer, 64, asBytes(finished(this.inner, 64, message))));
  }

  /** The same for an ASCII text, as eight numbers that compare as the bytes do. */
  ticket(text) {
    const message = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) message[at] = text.charCodeAt(at);
    return Uint32Array.from(finished(this.outer, 64, asBytes(finished(this.inner, 64, message))));
  }
}

/** Which of two tickets comes first. */
export function byTicket(a, b) {
  for (let n = 0; n < 8; n++) if (a[n] !== b[n]) return a[n] < b[n] ? -1 : 1;
  return 0;
}

const turned = (long, by) => BigInt.asUintN(64, (long >> BigInt(by)) | (long << BigInt(64 - by)));

function compress512(state, view, start) {
  const w = Array.from({ length: 16 }, (_, t) => view.getBigUint64(start + 8 * t));
  for (let t = 16; t < 80; t++) {
    const s0 = turned(w[t - 15], 1) ^ turned(w[t - 15], 8) ^ (w[t - 15] >> 7n);
    const s1 = turned(w[t - 2], 19) ^ turned(w[t - 2], 61) ^ (w[t - 2] >> 6n);
    w.push(BigInt.asUintN(64, w[t - 16] + s0 + w[t - 7] + s1));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 80; t++) {
    const first = h + (turned(e, 14) ^ turned(e, 18) ^ turned(e, 41)) + ((e & f) ^ (~e & g)) + K512[t] + w[t];
    const second = (turned(a, 28) ^ turned(a, 34) ^ turned(a, 39)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [
      g,
      f,
      e,
      BigInt.asUintN(64, d + first),
      c,
      b,
      a,
      BigInt.asUintN(64, first + second),
    ];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => BigInt.asUintN(64, word + state[n]));
}

/** SHA-512, slow and rarely needed. */
export function sha512(data) {
  const padded = joined(
    data,
    new Uint8Array([0x80]),
    new Uint8Array((239 - (data.length % 128)) % 128),
    new Uint8Array(16),
  );
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  let state = H512;
  for (let at = 0; at < padded.length; at += 128) state = compress512(state, view, at);
  const end = new DataView(new ArrayBuffer(64));
  state.forEach((word, n) => end.setBigUint64(8 * n, word));
  return new Uint8Array(end.buffer);
}
