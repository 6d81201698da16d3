"""The words of the kiosk's script, straight from the room's catalogues."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "translations"
TRANSLATED = ("ky", "ru")


@cache
def words(language: str) -> dict[str, str | list[str]]:
    """Return each English sentence with its translation; plural forms as a list by the singular."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found: dict[str, str | list[str]] = {}
    for message in catalogue:
        if not message.id or not message.string:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        found[one] = message.string if isinstance(message.string, str) else list(message.string)
    return found
