"""The protocol's tables, each with a head that repeats on every page; an empty one says so."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.documents.blocks import grid, para
from reports.documents.facts import (
    AttendanceLine,
    Custodian,
    Grant,
    Happening,
    Head,
    How,
    Member,
    Program,
)
from reports.documents.figures import duration_text, grouped, second_text, short_digest, spaced
from reports.documents.look import MUTED, style
from reports.documents.voice import Voice

EMPTY = "—"


def closing_word(how: How, voice: Voice) -> str:
    """Return how an attempt ended, in words."""
    return {
        "handed_in": voice.say("handed in"),
        "time": voice.say("ended by time"),
        "removed": voice.say("removed"),
        "absent": voice.say("absent"),
    }[how]


def members(rows: Sequence[Member], voice: Voice, width: float) -> Flowable:
    """Return the composition."""
    head = (voice.say("Role"), voice.say("Surname, name, patronymic"), voice.say("Note"))
    cells = [(voice.of(row.role), row.name, voice.of(row.note) if row.note else "") for row in rows]
    return _grid(head, cells, (0.28, 0.40, 0.32), voice, width)


def custodians(rows: Sequence[Custodian], voice: Voice, width: float) -> Flowable:
    """Return the shares in the order of their commitments."""
    head = (voice.say("Custodian"), voice.say("Deposited"), voice.say("Commitment of the share"))
    cells = [(row.name, second_text(row.deposited_at), _long(row.commitment)) for row in rows]
    return _grid(head, cells, (0.28, 0.14, 0.58), voice, width)


def attendance_list(rows: Sequence[AttendanceLine], voice: Voice, width: float) -> Flowable:
    """Return a line for every code."""
    head = (
        voice.say("Candidate code"),
        voice.say("Seat"),
        voice.say("Began"),
        voice.say("Ended"),
        voice.say("How"),
        voice.say("Entries"),
        voice.say("Receipt"),
    )
    cells = [
        (
            grouped(row.code),
            row.seat or EMPTY,
            second_text(row.opened_at) if row.opened_at is not None else EMPTY,
            second_text(row.closed_at) if row.opened_at is not None else EMPTY,
            closing_word(row.how, voice),
            str(row.entries),
            grouped(row.receipt) if row.receipt else EMPTY,
        )
        for row in rows
    ]
    shares = (0.15, 0.08, 0.11, 0.11, 0.17, 0.13, 0.25)
    return _grid(head, cells, shares, voice, width, right=frozenset({5}))


def happenings(rows: Sequence[Happening], voice: Voice, width: float) -> Flowable:
    """Return acts and incidents in the order of their numbers."""
    head = (
        voice.say("No."),
        voice.say("Time"),
        voice.say("What"),
        voice.say("Code, seat"),
        voice.say("Facts"),
        voice.say("Recorded by"),
    )
    cells = [
        (
            str(row.number),
            second_text(row.at),
            voice.of(row.kind),
            "\n".join(part for part in (grouped(row.code), row.seat) if part) or EMPTY,
            row.text,
            row.by,
        )
        for row in rows
    ]
    return _grid(head, cells, (0.06, 0.11, 0.18, 0.14, 0.36, 0.15), voice, width)


def grants(rows: Sequence[Grant], voice: Voice, width: float) -> Flowable:
    """Return the time given, with author and reason."""
    head = (
        voice.say("Time"),
        voice.say("Candidate code"),
        voice.say("Granted, min:s"),
        voice.say("Reason"),
        voice.say("Granted by"),
    )
    cells = [
        (
            second_text(row.at),
            grouped(row.code) if row.code else voice.say("everybody"),
            duration_text(row.seconds),
            row.reason,
            row.by,
        )
        for row in rows
    ]
    return _grid(head, cells, (0.12, 0.16, 0.14, 0.40, 0.18), voice, width)


def heads(rows: Sequence[Head], voice: Voice, width: float) -> Flowable:
    """Return the ledger's heads, whole, so that this paper is a witness of them."""
    head = (voice.say("Time"), voice.say("Number"), voice.say("Head"), voice.say("Cosigned by"))
    cells = [
        (second_text(row.at), str(row.number), _long(row.head), ", ".join(row.cosigned_by) or EMPTY)
        for row in rows
    ]
    return _grid(head, cells, (0.12, 0.10, 0.58, 0.20), voice, width)


def programs(rows: Sequence[Program], voice: Voice, width: float) -> Flowable:
    """Return what each program computed and whether they agree."""
    head = (voice.say("Program"), voice.say("Software"), voice.say("Results"), voice.say("Verdict"))
    cells = [
        (
            voice.of(row.name),
            short_digest(row.software),
            short_digest(row.results_digest),
            voice.say("agrees") if row.agreed else voice.say("does not agree"),
        )
        for row in rows
    ]
    return _grid(head, cells, (0.28, 0.26, 0.26, 0.20), voice, width)


def _long(digest: str) -> Flowable:
    return para(spaced(digest), style(6.7, tight=True))


def _grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    shares: Sequence[float],
    voice: Voice,
    width: float,
    *,
    right: frozenset[int] = frozenset(),
) -> Flowable:
    if not rows:
        return para(voice.say("None."), style(9, colour=MUTED))
    return grid(head, rows, [width * share for share in shares], right=right, size=8)
