"""The catalogues of translations: what the sources say, what is translated, what is missing.

Each room with a folder `translations` has its own; everything else of `app` shares one. English is the key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
TRANSLATED = ("ky", "ru")
METHODS = [
    ("**.py", "python"),
    ("**/static/**.js", "javascript"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "_l": None,
    "lazy_ngettext": (1, 2),
    "_n": (1, 2),
    "n_": (1, 2),
}

PERSONAL = tuple(
    f'"{name}'.encode() for name in ("Project", "Report", "POT-", "PO-Rev", "Last-", "Language-Team", "Gener")
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence without its translation, or one that no source says any more."""

    language: str
    place: str
    msgid: str
    why: str


@dataclass(frozen=True, slots=True)
class Room:
    """A folder whose sources share a catalogue; `apart` are folders inside with catalogues of their own."""

    folder: Path
    apart: tuple[str, ...] = ()

    def path(self, language: str) -> Path:
        """Return where the catalogue of a language lies."""
        return self.folder / "translations" / language / "LC_MESSAGES" / "messages.po"

    def spoken(self) -> Catalog:
        """Return the sentences that the sources say now."""
        catalogue = Catalog(charset="utf-8", fuzzy=False)
        found = extract_from_dir(
            str(self.folder),
            method_map=METHODS,
            keywords=KEYWORDS,
            options_map={"**/templates/**": {"trimmed": "true"}},
            directory_filter=self._enters,
        )
        for name, _line, msgid, comments, context in found:
            catalogue.add(msgid, None, [(name, 1)], auto_comments=comments, context=context)
        return catalogue

    def kept(self, language: str) -> Catalog:
        """Return the catalogue of a language as it lies in its file."""
        path = self.path(language)
        if not path.exists():
            return Catalog(locale=language, charset="utf-8", fuzzy=False)
        with path.open("rb") as source:
            return read_po(source, locale=language)

    def _enters(self, folder: str) -> bool:
        path = Path(folder)
        hidden = path.name.startswith(("_", ".")) or path.name in {"vendor", "translations"}
        return not hidden and not (path.parent == self.folder and path.name in self.apart)


def rooms() -> list[Room]:
    """Return every folder of `app` with a catalogue of its own, the shared one first."""
    apart = sorted(path.parent for path in HERE.glob("*/translations") if path.is_dir())
    return [Room(HERE, tuple(path.name for path in apart)), *(Room(path) for path in apart)]


def extract(room: Room) -> None:
    """Bring the catalogue files of a room up to date; translations stay, the gone go."""
    spoken = room.spoken()
    for language in TRANSLATED:
        kept = room.kept(language)
        kept.update(spoken, no_fuzzy_matching=True)
        kept.obsolete.clear()
        kept.fuzzy = False
        path = room.path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_plain(kept, language))


def _plain(catalogue: Catalog, language: str) -> bytes:
    """Return a catalogue's file without names, dates and addresses that change from hand to hand."""
    catalogue.header_comment = (
        f"# Taraza, {language}: the sources speak English, here are their translations."
    )
    written = BytesIO()
    write_po(written, catalogue, width=110, no_location=True, sort_output=True)
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(PERSONAL))


def compile_all() -> int:
    """Write the binary catalogues; return how many."""
    made = 0
    for room in rooms():
        for language in TRANSLATED:
            if room.path(language).exists():
                with room.path(language).with_suffix(".mo").open("wb") as target:
                    write_mo(target, room.kept(language))
                made += 1
    return made


def gaps() -> Iterator[Gap]:
    """Yield every sentence that lacks a translation, is marked fuzzy, or is said no more."""
    for room in rooms():
        spoken = room.spoken()
        for language in TRANSLATED:
            yield from _gaps_of(room, language, spoken)


def _gaps_of(room: Room, language: str, spoken: Catalog) -> Iterator[Gap]:
    kept = room.kept(language)
    place = room.folder.name
    for message in spoken:
        if message.id:
            translated = kept.get(message.id, message.context)
            why = _why(translated)
            if why:
                yield Gap(language, place, _text(message), why)
    for message in kept:
        if message.id and spoken.get(message.id, message.context) is None:
            yield Gap(language, place, _text(message), "said no more")


def _why(translated: Message | None) -> str:
    if translated is None:
        return "not in the catalogue"
    strings = translated.string if isinstance(translated.string, list | tuple) else [translated.string]
    if not all(strings):
        return "not translated"
    return "marked fuzzy" if translated.fuzzy else ""


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
