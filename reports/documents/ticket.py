"""Tickets: half an A4 sheet each. The one paper on which name, code and secret stand together.

`ticket` gives one on an A5 page, `tickets` two on an A4 page with a line to cut along.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import TicketFacts
from reports.documents.figures import date_text, grouped, hour_text, moment_text, spaced
from reports.documents.font import REGULAR, register, require_showable_facts
from reports.documents.look import ACCENT, MUTED, RULE, style
from reports.documents.marks import BAND_HEIGHT, Qr, draw_band
from reports.documents.voice import Voice
from reports.words import Language

WIDTH, HEIGHT = landscape(A5)
EDGE = 12 * mm
INNER = WIDTH - 2 * EDGE
LEFT = INNER * 0.56


def ticket(facts: TicketFacts, language: Language) -> bytes:
    """Return one ticket on an A5 page."""
    return _pages([facts], language, (WIDTH, HEIGHT))


def tickets(people: Sequence[TicketFacts], language: Language) -> bytes:
    """Return tickets in the order given, two on each A4 page."""
    return _pages(people, language, A4)


def _pages(people: Sequence[TicketFacts], language: Language, size: tuple[float, float]) -> bytes:
    register()
    voice = Voice(language)
    output = BytesIO()
    # The type stubs take the font's name for a number.
    first: Any = REGULAR
    canvas = Canvas(output, pagesize=size, invariant=1, initialFontName=first, lang=language)
    canvas.setTitle(voice.say("Ticket"))
    canvas.setCreator("Taraza")
    places = 2 if size == A4 else 1
    for number, facts in enumerate(people):
        require_showable_facts(facts, f"[{number + 1}]")
        _place(canvas, facts, voice, size[1] - HEIGHT * (number % places + 1))
        if number % places == places - 1 or number == len(people) - 1:
            _cut_line(canvas, places)
            canvas.showPage()
    canvas.save()
    return output.getvalue()


def _place(canvas: Canvas, facts: TicketFacts, voice: Voice, below: float) -> None:
    """Draw one ticket in the half page whose lower edge is `below`; a long one is made smaller, never cut."""
    canvas.saveState()
    canvas.translate(0, below)
    room = HEIGHT - 2 * EDGE + 6
    if facts.house.is_demo:
        draw_band(canvas, WIDTH, HEIGHT)
        room -= BAND_HEIGHT - 6
    frame = Frame(EDGE, EDGE - 4, INNER, room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    frame.addFromList([KeepInFrame(INNER, room, _story(facts, voice), mode="shrink")], canvas)
    canvas.restoreState()


def _cut_line(canvas: Canvas, places: int) -> None:
    if places == 2:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.setDash(3, 3)
        canvas.line(0, HEIGHT, WIDTH, HEIGHT)


def _story(facts: TicketFacts, voice: Voice) -> list[Flowable]:
    sitting = facts.sitting
    right = (f"{voice.say('Sitting')} {sitting.code}", date_text(sitting.starts_at))
    row = [_person(facts, voice), _secret(facts, voice)]
    gutter = (("LEFTPADDING", (1, 0), (1, 0), 12),)
    return [
        *blocks.masthead(facts.house, voice, INNER, right),
        blocks.table([row], (LEFT, INNER - LEFT), gutter),
        gap(9),
        *_rules(voice),
        gap(5),
        *_roll_line(facts, voice),
    ]


def _person(facts: TicketFacts, voice: Voice) -> list[Flowable]:
    sitting = facts.sitting
    seat = facts.seat or voice.say("drawn at the entrance")
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Candidate code"), para(grouped(facts.code), style(11, bold=True))),
        (voice.say("Sitting"), para(voice.of(sitting.title), style(8.5, tight=True))),
        (
            voice.say("Place"),
            para(_where(facts, voice), style(8.5, tight=True)),
        ),
        (voice.say("Seat"), para(seat, style(8.5, bold=facts.seat is not None))),
        (voice.say("Come at"), para(moment_text(facts.arrive_at), style(9, bold=True))),
        (voice.say("Doors close, start"), _hours(facts)),
    ]
    return [
        para(voice.say("Ticket"), style(9, bold=True, colour=ACCENT)),
        para(facts.name, style(13, bold=True, after=3, tight=True)),
        blocks.pairs(rows, LEFT, 0.34),
    ]


def _where(facts: TicketFacts, voice: Voice) -> str:
    """Return place and room, or the place alone where no room is named beside it."""
    return ", ".join(dict.fromkeys((voice.of(facts.sitting.place), voice.of(facts.room))))


def _hours(facts: TicketFacts) -> Flowable:
    doors, start = hour_text(facts.doors_close_at), hour_text(facts.sitting.starts_at)
    return para(f"{doors}, {start}", style(8.5))


def _secret(facts: TicketFacts, voice: Voice) -> list[Flowable]:
    width = INNER - LEFT - 12
    warning = voice.say("Show it to nobody. It works once, at this sitting, at your seat.")
    text: list[Flowable] = [
        para(voice.say("Access code"), style(9, bold=True, colour=ACCENT, after=2)),
        para(grouped(facts.secret), style(15, bold=True, after=3, tight=True)),
        para(warning, style(8, colour=MUTED, tight=True)),
    ]
    inner: list[Flowable] = [*text, gap(4), Qr(facts.secret, 112)]
    return [blocks.panel(inner, width, edge=ACCENT)]


def _rules(voice: Voice) -> list[Flowable]:
    rules = [
        voice.say("Bring an identity document and this ticket. Phones, watches and bags stay in the locker."),
        voice.say("After the doors close nobody is admitted; a latecomer gets no extra time."),
        voice.say("Every answer is saved at once. If a computer fails, raise your hand: no time is lost."),
        voice.say(
            "At the end you get a receipt. Keep it: with it you can check that your answers were counted."
        ),
    ]
    lines = "\n".join(f"{number}. {rule}" for number, rule in enumerate(rules, start=1))
    return [para(lines, style(8.8))]


def _roll_line(facts: TicketFacts, voice: Voice) -> list[Flowable]:
    said = voice.say("Line of the roll and its nonce, for checking that the code is yours:")
    text = f"{said}\n{spaced(facts.person)}\n{spaced(facts.nonce)}"
    return [para(text, style(7, colour=MUTED))]
