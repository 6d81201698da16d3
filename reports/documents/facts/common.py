"""What every document has: texts in several languages, the house, the sitting, those who sign."""

from dataclasses import dataclass
from typing import Literal

from foundation.canonical import Instant
from reports.words import Language

Origin = Literal["real", "demo", "trial"]
KeyKind = Literal["first_run", "own", "qualified"]
How = Literal["handed_in", "time", "removed", "absent"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in Kyrgyz, Russian and, where somebody wrote it, English."""

    ky: str
    ru: str
    en: str = ""

    def get(self, language: Language) -> str:
        """Return it in `language`; English falls back to Russian."""
        return {"ky": self.ky, "ru": self.ru, "en": self.en or self.ru}[language]


def same(text: str) -> Text:
    """Return a text that reads alike in every language: a number, a proper name."""
    return Text(text, text, text)


@dataclass(frozen=True, slots=True)
class House:
    """Whose document it is and how far its signature reaches."""

    name: Text
    check: str
    """The address where a document is checked, as a person would type it."""
    origin: Origin
    key: KeyKind
    signer: str
    """The holder named on the signing certificate."""

    @property
    def is_demo(self) -> bool:
        """Say whether the page must carry the DEMO band."""
        return self.origin != "real" or self.key == "first_run"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting, as every document of it names it."""

    code: str
    title: Text
    place: Text
    starts_at: Instant
    plan: Text
    cut_act: Text
    """The act that sets the cut: kind, number, date, article."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person with a line for a wet signature."""

    role: Text
    name: str
