"""The plans that are shipped: one for the sample bank, one for the large bank, four examples from FACTS.

Each says which bank it needs. None is anybody's regulation: an act must be named before real use.
"""

from dataclasses import dataclass, field
from typing import Any

from foundation.errors import NotFound

MINUTE = 60
POINT = 1000
AREAS = ("constitution", "judiciary", "criminal", "civil", "administrative")
TITLES: dict[str, dict[str, str]] = {
    "constitution": {"ky": "Конституциялык укук", "ru": "Конституционное право", "en": "Constitutional law"},
    "judiciary": {
        "ky": "Сот түзүлүшү жана судьялар",
        "ru": "Судоустройство и судьи",
        "en": "Courts and judges",
    },
    "criminal": {"ky": "Кылмыш укугу жана процесси", "ru": "Уголовное право и процесс", "en": "Criminal law"},
    "civil": {"ky": "Жарандык укук жана процесс", "ru": "Гражданское право и процесс", "en": "Civil law"},
    "administrative": {
        "ky": "Административдик укук",
        "ru": "Административное право",
        "en": "Administrative law",
    },
    "verbal": {"ky": "Текстти түшүнүү", "ru": "Понимание текста", "en": "Verbal reasoning"},
    "logical": {"ky": "Логикалык ой жүгүртүү", "ru": "Логическое мышление", "en": "Logical reasoning"},
    "abstract": {"ky": "Абстракттуу ой жүгүртүү", "ru": "Абстрактное мышление", "en": "Abstract reasoning"},
    "professional_law": {
        "ky": "Укук (англис тилинде)",
        "ru": "Право (на английском)",
        "en": "Professional law",
    },
    "jurisprudence": {"ky": "Укук теориясы", "ru": "Теория права", "en": "Jurisprudence"},
    "international_law": {"ky": "Эл аралык укук", "ru": "Международное право", "en": "International law"},
}


@dataclass(frozen=True, slots=True)
class BankNeed:
    """Which bank a preset needs: items by topic, languages of every item, options if they matter."""

    size: int
    topics: dict[str, int]
    languages: tuple[str, ...]
    options: int | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """A plan to start from; `counts` are questions by topic, times in seconds, points in thousandths."""

    name: str
    title: dict[str, str]
    need: BankNeed
    counts: dict[str, int]
    duration: int
    cut: int
    targets: bool
    source: dict[str, str]
    example: bool = True
    minima: dict[str, int] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """Return how many questions a paper holds."""
        return sum(self.counts.values())

    def detail(self) -> dict[str, Any]:
        """Return what the plan says in words: titles, the act, and that it is an example."""
        titles = {
            topic: TITLES.get(topic) or dict.fromkeys(("ky", "ru", "en"), topic) for topic in self.counts
        }
        act = {"kind": "", "number": "", "date": "", "article": ""}
        said: dict[str, Any] = {"preset": self.name, "title": self.title, "topics": titles, "act": act}
        return said | {"source": self.source, "example": self.example}


def preset(name: str) -> Preset:
    """Return the preset of this name; raise NotFound."""
    found = PRESETS.get(name)
    if found is None:
        raise NotFound(what="preset", name=name, known=tuple(PRESETS))
    return found


def presets() -> tuple[Preset, ...]:
    """Return all presets, the default first."""
    return tuple(PRESETS.values())


def _each(topics: tuple[str, ...], count: int) -> dict[str, int]:
    return dict.fromkeys(topics, count)


