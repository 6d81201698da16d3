import pytest

from exam_engine.protocol import journal
from exam_engine.protocol.journal import BrokenJournal, replay
from foundation.canonical import digest
from tests.exam_engine.protocol.samples import (
    OPENED,
    answered,
    chain,
    closed,
    entry,
    given,
    opened,
    paper,
    plan,
)

HOUR = 3_600_000
GRACE = 10_000


def _refused(entries, rules=None):
    with pytest.raises(BrokenJournal) as refused:
        replay(paper(), entries, rules or plan())
    return refused.value.details["n"], refused.value.details["reason"]


def test_the_last_answer_of_a_position_counts_and_may_be_cleared():
    entries = chain(paper(), answered(1, ["a"], 1), answered(2, ["b"], 2), answered(1, [], 3))

    state = replay(paper(), entries, plan())

    assert state.answers == {1: [], 2: ["b"]} == journal.closing_answers(entries)
    assert (state.entries, state.terminal, state.language) == (4, "A-07", "ky")
    assert (state.opened_at, state.deadline, state.how) == (OPENED, OPENED + HOUR, None)


def test_the_first_entry_follows_the_paper():
    entries = chain(paper(), answered(1, ["a"], 1))

    assert entries[0]["prev"] == journal.first_prev(paper()) == digest(paper())
    assert entries[1]["prev"] == digest(entries[0])
    assert journal.head(entries) == digest(entries[1])


def test_a_journal_without_entries_stands_at_its_paper():
    state = replay(paper(), [], plan())

    assert (state.head, state.opened_at, state.deadline, state.paused) == (digest(paper()), None, None, False)


@pytest.mark.parametrize("after", [HOUR, HOUR + GRACE])
def test_an_answer_within_the_grace_counts(after):
    assert replay(paper(), chain(paper(), answered(1, ["a"], after)), plan()).answers == {1: ["a"]}


def test_an_answer_one_millisecond_after_the_grace_breaks_the_journal():
    assert _refused(chain(paper(), answered(1, ["a"], HOUR + GRACE + 1))) == (2, "late")


def test_extensions_and_pauses_move_the_deadline_to_the_millisecond():
    entries = chain(
        paper(),
        given("extended", 1, seconds=300),
        given("paused", 1000),
        given("resumed", 61_001),
        answered(1, ["a"], HOUR + 300_000 + 60_001 + GRACE),
    )

    assert replay(paper(), entries, plan()).deadline == OPENED + HOUR + 300_000 + 60_001


def test_an_extension_noticed_after_the_deadline_shortens_nobody():
    entries = chain(
        paper(), given("extended", HOUR + 60_000, seconds=600), answered(1, ["a"], HOUR + 300_000)
    )

    assert replay(paper(), entries, plan()).answers == {1: ["a"]}


def test_grants_count_into_the_seconds_of_the_opening():
    grants = [{"seconds": 300, "by": "c-1", "reason": "accommodation"}]

    entries = chain(paper(), first=opened(paper(), 3900, grants))

    assert replay(paper(), entries, plan()).deadline == OPENED + HOUR + 300_000
    assert _refused([opened(paper(), 3600, grants)]) == (1, "seconds")


@pytest.mark.parametrize(
    "steps",
    [
        [given("extended", 1, seconds=1801)],
        [given("extended", 1, seconds=900), given("extended", 2, seconds=901)],
        [given("extended", 1, seconds=900), given("paused", 2), given("resumed", 3 + 900_000)],
    ],
)
def test_more_time_than_the_plan_allows_breaks_the_journal(steps):
    assert _refused(chain(paper(), *steps)) == (1 + len(steps), "max_extension")


def test_while_paused_nothing_is_answered_or_handed_in_but_one_may_be_removed():
    paused = given("paused", 5)

    assert _refused(chain(paper(), paused, answered(1, ["a"], 6))) == (3, "paused")
    assert _refused(chain(paper(), paused, closed("handed_in", 6))) == (3, "paused")
    state = replay(paper(), chain(paper(), paused, closed("removed", 9, "i-2", "phone")), plan())
    assert (state.how, state.deadline) == ("removed", OPENED + HOUR + 4)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([given("paused", 1), given("paused", 2)], "paused"),
        ([given("resumed", 1)], "not paused"),
        ([answered(5, ["a"], 1)], "position"),
        ([("remark", {"position": 5, "text_digest": "0" * 64}, 1)], "position"),
        ([("language", {"language": "en"}, 1)], "language"),
        ([given("moved", 1, **{"from": "A-08", "to": "A-09"})], "terminal"),
        ([closed("removed", 1)], "reason"),
        ([closed("absent", 1, "i-2")], "absent after opening"),
        ([closed("time", HOUR + GRACE - 1)], "early"),
        ([closed("handed_in", HOUR + GRACE + 1)], "late"),
        ([answered(1, ["a"], 2), answered(1, ["a"], 1)], "time goes back"),
        ([closed("handed_in", 1), answered(1, ["a"], 2)], "after close"),
        ([closed("handed_in", 1), closed("handed_in", 1)], "after close"),
        ([("answered", {"position": 1, "response": "a"}, 1)], "form"),
        ([("opened", {"terminal": "A", "language": "ky", "seconds": 3600, "grants": []}, 1)], "opened twice"),
    ],
)
def test_what_breaks_a_journal(steps, reason):
    assert _refused(chain(paper(), *steps)) == (1 + len(steps), reason)


