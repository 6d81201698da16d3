"""From bytes to text: UTF-8, UTF-16 and windows-1251, told apart by what they contain.

Windows-1251 has no ң ө ү: a Kyrgyz text saved in it has lost them, which the checks notice.
"""

import codecs
import re

import charset_normalizer

from question_bank.formats.rows import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = set("оеаинтсрвлкмдпу")
_RUSSIAN = re.compile("[а-яё]{2,}", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; raise Unreadable if no known one fits."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name), name
    if b"\0" in data[:2000]:
        name = _bare_utf16(data)
        return _strict(data, name), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _one_byte(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(reason="encoding", encoding=name, at=error.start) from error


def _bare_utf16(data: bytes) -> str:
    """Tell the order of UTF-16 without a mark: separators and digits have a zero byte on one side."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    if max(even, odd) < 3 or len(data) % 2:
        raise Unreadable(reason="binary")
    return "utf-16-be" if even > odd else "utf-16-le"


def _one_byte(data: bytes) -> tuple[str, str]:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise Unreadable(reason="encoding", encoding="windows-1251", at=error.start) from error
    if _is_russian(text):
        return text, "windows-1251"
    if not re.search("[а-яА-ЯёЁ]", text):
        # Only quotation marks and dashes stand above ASCII; both Windows tables agree on them.
        return text, "windows-1252"
    raise Unreadable(reason="encoding", guess=_guess(data))


def _is_russian(text: str) -> bool:
    """Say whether the Cyrillic letters of a text look like Russian words, not like another code table."""
    words = _RUSSIAN.findall(text)
    letters = "".join(words)
    upside_down = sum(1 for word in words if word[0].islower() and word[1:].isupper())
    if not letters or upside_down * 5 > len(words):
        return False
    common = sum(letter in _COMMON for letter in letters.lower())
    strange = len(re.findall("[\u0402-\u040f\u0452-\u045f]", text))
    return common * 100 >= len(letters) * 55 and strange * 20 <= len(letters)


def _guess(data: bytes) -> str:
    best = charset_normalizer.from_bytes(data[:100_000]).best()
    return best.encoding if best else "?"
