"""The distribution of totals as a picture: plain SVG; a table beside it says the same."""

from dataclasses import dataclass

STEPS = (500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000)
MOST_BARS = 20
WIDTH, HEIGHT, FOOT, HEAD, SIDE = 640, 260, 34, 26, 14
ABOVE, BELOW, INK, CUT = "#0d4a52", "#8fa5a8", "#1b2b30", "#7a4d00"


@dataclass(frozen=True, slots=True)
class Bar:
    """How many totals lie in [least, next); thousandths of a point."""

    least: int
    next: int
    count: int


def bars(totals: list[int], most: int) -> list[Bar]:
    """Return bars of equal width over the whole range of points, at most about twenty."""
    low = min([0, *totals])
    width = next((step for step in STEPS if (most - low) // step <= MOST_BARS), STEPS[-1])
    first = low // width * width
    edges = range(first, max(most, first + width) + 1, width)
    return [Bar(edge, edge + width, sum(edge <= total < edge + width for total in totals)) for edge in edges]


def svg(shown: list[Bar], cut: int, label: str) -> str:
    """Return the picture; `label` stands at the line of the cut score."""
    low, high = shown[0].least, shown[-1].next
    highest = max([1, *(bar.count for bar in shown)])
    scale = (WIDTH - 2 * SIDE) / (high - low)
    ground = HEIGHT - FOOT
    drawn = [_bar(bar, cut, SIDE + (bar.least - low) * scale, scale, highest, ground) for bar in shown]
    drawn += [_tick(bar, SIDE + (bar.least - low) * scale, ground) for bar in shown[:: len(shown) // 10 + 1]]
    at = SIDE + (cut - low) * scale
    drawn.append(_cut(at, label, ground))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="13" fill="{INK}">'
        f'<line x1="{SIDE}" y1="{ground}" x2="{WIDTH - SIDE}" y2="{ground}" stroke="{INK}"/>'
        f"{''.join(drawn)}</svg>"
    )


def _bar(bar: Bar, cut: int, left: float, scale: float, highest: int, ground: int) -> str:
    width = (bar.next - bar.least) * scale - 3
    height = (ground - HEAD - 18) * bar.count / highest
    colour = ABOVE if bar.least >= cut else BELOW
    if not bar.count:
        return ""
    return (
        f'<rect x="{left + 1.5:.1f}" y="{ground - height:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{colour}"/><text x="{left + width / 2 + 1.5:.1f}" y="{ground - height - 5:.1f}" '
        f'text-anchor="middle">{bar.count}</text>'
    )


def _tick(bar: Bar, left: float, ground: int) -> str:
    points = f"{bar.least / 1000:g}".replace("-", "−")
    return f'<text x="{left:.1f}" y="{ground + 18}" text-anchor="middle">{points}</text>'


def _cut(at: float, label: str, ground: int) -> str:
    anchor, beside = ("end", at - 6) if at > WIDTH / 2 else ("start", at + 6)
    return (
        f'<line x1="{at:.1f}" y1="6" x2="{at:.1f}" y2="{ground}" stroke="{CUT}" stroke-width="2" '
        f'stroke-dasharray="6 4"/><text x="{beside:.1f}" y="16" text-anchor="{anchor}" fill="{CUT}" '
        f'font-weight="bold">{label}</text>'
    )
