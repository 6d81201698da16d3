"""Is this signed document whole, unchanged and ours? Whatever goes wrong while looking is a refusal.

Stricter than a PDF viewer: one signature, over every byte but its own place, by a signer under a given root,
nothing appended, nothing hidden beside the signature, and the recorded digest where there is one.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from typing import Any

from foundation.canonical import Instant
from reports.documents.figures import local

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; `findings` are codes, empty when all is well."""

    intact: bool
    signer_known: bool
    whole_file: bool
    findings: tuple[str, ...]

    @property
    def genuine(self) -> bool:
        """Say whether nothing speaks against the document."""
        return self.intact and self.signer_known and self.whole_file and not self.findings


REFUSED = Verdict(intact=False, signer_known=False, whole_file=False, findings=("unreadable",))


def verify(
    document: bytes,
    roots: Sequence[bytes],
    *,
    now: Instant,
    digest: str | None = None,
    signer: str | None = None,
) -> Verdict:
    """Judge a document by PEM `roots` and, where given, its recorded SHA-256 and the signer's fingerprint."""
    verdict, recorded = REFUSED, digest == sha256(document).hexdigest()
    if len(document) <= LARGEST:
        # Attack files make parsers raise in unforeseen ways: each of them is a refusal, never a pass.
        with suppress(Exception):
            verdict = _judge(document, roots, now, signer, recorded=recorded)
    if digest is not None and not recorded:
        return replace(verdict, intact=False, findings=(*verdict.findings, "not_the_recorded_file"))
    return verdict


def _judge(
    document: bytes, roots: Sequence[bytes], now: Instant, signer: str | None, *, recorded: bool
) -> Verdict:
    check: Any = import_module("reports.signing.pades_check")
    signatures = check.signatures(document)
    if len(signatures) != 1:
        return replace(REFUSED, findings=("unsigned" if not signatures else "several_signatures",))
    status = check.status(signatures[0], roots, local(now))
    known = status.trusted and (signer is None or status.signer == signer)
    # Of a recorded document every byte is known; else the signature's bytes must be as we write them.
    whole = status.covers_file and (
        recorded or _nothing_beside(document, status.byte_range, check.expected(signatures[0]))
    )
    said = ((status.intact, "changed"), (known, "unknown_signer"), (whole, "not_whole_file"))
    findings = tuple(code for holds, code in said if not holds)
    return Verdict(intact=status.intact, signer_known=known, whole_file=whole, findings=findings)


def _nothing_beside(document: bytes, byte_range: Sequence[int], signature: bytes) -> bool:
    """Say whether the gap in the signed bytes holds exactly the signature as we write it, then zeros."""
    start, first, second, rest = byte_range
    content = signature.hex().upper().encode()
    hole = document[first:second]
    return (
        start == 0
        and second + rest == len(document)
        and hole == b"<" + content.ljust(len(hole) - 2, b"0") + b">"
    )
