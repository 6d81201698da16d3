"""Faults put into the engine alone: the verifier, a process of its own, sees each and nobody can certify."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from exam_engine.protocol import marking, score
from exam_engine.results import computing
from exam_engine.results import services as results
from exam_engine.results.errors import NotAgreed
from exam_engine.results.voting import Motion
from tests.rehearsals import Rehearsal, tiny_plan

Fault = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def _opened(tmp_path_factory):
    scene = Rehearsal(tmp_path_factory.mktemp("scene") / "usual").play(until="open_keys")
    yield scene
    scene.close_files()


@pytest.fixture(scope="module")
def at_the_cut(tmp_path_factory):
    plan = tiny_plan()
    plan["pass"] |= {"cut": 18000, "sections": []}
    scene = Rehearsal(tmp_path_factory.mktemp("scene") / "cut", plan).play(until="open_keys")
    yield scene
    scene.close_files()


@pytest.fixture
def rehearsal(_opened, tmp_path):
    copy = _opened.copied(tmp_path / "copy")
    yield copy
    copy.close_files()


def rounding_at_each_item(patch):
    honest = marking.Marker._settled

    def settled(self: Any, place: str, points: Fraction) -> Fraction:
        return self._rounded(points) if place == "item" else honest(self, place, points)

    patch.setattr(marking.Marker, "_settled", settled)


def rounding_down(patch):
    honest = marking.Marker._rounded

    def rounded(self: Any, points: Fraction) -> Fraction:
        unit = self.plan["rounding"]["unit"]
        return min(honest(self, points), Fraction(points // unit * unit))

    patch.setattr(marking.Marker, "_rounded", rounded)


def penalty_for_an_empty_answer(patch):
    honest = marking.Marker._item

    def item(self: Any, mark: int, code: str, response: list[str]) -> Fraction:
        return honest(self, mark, code, response) if response else Fraction(-self.plan["scoring"]["penalty"])

    patch.setattr(marking.Marker, "_item", item)


def no_penalty_for_a_wrong_answer(patch):
    honest = marking.Marker._item
    patch.setattr(marking.Marker, "_item", lambda *of: max(Fraction(0), honest(*of)))


def partial_counted_as_exact(patch):
    honest = marking.fraction
    patch.setattr(marking, "fraction", lambda kind, _rule, *rest: honest(kind, "exact", *rest))


def folds_forgotten(patch):
    honest = marking.fraction
    forgetful = lambda kind, rule, response, correct, _folds: honest(  # noqa: E731
        kind, rule, response, [text.upper() if kind == "text" else text for text in correct], []
    )
    patch.setattr(marking, "fraction", forgetful)


def floor_of_the_total_instead_of_sections(patch):
    honest = marking.Marker._settled

    def settled(self: Any, place: str, points: Fraction) -> Fraction:
        if place == "section":
            return points
        return honest(self, place, max(Fraction(0), points) if place == "total" else points)

    patch.setattr(marking.Marker, "_settled", settled)


def pretest_items_counted(patch):
    honest = marking.Marker.mark

    def mark(self: Any, paper: Any, answers: Any) -> Any:
        quotas = [quota | {"pretest": False} for quota in self.plan["quotas"]]
        counting = marking.Marker({**self.plan, "quotas": quotas}, self.keys, self.decisions, self.dropped)
        return honest(counting, paper, answers)

    patch.setattr(marking.Marker, "mark", mark)


def section_minimum_ignored(patch):
    patch.setattr(score._Stage, "passes", lambda self, marked: marked.total >= self.cut)


def one_candidate_given_a_point(patch):
    honest = score._line

    def line(one: Any, totals: Any, places: Any) -> Any:
        given = honest(one, totals, places)
        return given | {"total": given["total"] + 1000} if given["rank"] == 3 else given

    patch.setattr(score, "_line", line)


def one_candidate_passed_by_hand(patch):
    honest = score._line

    def line(one: Any, totals: Any, places: Any) -> Any:
        given = honest(one, totals, places)
        return given | {"passed": given["passed"] or given["rank"] == 4}

    patch.setattr(score, "_line", line)


def ties_broken(patch):
    honest = score.candidates

    def candidates(*of: Any) -> Any:
        lines = honest(*of)
        ranked = sorted((line for line in lines if line["rank"]), key=lambda line: line["rank"])
        places = {line["code"]: place for place, line in enumerate(ranked, start=1)}
        return [line | {"rank": places.get(line["code"])} for line in lines]

    patch.setattr(score, "candidates", candidates)


def two_candidates_swapped(patch):
    honest = computing.answers_of

    def answers_of(*of: Any) -> Any:
        given = honest(*of)
        first, second = [code for code, answers in given.items() if answers][:2]
        return given | {first: given[second], second: given[first]}

    patch.setattr(computing, "answers_of", answers_of)


def taken_back_answers_kept(patch):
    honest = computing.journal.closing_answers

    def closing(entries: Any) -> Any:
        return {position: given for position, given in honest(entries).items() if given}

    patch.setattr(computing.journal, "closing_answers", closing)


def absent_scored_as_zero(patch):
    honest = computing.answers_of
    patch.setattr(
        computing, "answers_of", lambda *of: {code: given or {} for code, given in honest(*of).items()}
    )


def a_key_exchanged(patch):
    honest = computing.keys_by_item

    def keys(*of: Any) -> Any:
        opened = honest(*of)
        code = next(code for code, key in opened.items() if key["kind"] == "number")
        return opened | {code: opened[code] | {"correct": ["98", "100"]}}

    patch.setattr(computing, "keys_by_item", keys)


FAULTS: list[Fault] = [
    rounding_at_each_item,
    rounding_down,
    penalty_for_an_empty_answer,
    no_penalty_for_a_wrong_answer,
    partial_counted_as_exact,
    folds_forgotten,
    floor_of_the_total_instead_of_sections,
    pretest_items_counted,
    section_minimum_ignored,
    one_candidate_given_a_point,
    one_candidate_passed_by_hand,
    ties_broken,
    two_candidates_swapped,
    taken_back_answers_kept,
    absent_scored_as_zero,
    a_key_exchanged,
]


def test_an_honest_engine_is_agreed_with(rehearsal):
    rehearsal.compute()

    agreement = rehearsal.agree()

    assert agreement.agreed
    assert agreement.verdict == "consistent"
    assert agreement.differing == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_scoring_fault_of_the_engine_blocks_certification(rehearsal, monkeypatch, fault):
    fault(monkeypatch)
    rehearsal.compute()
    monkeypatch.undo()

    agreement = rehearsal.agree()

    assert not agreement.agreed
    assert set(agreement.differing) - {"bundle"}
    with pytest.raises(NotAgreed):
        rehearsal.certify_as("commissioner-1")


def test_a_cut_off_by_one_thousandth_blocks_certification(at_the_cut, tmp_path, monkeypatch):
    rehearsal = at_the_cut.copied(tmp_path / "copy")
    monkeypatch.setattr(score._Stage, "passes", lambda self, marked: marked.total > self.cut)
    rehearsal.compute()
    monkeypatch.undo()

    agreement = rehearsal.agree()

    assert len(set(agreement.differing) - {"bundle"}) == 1
    with pytest.raises(NotAgreed):
        rehearsal.certify_as("commissioner-1")
    rehearsal.close_files()


@pytest.mark.parametrize("action", ["annul", "accept", "void"])
def test_an_amendment_ignored_by_the_engine_blocks_certification(rehearsal, monkeypatch, action):
    rehearsal.vote(motion(rehearsal, action))
    honest = score.gather
    monkeypatch.setattr(score, "gather", lambda _amendments: honest([]))
    rehearsal.compute()
    monkeypatch.undo()

    agreement = rehearsal.agree()

    assert not agreement.agreed
    with pytest.raises(NotAgreed):
        rehearsal.certify_as("commissioner-1")


def test_a_mended_engine_may_compute_the_disputed_version_again(rehearsal, monkeypatch):
    rounding_down(monkeypatch)
    rehearsal.compute()
    monkeypatch.undo()
    rehearsal.agree()

    rehearsal.compute()

    assert rehearsal.version == 1
    assert rehearsal.agree().agreed
    rehearsal.certify()
    assert results.get_version(rehearsal.session, rehearsal.name, 1).state == "certified"


def motion(rehearsal: Rehearsal, action: str) -> Motion:
    """An amendment that changes somebody's result."""
    wrong_one = rehearsal.codes()[4]
    item = next(
        item
        for item in rehearsal.paper(wrong_one)["items"]
        if rehearsal.bank.keys[item["code"]]["kind"] == "single" and item["quota"] == 1
    )
    if action == "void":
        return Motion("void", "notes were found", candidate=rehearsal.codes()[0])
    if action == "annul":
        return Motion("annul", "the law changed", code=item["code"])
    position = rehearsal.paper(wrong_one)["items"].index(item) + 1
    [given] = rehearsal.answers(wrong_one)[position]
    return Motion("accept", "both readings hold", code=item["code"], correct=(given,))
