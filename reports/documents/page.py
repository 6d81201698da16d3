"""A story laid on pages: running head, foot with page x of y, DEMO band. Same story, same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.documents.font import BOLD, REGULAR, register
from reports.documents.look import INK, MARGIN, MUTED, RULE
from reports.documents.marks import BAND_HEIGHT, draw_band, draw_scales

Size = tuple[float, float]
FOOT = 17 * mm
TOP = 15 * mm
RUNNING = 25 * mm


@dataclass(frozen=True, slots=True)
class Paper:
    """What surrounds a story: title of the file, running head of later pages, foot, band, language."""

    title: str
    running: str
    foot: str
    page_label: Callable[[int, int], str]
    demo: bool
    language: str
    size: Size = A4
    margin: float = MARGIN


class _NumberedCanvas(Canvas):
    """A canvas that waits with heads and feet until it knows how many pages there are."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paper = paper
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        """Keep the page for later."""
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Furnish every kept page and write the file."""
        total = len(self._kept)
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            furnish(self, self._paper, number, total)
            super().showPage()
        super().save()


def furnish(canvas: Canvas, paper: Paper, number: int, total: int) -> None:
    """Draw band, running head and foot of one page."""
    width, height = paper.size
    if paper.demo:
        draw_band(canvas, width, height)
    if number > 1 and paper.running:
        _draw_running(canvas, paper, height - (BAND_HEIGHT if paper.demo else 0))
    label = paper.page_label(number, total)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(paper.margin, FOOT - 3 * mm, width - paper.margin, FOOT - 3 * mm)
    canvas.setFillColor(MUTED)
    canvas.setFont(REGULAR, 7.5)
    room = width - 2 * paper.margin - stringWidth(label, REGULAR, 7.5) - 12
    canvas.drawString(paper.margin, FOOT - 7 * mm, fitted(paper.foot, REGULAR, 7.5, room))
    canvas.drawRightString(width - paper.margin, FOOT - 7 * mm, label)


def _draw_running(canvas: Canvas, paper: Paper, top: float) -> None:
    width = paper.size[0]
    draw_scales(canvas, paper.margin, top - 15.5 * mm, 12)
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 8)
    text = fitted(paper.running, BOLD, 8, width - 2 * paper.margin - 18)
    canvas.drawString(paper.margin + 18, top - 14.6 * mm, text)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(paper.margin, top - 18 * mm, width - paper.margin, top - 18 * mm)


def fitted(text: str, font: str, size: float, room: float) -> str:
    """Return the text, its end replaced by an ellipsis if it is wider than `room` points."""
    register()
    if stringWidth(text, font, size) <= room:
        return text
    while text and stringWidth(text + "…", font, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def lay_out(story: Sequence[Flowable], paper: Paper) -> bytes:
    """Return the PDF of a story; the same story gives the same bytes."""
    register()
    output = BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=paper.size,
        invariant=1,
        initialFontName=REGULAR,
        title=paper.title,
        author=paper.foot.split(" · ", maxsplit=1)[0],
        creator="Taraza",
        producer="Taraza",
        lang=paper.language,
        pageTemplates=[
            _template("first", paper, TOP),
            _template("later", paper, RUNNING if paper.running else TOP),
        ],
    )
    document.build(
        list(story), canvasmaker=lambda *args, **kwargs: _NumberedCanvas(*args, paper=paper, **kwargs)
    )
    return output.getvalue()


def _template(name: str, paper: Paper, top: float) -> PageTemplate:
    width, height = paper.size
    room = height - top - FOOT - (BAND_HEIGHT if paper.demo else 0)
    frame = Frame(
        paper.margin,
        FOOT,
        width - 2 * paper.margin,
        room,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(id=name, frames=[frame], autoNextPageTemplate="later")
