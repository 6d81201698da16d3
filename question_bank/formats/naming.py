"""Codes of items and topics from what people write: kept if they may stand, else spelled in Latin."""

import re
import zlib

from question_bank.formats.rows import Asked, Reason, mended, note, refused
from question_bank.items.values import is_code

LONGEST = 40
TOPIC_WORDS = {
    "constitution": "конституционное право|конституция|конституциялык укук|constitutional law",
    "judiciary": "судоустройство|судебная система|статус судей|сот түзүлүшү|сот системасы|судьялар",
    "civil": "гражданское право|гражданское|жарандык укук|civil law|жарандык",
    "criminal": "уголовное право|уголовное|кылмыш укугу|criminal law|жазык укугу|жазык",
    "administrative": "административное право|административное|административдик укук|administrative law",
}
TOPICS = {word: name for name, words in TOPIC_WORDS.items() for word in words.split("|")}
_SPELLING = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n ң=n о=o ө=o п=p р=r с=s т=t у=u ү=u "
    "ф=f х=h ц=ts ч=ch ш=sh щ=sch ъ=_ ы=y ь=_ э=e ю=yu я=ya"
)
_LETTERS = {pair[0]: pair[2:] for pair in _SPELLING.split()}


def code(said: str, asked: Asked, number: int, reasons: list[Reason]) -> str:
    """Return an item's code: as written, spelled anew, or made of the bank and the row."""
    if is_code(said):
        return said
    made = spelled(said) if said else f"{asked.bank}-{number:04d}"
    if said:
        reasons.append(mended("code_respelled", "code", found=said[:60], read_as=made))
    return made


def topic(said: str, asked: Asked, reasons: list[Reason]) -> str:
    """Return a topic's code, by the name of an area of law or spelled from the words."""
    if not said and asked.topic is None:
        reasons.append(note("topic_from_bank", "topic", read_as=asked.bank))
        return asked.bank
    written = said or asked.topic or ""
    if is_code(written):
        return written
    made = TOPICS.get(" ".join(written.casefold().split())) or spelled(written)
    if not made:
        reasons.append(refused("bad_topic", "topic", found=written[:60]))
    else:
        reasons.append(mended("topic_respelled", "topic", found=written[:60], read_as=made))
    return made


def spelled(text: str) -> str:
    """Return a code of Latin letters for any text; long ones end in a mark of the whole."""
    latin = "".join(_LETTERS.get(letter, letter) for letter in text.casefold().strip())
    made = re.sub(r"[^a-z0-9._]+", "-", latin.replace("_", "")).strip("-.")
    if not made:
        return f"x-{zlib.crc32(text.encode()):08x}"
    if len(made) <= LONGEST:
        return made
    return f"{made[: LONGEST - 9].rstrip('-.')}-{zlib.crc32(text.encode()):08x}"
