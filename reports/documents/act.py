"""A typed act of the exam day in Kyrgyz and Russian: the fact, the person's words, who signed or refused."""

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import ActFacts
from reports.documents.figures import duration_text, grouped, moment_text
from reports.documents.font import require_showable_facts
from reports.documents.look import ACCENT, MARGIN, MUTED, style
from reports.documents.marks import Rule
from reports.documents.page import Paper, lay_out
from reports.documents.wall import KY, RU, both, inline, inline_page, wall_masthead

WIDTH = A4[0] - 2 * MARGIN


def act(facts: ActFacts) -> bytes:
    """Return the act's PDF, unsigned, with lines for those present and for two witnesses of a refusal."""
    require_showable_facts(facts)
    story: list[Flowable] = [
        *wall_masthead(facts.house, facts.sitting, moment_text(facts.at), WIDTH),
        *_title(facts),
        gap(12),
        blocks.pairs(_rows(facts), WIDTH, 0.34),
        *_words(inline("Facts"), facts.facts),
        *_words(inline("Explanation of the person"), facts.explanation),
        gap(22),
        _signatures(facts),
    ]
    return lay_out(story, _paper(facts))


def _title(facts: ActFacts) -> list[Flowable]:
    kyrgyz, russian = KY.say("Act"), RU.say("Act")
    return [
        para(f"{kyrgyz} №{facts.number}. {facts.kind.ky}", style(17, bold=True, tight=True)),
        para(f"{russian} №{facts.number}. {facts.kind.ru}", style(12, colour=MUTED, tight=True)),
    ]


def _paper(facts: ActFacts) -> Paper:
    running = f"{inline('Act')} №{facts.number} · {facts.sitting.code}"
    return Paper(running, running, facts.sitting.code, inline_page, facts.house.is_demo, "ky")


def _rows(facts: ActFacts) -> list[tuple[str, str | Flowable]]:
    rows: list[tuple[str, str | Flowable]] = [
        (inline("Sitting"), both(facts.sitting.title)),
        (inline("Time"), moment_text(facts.at)),
        (inline("Code, seat"), ", ".join(part for part in (grouped(facts.code), facts.seat) if part) or "—"),
        (inline("Grounds"), both(facts.grounds)),
        (inline("Recorded by"), facts.by),
    ]
    if facts.lost_seconds is not None:
        rows.append((inline("Lost, min:s"), duration_text(facts.lost_seconds)))
    if facts.granted_seconds is not None:
        rows.append((inline("Granted, min:s"), duration_text(facts.granted_seconds)))
    return rows


def _words(label: str, text: str) -> list[Flowable]:
    """Return a labelled text, or lines to write on where there is none yet."""
    body: list[Flowable] = [para(text, style(10))] if text else [Rule(WIDTH, 24) for _ in range(3)]
    return [gap(12), para(label, style(9, bold=True, colour=ACCENT, after=3)), *body]


def _signatures(facts: ActFacts) -> Flowable:
    labels = [
        inline("Recorded by"),
        inline("The person (or: refused to sign)"),
        inline("Witness"),
        inline("Witness"),
    ]
    names = [facts.by, grouped(facts.code), *facts.witnesses, "", ""]
    rows = [
        [para(label, style(8.5, colour=MUTED)), Rule(WIDTH * 0.26, 22), para(name, style(9.5))]
        for label, name in zip(labels, names, strict=False)
    ]
    lines = (("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("RIGHTPADDING", (0, 0), (1, -1), 8))
    return blocks.table(rows, (WIDTH * 0.38, WIDTH * 0.30, WIDTH * 0.32), lines)
