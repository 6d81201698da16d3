#!/usr/bin/env python3
"""Be a witness of an exam's log: keep its newest head, and say so loudly if its past was ever rewritten.

One file; Python 3.10 or newer and `cryptography`; no import of the program that holds the exams, whose makers
and operators need not be believed. It reads a log's newest checkpoint (C2SP `tlog-checkpoint`), asks for the
proof (RFC 6962) that this head continues the one it kept, and only then signs (C2SP `tlog-cosignature`).

    python3 taraza_witness.py https://exam.example --keep exam.note --key my.key --name bar.example/w1 --send

The keep file is a signed note: it is also what the verifier takes as `--checkpoint`.
Exit: 0 the log goes on from what was kept; 1 IT DOES NOT, or it is not signed by its key (both notes lie
beside the keep file as evidence); 2 nothing could be concluded (no answer, no proof, wrong use).
"""

import argparse
import base64
import fcntl
import hashlib
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 1, 4  # the algorithm byte of a log's Ed25519 key, and of a witness's timestamped one
LONGEST = 1 << 20
LARGEST_BUNDLE = 1 << 30
SECONDS = 30
DASH = "\N{EM DASH}"


class Lie(Exception):
    """The log shows what an honest log cannot show. Exit 1; the evidence is kept."""


class Unknown(Exception):
    """Nothing can be said. Exit 2."""


class Refused(Unknown):
    """A server answered, and will not give what was asked for."""


# ---- Notes and keys (C2SP signed-note) ---------------------------------------------------------------------


@dataclass(frozen=True)
class Note:
    """A checkpoint: who, how many entries, the tree's root; `body` is what signatures are over."""

    origin: str
    size: int
    root: bytes
    body: str
    lines: list[str]  # the signatures, each "— name base64"
    raw: str


@dataclass(frozen=True)
class Key:
    """A named public key."""

    name: str
    algorithm: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name it in a note."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    def __str__(self) -> str:
        """NAME+HASH+KEY, as it is handed around."""
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.algorithm]) + self.public)}"


def b64(raw: bytes) -> str:
    """Base64, as notes write it."""
    return base64.b64encode(raw).decode()


def unb64(text: str) -> bytes:
    """The bytes of base64 that has its one proper form; ValueError otherwise."""
    raw = base64.b64decode(text, validate=True)
    if b64(raw) != text:
        raise ValueError("base64 in another form")
    return raw


def read_note(raw: str) -> Note:
    """Take a signed note apart; ValueError if it is none."""
    head, parted, tail = raw.rpartition("\n\n")
    origin, size, root = [*head.split("\n"), "", "", ""][:3]
    lines = tail.split("\n")[:-1]
    if not parted or not origin or not re.fullmatch("0|[1-9][0-9]{0,15}", size, re.ASCII) or not lines:
        raise ValueError("not a signed checkpoint")
    if not raw.endswith("\n") or len(unb64(root)) != 32 or len(lines) > 64:
        raise ValueError("not a signed checkpoint")
    return Note(origin, int(size), unb64(root), head + "\n", lines, raw)


def read_key(text: str, origin: str) -> Key:
    """The log's key out of NAME+HASH+KEY, or out of its 64 hex digits; ValueError."""
    text = text.strip()
    if re.fullmatch("[0-9a-f]{64}", text):
        return Key(origin, LOG, bytes.fromhex(text))
    name, _, rest = text.partition("+")
    hashed, _, encoded = rest.partition("+")
    raw = unb64(encoded)
    key = Key(name, raw[0] if raw else 0, raw[1:])
    if len(raw) != 33 or key.algorithm != LOG or key.id.hex() != hashed:
        raise ValueError("not the key of a log")
    return key


def is_signed(note: Note, key: Key) -> bool:
    """Whether the log itself signed the note."""
    if note.origin != key.name:
        return False
    for line in note.lines:
        dash, name, blob = [*line.split(" "), "", ""][:3]
        if dash == DASH and name == key.name and unb64(blob)[:4] == key.id:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(unb64(blob)[4:], note.body.encode())
            except InvalidSignature:
                return False
            return True
    return False


def cosignature(note: Note, name: str, private: Ed25519PrivateKey, second: int) -> str:
    """The line that says: I saw this head at this second."""
    key = Key(name, WITNESS, private.public_key().public_bytes_raw())
    signed = private.sign(f"cosignature/v1\ntime {second}\n{note.body}".encode())
    return f"{DASH} {name} {b64(key.id + second.to_bytes(8, 'big') + signed)}"


