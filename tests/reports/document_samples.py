"""Made-up facts for the documents' tests: long names, many sections, real letters."""

from dataclasses import replace
from hashlib import sha256

from foundation.canonical import Instant, instant
from reports.documents import facts as f
from reports.exports.table import ResultRow, ResultsTable, SectionColumn

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


def candidates(count: int) -> tuple[f.AttendanceLine, ...]:
    hows: tuple[f.How, ...] = ("handed_in", "handed_in", "handed_in", "time", "absent", "removed")
    return tuple(
        f.AttendanceLine(
            code=f"{40_000_000 + i * 7919}",
            seat=str(i + 1),
            opened_at=None if hows[i % 6] == "absent" else minutes(i % 3 * 0.02),
            closed_at=minutes(60 - i % 17),
            how=hows[i % 6],
            entries=1 if hows[i % 6] == "absent" else 57 + i % 40,
            receipt=None if hows[i % 6] == "absent" else "7K3MQ4XVT0ZB8WPA",
        )
        for i in range(count)
    )


DRAW = f.DrawFacts(
    at=minutes(-10),
    entropy="3 6 1 1 4 2 5 6 3 2 2 1 6 5 4 4 1 3 2 6",
    form=f.Text(
        "сөөк, 20 жолу, 1ден 6га чейин", "игральные кости, 20 бросков, от 1 до 6", "dice, 20 throws, 1 to 6"
    ),
    readers=("Т. Осмонова", "Ж. Үмөталиев"),
    papers=46,
    papers_root=hexed("papers"),
    seed=hexed("seed"),
    digest=hexed("draw"),
)
MEMBERS = (
    f.Member(f.Text("Төрага", "Председатель", "Chair"), "Өмүрбеков Азамат Бейшенович"),
    f.Member(f.Text("Катчы", "Секретарь", "Secretary"), "Жээнбекова Гүлмира Токтобековна"),
    f.Member(
        f.Text("Мүчө", "Член комиссии", "Member"),
        LONG_NAME,
        f.Text(
            "12-суроонун автору: даттануусун карабайт",
            "Автор вопроса 12: не участвует в его апелляции",
            "Author of item 12",
        ),
    ),
)
HAPPENINGS = (
    f.Happening(
        1,
        minutes(12.2),
        f.Text("Техникалык бузулуу", "Технический сбой", "Technical failure"),
        "40007919",
        "2",
        "О. Асанова",
        "Экран өчүп калды; компьютер 18-орундагыга алмаштырылды. <Эскертүү & белги>.",
    ),
    f.Happening(
        2,
        minutes(31),
        f.Text("Залдан чыгуу", "Выход из зала", "Leaving the room"),
        "",
        "",
        "О. Асанова",
        "Чыкты 09:31, кайтты 09:36; убакыт токтотулган жок.",
    ),
)
PROTOCOL = f.ProtocolFacts(
    house=DEMO,
    sitting=SITTING,
    serial="2026-03-16-A/P",
    made_at=minutes(150),
    announcement_digest=hexed("announcement"),
    announced_at=minutes(-60 * 48),
    members=MEMBERS,
    custodians=(
        f.Custodian("Адвокатура: Н. Сыдыков", hexed("c1"), minutes(-22)),
        f.Custodian("Юридический факультет: Э. Төлөгөнова", hexed("c2"), minutes(-20)),
    ),
    draw=DRAW,
    attendance=f.Attendance(46, 6, 38, 38, 30, 6, 2, 8),
    candidates=candidates(12),
    happenings=HAPPENINGS,
    grants=(f.Grant(minutes(14), "40007919", 252, "О. Асанова", "Техникалык бузулуу, №1 акт"),),
    heads=tuple(
        f.Head(minutes(m), 310 + m * 3, hexed(f"h{m}"), ("Жогорку сот",) if m else ())
        for m in range(0, 66, 5)
    ),
    seal=f.SealFacts(
        minutes(70), hexed("seal"), hexed("answers"), hexed("incidents"), ("Залдын ачкычы", "А. Б. Өмүрбеков")
    ),
    programs=(
        f.Program(f.Text("Тараза", "Тараза", "Taraza"), hexed("s1"), hexed("results"), agreed=True),
        f.Program(
            f.Text("Көз карандысыз текшерүү", "Независимая проверка", "Independent verifier"),
            hexed("s2"),
            hexed("results"),
            agreed=True,
        ),
    ),
    remarks=(
        f.Remark(
            "Б. Кадыров",
            f.Text("байкоочу, «Адилет» клиникасы", "наблюдатель, клиника «Адилет»", "observer, Adilet"),
            "Сөөк ыргытылганда экран 40 секунд кечигип көрсөттү.",
            "Кабыл алынды: эмки жолу экран алдын ала текшерилет.",
        ),
    ),
    opinions=(),
    check_url="https://taraza.example/check/2026-03-16-A-P?s=81ce",
)
CROWDED = replace(PROTOCOL, house=HOUSE, candidates=candidates(400), happenings=HAPPENINGS * 20)
LONELY = replace(
    PROTOCOL,
    candidates=candidates(1),
    happenings=(),
    grants=(),
    custodians=(),
    remarks=(),
    heads=PROTOCOL.heads[:1],
)

