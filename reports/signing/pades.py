"""PAdES B-B by pyHanko, with a key that stays loaded: pyHanko reads and checks its key twice a document.

Imported only when something is signed, because pyHanko takes seconds to load from a cold disk.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import cast

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

FIELD = "Signature1"
BLANK = bytes(32)
RESERVED = 8192
"""Bytes for the signature: fixed, or pyHanko would sign once only to learn the size."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A CMS made for the blank digest: its bytes, the signed attributes as they are signed, its signature."""

    whole: bytes
    attributes: bytes
    signature: bytes


class KeptKeySigner(Signer):
    """A signer whose RSA key was read once, and whose CMS is built once.

    The CMS of one PAdES B-B signer differs from document to document only in the document's digest and the
    signature, both of fixed length: those are put into the bytes that pyHanko made for a digest of zeros.
    """

    def __init__(self, certificate: x509.Certificate, key: RSAPrivateKey) -> None:
        """Keep certificate and key; the root is not embedded, since nobody should trust it from here."""
        store = cast("Callable[[], CertificateStore]", SimpleCertificateStore)()
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._key = key
        self._frame = asyncio.run(self._made())

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign with PKCS#1 v1.5 and SHA-256."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return b"" if dry_run else self._key.sign(data, PKCS1v15(), hashes.SHA256())

    def signature_of(self, document_digest: bytes) -> bytes:
        """Return the DER of the CMS that signs a document with this SHA-256."""
        attributes = self._frame.attributes.replace(BLANK, document_digest)
        signature = self._key.sign(attributes, PKCS1v15(), hashes.SHA256())
        return self._frame.whole.replace(BLANK, document_digest).replace(self._frame.signature, signature)

    async def _made(self) -> _Frame:
        """Let pyHanko build the CMS for a blank digest, and make sure that both places occur once."""
        settings = PdfCMSSignedAttributes()
        made = await self.async_sign(BLANK, "sha256", use_pades=True, signed_attr_settings=settings)
        info = made["content"]["signer_infos"][0]
        frame = _Frame(made.dump(), info["signed_attrs"].untag().dump(), info["signature"].native)
        if (frame.whole.count(BLANK), frame.attributes.count(BLANK), frame.whole.count(frame.signature)) != (
            1,
            1,
            1,
        ):
            raise ValueError("the CMS does not have the expected form")
        return frame


def signing_function(certificate: bytes, key: bytes) -> Callable[[bytes, str, datetime], bytes]:
    """Return a function (document, reason, moment) -> signed document for a PEM certificate and key."""
    loaded = load_pem_private_key(key, password=None)
    if not isinstance(loaded, RSAPrivateKey):
        raise TypeError("an RSA key is needed")
    signer = KeptKeySigner(next(iter(load_certs_from_pemder_data(certificate))), loaded)
    field = SigFieldSpec(FIELD)

    def sign(document: bytes, reason: str, moment: datetime) -> bytes:
        meta = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason
        )
        return _signed(PdfSigner(meta, signer, new_field_spec=field), signer, document, moment)

    return sign


def _signed(pdf_signer: PdfSigner, signer: KeptKeySigner, document: bytes, moment: datetime) -> bytes:
    """Go through pyHanko's steps one by one: its own shortcut would ask the machine for the time."""
    session = pdf_signer.init_signing_session(IncrementalPdfFileWriter(BytesIO(document)))
    session.system_time = moment
    unsigned = session.prepare_tbs_document(None, RESERVED)
    prepared, output = unsigned.digest_tbs_document()
    unsigned.cms_writer.send(signer.signature_of(prepared.document_digest))
    output.seek(0)
    signed: bytes = output.read()
    return signed
