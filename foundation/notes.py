"""Signed notes as C2SP writes them: `signed-note`, `tlog-checkpoint` inside, `tlog-cosignature` of witnesses.

Nothing here holds a key or looks at a clock: callers bring a way to sign and the second.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from foundation.errors import Invalid

LOG = 1
"""Algorithm byte of an Ed25519 key that signs a note's text."""
WITNESS = 4
"""Algorithm byte of an Ed25519 key that signs `cosignature/v1`, a time before the text."""
LONGEST = 64 * 1024
MOST_SIGNATURES = 64
_DASH = "\N{EM DASH}"
_SIZE = re.compile("0|[1-9][0-9]{0,15}", re.ASCII)
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,255}")
_LAST_SECOND = 1 << 40


class BadNote(Invalid):
    """A text is no signed checkpoint; details: reason."""

    code: ClassVar[str] = "bad_note"


class BadVerifierKey(Invalid):
    """A text is no verifier key `NAME+HASH+KEY`; details: reason."""

    code: ClassVar[str] = "bad_verifier_key"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: who, the four bytes that name the key, and what they signed with it."""

    name: str
    key: bytes
    blob: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint: `text` is what is signed, `size` counts entries, `root` has 32 bytes."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name and algorithm, as `NAME+HASH+KEY` says it."""

    name: str
    algorithm: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name this key in a note."""
        return key_id(self.name, self.algorithm, self.public)

    def __str__(self) -> str:
        """Return the text that is handed around."""
        encoded = base64.b64encode(bytes([self.algorithm]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{encoded}"


def is_name(name: str) -> bool:
    """Say whether a key may have this name: no space, no plus, no control character."""
    return _NAME.fullmatch(name) is not None


def key_id(name: str, algorithm: int, public: bytes) -> bytes:
    """Return the first four bytes of SHA-256 over name, newline, algorithm and public key."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]


def read_verifier_key(text: str) -> VerifierKey:
    """Return the key of `NAME+HASH+KEY`; raise BadVerifierKey, also where the hash is not the key's."""
    name, _, rest = text.strip().partition("+")
    hashed, _, encoded = rest.partition("+")
    try:
        raw = _base64(encoded)
    except ValueError as error:
        raise BadVerifierKey(reason="base64") from error
    if not is_name(name) or len(raw) != 33 or raw[0] not in {LOG, WITNESS}:
        raise BadVerifierKey(reason="form")
    key = VerifierKey(name, raw[0], raw[1:])
    if hashed != key.id.hex():
        raise BadVerifierKey(reason="hash")
    return key


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """Return the text of a checkpoint, which its signatures are over."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def signature_line(key: VerifierKey, blob: bytes) -> str:
    """Return the line of a signature, newline included."""
    return f"{_DASH} {key.name} {base64.b64encode(key.id + blob).decode()}\n"


def signed(origin: str, size: int, root: bytes, public: bytes, sign: Callable[[bytes], bytes]) -> str:
    """Return the note of a log's head with the log's own signature."""
    text = checkpoint_text(origin, size, root)
    return f"{text}\n{signature_line(VerifierKey(origin, LOG, public), sign(text.encode()))}"


def read(text: str) -> Note:
    """Take a note apart; raise BadNote. No signature is checked."""
    if len(text) > LONGEST or not text.endswith("\n"):
        raise BadNote(reason="length")
    body, parted, tail = text.rpartition("\n\n")
    lines = body.split("\n")
    if not parted or len(lines) < 3 or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise BadNote(reason="form")
    try:
        root = _base64(lines[2])
        signatures = tuple(_signature(line) for line in tail.split("\n")[:-1])
    except ValueError as error:
        raise BadNote(reason="base64") from error
    if len(root) != 32 or not 0 < len(signatures) <= MOST_SIGNATURES:
        raise BadNote(reason="form")
    return Note(lines[0], int(lines[1]), root, f"{body}\n", signatures)


def is_signed(note: Note, key: VerifierKey) -> bool:
    """Say whether the note bears the log's signature by this key."""
    return note.origin == key.name and any(
        _verifies(key.public, signature.blob, note.text.encode())
        for signature in note.signatures
        if (signature.name, signature.key) == (key.name, key.id)
    )


def cosignature(text: str, key: VerifierKey, second: int, sign: Callable[[bytes], bytes]) -> str:
    """Return a witness's line for a checkpoint's text, vouching for it at `second` (Unix time)."""
    return signature_line(key, second.to_bytes(8, "big") + sign(_cosigned_message(text, second)))


def cosigned_at(note: Note, key: VerifierKey) -> int | None:
    """Return the second for which the note bears the witness's cosignature, None where it bears none."""
    seconds = [
        second
        for signature in note.signatures
        if (signature.name, signature.key) == (key.name, key.id) and len(signature.blob) == 72
        for second in [int.from_bytes(signature.blob[:8], "big")]
        if second < _LAST_SECOND
        and _verifies(key.public, signature.blob[8:], _cosigned_message(note.text, second))
    ]
    return min(seconds, default=None)


def _cosigned_message(text: str, second: int) -> bytes:
    return f"cosignature/v1\ntime {second}\n{text}".encode()


def _signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    blob = _base64(encoded)
    if dash != _DASH or not is_name(name) or len(blob) < 5:
        raise ValueError(line)
    return Signature(name, blob[:4], blob[4:])


def _base64(text: str) -> bytes:
    """Decode what has exactly one form; raise ValueError for another spelling of the same bytes."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if base64.b64encode(raw).decode() != text:
        raise ValueError(text)
    return raw


def _verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
