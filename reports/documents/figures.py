"""Points, instants, digests and codes as a reader meets them. Times are Asia/Bishkek, the offset printed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from foundation.canonical import Instant

ZONE = ZoneInfo("Asia/Bishkek")
NO_BREAK = "\u00a0"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local(at: Instant) -> datetime:
    """Return the instant as a Bishkek date and time."""
    return (_EPOCH + timedelta(milliseconds=at)).astimezone(ZONE)


def date_text(at: Instant) -> str:
    """Return `16.03.2026`."""
    return f"{local(at):%d.%m.%Y}"


def moment_text(at: Instant) -> str:
    """Return `16.03.2026 09:00 +06:00`, which no line break divides."""
    return f"{local(at):%d.%m.%Y %H:%M} {offset_text(at)}".replace(" ", NO_BREAK)


def hour_text(at: Instant) -> str:
    """Return `09:00 +06:00`."""
    return f"{local(at):%H:%M} {offset_text(at)}".replace(" ", NO_BREAK)


def second_text(at: Instant) -> str:
    """Return `09:00:07`, for tables whose heading bears the offset."""
    return f"{local(at):%H:%M:%S}"


def offset_text(at: Instant) -> str:
    """Return `+06:00`."""
    text = f"{local(at):%z}"
    return f"{text[:3]}:{text[3:]}"


def points_text(thousandths: int, decimals: int | None = None) -> str:
    """Return points with a decimal comma; as many decimals as needed unless told."""
    places = needed_decimals(thousandths) if decimals is None else decimals
    sign = "\u2212" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    return f"{sign}{whole},{rest:03d}"[: -(3 - places) or None] if places else f"{sign}{whole}"


def needed_decimals(*thousandths: int | None) -> int:
    """Return how many decimals, 0 to 3, show all these points exactly."""
    known = [value for value in thousandths if value is not None]
    return next(places for places in range(4) if all(value % 10 ** (3 - places) == 0 for value in known))


def short_digest(digest: str) -> str:
    """Return the first 16 characters in four groups: what a person compares."""
    return grouped(digest[:16])


def grouped(text: str, size: int = 4) -> str:
    """Return `ABCD EFGH ...` without breaks; groups already there are kept."""
    bare = text.replace(" ", "").replace("-", "")
    return NO_BREAK.join(bare[start : start + size] for start in range(0, len(bare), size))


def spaced(text: str, size: int = 8) -> str:
    """Return a long digest in groups that lines may break between."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def duration_text(seconds: int) -> str:
    """Return `15:00`, minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02d}"