_SAMPLE = Preset(
    name="sample",
    title={
        "ky": "Үлгү экзамен: 50 суроо, беш укук тармагы",
        "ru": "Пробный экзамен: 50 вопросов, пять отраслей права",
        "en": "Sample exam: 50 questions, five areas of law",
    },
    need=BankNeed(150, _each(AREAS, 25), ("ky", "ru")),
    counts=_each(AREAS, 10),
    duration=60 * MINUTE,
    cut=30 * POINT,
    targets=True,
    source={"ky": "Үлгү банк", "ru": "Банк-образец", "en": "The sample bank"},
)
_KG_2012 = Preset(
    name="kg-2012",
    title={
        "ky": "Кыргыз Республикасы, 2012: 1000 суроодон 100",
        "ru": "Кыргызская Республика, 2012: 100 из 1000 вопросов",
        "en": "Kyrgyz Republic, 2012: 100 of 1,000 questions",
    },
    need=BankNeed(1000, _each(AREAS, 100), ("ky", "ru")),
    counts=_each(AREAS, 20),
    duration=120 * MINUTE,
    cut=60 * POINT,
    targets=False,
    source={
        "ky": "2012-жылдын күзүндөгү экзамен; убакыт жана босого балл тастыкталган эмес",
        "ru": "Экзамен осени 2012 года; время и пороговый балл не подтверждены",
        "en": "The exam of autumn 2012; time and cut score are not confirmed",
    },
)
_MOLDOVA_AREAS = ("constitution", "criminal", "civil", "administrative")
_MOLDOVA = Preset(
    name="moldova-2016",
    title={
        "ky": "Молдова, 2016: төрт тармактын ар биринен 100 суроо",
        "ru": "Молдова, 2016: по 100 вопросов из четырёх областей",
        "en": "Moldova, 2016: 100 questions from each of four areas",
    },
    need=BankNeed(1600, _each(_MOLDOVA_AREAS, 400), ("ky", "ru"), options=3),
    counts=_each(_MOLDOVA_AREAS, 100),
    duration=180 * MINUTE,
    cut=200 * POINT,
    targets=False,
    source={
        "ky": "Молдова, 2016; тармактардын аталышы жана босого балл тастыкталган эмес",
        "ru": "Молдова, 2016; названия областей и пороговый балл не подтверждены",
        "en": "Moldova, 2016; names of the areas and cut score are not confirmed",
    },
)
_AZERBAIJAN = Preset(
    name="azerbaijan",
    title={
        "ky": "Азербайжан: 1300 суроодон 100, өтүү үчүн 60",
        "ru": "Азербайджан: 100 из 1300 вопросов, порог 60",
        "en": "Azerbaijan: 100 of 1,300 questions, 60 to go on",
    },
    need=BankNeed(1300, _each(AREAS, 100), ("ky", "ru")),
    counts=_each(AREAS, 20),
    duration=120 * MINUTE,
    cut=60 * POINT,
    targets=False,
    source={
        "ky": "Азербайжан; убакыт жана бөлүмдөр тастыкталган эмес",
        "ru": "Азербайджан; время и разделы не подтверждены",
        "en": "Azerbaijan; time and sections are not confirmed",
    },
)
_UKRAINE_AREAS = ("verbal", "logical", "abstract")
_UKRAINE = Preset(
    name="ukraine-cognitive",
    title={
        "ky": "Украина, когнитивдик тест: 60 балл, 30 мүнөт, эң азы 33",
        "ru": "Украина, когнитивный тест: 60 баллов, 30 минут, минимум 33",
        "en": "Ukraine, cognitive test: 60 points, 30 minutes, minimum 33",
    },
    need=BankNeed(180, _each(_UKRAINE_AREAS, 60), ("ky", "ru")),
    counts=_each(_UKRAINE_AREAS, 20),
    duration=30 * MINUTE,
    cut=33 * POINT,
    targets=False,
    source={
        "ky": "Украина; суроолордун саны жана бөлүмдөрү тастыкталган эмес",
        "ru": "Украина; число вопросов и разделы не подтверждены",
        "en": "Ukraine; number of questions and sections are not confirmed",
    },
)
_LAW_EN = Preset(
    name="law-en",
    title={
        "ky": "Англис тилиндеги укук суроолору: 100 суроо",
        "ru": "Вопросы по праву на английском: 100 вопросов",
        "en": "English law questions: 100 questions",
    },
    need=BankNeed(1900, {"professional_law": 1600, "jurisprudence": 100, "international_law": 100}, ("en",)),
    counts={"professional_law": 60, "jurisprudence": 20, "international_law": 20},
    duration=120 * MINUTE,
    cut=60 * POINT,
    targets=False,
    source={
        "ky": "hendrycks/test (MIT), чоң банк",
        "ru": "hendrycks/test (MIT), большой банк",
        "en": "hendrycks/test (MIT), the large bank",
    },
)
PRESETS: dict[str, Preset] = {
    each.name: each for each in (_SAMPLE, _KG_2012, _MOLDOVA, _AZERBAIJAN, _UKRAINE, _LAW_EN)
}
