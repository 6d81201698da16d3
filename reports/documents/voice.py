"""One language's voice in a document: the catalogue's sentences and the facts' own texts."""

from dataclasses import dataclass

from reports.documents.facts import Text
from reports.documents.figures import points_text
from reports.words import Language, words


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things in `language`."""

    language: Language

    def say(self, message: str, /, **values: object) -> str:
        """Return the sentence with its values filled in."""
        said = words(self.language).gettext(message)
        return said % values if values else said

    def count(self, singular: str, plural: str, number: int, /) -> str:
        """Return the sentence in the number's form; `%(n)s` in it becomes the number."""
        return words(self.language).ngettext(singular, plural, number) % {"n": number}

    def of(self, text: Text) -> str:
        """Return what the facts say in this language."""
        return text.get(self.language)

    def points(self, thousandths: int, decimals: int | None = None) -> str:
        """Return points with this language's decimal mark."""
        text = points_text(thousandths, decimals)
        return text.replace(",", ".") if self.language == "en" else text