NOTICE = f.NoticeFacts(
    house=DEMO,
    sitting=SITTING,
    digest=hexed("announcement"),
    announced_at=minutes(-60 * 48),
    not_before=minutes(-20),
    questions=50,
    minutes=60,
    cut=30_000,
    maximum=50_000,
    candidates=40,
    spares=6,
    custodians=2,
    entropy=DRAW.form,
    witnesses=("Жогорку сот", "«Адилет» клиникасы"),
    url=f"https://taraza.example/a/2026-03-16-A#{hexed('announcement')}",
    signatories=SIGNATORIES,
)
SLIP = f.SlipFacts(DEMO, SITTING, hexed("announcement"), DRAW, "https://taraza.example/d/2026-03-16-A")
RECEIPTS = f.ReceiptsFacts(
    DEMO,
    SITTING,
    minutes(80),
    tuple(f.ReceiptLine(line.code, line.receipt, line.entries // 2, line.how) for line in candidates(60)),
    "https://taraza.example/receipt",
)

TICKET = f.TicketFacts(
    house=DEMO,
    sitting=SITTING,
    name="Асанов Бакыт Үсөнович",
    code="40718252",
    person=hexed("person"),
    nonce=hexed("nonce"),
    secret="4921057733860214",
    seat=None,
    room=f.Text("2-кабат, 204-бөлмө", "2 этаж, кабинет 204", "2nd floor, room 204"),
    arrive_at=minutes(-60),
    doors_close_at=minutes(-15),
)
EMERGENCY = f.EmergencyFacts(
    DEMO,
    SITTING,
    (
        f.Contact(f.Text("Техник", "Техник", "Technician"), "Э. Сооронбаев", "0555 12-34-56"),
        f.Contact(
            f.Text("Комиссиянын төрагасы", "Председатель комиссии", "Chair"),
            "А. Б. Өмүрбеков",
            "0700 98-76-54",
        ),
    ),
)
ACT = f.ActFacts(
    house=DEMO,
    sitting=SITTING,
    number=3,
    kind=f.Text("Техникалык бузулуу жөнүндө", "О техническом сбое", "Technical failure"),
    at=minutes(12),
    code="40007919",
    seat="2",
    grounds=f.Text("Тартиптин 14-пункту", "Пункт 14 порядка", "Rule 14"),
    facts="Экран өчүп калды; компьютер 18-орундагыга алмаштырылды.",
    explanation="",
    by="О. Асанова",
    witnesses=("Т. Осмонова",),
    lost_seconds=252,
    granted_seconds=252,
)


def results_table(name: str = "Асанов Бакыт Үсөнович") -> ResultsTable:
    columns = tuple(SectionColumn(f.Text(*area), 10_000, 5000) for area in AREAS[:2])
    rows = (
        ResultRow("04071825", name, "scored", (8125, 9000), 17_125, 20_000, 1, passed=True),
        ResultRow("40718252", None, "absent", (), None, None, None, passed=False),
        ResultRow("40718260", LONG_NAME, "void", (4000, 3500), 7500, 20_000, None, passed=False),
    )
    return ResultsTable(
        institution=HOUSE.name,
        sitting=SITTING.code,
        title=SITTING.title,
        plan=SITTING.plan,
        cut_act=SITTING.cut_act,
        cut=12_000,
        version=1,
        made_at=minutes(300),
        origin="demo",
        seal_digest=hexed("seal"),
        results_digest=hexed("results"),
        sections=columns,
        rows=rows,
    )
