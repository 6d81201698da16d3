"""Letters that look alike, characters that do not show: what a keyboard or a copied text slips in.

`clean` mends what can be mended without changing what a reader sees, and says what it did.
"""

import re
import unicodedata

_LATIN = "ABCEHKMOPTXaceopxy"
_CYRILLIC = "АВСЕНКМОРТХасеорху"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
# Zero width, soft hyphen, byte order mark, joiners, bidirectional marks and embeddings, invisible operators.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]")
LOST = re.compile("\ufffd|(?<=[а-яёңөү])\\?(?=[а-яёңөү])", re.IGNORECASE)
MARKUP = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?|!--)>?|&(?:[a-zA-Z]{2,8}|#\d{2,5});")
_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x85|[\u2028\u2029]")
_WIDE = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000\t]+")
_LATIN_LETTER = re.compile("[A-Za-z]")
_DAMAGED = re.compile("\u00e2?\x80([\x80-\xbf])")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_WORD = re.compile(r"[^\W\d_]+")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text as it is to be stored, and codes of what was changed."""
    done: list[str] = []
    for code, step in _STEPS:
        changed = step(text)
        if changed != text:
            done.append(code)
            text = changed
    return text, tuple(done)


def mixed_words(text: str) -> list[str]:
    """Return the words that mix Cyrillic and Latin letters of one shape."""
    return [word for word in _WORD.findall(text) if _unmix(word) != word] if _is_mixed(text) else []


def fold(text: str) -> str:
    """Return a form in which texts that a reader takes for the same are equal."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")
    return " ".join(re.findall(r"\w+", plain.translate(TO_LATIN)))


def has_cyrillic(text: str) -> bool:
    """Say whether any letter is Cyrillic."""
    return re.search("[\u0400-\u052f]", text) is not None


def language_of(text: str) -> str:
    """Guess ky, ru or en from the letters of a text."""
    cyrillic = len(re.findall("[\u0400-\u052f]", text))
    if cyrillic * 2 < len(re.findall("[A-Za-z\u0400-\u052f]", text)) or not cyrillic:
        return "en"
    # ң ө ү make up about five letters of a hundred in Kyrgyz; a Russian text has them only in names.
    return "ky" if len(re.findall("[ңөүҢӨҮ]", text)) * 100 > cyrillic else "ru"


def _unmix(word: str) -> str:
    """Return the word in one alphabet if every letter of the other one has a twin there."""
    latin = [letter for letter in word if letter.isascii()]
    cyrillic = [letter for letter in word if "\u0400" <= letter <= "\u052f"]
    if not latin or not cyrillic:
        return word
    if all(letter in _LATIN for letter in latin):
        return word.translate(TO_CYRILLIC)
    return word.translate(TO_LATIN) if all(letter in _CYRILLIC for letter in cyrillic) else word


def _is_mixed(text: str) -> bool:
    return has_cyrillic(text) and _LATIN_LETTER.search(text) is not None


def _unmix_all(text: str) -> str:
    return text if not _is_mixed(text) else _WORD.sub(lambda found: _unmix(found.group()), text)


def _spaces(text: str) -> str:
    lines = [_WIDE.sub(" ", line).strip() for line in _BREAKS.sub("\n", text).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _repair(text: str) -> str:
    """Give back quotation marks and dashes whose bytes were read in a wrong code table."""
    text = _DAMAGED.sub(lambda found: bytes((0xE2, 0x80, ord(found[1]))).decode(), text)
    return _C1.sub(lambda found: bytes((ord(found[0]),)).decode("cp1252", "ignore"), text)


_STEPS = (
    ("damaged_signs", _repair),
    ("invisible", lambda text: INVISIBLE.sub("", text)),
    ("control", lambda text: CONTROL.sub("", text)),
    ("not_nfc", lambda text: unicodedata.normalize("NFC", text)),
    ("spaces", _spaces),
    ("look_alike", _unmix_all),
)
