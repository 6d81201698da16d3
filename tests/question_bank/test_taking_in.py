import json
from collections import Counter

import pytest
from click.testing import CliRunner

from app.cli import main
from question_bank import shelves
from question_bank.formats import recognise, services
from question_bank.formats.rows import Asked, Verdict
from question_bank.items import reading
from question_bank.keys import services as kept
from question_bank.releases.freeze import approved_codes
from tests.question_bank.bank_tools import NOW

PEOPLE = shelves.People("author", "reviewer", "keeper")
FILE = (
    "code,question,A,B,C,correct\nq-1,Who judges?,Court,Guard,Clerk,A\nq-2,Who accuses?,Court,Guard,Clerk,D\n"
)


def rows_of(text):
    return recognise.read(text.encode(), Asked("law"))


def codes(row):
    return {reason.code for reason in row.reasons}


def test_accepted_rows_become_drafts_and_refused_ones_do_not(session, keys):
    taken = services.take_in(session, keys, rows_of(FILE), bank="law", actor="author", now=NOW)

    assert taken.codes == ("q-1",)
    assert reading.get(session, "q-1").state == "draft"
    assert reading.item(session, "q-1").bank == "law"
    assert kept.find(keys, ("q-1", 1)).correct == ("a",)
    assert reading.find(session, "q-2") is None


def test_a_file_taken_in_twice_changes_nothing(session, keys):
    services.take_in(session, keys, rows_of(FILE), bank="law", actor="author", now=NOW)

    again = services.take_in(session, keys, rows_of(FILE), bank="law", actor="author", now=NOW)

    assert again.codes == ()
    assert codes(again.rows[0]) >= {"already_there"}
    assert again.rows[0].verdict is Verdict.EXACT


def test_another_question_under_a_taken_code_is_refused(session, keys):
    services.take_in(session, keys, rows_of(FILE), bank="law", actor="author", now=NOW)

    again = services.compare(
        session, rows_of(FILE.replace("Who judges", "Who decides").replace("q-1", "Q-1"))
    )

    assert codes(again[0]) >= {"code_taken"}
    assert again[0].verdict is Verdict.REFUSED


def test_the_sample_bank_is_taken_in_whole(session, keys):
    rows = shelves.read_samples()

    loaded = shelves.load_samples(session, keys, PEOPLE, now=NOW)

    assert {row.verdict for row in rows} == {Verdict.EXACT}
    assert len(loaded) == len(rows) >= 150
    assert loaded == approved_codes(session, shelves.SAMPLE_BANK)
    assert Counter(row.draft.topic for row in rows).keys() == {
        "administrative",
        "civil",
        "constitution",
        "criminal",
        "judiciary",
    }


def test_the_law_bank_is_taken_in_but_for_one_unfair_question():
    rows = recognise.read(shelves.LAW_EN.read_bytes(), Asked(shelves.LAW_EN_BANK))

    bad = [row for row in rows if row.verdict is Verdict.REFUSED]
    assert len(rows) == 1957
    assert [(row.code, codes(row)) for row in bad] == [("international-law-0052", {"duplicate_options"})]
    assert {row.draft.topic for row in rows if row.draft} == {
        "professional_law",
        "jurisprudence",
        "international_law",
    }


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("TARAZA_INSTANCE", str(tmp_path / "instance"))

    def run(text, *arguments):
        file = tmp_path / "questions.dat"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["bank", "import", str(file), "--bank", "law", *arguments])

    return run


def test_the_command_prints_exactly_the_agreed_members(run):
    done = run(FILE, "--json")

    items = json.loads(done.stdout)["items"]
    assert done.exit_code == 1
    assert [set(item) for item in items] == [{"place", "code", "verdict", "reasons"}] * 2
    assert [(item["place"], item["code"], item["verdict"]) for item in items] == [
        ("row 2", "q-1", "exact"),
        ("row 3", "q-2", "refused"),
    ]
    assert items[1]["reasons"][0]["code"] == "key_out_of_range"


def test_the_command_says_zero_when_nothing_is_refused(run):
    assert run(FILE.replace(",D\n", ",B\n")).exit_code == 0


def test_the_command_says_two_for_a_file_that_cannot_be_read(run):
    done = run(b"%PDF-1.7")

    assert done.exit_code == 2
    assert done.stdout == ""
    assert "pdf" in done.stderr


def test_a_dry_run_stores_nothing(run):
    run(FILE, "--dry-run")

    again = json.loads(run(FILE, "--json").stdout)["items"]
    assert "already_there" not in {reason["code"] for reason in again[0]["reasons"]}
