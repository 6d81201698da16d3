"""A histogram as plain SVG without styles, so that it can be shown as an image under a strict policy."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT, FOOT, HEAD, SIDE = 640, 240, 34, 26, 14
BAR, INK, MARK = "#0d4a52", "#1b2b30", "#7a4d00"
MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """How many values lie in [least, next)."""

    least: int
    next: int
    count: int


def bars(values: list[int], *, steps: tuple[int, ...]) -> list[Bar]:
    """Return bars of the first width in `steps` that needs at most 24 of them."""
    low, high = min(values), max(values)
    width = next((step for step in steps if (high - low) // step < MOST_BARS), steps[-1])
    first = low // width * width
    return [
        Bar(edge, edge + width, sum(edge <= value < edge + width for value in values))
        for edge in range(first, high + 1, width)
    ]


def svg(shown: list[Bar], *, unit: int, mark: int | None = None, label: str = "") -> str:
    """Return the picture; values are divided by `unit` for the axis; `mark` draws a labelled line."""
    low, high = shown[0].least, shown[-1].next
    if mark is not None:
        low, high = min(low, mark), max(high, mark)
    scale = (WIDTH - 2 * SIDE) / (high - low)
    highest = max(bar.count for bar in shown)
    drawn = [_bar(bar, low, scale, highest) for bar in shown if bar.count]
    drawn += [_tick(bar.least, low, scale, unit) for bar in shown[:: len(shown) // 10 + 1]]
    if mark is not None:
        drawn.append(_mark(SIDE + (mark - low) * scale, label))
    ground = HEIGHT - FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" fill="{INK}"><line x1="{SIDE}" y1="{ground}" x2="{WIDTH - SIDE}" y2="{ground}" '
        f'stroke="{INK}"/>{"".join(drawn)}</svg>'
    )


def _bar(bar: Bar, low: int, scale: float, highest: int) -> str:
    ground = HEIGHT - FOOT
    left, width = SIDE + (bar.least - low) * scale, max(1.0, (bar.next - bar.least) * scale - 3)
    height = (ground - HEAD - 18) * bar.count / highest
    return (
        f'<rect x="{left + 1.5:.1f}" y="{ground - height:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{BAR}"/><text x="{left + width / 2 + 1.5:.1f}" y="{ground - height - 5:.1f}" '
        f'text-anchor="middle">{bar.count}</text>'
    )


def _tick(value: int, low: int, scale: float, unit: int) -> str:
    return (
        f'<text x="{SIDE + (value - low) * scale:.1f}" y="{HEIGHT - FOOT + 18}" text-anchor="middle">'
        f"{value / unit:g}</text>"
    )


def _mark(at: float, label: str) -> str:
    anchor, beside = ("end", at - 6) if at > WIDTH / 2 else ("start", at + 6)
    return (
        f'<line x1="{at:.1f}" y1="6" x2="{at:.1f}" y2="{HEIGHT - FOOT}" stroke="{MARK}" stroke-width="2" '
        f'stroke-dasharray="6 4"/><text x="{beside:.1f}" y="16" text-anchor="{anchor}" fill="{MARK}" '
        f'font-weight="bold">{escape(label)}</text>'
    )
