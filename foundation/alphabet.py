"""The order of the Kyrgyz alphabet, which code points do not follow (TERMS.md, sorting note)."""

import unicodedata

KYRGYZ = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_PLACE = {letter: index for index, letter in enumerate(KYRGYZ)}
_CYRILLIC = ord("а")


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Return a key by which names and titles sort as in a Kyrgyz dictionary; Latin comes before Cyrillic."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return tuple((_CYRILLIC, _PLACE[letter]) if letter in _PLACE else _other(letter) for letter in folded)


def _other(letter: str) -> tuple[int, int]:
    point = ord(letter)
    # Cyrillic letters of other languages stand after ours; everything below stays below.
    return (point, 0) if point < _CYRILLIC else (_CYRILLIC + 1, point)
