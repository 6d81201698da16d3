"""Keys: made at first run, kept in a folder, named by the hash of their public half (PROTOCOL annex A).

The office's, the hall's and the log's keys serve the program; a custodian's or commissioner's key opens only
with the person's passphrase. The keys package is an age file whose secret is shared out k of n (SLIP-39).
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pyrage
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from foundation.canonical import Instant, canonical, instant_text
from foundation.errors import Forbidden, Invalid, NotFound

Chance = Callable[[int], bytes]
SERVERS = ("office", "hall", "log")
YEARS_10 = 10 * 365 * 86_400_000
_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class WrongPassphrase(Forbidden):
    """The passphrase does not open the key."""

    code: ClassVar[str] = "wrong_passphrase"


class WrongShares(Invalid):
    """The custodians' words do not open the package: too few, mistyped, or of another secret."""

    code: ClassVar[str] = "wrong_shares"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key's public description; instants in milliseconds."""

    key: str
    public: str
    role: str
    holder: str
    valid_from: int
    valid_to: int


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of an installation, in a folder of mode 0700."""

    folder: Path
    _open: dict[str, Ed25519PrivateKey] = field(default_factory=dict, repr=False)

    def make(
        self, role: str, holder: str, *, chance: Chance, now: Instant, passphrase: str | None = None
    ) -> KeyLine:
        """Make a key for a role and a holder; a passphrase locks it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = Ed25519PrivateKey.from_private_bytes(chance(32))
        public = private.public_key().public_bytes_raw()
        line = KeyLine(hashlib.sha256(public).hexdigest(), public.hex(), role, holder, now, now + YEARS_10)
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        _write(self._pem(line.key), private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
        _write(self.folder / f"{line.key}.json", json.dumps(asdict(line)).encode())
        return line

    def lines(self) -> list[KeyLine]:
        """Return every key's description, sorted by key."""
        found = (KeyLine(**json.loads(path.read_bytes())) for path in self.folder.glob("*.json"))
        return sorted(found, key=lambda line: line.key)

    def find(self, role: str, holder: str | None = None) -> KeyLine:
        """Return the newest key of a role (and holder)."""
        fitting = [line for line in self.lines() if line.role == role and holder in {None, line.holder}]
        if not fitting:
            raise NotFound(what="key", role=role, holder=holder)
        return max(fitting, key=lambda line: (line.valid_from, line.key))

    def sign(self, key: str, message: bytes, passphrase: str | None = None) -> bytes:
        """Return the 64-byte Ed25519 signature; raise WrongPassphrase if the key stays shut."""
        return self._private(key, passphrase).sign(message)

    def signature(
        self, line: KeyLine, file: str, value: dict[str, Any], digest: str, passphrase: str | None = None
    ) -> dict[str, str]:
        """Return the line of `signatures.json` for an object."""
        signed = self.sign(line.key, canonical(value), passphrase)
        return {
            "object": file,
            "digest": digest,
            "key": line.key,
            "role": line.role,
            "signature": signed.hex(),
        }

    def trust(self) -> dict[str, Any]:
        """Return the trust object: every public key with its role, holder and time."""
        return {
            "type": "taraza/trust/1",
            "keys": [
                {
                    "key": line.key,
                    "public": line.public,
                    "role": line.role,
                    "holder": line.holder,
                    "from": instant_text(line.valid_from),
                    "to": instant_text(line.valid_to),
                }
                for line in self.lines()
            ],
        }

    def _private(self, key: str, passphrase: str | None) -> Ed25519PrivateKey:
        if passphrase is None and key in self._open:
            return self._open[key]
        secret = passphrase.encode() if passphrase else None
        try:
            private = load_pem_private_key(self._pem(key).read_bytes(), secret)
        except FileNotFoundError as error:
            raise NotFound(what="key", key=key) from error
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise WrongPassphrase from error
        if not isinstance(private, Ed25519PrivateKey):
            raise NotFound(what="key", key=key)
        if passphrase is None:
            self._open[key] = private
        return private

    def _pem(self, key: str) -> Path:
        return self.folder / f"{key}.pem"


@dataclass(frozen=True, slots=True)
class SharedSecret:
    """An age recipient, and the n lists of words of which k open what is encrypted to it."""

    recipient: str
    words: tuple[str, ...]


def share_out(threshold: int, count: int, *, chance: Chance) -> SharedSecret:
    """Make a secret and share it out; whoever calls must forget the words after handing them over."""
    secret = chance(32)
    # SLIP-39 refuses 1 of many: every member would hold the whole secret under another name.
    words = generate_mnemonics(1, [(threshold, count)], secret, iteration_exponent=0)[0]
    return SharedSecret(str(_identity(secret).to_public()), tuple(words))


def encrypt(recipient: str, plain: bytes) -> bytes:
    """Return an age file that only the recipient opens."""
    sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def decrypt(words: list[str], cipher: bytes) -> bytes:
    """Open an age file with the words of enough custodians."""
    try:
        secret = combine_mnemonics([" ".join(line.split()) for line in words])
        plain: bytes = pyrage.decrypt(cipher, [_identity(secret)])
    except (MnemonicError, pyrage.DecryptError, ValueError) as error:
        raise WrongShares from error
    return plain


def _identity(secret: bytes) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(_bech32("age-secret-key-", secret).upper())


def _bech32(prefix: str, data: bytes) -> str:
    """Return the Bech32 text of 32 bytes (BIP 173), the form in which age writes a secret key."""
    bits = int.from_bytes(data) << 4  # 256 bits padded to 52 groups of five
    groups = [bits >> 5 * place & 31 for place in range(51, -1, -1)]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _polymod([*spread, *groups, 0, 0, 0, 0, 0, 0]) ^ 1
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_CHARSET[group] for group in groups + tail)}"


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check


def _write(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; never replace one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
