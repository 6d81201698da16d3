"""The sentences of documents and exports in Kyrgyz and Russian; English is what stands in the code.

The catalogues are plain `.po` files, read at first use. Needs no web framework.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

Language = Literal["ky", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ky", "ru", "en")
FOLDER = Path(__file__).resolve().parent / "translations"


@cache
def words(language: Language) -> NullTranslations:
    """Return the translations of one language, with `gettext` and `ngettext`."""
    if language == "en":
        return NullTranslations()
    with (FOLDER / language / "LC_MESSAGES" / "reports.po").open("rb") as source:
        catalogue = read_po(source, locale=language, domain="reports")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="reports")
