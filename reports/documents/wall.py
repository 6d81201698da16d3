"""What hangs on walls says everything twice: Kyrgyz first, Russian under it. Helpers for such papers."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import House, Signatory, Sitting, Text
from reports.documents.figures import grouped
from reports.documents.look import ACCENT, MUTED, style
from reports.documents.marks import Qr
from reports.documents.page import Paper
from reports.documents.voice import Voice

KY, RU = Voice("ky"), Voice("ru")


def twice(message: str, /, **values: object) -> str:
    """Return a sentence in Kyrgyz and, on the next line, Russian."""
    return f"{KY.say(message, **values)}\n{RU.say(message, **values)}"


def inline(message: str) -> str:
    """Return a short label in both languages on one line."""
    said = KY.say(message), RU.say(message)
    return said[0] if said[0] == said[1] else " / ".join(said)


def both(text: Text) -> str:
    """Return a fact in both languages, once where they read alike."""
    return text.ky if text.ky == text.ru else f"{text.ky}\n{text.ru}"


def wall_title(message: str) -> list[Flowable]:
    """Return a title in both languages."""
    return [
        para(KY.say(message), style(21, bold=True, tight=True)),
        para(RU.say(message), style(14, colour=MUTED, after=2, tight=True)),
        gap(10),
    ]


def wall_masthead(house: House, sitting: Sitting, moment: str, width: float) -> list[Flowable]:
    """Return the head of a wall paper: the house's name in both languages, the sitting at the right."""
    named = House(Text(both(house.name), ""), house.check, house.origin, house.key, house.signer)
    return blocks.masthead(named, KY, width, (sitting.code, moment))


def big_digest(digest: str, message: str, url: str, width: float, *, size: float = 17) -> Flowable:
    """Return a digest to be read from a step away and compared by eye, a QR code beside it."""
    rows = "\n".join(grouped(digest[start : start + 16]) for start in range(0, 64, 16))
    text: list[Flowable] = [
        para(inline(message), style(9, bold=True, colour=ACCENT, after=4)),
        para(rows, style(size, bold=True)),
    ]
    side = 104.0
    row: Sequence[object] = [text, Qr(url, side)]
    inner = blocks.table([row], (width - 20 - side, side), (("VALIGN", (0, 0), (-1, -1), "MIDDLE"),))
    return blocks.panel([inner], width, edge=ACCENT)


def wall_signatures(people: Sequence[Signatory], width: float) -> Flowable:
    """Return lines to sign, each role in both languages."""
    named = [Signatory(Text(f"{one.role.ky} / {one.role.ru}", ""), one.name) for one in people]
    return blocks.sign_lines(named, KY, width)


def explained(message: str, width: float) -> Flowable:
    """Return a sentence of explanation in both languages, the second one quieter."""
    text = [para(KY.say(message), style(9.5, after=2)), para(RU.say(message), style(9.5, colour=MUTED))]
    return blocks.table([[text]], (width,))


def wall_paper(message: str, house: House, sitting: Sitting) -> Paper:
    """Return what surrounds a wall paper."""
    running = f"{inline(message)} · {sitting.code}"
    return Paper(
        title=running,
        running=running,
        foot=f"{house.check} · {sitting.code}",
        page_label=inline_page,
        demo=house.is_demo,
        language="ky",
    )


def inline_page(number: int, total: int) -> str:
    """Return the page's number in both languages."""
    said = [voice.say("page %(n)s of %(total)s", n=number, total=total) for voice in (KY, RU)]
    return " / ".join(said)