def test_nothing_comes_before_the_opening():
    entry = journal.append(paper(), *answered(1, ["a"], OPENED), paper()["code"])

    assert _refused([entry]) == (1, "not opened")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"n": 3}, "number"),
        ({"attempt": "25653650"}, "attempt"),
        ({"prev": "0" * 64}, "prev"),
        ({"x": 1}, "form"),
    ],
)
def test_a_changed_link_is_found(change, reason):
    entries = chain(paper(), answered(1, ["a"], 1))
    entries[1] |= change

    assert _refused(entries) == (2, reason)


def test_a_dropped_a_swapped_and_a_changed_entry_are_found():
    entries = chain(paper(), answered(1, ["a"], 1), answered(2, ["b"], 2))
    changed = [entries[0], {**entries[1], "body": {"position": 1, "response": ["c"]}}, entries[2]]

    assert _refused([entries[0], entries[2]]) == (2, "number")
    assert _refused([entries[1], entries[0]]) == (1, "number")
    assert _refused(changed) == (3, "prev")


def test_a_moved_candidate_works_on_at_the_other_terminal():
    entries = chain(paper(), given("moved", 1, **{"from": "A-07", "to": "B-01"}), answered(1, ["a"], 2))

    assert replay(paper(), entries, plan()).terminal == "B-01"


def test_time_closes_at_the_end_of_the_grace_or_when_noticed():
    for after in (HOUR + GRACE, HOUR + GRACE + 1):
        state = replay(paper(), chain(paper(), closed("time", after)), plan())
        assert (state.how, state.closed_at) == ("time", OPENED + after)


def test_head_lines_stand_by_code():
    journals = [chain(paper("25653650")), chain(paper("08305075"), answered(1, ["a"], 1))]

    lines = journal.head_lines(journals)

    assert [(line["code"], line["n"]) for line in lines] == [("08305075", 2), ("25653650", 1)]
    assert lines[0]["head"] == journal.head(journals[1])


OPTIONS = ["c", "a", "b"]


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", ["a"]),
        ("multiple", ["a", "c"]),
        ("order", ["b", "c", "a"]),
        ("match", ["p:a", "q:a"]),
        ("match", ["q:b"]),
        ("number", ["-0.5"]),
        ("number", ["-0"]),
        ("number", ["999999999999.000001"]),
        ("text", ["Жогорку сот"]),
        ("text", ["x" * 1000]),
        *((kind, []) for kind in ("single", "multiple", "order", "match", "number", "text")),
    ],
)
def test_responses_that_are_taken(kind, response):
    assert journal.check_response(kind, OPTIONS, ["p", "q"], response) == response


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", ["a", "b"]),
        ("single", ["x"]),
        ("single", "a"),
        ("single", [1]),
        ("multiple", ["c", "a"]),
        ("multiple", ["a", "a"]),
        ("order", ["a", "b"]),
        ("order", ["a", "b", "b"]),
        ("match", ["q:a", "p:a"]),
        ("match", ["p:a", "p:b"]),
        ("match", ["r:a"]),
        ("match", ["p:x"]),
        ("match", ["p"]),
        ("number", ["+1"]),
        ("number", ["01"]),
        ("number", ["1e3"]),
        ("number", ["1."]),
        ("number", ["1.0000001"]),
        ("number", ["١"]),
        ("number", ["1\n"]),
        ("text", [""]),
        ("text", ["x" * 1001]),
        ("text", ["и\u0306"]),
        ("text", ["\ud800"]),
    ],
)
def test_responses_that_are_refused(kind, response):
    with pytest.raises(journal.BadResponse):
        journal.check_response(kind, OPTIONS, ["p", "q"], response)


def test_an_answer_that_is_not_on_the_paper_is_found_by_its_entry():
    items = {name: entry(name) for name in ("civil-0", "civil-1", "criminal-0", "criminal-1")}
    journal.check_responses(paper(), chain(paper(), answered(1, ["a"], 1)), items)

    for wrong in (answered(1, ["x"], 1), answered(5, ["a"], 1)):
        with pytest.raises(journal.BadResponse) as refused:
            journal.check_responses(paper(), chain(paper(), wrong), items)
        assert refused.value.details["n"] == 2
