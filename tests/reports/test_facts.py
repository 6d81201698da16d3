import pytest

from exam_engine.roll.services import TicketLine
from foundation.canonical import Instant
from reports import facts
from reports.documents import facts as f
from reports.facts import Commission, Issue
from tests.rehearsals import DRAW_DAY, LATE, PEOPLE, THROW, Rehearsal

HOUSE = f.House(f.same("Council"), "check.example", "real", "own", "Council")
ISSUE = Issue(
    issued_at=Instant(DRAW_DAY + 10_000_000),
    serial=lambda code: f"R-{code}",
    check_url=lambda code: f"https://check.example/{code}",
    next_date=f.same("September"),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    scene = Rehearsal(tmp_path_factory.mktemp("scene") / "usual").play()
    yield scene
    scene.close_files()


@pytest.fixture(scope="module")
def of(published):
    return facts.setting(published.session, published.name, HOUSE)


def test_everybody_with_a_person_gets_a_sheet_and_unused_spares_get_none(published, of):
    sheets = list(facts.sheets(published.session, of, 1, ISSUE))

    assert [sheet.code for sheet in sheets] == published.codes()
    assert {sheet.name for sheet in sheets} == {name for name, _number in [*PEOPLE, LATE]}


def test_a_sheet_says_what_the_results_say(published, of):
    for sheet in facts.sheets(published.session, of, 1, ISSUE):
        line = published.line(sheet.code)
        points = {section["points"] for section in line["sections"] or []}

        assert (sheet.total, sheet.rank, sheet.passed) == (line["total"], line["rank"], line["passed"])
        assert {section.points for section in sheet.sections} == points
        assert sheet.ranked == 6


def test_the_absent_have_neither_figures_nor_receipt_nor_difficulty(published, of):
    [absent] = [sheet for sheet in facts.sheets(published.session, of, 1, ISSUE) if sheet.status == "absent"]

    assert (absent.total, absent.receipt, absent.difficulty, absent.sections) == (None, None, None, ())


def test_only_who_did_not_pass_is_told_the_next_date(published, of):
    for sheet in facts.sheets(published.session, of, 1, ISSUE):
        assert (sheet.next_date is None) == sheet.passed


def test_a_sheet_carries_the_finding_aid_of_the_receipt(published, of):
    sheets = {sheet.code: sheet for sheet in facts.sheets(published.session, of, 1, ISSUE)}

    for code, receipt in published.receipts.items():
        assert sheets[code].receipt == receipt.finding_aid


def test_the_expected_mark_at_the_cut_is_the_sum_of_the_papers_ratings(published, of):
    ratings = {entry["code"]: entry["difficulty"] for entry in published.bank.entries}
    [sheet, *_] = facts.sheets(published.session, of, 1, ISSUE)

    scored = [item for item in published.paper(sheet.code)["items"] if item["quota"] < 2]
    assert sheet.difficulty.expected == sum(ratings[item["code"]] for item in scored)
    assert sheet.difficulty.basis == "angoff"
    assert 0 <= sheet.difficulty.harder_than <= 100


def test_before_decoding_no_sheet_has_a_name(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="certify")
    early = facts.setting(scene.session, scene.name, HOUSE)

    assert {sheet.name for sheet in facts.sheets(scene.session, early, 1, ISSUE)} == {None}
    scene.close_files()


def test_the_table_of_results_stands_in_the_order_of_ranks(published, of):
    table = facts.results_table(published.session, of, 1, made_at=published.now)

    ranks = [row.rank for row in table.rows]
    assert ranks == [1, 2, 3, 4, 5, 5, None]
    assert [column.maximum for column in table.sections] == [6000, 12000]
    assert table.sections[0].minimum == 3000


def test_the_protocol_tells_the_day_as_it_was(published, of):
    commission = Commission(names={"invigilator-1": "Айнура Мамбетова"})

    told = facts.protocol(
        published.session,
        of,
        commission,
        serial="P-1",
        made_at=published.now,
        check_url="https://check.example",
    )

    assert told.draw.entropy == THROW
    assert told.draw.readers == ("Айнура Мамбетова", "invigilator-2")
    assert told.attendance == f.Attendance(8, 1, 6, 6, 3, 3, 0, 2)
    assert [happening.kind.en for happening in told.happenings] == ["Illness"]
    assert [(grant.seconds, grant.reason) for grant in told.grants] == [
        (120, "screen went dark"),
        (30, "well again"),
    ]
    assert len(told.custodians) == 2
    assert [program.agreed for program in told.programs] == [True, True]
    assert set(told.seal.signed_by) == {"hall", "commissioner-1"}
    assert told.heads[0].number > 0


def test_the_list_of_receipts_has_every_code_that_was_closed(published, of):
    told = facts.receipts(published.session, of, made_at=published.now, url="https://check.example")

    lines = {line.code: line for line in told.lines}
    assert len(lines) == 8
    for code, receipt in published.receipts.items():
        assert (lines[code].receipt, lines[code].answered) == (receipt.finding_aid, receipt.answered)
    assert [line.receipt for line in told.lines if line.how == "absent"] == [None, None]


def test_the_notice_counts_as_announced(published, of):
    told = facts.notice(published.session, of, url="https://check.example")

    assert (told.candidates, told.spares, told.custodians, told.questions) == (6, 2, 2, 13)
    assert (told.minutes, told.maximum) == (10, 18_000)
    assert told.entropy.ru == "Игральные кости: чисел 20, от 1 до 6"


def test_the_wall_slip_shows_no_seed(published, of):
    assert facts.slip(published.session, of, url="https://check.example").draw.seed is None


def test_a_ticket_has_the_seat_that_was_drawn(published, of):
    code = published.codes()[0]
    line = TicketLine(code, "Асанова Айгүл", "0" * 64, "1" * 64, "1234567890123456")

    [ticket] = facts.tickets(published.session, of, [line])

    assert ticket.seat == "1"
    assert ticket.doors_close_at < of.sitting.starts_at


def test_codes_hide_nobody_in_a_group_smaller_than_the_plan_says(published, of):
    assert of.anonymous
    plan = of.plan | {"min_group": 10}

    assert not facts.Setting(of.house, of.sitting, plan, of.names, of.people).anonymous
