"""The list code -> receipt that hangs in the hall before the keys are opened."""

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap
from reports.documents.facts import ReceiptLine, ReceiptsFacts
from reports.documents.figures import grouped, moment_text
from reports.documents.font import require_showable_facts
from reports.documents.look import MARGIN
from reports.documents.marks import Qr
from reports.documents.page import lay_out
from reports.documents.protocol_tables import closing_word
from reports.documents.wall import KY, RU, explained, inline, wall_masthead, wall_paper, wall_title

WIDTH = A4[0] - 2 * MARGIN


def receipts(facts: ReceiptsFacts) -> bytes:
    """Return the list's PDF in Kyrgyz and Russian, in the order given, unsigned."""
    require_showable_facts(facts)
    told = explained(
        "Find your code and compare the receipt with your own. If they differ, tell the commission at once:"
        " the keys are not opened yet.",
        WIDTH - 80,
    )
    head = (inline("Code"), inline("Receipt"), inline("Answers"))
    shares = (0.22, 0.58, 0.20)
    story: list[Flowable] = [
        *wall_masthead(facts.house, facts.sitting, moment_text(facts.made_at), WIDTH),
        *wall_title("Receipts"),
        blocks.table([[told, Qr(facts.url, 70)]], (WIDTH - 80, 80), (("ALIGN", (1, 0), (1, 0), "RIGHT"),)),
        gap(8),
        blocks.grid(
            head, _rows(facts.lines), [WIDTH * share for share in shares], right=frozenset({2}), size=11
        ),
    ]
    return lay_out(story, wall_paper("Receipts", facts.house, facts.sitting))


def _rows(lines: Sequence[ReceiptLine]) -> list[tuple[str, str, str]]:
    return [(grouped(line.code), _receipt(line), str(line.answered)) for line in lines]


def _receipt(line: ReceiptLine) -> str:
    if line.receipt is None:
        return f"{closing_word(line.how, KY)} / {closing_word(line.how, RU)}"
    return grouped(line.receipt)
