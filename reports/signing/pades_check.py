"""What pyHanko says about a document's signatures, in our own words. Nothing is fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.context import ValidationContext

from reports.signing.apart import apart
from reports.signing.frame import frame_of


@dataclass(frozen=True, slots=True)
class Status:
    """The parts of a signature's state that a verdict rests on."""

    intact: bool
    trusted: bool
    covers_file: bool
    signer: str
    byte_range: tuple[int, ...]


def signatures(document: bytes) -> list[EmbeddedPdfSignature]:
    """Return every signature and time stamp of a document."""
    return list(PdfFileReader(BytesIO(document)).embedded_signatures)


def status(embedded: EmbeddedPdfSignature, roots: Sequence[bytes], moment: datetime) -> Status:
    """Return the state of one signature against PEM roots at a moment."""
    trusted = [certificate for root in roots for certificate in load_certs_from_pemder_data(root)]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment)
    found = apart(lambda: validate_pdf_signature(embedded, signer_validation_context=context))
    unchanged = found.modification_level in (None, ModificationLevel.NONE)
    return Status(
        intact=bool(found.intact and found.valid and unchanged and found.bottom_line),
        trusted=bool(found.trusted),
        covers_file=found.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=embedded.signer_cert.sha256.hex(),
        byte_range=tuple(int(number) for number in embedded.byte_range),
    )


def expected(embedded: EmbeddedPdfSignature) -> bytes:
    """Return what the signature's bytes would be, had our own program made it."""
    signature = bytes(embedded.signer_info["signature"].native)
    return frame_of(embedded.signer_cert).filled(embedded.compute_digest(), signature)