# ---- The tree (RFC 6962) -----------------------------------------------------------------------------------


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def continues(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the proof shows that the first `old` entries of the log of `new` are those of the old root."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new:
        return old == 0 and not proof
    path = ([old_root] if old & (old - 1) == 0 else []) + proof
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not path:
        return False
    was = now = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            was, now = node(other, was), node(other, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node(now, other)
        place, last = place >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


def tree(leaves: list[bytes]) -> bytes:
    """The root over leaf hashes."""
    level = leaves or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        pairs = [node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


# ---- Where the head comes from -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A head as it was shown, the key it came with, and how to ask whether it continues another."""

    note: Note
    key: str | None
    check: Callable[[Note], bool]


def from_url(address: str) -> Shown:
    """An installation's own pages."""
    base = re.sub(r"(/log(/checkpoint)?)?/*$", "", address) + "/log"
    note = read_note(fetch(f"{base}/checkpoint"))

    def check(kept: Note) -> bool:
        if not 0 < kept.size < note.size:
            return continues(kept.size, note.size, kept.root, note.root, [])
        try:
            lines = fetch(f"{base}/consistency/{kept.size}/{note.size}").split("\n")
            proof = [unb64(line) for line in lines if line]
        except (Refused, ValueError):
            return False  # an honest log can always show that it continues
        return continues(kept.size, note.size, kept.root, note.root, proof)

    return Shown(note, fetch(f"{base}/vkey"), check)


def from_file(path: Path) -> Shown:
    """A signed note, or a bundle of evidence: its newest checkpoint and its whole ledger."""
    if zipfile.is_zipfile(path):
        return from_bundle(path)
    note = read_note(path.read_text(encoding="utf-8"))

    def check(kept: Note) -> bool:
        if 0 < kept.size < note.size:
            raise Unknown(
                "A note alone cannot show that it continues yours: give an address or evidence.zip."
            )
        return continues(kept.size, note.size, kept.root, note.root, [])

    return Shown(note, None, check)


def from_bundle(path: Path) -> Shown:
    """The evidence of a sitting."""
    with zipfile.ZipFile(path) as archive:
        sizes = [re.fullmatch(r"checkpoints/(\d{1,16})\.txt", name, re.ASCII) for name in archive.namelist()]
        newest = max((int(found[1]) for found in sizes if found), default=None)
        if newest is None or sum(info.file_size for info in archive.infolist()) > LARGEST_BUNDLE:
            raise Unknown("This archive holds no log, or too much.")
        note = read_note(archive.read(f"checkpoints/{newest}.txt").decode())
        with archive.open("ledger.jsonl") as lines:
            leaves = [hashlib.sha256(b"\x00" + line.rstrip(b"\n")).digest() for line in lines]
        trust = json.loads(archive.read("trust.json"))["keys"]
        keys = [key["public"] for key in trust if key["role"] == "log"]
    if len(leaves) < note.size or tree(leaves[: note.size]) != note.root:
        raise Lie("The log in this bundle is not the one its checkpoint signs.")

    def check(kept: Note) -> bool:
        return kept.size <= note.size and tree(leaves[: kept.size]) == kept.root

    return Shown(note, keys[-1] if keys else None, check)


def fetch(address: str, body: bytes | None = None) -> str:
    """The text at an address; raises Unknown."""
    request = urllib.request.Request(  # noqa: S310  only http and https come here
        address, data=body, headers={"Content-Type": "text/plain; charset=utf-8"} if body else {}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            raw: bytes = answer.read(LONGEST + 1)
    except urllib.error.HTTPError as error:
        said = error.read(500).decode(errors="replace").strip() if body else ""
        kind = Refused if 400 <= error.code < 500 else Unknown
        raise kind(f"{address} answers {error.code}. {said}") from error
    except OSError as error:
        raise Unknown(f"{address} does not answer: {error}") from error
    if len(raw) > LONGEST:
        raise Unknown(f"{address} answers with more than a note.")
    return raw.decode()


# ---- What is kept ------------------------------------------------------------------------------------------


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace a file at once, durably."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@contextmanager
def alone(keep: Path) -> Iterator[None]:
    """One run at a time: two runs must never sign two different futures."""
    with keep.with_name(f".{keep.name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def own_key(path: Path, name: str | None) -> tuple[str, Ed25519PrivateKey]:
    """Read the witness's key, PRIVATE+KEY+NAME+HASH+SEED, or make it (only the owner may read it)."""
    if not path.exists():
        if not name or re.search(r"[\s+]", name):
            raise Unknown("There is no key yet: give --name, without spaces or plus signs (bar.example/w1).")
        private = Ed25519PrivateKey.generate()
        hashed = Key(name, LOG, private.public_key().public_bytes_raw()).id.hex()
        write(path, f"PRIVATE+KEY+{name}+{hashed}+{b64(bytes([LOG]) + private.private_bytes_raw())}\n", 0o600)
        print(f"A key was made: {path}. Keep it; nobody else may read it.")
    said, kind, known, _hash, seed = path.read_text(encoding="utf-8").strip().split("+", 4)
    if (said, kind) != ("PRIVATE", "KEY") or (name and name != known) or len(unb64(seed)) != 33:
        raise Unknown(f"{path} is not the key of {name or 'a witness'}.")
    return known, Ed25519PrivateKey.from_private_bytes(unb64(seed)[1:])


def log_key(shown: Shown, given: str | None, keep: Path) -> Key:
    """The key that must have signed: the kept one, the one given, or the first one seen, said aloud."""
    kept = keep.with_name(f"{keep.name}.vkey")
    if kept.exists():
        key = read_key(kept.read_text(encoding="utf-8"), shown.note.origin)
        if given and read_key(given, key.name) != key:
            raise Unknown(f"--log names another key than {kept}. If the log has a new key, remove that file.")
        return key
    if given:
        key = read_key(given, shown.note.origin)
    elif shown.key:
        key = read_key(shown.key, shown.note.origin)
        print("FIRST SIGHT: only the log itself told me its key. Compare it with other witnesses:")
        print(f"    {key}\n    {key.public.hex()}")
    else:
        raise Unknown("Whose log is this? Give --log with its key.")
    if not is_signed(shown.note, key):
        raise Lie("The head is not signed by the key it comes with.")
    write(kept, f"{key}\n")
    return key


def evidence(keep: Path, shown: Note, kept: Note | None) -> list[Path]:
    """Lay the notes that contradict each other beside the keep file, which stays as it was."""
    mark = f"{keep.name}.lie-{shown.size}-{shown.root.hex()[:8]}"
    files = {keep.with_name(f"{mark}-shown.txt"): shown.raw}
    if kept is not None:
        files[keep.with_name(f"{mark}-kept.txt")] = kept.raw
    for path, text in files.items():
        write(path, text)
    return sorted(files)


# ---- The one thing it does ---------------------------------------------------------------------------------


def witness(source: str, keep: Path, key_file: Path, name: str | None, log: str | None) -> str:
    """Look, compare, sign, keep; return the note with our line. Raises Lie, Unknown."""
    known, private = own_key(key_file, name)
    own = Key(known, WITNESS, private.public_key().public_bytes_raw())
    with alone(keep):
        shown = from_url(source) if re.match("https?://", source) else from_file(Path(source))
        kept = read_note(keep.read_text(encoding="utf-8")) if keep.exists() else None
        try:
            compare(shown, kept, log_key(shown, log, keep))
        except Lie:
            for path in evidence(keep, shown.note, kept):
                print(f"evidence: {path}", file=sys.stderr)
            raise
        print(f"{shown.note.origin}: {shown.note.size} entries, root {shown.note.root.hex()[:16]}")
        print(f"witness: {own}")
        if kept is not None and kept.size == shown.note.size:
            print("nothing new since the head that is kept")
            return kept.raw
        line = cosignature(shown.note, known, private, int(time.time()))
        raw = f"{shown.note.body}\n{signed_first(shown.note)}\n{line}\n"
        write(keep, raw)  # before anybody sees it: what was signed must never be forgotten
        print(line)
        return raw


def compare(shown: Shown, kept: Note | None, key: Key) -> None:
    """Raise Lie unless the log's key signed this head and it continues the kept one."""
    note = shown.note
    if kept is not None and kept.origin != note.origin:
        raise Unknown(
            f"{kept.origin} is kept here, and this is {note.origin}. Keep each log in a file of its own."
        )
    if not is_signed(note, key):
        raise Lie(f"This head is not signed by the key of {key.name}.")
    if kept is None:
        return
    if note.size < kept.size:
        raise Lie(
            f"ROLLED BACK: the log had {kept.size} entries and now shows {note.size} (or this file is old)."
        )
    if not shown.check(kept):
        raise Lie(
            f"FORK: the log of {note.size} entries does not continue the {kept.size} entries that were kept."
        )


def signed_first(note: Note) -> str:
    """The log's own line."""
    return next(line for line in note.lines if line.split(" ")[1] == note.origin)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    summary, _, exits = (__doc__ or "").partition("Exit: ")
    parser = argparse.ArgumentParser(
        prog="taraza witness",
        description=summary.split("\n")[0],
        epilog=f"Exit: {exits}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", metavar="URL|FILE", help="an installation, a signed note, or evidence.zip")
    parser.add_argument(
        "--keep", type=Path, required=True, metavar="FILE", help="the newest head that was seen"
    )
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="your own key; made if absent"
    )
    parser.add_argument("--name", help="your name as a witness, for a new key: bar.example/w1")
    parser.add_argument("--log", metavar="KEY", help="the log's key: 64 hex digits, or NAME+HASH+KEY")
    parser.add_argument("--send", action="store_true", help="give the cosignature back to the installation")
    return parser.parse_args()


def main() -> int:
    """Run, and answer by the exit code."""
    given = arguments()
    try:
        raw = witness(given.source, given.keep, given.key, given.name, given.log)
        if given.send:
            base = re.sub(r"(/log(/checkpoint)?)?/*$", "", given.source)
            print(f"sent: {fetch(f'{base}/log/cosign', raw.encode()).strip()}")
    except Lie as lie:
        print(f"\n!!! {lie}\n!!! Keep these files, tell other witnesses and the commission.", file=sys.stderr)
        return 1
    except (Unknown, OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        print(f"nothing concluded: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
