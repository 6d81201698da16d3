"""Made-up facts for the documents' tests: long names, many sections, real letters."""

from dataclasses import replace
from hashlib import sha256

from foundation.canonical import Instant, instant
from reports.documents import facts as f

START = instant("2026-03-16T03:00:00.000Z")
LONG_NAME = "Жаңыл-Мырза Өмүрбекова-Түгөлбай кызы Гүлзат Нуркүүнаевна Ө."


def minutes(count: float) -> Instant:
    return Instant(START + round(count * 60_000))


def hexed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


HOUSE = f.House(
    name=f.Text(
        "Кыргыз Республикасынын Сот адилеттиги иштери боюнча кеңеши",
        "Совет по делам правосудия Кыргызской Республики",
        "Council for Justice Affairs of the Kyrgyz Republic",
    ),
    check="https://taraza.example/check",
    origin="real",
    key="own",
    signer="Council for Justice Affairs",
)
DEMO = replace(HOUSE, origin="demo", key="first_run")
SITTING = f.Sitting(
    code="2026-03-16-A",
    title=f.Text(
        "Жергиликтүү соттордун судьясынын бош кызмат орундарына тестирлөө",
        "Тестирование на вакантные должности судей местных судов",
        "Testing for vacancies of judges of local courts",
    ),
    place=f.Text("Бишкек, №1 экзамен залы", "Бишкек, экзаменационный зал №1", "Bishkek, exam hall 1"),
    starts_at=START,
    plan=f.Text(
        "Үлгү план, 50 суроо, 60 мүнөт",
        "Учебный план, 50 вопросов, 60 минут",
        "Sample plan, 50 questions, 60 min",
    ),
    cut_act=f.Text(
        "Судьялар кеңешинин 2026-жылдын 10-февралындагы №12 чечими, 3-пункт",
        "Решение Совета судей №12 от 10.02.2026, пункт 3",
        "Decision No. 12 of the Council of Judges of 10.02.2026, point 3",
    ),
)
AREAS = (
    ("Конституциялык укук", "Конституционное право", "Constitutional law"),
    (
        "Сот түзүлүшү жана судьялардын статусу",
        "Судоустройство и статус судей",
        "Judiciary and status of judges",
    ),
    ("Жазык укугу", "Уголовное право", "Criminal law"),
    ("Жарандык укук жана процесс", "Гражданское право и процесс", "Civil law and procedure"),
    (
        "Административдик укук, мамлекеттик тил жана санариптик мыйзамдар",
        "Административное право, государственный язык и цифровое законодательство",
        "Administrative law, state language, digital law",
    ),
)
SIGNATORIES = (
    f.Signatory(f.Text("Төрага", "Председатель", "Chair"), "А. Б. Өмүрбеков"),
    f.Signatory(f.Text("Катчы", "Секретарь", "Secretary"), "Г. Т. Жээнбекова"),
)


def sections(count: int = 5) -> tuple[f.Section, ...]:
    return tuple(
        f.Section(
            f.Text(*AREAS[i % 5]),
            points=(8 - i % 4) * 1000 + 500,
            maximum=10_000,
            minimum=5000 if i % 2 == 0 else None,
        )
        for i in range(count)
    )


SHEET = f.SheetFacts(
    house=DEMO,
    sitting=SITTING,
    serial="2026-03-16-A/0042",
    issued_at=minutes(300),
    code="40718252",
    name="Асанов Бакыт Үсөнович",
    status="scored",
    sections=sections(),
    total=35_500,
    maximum=50_000,
    cut=30_000,
    passed=True,
    rank=7,
    ranked=38,
    version=2,
    replaces=1,
    reason="17-суроо жокко чыгарылды",
    difficulty=f.Difficulty("angoff", demo=True, expected=30_214, standard_error=870, harder_than=46),
    receipt="7K3MQ4XVT0ZB8WPA",
    seal_digest=hexed("seal"),
    results_digest=hexed("results"),
    check_url="https://taraza.example/check/2026-03-16-A-0042?s=3f9a",
    appeal_until=minutes(60 * 24 * 5 + 540),
    appeal_place=f.Text(
        "Кеңештин катчылыгы, 214-бөлмө.", "Секретариат Совета, кабинет 214.", "Secretariat, room 214."
    ),
    next_date=f.Text(
        "2026-жылдын сентябры; күнү жарыяланат.",
        "Сентябрь 2026 года; день будет объявлен.",
        "September 2026.",
    ),
    anonymous=True,
    signatories=SIGNATORIES,
)
FAILED = replace(
    SHEET,
    house=HOUSE,
    name=LONG_NAME,
    sections=sections(12),
    total=27_125,
    passed=False,
    rank=31,
    version=1,
    replaces=None,
    reason="",
    anonymous=False,
)
ABSENT = replace(
    SHEET,
    status="absent",
    sections=(),
    total=None,
    maximum=None,
    rank=None,
    passed=False,
    receipt=None,
    difficulty=None,
)
VOID = replace(SHEET, status="void", rank=None, passed=False)
UNDECODED = replace(SHEET, name=None, sections=sections(1))
