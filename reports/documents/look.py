"""How documents look: colours, sizes and paragraph styles in one place. Calm, official, legible."""

from functools import cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from reports.documents.font import BOLD, REGULAR, register

INK = HexColor("#18212b")
MUTED = HexColor("#566270")
RULE = HexColor("#c6ced6")
FAINT = HexColor("#f3f5f8")
ACCENT = HexColor("#1f3f66")
TRACK = HexColor("#e3e8ee")
BAND = HexColor("#fdf0cf")
BAND_INK = HexColor("#6b4700")

MARGIN = 20 * mm
Align = Literal["left", "center", "right"]
ALIGNMENTS: dict[Align, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}


@cache
def style(
    size: float = 9.5,
    *,
    bold: bool = False,
    colour: Color = INK,
    align: Align = "left",
    after: float = 0,
    tight: bool = False,
) -> ParagraphStyle:
    """Return a paragraph style; `after` is the space below in points."""
    register()
    return ParagraphStyle(
        f"s{size}{bold}{align}{after}{tight}{colour.hexval()}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * (1.2 if tight else 1.34),
        textColor=colour,
        alignment=ALIGNMENTS[align],
        spaceAfter=after,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )
