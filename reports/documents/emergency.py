"""The card for the invigilator's worst ten minutes: it works when the server does not. Both languages."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import Contact, EmergencyFacts
from reports.documents.figures import date_text
from reports.documents.font import require_showable_facts
from reports.documents.look import ACCENT, MUTED, RULE, style
from reports.documents.page import lay_out
from reports.documents.voice import Voice
from reports.documents.wall import KY, RU, both, inline, wall_masthead, wall_paper, wall_title

WIDTH = A4[0] - 40 * mm
COLUMN = WIDTH / 2 - 8


def emergency(facts: EmergencyFacts) -> bytes:
    """Return the card's PDF in Kyrgyz and Russian, unsigned."""
    require_showable_facts(facts)
    columns = [[_steps(KY), _steps(RU)]]
    gutter = (("RIGHTPADDING", (0, 0), (0, 0), 16),)
    story: list[Flowable] = [
        *wall_masthead(facts.house, facts.sitting, date_text(facts.sitting.starts_at), WIDTH),
        *wall_title("If the server is down"),
        blocks.table(columns, (WIDTH / 2 + 8, COLUMN), gutter),
        gap(6),
        *_contacts(facts.contacts),
        gap(10),
        para(inline("Write down by hand"), style(9, bold=True, colour=ACCENT, after=3)),
        _form(),
    ]
    return lay_out(story, wall_paper("If the server is down", facts.house, facts.sitting))


def _steps(voice: Voice) -> list[Flowable]:
    before = [
        voice.say("Note the time on paper. Nobody switches a computer off: the answers are kept on it."),
        voice.say("Read aloud:"),
    ]
    aloud = voice.say(
        "The exam is paused. Your time is not running. Please stay in your seats and do not talk."
    )
    after = [
        voice.say("One invigilator stays at the door, one calls the technician."),
        voice.say("One dead seat: bring the candidate to a spare one; write down code, both seats, time."),
        voice.say("Write a line every five minutes, also if nothing happens."),
        voice.say("More than 20 minutes lost by a fifth of the candidates: the commission votes."),
        voice.say(
            "When the server is back: confirm the time on the board, accept the compensation, read aloud:"
        ),
    ]
    resumed = voice.say("The exam goes on. The time lost has been added for everybody.")
    last = voice.say("Fire or danger: people first. Leave everything as it is and lock the hall.")
    return [
        *_numbered(before, 1),
        _aloud(aloud),
        *_numbered(after, 3),
        _aloud(resumed),
        *_numbered([last], 8),
    ]


def _numbered(lines: list[str], first: int) -> list[Flowable]:
    rows = [
        [para(f"{number}", style(11, bold=True, colour=ACCENT)), para(line, style(9.5))]
        for number, line in enumerate(lines, start=first)
    ]
    return [blocks.table(rows, (18, COLUMN - 18), (("BOTTOMPADDING", (0, 0), (-1, -1), 3),))]


def _aloud(sentence: str) -> Flowable:
    box = blocks.panel([para(f"«{sentence}»", style(10.5, bold=True))], COLUMN - 18, edge=ACCENT)
    return blocks.table([["", box]], (18, COLUMN - 18), (("BOTTOMPADDING", (0, 0), (-1, -1), 5),))


def _contacts(contacts: tuple[Contact, ...]) -> list[Flowable]:
    if not contacts:
        return []
    rows = [
        [
            para(both(one.role), style(8.5, colour=MUTED, tight=True)),
            para(one.name, style(9.5)),
            para(one.phone, style(13, bold=True, align="right", tight=True)),
        ]
        for one in contacts
    ]
    lines = (
        ("LINEABOVE", (0, 0), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    return [blocks.table(rows, (WIDTH * 0.3, WIDTH * 0.4, WIDTH * 0.3), lines)]


def _form() -> Flowable:
    """Return empty lines to write on."""
    names = (inline("Time"), inline("Seat"), inline("What happened"), inline("Signature"))
    head: list[Flowable] = [para(name, style(7.5, colour=MUTED)) for name in names]
    empty: list[Flowable] = [gap(4) for _ in head]
    rows = [head, *([empty] * 5)]
    return blocks.table(
        rows,
        (WIDTH * 0.14, WIDTH * 0.14, WIDTH * 0.50, WIDTH * 0.22),
        (("INNERGRID", (0, 0), (-1, -1), 0.4, RULE), ("BOX", (0, 0), (-1, -1), 0.6, MUTED),
         ("LEFTPADDING", (0, 0), (-1, -1), 4), ("TOPPADDING", (0, 1), (-1, -1), 20)),
    )  # fmt: skip
