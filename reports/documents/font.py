"""Noto Sans for every document, and the wall that keeps a blank from standing where a letter should.

reportlab drops a letter the font lacks without a word; here such a text is refused before anything is signed.
"""

import dataclasses
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from foundation.errors import Invalid

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"
FOLDER = Path(__file__).resolve().parent.parent / "fonts"
# A combining mark would need the layout tables that the merged font does not have; the rest cannot be seen.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp"})


class UnshowableText(Invalid):
    """A text holds a character that the documents' font cannot show (DESIGN 7.9)."""

    code: ClassVar[str] = "unshowable_text"


class _GuardedFont(TTFont):
    """The font as reportlab has it, but it refuses what it would drop: the last wall before a page."""

    def splitString(self, text: Any, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
        """Refuse a text with a missing letter, else do as the font does."""
        shown = text.decode(encoding) if isinstance(text, bytes) else text
        require_showable(shown, place="page")
        return super().splitString(text, doc, encoding)


@cache
def register() -> None:
    """Make the two weights known to reportlab; the second call costs nothing."""
    # Streams as bytes, not as base-85 text: a fifth smaller and 5 ms faster a page.
    rl_config.useA85 = 0
    registerFont(_GuardedFont(REGULAR, str(FOLDER / "NotoSans-Regular.ttf")))
    registerFont(_GuardedFont(BOLD, str(FOLDER / "NotoSans-Bold.ttf")))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def missing(text: str) -> set[str]:
    """Return the characters of `text` that would not appear on a page; a line feed counts as showable."""
    return {character for character in set(text) if not _showable(character)}


def require_showable(text: str, *, place: str) -> None:
    """Raise UnshowableText, naming the first such character, its code point and `place`."""
    if text.isascii() and text.isprintable():
        return
    lacking = missing(text)
    if lacking:
        first = next(character for character in text if character in lacking)
        raise UnshowableText(character=first, code_point=f"U+{ord(first):04X}", place=place)


def require_showable_facts(facts: Any, place: str = "") -> None:
    """Walk dataclasses, tuples and texts and raise UnshowableText with the path of the first bad one."""
    if isinstance(facts, str):
        require_showable(facts, place=place)
    elif isinstance(facts, tuple):
        for number, item in enumerate(facts, start=1):
            require_showable_facts(item, f"{place}[{number}]")
    elif dataclasses.is_dataclass(facts):
        for field in dataclasses.fields(facts):
            require_showable_facts(getattr(facts, field.name), f"{place}.{field.name}".lstrip("."))


@cache
def _covered() -> frozenset[int]:
    """Return the code points that both weights hold."""
    register()
    return frozenset.intersection(*(frozenset(_loaded(name).face.charToGlyph) for name in (REGULAR, BOLD)))


def _loaded(name: str) -> Any:
    return getFont(name)


@cache
def _showable(character: str) -> bool:
    if character == "\n":
        return True
    return unicodedata.category(character) not in _UNSEEN and ord(character) in _covered()
