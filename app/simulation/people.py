"""Made-up candidates for trial sittings: names that sort and print like real ones, plausible numbers."""

from app.simulation.chance import Stream

FAMILIES = (
    ("Абдыкеримов", "Абдыкеримова"),
    ("Асанов", "Асанова"),
    ("Бакиров", "Бакирова"),
    ("Бөрүбаев", "Бөрүбаева"),
    ("Дүйшөев", "Дүйшөева"),
    ("Жумалиев", "Жумалиева"),
    ("Исаков", "Исакова"),
    ("Кадыров", "Кадырова"),
    ("Мамытов", "Мамытова"),
    ("Назаров", "Назарова"),
    ("Осмонов", "Осмонова"),
    ("Өмүралиев", "Өмүралиева"),
    ("Петренко", "Петренко"),
    ("Сатыбалдиев", "Сатыбалдиева"),
    ("Токтогулов", "Токтогулова"),
    ("Үсөнов", "Үсөнова"),
    ("Чоробаев", "Чоробаева"),
    ("Шаршеналиев", "Шаршеналиева"),
    ("Эсеналиев", "Эсеналиева"),
    ("Ырысбеков", "Ырысбекова"),
)
GIVEN = (
    ("Азамат", "Айгерим"),
    ("Бакыт", "Бермет"),
    ("Данияр", "Гүлзат"),
    ("Жаныбек", "Жаңыл"),
    ("Кубаныч", "Канышай"),
    ("Медер", "Мээрим"),
    ("Нурсултан", "Наргиза"),
    ("Өмүрбек", "Назгүл"),
    ("Талант", "Рахат"),
    ("Улан", "Салтанат"),
    ("Үмөт", "Чолпон"),
    ("Эркин", "Элнура"),
)
FATHERS = ("Асан", "Болот", "Жолдош", "Кеңеш", "Мурат", "Сапар", "Түгөлбай", "Эсен")


def people(count: int, chance: Stream) -> list[tuple[str, str]]:
    """Return (name, personal number) of `count` people, no two with the same number."""
    numbers: set[str] = set()
    made: list[tuple[str, str]] = []
    while len(made) < count:
        is_woman = chance.below(2)
        number = _number(is_woman, chance)
        if number not in numbers:
            numbers.add(number)
            made.append((_name(is_woman, chance), number))
    return made


def _name(is_woman: int, chance: Stream) -> str:
    father = f"{chance.pick(FATHERS)} {('уулу', 'кызы')[is_woman]}"
    return f"{chance.pick(FAMILIES)[is_woman]} {chance.pick(GIVEN)[is_woman]} {father}"


def _number(is_woman: int, chance: Stream) -> str:
    """Return 14 digits of the usual shape: [12], DDMMYYYY, five digits."""
    day, month, year = 1 + chance.below(28), 1 + chance.below(12), 1960 + chance.below(35)
    return f"{1 + (1 - is_woman)}{day:02d}{month:02d}{year}{chance.below(100_000):05d}"
