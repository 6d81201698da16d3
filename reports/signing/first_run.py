"""A demonstration signer made at first run: its own root, one signing certificate, and DEMO in both names.

For real use a key of the council takes its place; nothing made here is a qualified certificate.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import NameOID

from foundation.canonical import Instant

ROOT_NAME = "Taraza DEMO root, not a qualified certificate"
SIGNER_NAME = "Taraza DEMO signer, not a qualified certificate"
KEY, CERTIFICATE, ROOT = "signer-key.pem", "signer.pem", "trust-root.pem"
BITS = 3072
YEARS = 5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def make_demo_signer(folder: Path, *, now: Instant, chance: Callable[[int], bytes]) -> None:
    """Write key, certificate and root into `folder`, modes 0700 and 0600; do nothing if they are there.

    The root's own key is not kept: it signs one certificate and is forgotten.
    """
    if (folder / KEY).exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key, key = _rsa(), _rsa()
    root = _root(root_key, now, chance)
    signer = _signer(root, root_key, key, now, chance)
    _write(folder / ROOT, root.public_bytes(serialization.Encoding.PEM))
    _write(folder / CERTIFICATE, signer.public_bytes(serialization.Encoding.PEM))
    # The key comes last: a run cut off before it starts again from nothing.
    _write(folder / KEY, _pem(key))


def _rsa() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=BITS)


def _pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all, readable by the owner only."""
    half = path.with_suffix(".part")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(now: Instant, chance: Callable[[int], bytes]) -> x509.CertificateBuilder:
    """Return a builder with serial number and dates; the day before covers clocks that are behind."""
    start = (_EPOCH + timedelta(milliseconds=now)).replace(microsecond=0)
    serial = int.from_bytes(chance(16), "big") >> 1 or 1
    return (
        x509.CertificateBuilder()
        .serial_number(serial)
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=366 * YEARS))
    )


def _root(key: RSAPrivateKey, now: Instant, chance: Callable[[int], bytes]) -> x509.Certificate:
    public = key.public_key()
    return (
        _builder(now, chance)
        .subject_name(_name(ROOT_NAME))
        .issuer_name(_name(ROOT_NAME))
        .public_key(public)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def _signer(
    root: x509.Certificate,
    root_key: RSAPrivateKey,
    key: RSAPrivateKey,
    now: Instant,
    chance: Callable[[int], bytes],
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return (
        _builder(now, chance)
        .subject_name(_name(SIGNER_NAME))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer, critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    """Return what the key may do: sign certificates, or sign documents and vouch for them."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
