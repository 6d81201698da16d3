"""PAdES B-B by pyHanko, with a key that stays loaded: pyHanko reads and checks its key twice a document.

Imported only when something is signed, because pyHanko takes seconds to load from a cold disk.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from reports.signing.frame import FramingSigner, frame_of

FIELD = "Signature1"
RESERVED = 8192
"""Bytes for the signature: fixed, or pyHanko would sign once only to learn the size."""


def signing_function(certificate: bytes, key: bytes) -> Callable[[bytes, str, datetime], bytes]:
    """Return a function (document, reason, moment) -> signed document for a PEM certificate and key."""
    loaded = load_pem_private_key(key, password=None)
    if not isinstance(loaded, RSAPrivateKey):
        raise TypeError("an RSA key is needed")
    holder = next(iter(load_certs_from_pemder_data(certificate)))
    signer, frame = FramingSigner(holder), frame_of(holder)

    def cms(document_digest: bytes) -> bytes:
        signature = loaded.sign(frame.to_sign(document_digest), PKCS1v15(), hashes.SHA256())
        return frame.filled(document_digest, signature)

    def sign(document: bytes, reason: str, moment: datetime) -> bytes:
        meta = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason
        )
        return _signed(PdfSigner(meta, signer, new_field_spec=SigFieldSpec(FIELD)), cms, document, moment)

    return sign


def _signed(pdf_signer: PdfSigner, cms: Callable[[bytes], bytes], document: bytes, moment: datetime) -> bytes:
    """Go through pyHanko's steps one by one: its own shortcut would ask the machine for the time."""
    session = pdf_signer.init_signing_session(IncrementalPdfFileWriter(BytesIO(document)))
    session.system_time = moment
    unsigned = session.prepare_tbs_document(None, RESERVED)
    prepared, output = unsigned.digest_tbs_document()
    unsigned.cms_writer.send(cms(prepared.document_digest))
    output.seek(0)
    signed: bytes = output.read()
    return signed
