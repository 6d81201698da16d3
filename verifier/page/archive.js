// The archive (annex B2): a reader of ZIP that refuses what could hurt before a byte is unpacked.
import { Flaw, Missing, Unusable, decoded, joined } from "./base.js";

const MEMBER = 2 ** 26;
const FIXED =
  "announcement|plan|release|register|roll|draw|incidents|seal|keys|" +
  "contents|persons|documents|trust|signatures|manifest";

/** The objects that stand directly in the archive, in the order in which they are read. */
export const OBJECTS = FIXED.split("|");

const NAME = new RegExp(
  `^(?:(?:${FIXED})\\.json|results-[1-9][0-9]{0,3}\\.json|ledger\\.jsonl|README\\.txt` +
    "|checkpoints/(?:0|[1-9][0-9]{0,15})\\.txt|papers/[0-9]{8}\\.json|journals/[0-9]{8}\\.jsonl)$",
);

const CRC = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes) {
  let value = -1;
  for (let at = 0; at < bytes.length; at++) value = CRC[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

const refuse = (why) => new Unusable("no_zip", why);

function named(bytes) {
  try {
    return decoded(bytes);
  } catch {
    throw refuse("a name that is not UTF-8");
  }
}

/** One member as the central directory tells it. */
class Entry {
  constructor(view, bytes, at) {
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = bytes.subarray(at + 46, at + 46 + nameSize);
    this.rawName = view.getUint16(at + 8, true) & 0x800 ? named(name) : String.fromCharCode(...name);
    if (bytes[at + 6] > 63) throw refuse("a newer kind of archive");
    this.name = this.rawName.split("\0")[0];
    this.flags = view.getUint16(at + 8, true);
    this.method = view.getUint16(at + 10, true);
    this.crc = view.getUint32(at + 16, true);
    [this.packed, this.size] = [20, 24].map((place) => view.getUint32(at + place, true));
    this.kind = view.getUint32(at + 38, true) >>> 28;
    this.place = view.getUint32(at + 42, true);
    this.end = at + 46 + nameSize + extraSize + noteSize;
    this.readExtra(bytes.slice(at + 46 + nameSize, at + 46 + nameSize + extraSize));
  }

  /** Sizes beyond 32 bits stand in an extra field. */
  readExtra(extra) {
    const view = new DataView(extra.buffer);
    for (let at = 0, end = 0; at + 4 <= extra.length; at = end) {
      end = at + 4 + view.getUint16(at + 2, true);
      if (end > extra.length) throw refuse("an extra field that does not fit");
      if (view.getUint16(at, true) !== 1) continue;
      let next = at + 4;
      for (const part of ["size", "packed", "place"]) {
        if (this[part] !== 0xffffffff) continue;
        if (next + 8 > end) throw refuse("sizes that are missing");
        this[part] = Number(view.getBigUint64(next, true));
        next += 8;
      }
    }
  }

  /** A plain file, not encrypted, under a name that the protocol has. */
  get harmless() {
    return (this.kind === 0 || this.kind === 8) && !(this.flags & 1) && NAME.test(this.rawName);
  }
}

/** An archive over a Blob; nothing of it is unpacked before `member` asks. */
export class Archive {
  constructor(blob) {
    this.blob = blob;
    this.whole = null;
  }

  /** `size` bytes from `start`, fewer at the end. */
  async bytes(start, size) {
    if (this.blob.size <= 2 ** 28) {
      this.whole ??= new Uint8Array(await this.blob.arrayBuffer());
      return this.whole.subarray(start, start + size);
    }
    return new Uint8Array(await this.blob.slice(start, start + size).arrayBuffer());
  }

  /** Read the central directory, found from the end as every unpacker finds it. */
  async open() {
    const start = Math.max(0, this.blob.size - 22 - 65536);
    const tail = Uint8Array.from(await this.bytes(start, 22 + 65536));
    const at = endRecord(tail);
    const view = new DataView(tail.buffer);
    let [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const wide = at >= 76 && view.getUint32(at - 20, true) === 0x07064b50 && this.wide(view, at - 76);
    if (wide) [size, offset] = wide;
    const first = start + at - size - (wide ? 76 : 0);
    this.shift = first - offset; // whatever was put in front of the archive
    if (first < 0) throw refuse("a directory that does not fit");
    this.entries = directory(await this.bytes(first, size));
    for (const entry of this.entries) entry.place += this.shift;
  }

  /** The directory's size and place in an archive beyond 32 bits. */
  wide(view, at) {
    if (view.getUint32(at + 60, true) !== 0 || view.getUint32(at + 72, true) > 1)
      throw refuse("several disks");
    if (view.getUint32(at, true) !== 0x06064b50) return null;
    return [Number(view.getBigUint64(at + 40, true)), Number(view.getBigUint64(at + 48, true))];
  }

  /** The bytes of one member; a Flaw where it does not unpack whole. */
  async member(entry) {
    const damaged = (why) => new Flaw("zip.damaged", entry.name, "a member that unpacks", why);
    const head = Uint8Array.from(await this.bytes(entry.place, 30));
    const view = new DataView(head.buffer);
    if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw damaged("no header");
    const nameSize = view.getUint16(26, true);
    const name = String.fromCharCode(...(await this.bytes(entry.place + 30, nameSize)));
    if (name !== entry.rawName) throw damaged("another name in its header");
    if (entry.flags & 0x61) throw damaged("an unknown kind of packing");
    const packed = await this.bytes(entry.place + 30 + nameSize + view.getUint16(28, true), entry.packed);
    const most = Math.min(entry.size, MEMBER + 1);
    if (entry.method !== 0 && entry.method !== 8) throw damaged(`packing ${entry.method}`);
    const raw = entry.method ? await inflated(packed, most) : packed.slice(0, most);
    if (crc32(raw) !== entry.crc) throw damaged("a wrong check sum");
    return raw;
  }
}

/** Where the record at the end begins; a text may follow it. */
function endRecord(tail) {
  const isEnd = (at) =>
    tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6;
  const last = tail.length - 22;
  if (last >= 0 && isEnd(last) && tail[last + 20] === 0 && tail[last + 21] === 0) return last;
  for (let at = tail.length - 4; at >= 0; at--) {
    if (!isEnd(at)) continue;
    if (at > last) break;
    return at;
  }
  throw refuse("no end of a directory");
}

function directory(found) {
  const bytes = Uint8Array.from(found);
  const view = new DataView(bytes.buffer);
  const entries = [];
  for (let at = 0; at < bytes.length; at = entries.at(-1).end) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw refuse("a broken directory");
    entries.push(new Entry(view, bytes, at));
  }
  return entries;
}

/** Give the packed bytes in small pieces, so that a bomb is stopped before it has grown. */
async function feed(writer, packed) {
  try {
    for (let at = 0; at < packed.length; at += 16384) await writer.write(packed.subarray(at, at + 16384));
    await writer.close();
  } catch {
    // the reading side tells
  }
}

/** At most `most` unpacked bytes; whether they are the right ones, the check sum tells. */
async function inflated(packed, most) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  feed(writable.getWriter(), packed);
  const reader = readable.getReader();
  const parts = [];
  let size = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      parts.push(step.value);
      size += step.value.length;
      if (size > most) break;
    }
    await reader.cancel();
  } catch {
    // a stream that breaks off gives what came before
  }
  return joined(...parts).slice(0, most);
}

/** Refuse an archive that could hurt; else the members by name. */
export function checkArchive(report, where, entries) {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const largest = entries.reduce((most, entry) => Math.max(most, entry.size), 0);
  const bounds = total <= 2 ** 30 && largest <= MEMBER && entries.length <= 200_000;
  const said = "1 GiB, 64 MiB a member, 200000 members";
  if (!report.claim("zip.bounds", where, bounds, said, [total, largest])) throw new Missing();
  const strange = entries.filter((entry) => !entry.harmless).map((entry) => entry.name);
  const members = new Map(entries.map((entry) => [entry.name, entry]));
  const doubles = entries.filter((entry) => members.get(entry.name) !== entry).map((entry) => entry.name);
  report.claim(
    "zip.names",
    where,
    !strange.length,
    "only members that the protocol names",
    strange.slice(0, 5),
  );
  report.claim("zip.twice", where, !doubles.length, "every member once", doubles.slice(0, 5));
  if (strange.length || doubles.length) throw new Missing();
  return members;
}
