"""The CMS of one PAdES B-B signer, built by pyHanko once.

It differs from document to document only in the document's digest and the signature, both of fixed length. So
a signer puts these two into ready bytes, and a checker knows every other byte beforehand. Some of those, like
version numbers, no signature covers: they could be changed unseen.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from asn1crypto import x509
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

from reports.signing.apart import apart

BLANK = b"\xb1" * 32
"""Stands where a document's digest will be."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A CMS made for the blank digest: its bytes, the signed attributes as they are signed, the filling."""

    whole: bytes
    attributes: bytes
    filling: bytes

    def to_sign(self, document_digest: bytes) -> bytes:
        """Return what the key signs for a document with this SHA-256."""
        return self.attributes.replace(BLANK, document_digest)

    def filled(self, document_digest: bytes, signature: bytes) -> bytes:
        """Return the finished CMS."""
        return self.whole.replace(self.filling, signature).replace(BLANK, document_digest)


class FramingSigner(Signer):
    """A signer for pyHanko that fills the signature's place with a pattern of its length."""

    def __init__(self, certificate: x509.Certificate) -> None:
        """Keep the certificate; the root is not embedded, since nobody should trust it from here."""
        store = cast("Callable[[], CertificateStore]", SimpleCertificateStore)()
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self.filling: bytes = b"\xf1" * (certificate.public_key.bit_size // 8)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the filling."""
        return self.filling


def frame_of(certificate: x509.Certificate) -> Frame:
    """Return the CMS of an RSA certificate's holder; raise ValueError if it has not the expected form."""
    signer = FramingSigner(certificate)
    settings = PdfCMSSignedAttributes()
    made = apart(
        lambda: asyncio.run(signer.async_sign(BLANK, "sha256", use_pades=True, signed_attr_settings=settings))
    )
    attributes: bytes = made["content"]["signer_infos"][0]["signed_attrs"].untag().dump()
    frame = Frame(made.dump(), attributes, signer.filling)
    if (frame.whole.count(BLANK), attributes.count(BLANK), frame.whole.count(signer.filling)) != (1, 1, 1):
        raise ValueError("the CMS does not have the expected form")
    return frame
