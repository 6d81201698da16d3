"""Agreement: the verifier's own figures against the stored ones, candidate by candidate (PROTOCOL 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Version
from exam_engine.results.errors import OtherReport
from exam_engine.results.reading import get_version
from foundation import ledger
from foundation.canonical import Instant

VERDICTS = frozenset({"genuine", "consistent"})
BUNDLE = "bundle"
_MEMBERS = ("status", "sections", "total", "maximum", "rank", "passed")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether the two programs agree; `differing` holds codes, or `bundle` where the verdict is FALSE."""

    agreed: bool
    verdict: str
    differing: tuple[str, ...]


def record_agreement(
    session: Session, sitting: str, version: int, report: Mapping[str, Any], *, actor: str, now: Instant
) -> Agreement:
    """Compare the verifier's report with the stored version and keep the outcome, whichever it is.

    `report` is the JSON of the verifier, run as a separate process on the built bundle.
    """
    row = get_version(session, sitting, version, lock=True)
    stored = records.load(session, sitting, row.file)
    computed = _computed(report, version)
    found = compare(stored["candidates"], computed["candidates"], str(report.get("verdict")))
    if computed["digest"] != row.digest:
        raise OtherReport(version=version, expected=row.digest, found=str(computed["digest"]))
    row.verdict, row.differing = found.verdict, list(found.differing)
    if found.agreed and Version(row.state) is Version.COMPUTED:
        row.move_to(Version.AGREED)
        detail = {"programs": stored["programs"], "results": row.digest, "version": version}
        ledger.record(
            session, "agreed", actor=actor, now=now, sitting=sitting, object=row.digest, detail=detail
        )
    session.flush()
    return found


def compare(stored: list[dict[str, Any]], computed: list[dict[str, Any]], verdict: str) -> Agreement:
    """Return every code whose line differs in any figure, or is missing on one side."""
    ours, theirs = ({line["code"]: _figures(line) for line in lines} for lines in (stored, computed))
    differing = sorted(code for code in ours.keys() | theirs.keys() if ours.get(code) != theirs.get(code))
    if len(theirs) != len(computed) or verdict not in VERDICTS:
        differing.append(BUNDLE)
    return Agreement(agreed=not differing, verdict=verdict, differing=tuple(differing))


def _figures(line: Mapping[str, Any]) -> tuple[Any, ...]:
    # A missing figure differs from null, and true from 1.
    return tuple((type(line.get(name)), line.get(name, "missing")) for name in _MEMBERS)


def _computed(report: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Return the report's results; raise OtherReport if they are of another version or not there."""
    found = report.get("results")
    if not isinstance(found, dict) or found.get("version") != version:
        raise OtherReport(version=version)
    if not isinstance(found.get("candidates"), list):
        raise OtherReport(version=version, reason="candidates")
    return found
