"""Who signs documents: a protocol, and the signer whose key lies in a file. A token can take its place."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from foundation.canonical import Instant
from reports.documents.figures import local
from reports.signing.first_run import CERTIFICATE, KEY, ROOT, ROOT_NAME


class Seal(Protocol):
    """Whatever can sign a finished document."""

    def sign(self, document: bytes, *, reason: str, now: Instant) -> bytes:
        """Return the document with its signature appended."""
        ...

    def trust_root_pem(self) -> bytes:
        """Return the certificate against which the signature is checked."""
        ...


class FileSeal:
    """Signs PAdES B-B with the `signer-key.pem` and `signer.pem` of a folder."""

    def __init__(self, folder: Path) -> None:
        """Read the certificates; the key is read at the first signature."""
        self._folder = folder
        self._root = (folder / ROOT).read_bytes()
        self._pem = (folder / CERTIFICATE).read_bytes()
        self._certificate = x509.load_pem_x509_certificate(self._pem)

    def sign(self, document: bytes, *, reason: str, now: Instant) -> bytes:
        """Return the document with a signature over the whole file."""
        return self._sign(document, reason, local(now))

    def trust_root_pem(self) -> bytes:
        """Return the root certificate."""
        return self._root

    @property
    def holder(self) -> str:
        """The name on the signing certificate."""
        return str(self._certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signing certificate, hex."""
        return self._certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def is_demo(self) -> bool:
        """Say whether the key is the one made at first run."""
        issuer = self._certificate.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
        return any(name.value == ROOT_NAME for name in issuer)

    @cached_property
    def _sign(self) -> Callable[[bytes, str, datetime], bytes]:
        pades = import_module("reports.signing.pades")
        made = pades.signing_function(self._pem, (self._folder / KEY).read_bytes())
        return cast("Callable[[bytes, str, datetime], bytes]", made)
