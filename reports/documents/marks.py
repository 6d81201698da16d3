"""What is drawn rather than written: the scales, a bar, a QR code as vector rectangles, the DEMO band."""

from typing import Any

import segno
from reportlab.lib.colors import Color, white
from reportlab.platypus import Flowable

from reports.documents.font import BOLD
from reports.documents.look import ACCENT, BAND, BAND_INK, INK, TRACK

BAND_TEXT = "DEMO  ·  ҮЛГҮ  ·  УЧЕБНЫЙ ПРИМЕР"
BAND_HEIGHT = 18.0
QUIET = 4


def draw_scales(canvas: Any, x: float, y: float, size: float, colour: Color = ACCENT) -> None:
    """Draw the scales with their lower left corner at (x, y), `size` points square."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 100, size / 100)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineCap(1)
    canvas.setLineWidth(5)
    canvas.line(50, 12, 50, 84)
    canvas.line(18, 74, 82, 74)
    canvas.line(30, 8, 70, 8)
    canvas.circle(50, 88, 6, stroke=0, fill=1)
    for middle in (18, 82):
        _draw_pan(canvas, middle)
    canvas.restoreState()


def _draw_pan(canvas: Any, middle: float) -> None:
    canvas.setLineWidth(2.6)
    canvas.line(middle, 74, middle - 15, 40)
    canvas.line(middle, 74, middle + 15, 40)
    path = canvas.beginPath()
    path.moveTo(middle - 18, 40)
    path.curveTo(middle - 14, 22, middle + 14, 22, middle + 18, 40)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def draw_band(canvas: Any, width: float, height: float) -> None:
    """Draw the DEMO band across the top of a page."""
    canvas.saveState()
    canvas.setFillColor(BAND)
    canvas.rect(0, height - BAND_HEIGHT, width, BAND_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(BAND_INK)
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString(width / 2, height - BAND_HEIGHT / 2 - 2.9, BAND_TEXT, charSpace=0.8)
    canvas.restoreState()


def _modules(text: str) -> tuple[int, str]:
    """Return a QR code's side in modules and its dark runs as PDF rectangles, one unit a module."""
    # A fixed mask: trying all eight costs more than the rest of the page, and any of them is readable.
    code = segno.make(text, error="m", micro=False, mask=2)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET)]
    drawn: list[str] = []
    for y, row in enumerate(reversed(rows)):
        x = row.find(1)
        while x >= 0:
            end = row.find(0, x)
            drawn.append(f"{x} {y} {end - x} 1 re")
            x = row.find(1, end)
    return len(rows), " ".join(drawn)


class Qr(Flowable):
    """A QR code of `size` points, quiet zone included, drawn as one path of rectangles."""

    def __init__(self, text: str, size: float) -> None:
        """Keep text and size."""
        super().__init__()
        self.text, self.size = text, size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return the size; the room there is does not matter."""
        return self.size, self.size

    def draw(self) -> None:
        """Draw all dark runs as one path; written out, because reportlab formats each number slowly."""
        side, rectangles = _modules(self.text)
        self.canv.saveState()
        self.canv.setFillColor(INK)
        self.canv.scale(self.size / side, self.size / side)
        self.canv.addLiteral(f"{rectangles} f")
        self.canv.restoreState()


class Bar(Flowable):
    """How much of the maximum was earned; a tick marks the minimum. The figures stand beside it."""

    def __init__(self, share: float, tick: float | None, width: float, height: float = 5) -> None:
        """Keep the share and the tick, both 0 to 1."""
        super().__init__()
        self.share, self.tick, self.width, self.height = min(max(share, 0), 1), tick, width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        return self.width, self.height + 4

    def draw(self) -> None:
        """Draw track and bar as thick round-ended lines, then the tick."""
        radius = self.height / 2
        self.canv.setLineCap(1)
        self.canv.setLineWidth(self.height)
        for colour, share in ((TRACK, 1.0), (ACCENT, self.share)):
            if share > 0:
                self.canv.setStrokeColor(colour)
                self.canv.line(radius, radius, max(self.width * share - radius, radius), radius)
        self.canv.setLineCap(0)
        if self.tick is not None:
            # A white edge keeps the tick visible on the bar itself.
            for colour, width in ((white, 3.2), (INK, 1.2)):
                self.canv.setStrokeColor(colour)
                self.canv.setLineWidth(width)
                self.canv.line(self.width * self.tick, -2, self.width * self.tick, self.height + 2)


class Rule(Flowable):
    """A line for a wet signature with nothing on it."""

    def __init__(self, width: float, height: float = 14) -> None:
        """Keep the size."""
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 2, self.width, 2)
