"""The pieces documents are made of: paragraphs, mastheads, tables, lines to sign. Text is never markup."""

from collections.abc import Sequence
from html import escape
from typing import Any
from unicodedata import normalize

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from reports.documents.facts import House, Signatory
from reports.documents.figures import spaced
from reports.documents.font import REGULAR
from reports.documents.look import ACCENT, FAINT, INK, MUTED, RULE, style
from reports.documents.marks import Rule, draw_scales
from reports.documents.voice import Voice

Cell = Flowable | str | list[Flowable]
FLUSH = (
    # Without a font of its own a cell would bring in an unembedded Helvetica.
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
)


class Scales(Flowable):
    """The house's mark as a flowable."""

    def __init__(self, size: float) -> None:
        """Keep the size."""
        super().__init__()
        self.size = size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        return self.size, self.size

    def draw(self) -> None:
        """Draw it."""
        draw_scales(self.canv, 0, 0, self.size)


def para(text: str, look: ParagraphStyle | None = None) -> Paragraph:
    """Return a paragraph of plain text; a line feed starts a new line."""
    lines = escape(normalize("NFC", text), quote=False).replace("\n", "<br/>")
    return Paragraph(lines, look or style())


def long_digest(digest: str, size: float = 8) -> Paragraph:
    """Return a whole digest in groups of eight, small enough for one line of a form."""
    return para(spaced(digest), style(size))


def gap(points: float) -> Spacer:
    """Return empty height."""
    return Spacer(1, points)


def table(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], commands: Sequence[Any] = (), *, repeat: int = 0
) -> Table:
    """Return a table without padding or lines but those of `commands`."""
    made = Table([list(row) for row in rows], colWidths=list(widths), repeatRows=repeat, hAlign="LEFT")
    made.setStyle(TableStyle([*FLUSH, *commands]))
    return made


def masthead(house: House, voice: Voice, width: float, right: Sequence[str]) -> list[Flowable]:
    """Return the first page's head: mark, name of the house, and short lines at the right."""
    name = para(voice.of(house.name), style(10, bold=True, colour=ACCENT, tight=True))
    aside = [para(line, style(8, colour=MUTED, align="right", tight=True)) for line in right]
    row = [[Scales(26), name, aside]]
    lines = (
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 1, ACCENT),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    )
    return [table(row, (36, width - 36 - 165, 165), lines), gap(14)]


def title(text: str, under: str = "") -> list[Flowable]:
    """Return the document's title and a line under it."""
    made: list[Flowable] = [para(text, style(19, bold=True, after=3, tight=True))]
    if under:
        made.append(para(under, style(10, colour=MUTED, after=2)))
    return [*made, gap(9)]


def heading(text: str, room: float = 74) -> list[Flowable]:
    """Return a section's heading, moved to the next page unless `room` points follow it.

    reportlab's own keep-with-next would carry a whole table over and leave half a page white.
    """
    return [
        CondPageBreak(room),
        gap(13),
        para(text, style(11, bold=True, colour=ACCENT, after=4, tight=True)),
    ]


def pairs(
    rows: Sequence[tuple[str, str | Flowable]], width: float, label: float = 0.32, *, size: float = 9.5
) -> Table:
    """Return label and value lines divided by thin rules."""
    quiet, look = style(8.5, colour=MUTED), style(size)
    left, right = width * label, width * (1 - label)
    cells = [[cell(name, quiet, left - 8), cell(value, look, right)] for name, value in rows]
    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (0, -1), 8),
        *as_plain(quiet, (0, 0), (0, -1)),
        *as_plain(look, (1, 0), (1, -1)),
    ]
    return table(cells, (left, right), lines)


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    widths: Sequence[float],
    *,
    right: frozenset[int] = frozenset(),
    size: float = 8.5,
) -> Table:
    """Return a table whose head repeats on each page; `right` names the columns of figures."""
    look = style(size, tight=True)
    cells = [_head(head, right)]
    for row in rows:
        cells += [[cell(value, look, widths[i] - 8, plain=i in right) for i, value in enumerate(row)]]
    inner = [i for i in right if i + 1 not in right and i + 1 < len(widths)]
    lines = [
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("RIGHTPADDING", (0, 0), (-2, -1), 7),
        *[("RIGHTPADDING", (i, 0), (i, -1), 16) for i in inner],
        *as_plain(look, (0, 1), (-1, -1)),
        *[("ALIGN", (i, 1), (i, -1), "RIGHT") for i in right],
    ]
    return table(cells, widths, lines, repeat=1)


def _head(names: Sequence[str], right: frozenset[int]) -> list[str | Flowable]:
    """Return the cells of a table's head."""
    looks = [
        style(7.5, bold=True, colour=MUTED, tight=True, align="right" if i in right else "left")
        for i in range(len(names))
    ]
    return [para(name, look) for name, look in zip(names, looks, strict=True)]


def cell(value: str | Flowable, look: ParagraphStyle, room: float, *, plain: bool = False) -> str | Flowable:
    """Return a text that fits one line as it is, any other as a paragraph, which costs five times as much."""
    if not isinstance(value, str):
        return value
    fits = "\n" not in value and stringWidth(value, look.fontName, look.fontSize) <= room
    return normalize("NFC", value) if plain or fits else para(value, look)


def as_plain(look: ParagraphStyle, start: tuple[int, int], end: tuple[int, int]) -> list[Any]:
    """Return the table commands that give plain cells the look of paragraphs."""
    return [
        ("FONT", start, end, look.fontName, look.fontSize, look.leading),
        ("TEXTCOLOR", start, end, look.textColor),
    ]


def panel(contents: list[Flowable], width: float, *, fill: Color = FAINT, edge: Color | None = None) -> Table:
    """Return a quiet box around its contents."""
    lines: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, -1), fill),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ]
    if edge is not None:
        lines.append(("LINEBEFORE", (0, 0), (0, -1), 3, edge))
    return table([[contents]], (width,), lines)


def sign_lines(people: Sequence[Signatory], voice: Voice, width: float) -> Flowable:
    """Return a line to sign for each person."""
    rows = [
        [
            para(voice.of(one.role), style(8.5, colour=MUTED)),
            Rule(width * 0.28, 20),
            para(one.name, style(9.5)),
        ]
        for one in people
    ]
    lines = (
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (1, -1), 8),
    )
    return table(rows, (width * 0.26, width * 0.32, width * 0.42), lines) if rows else gap(0)
