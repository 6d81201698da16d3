"""The slip that hangs in the hall after the draw: what was thrown, and the root of all papers."""

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap, long_digest, para
from reports.documents.facts import SlipFacts
from reports.documents.figures import moment_text, short_digest
from reports.documents.font import require_showable_facts
from reports.documents.look import ACCENT, MARGIN, style
from reports.documents.page import lay_out
from reports.documents.wall import big_digest, both, explained, inline, wall_masthead, wall_paper, wall_title

WIDTH = A4[0] - 2 * MARGIN


def slip(facts: SlipFacts) -> bytes:
    """Return the slip's PDF in Kyrgyz and Russian, unsigned."""
    require_showable_facts(facts)
    draw = facts.draw
    thrown: list[Flowable] = [
        para(inline("Thrown"), style(9, bold=True, colour=ACCENT, after=4)),
        para(draw.entropy, style(20, bold=True)),
    ]
    rows: list[tuple[str, str | Flowable]] = [
        (inline("Announced form"), both(draw.form)),
        (inline("Typed by, read back by"), ", ".join(draw.readers)),
        (inline("Papers"), str(draw.papers)),
        (inline("Seed"), long_digest(draw.seed, 7.5) if draw.seed else "—"),
        (inline("Announcement"), short_digest(facts.announcement_digest)),
    ]
    story: list[Flowable] = [
        *wall_masthead(facts.house, facts.sitting, moment_text(draw.at), WIDTH),
        *wall_title("The draw of the papers"),
        blocks.panel(thrown, WIDTH, edge=ACCENT),
        gap(12),
        big_digest(draw.papers_root, "Root of the papers", facts.url, WIDTH),
        gap(12),
        blocks.pairs(rows, WIDTH, 0.36),
        gap(10),
        explained(
            "The papers follow from the announcement, the custodians' shares and the numbers thrown before"
            " everybody. After the seal anyone can draw the papers again and compare the root.",
            WIDTH,
        ),
    ]
    return lay_out(story, wall_paper("The draw of the papers", facts.house, facts.sitting))
