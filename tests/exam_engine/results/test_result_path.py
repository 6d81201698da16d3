import pytest

from exam_engine.ceremony import services as ceremony
from exam_engine.results import services as results
from exam_engine.results.errors import (
    BadAmendment,
    BadSignature,
    CampaignOpen,
    KeyDoesNotOpen,
    KeysClosed,
    NotAgreed,
    NotCarried,
    NotCertified,
    NotDecoded,
    NothingVoted,
    NotNewest,
    NotSealed,
    OtherPackage,
    OtherReport,
    SamePerson,
    TooLateToCorrect,
)
from exam_engine.results.voting import Motion
from foundation import ledger
from foundation.canonical import canonical, instant, parse
from tests.rehearsals import DRAW_DAY, PEOPLE


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    from tests.rehearsals import Rehearsal

    scene = Rehearsal(tmp_path_factory.mktemp("scene") / "usual").play(until="agree")
    yield scene
    scene.close_files()


@pytest.fixture
def agreed(played, tmp_path):
    copy = played.copied(tmp_path / "copy")
    copy.report = played.report
    yield copy
    copy.close_files()


def open_with(rehearsal, package):
    results.open_keys(rehearsal.session, rehearsal.name, package, actor="commissioner-1", now=rehearsal.now)


def changed_package(rehearsal, change):
    value = parse(rehearsal.bank.package)
    drawn = {item["code"] for code in rehearsal.codes() for item in rehearsal.paper(code)["items"]}
    opening = next(
        one for one in value["openings"] if one["code"] in drawn and one["key"]["kind"] == "number"
    )
    change(value, opening)
    return canonical(value)


def test_no_key_is_opened_before_the_seal(rehearsal):
    rehearsal.play(until="close")

    with pytest.raises(NotSealed):
        rehearsal.open_keys()


def test_no_key_is_opened_while_a_sitting_that_shares_the_items_is_not_sealed(rehearsal):
    rehearsal.play(until="seal")
    ceremony.plan_sitting(
        rehearsal.session,
        name="second-day",
        campaign="spring",
        plan=rehearsal.plan,
        release_root=rehearsal.bank.root,
        place="Osh",
        starts_at=DRAW_DAY,
        not_before=DRAW_DAY,
        now=rehearsal.now,
    )

    with pytest.raises(CampaignOpen) as refused:
        rehearsal.open_keys()

    assert refused.value.details == {"sittings": ("second-day",)}


def test_keys_are_opened_for_drawn_items_only(rehearsal):
    rehearsal.play(until="open_keys")

    opened = {opening["code"] for opening in rehearsal.object("keys.json")["openings"]}
    codes = rehearsal.object("register.json")["codes"]
    assert opened == {item["code"] for code in codes for item in rehearsal.paper(code)["items"]}


def test_a_key_changed_after_the_release_stops_everything(rehearsal):
    rehearsal.play(until="seal")
    package = changed_package(rehearsal, lambda _value, opening: opening["key"].update(correct=["3.5", "5"]))

    with pytest.raises(KeyDoesNotOpen):
        open_with(rehearsal, package)


def test_a_key_withheld_stops_everything(rehearsal):
    rehearsal.play(until="seal")
    package = changed_package(rehearsal, lambda value, opening: value["openings"].remove(opening))

    with pytest.raises(KeyDoesNotOpen):
        open_with(rehearsal, package)


@pytest.mark.parametrize("package", [b"", b"{}", b"[1]", b'{"type":"taraza/keys-package/1"}'])
def test_another_file_is_not_the_keys_package(rehearsal, package):
    rehearsal.play(until="seal")

    with pytest.raises(OtherPackage):
        open_with(rehearsal, package)


def test_keys_are_opened_once(rehearsal):
    rehearsal.play(until="open_keys")

    with pytest.raises(KeysClosed):
        rehearsal.open_keys()


def test_nothing_is_computed_before_the_keys_are_open(rehearsal):
    rehearsal.play(until="seal")

    with pytest.raises(KeysClosed):
        rehearsal.compute()


def test_results_nobody_verified_cannot_be_certified(rehearsal):
    rehearsal.play(until="compute")

    with pytest.raises(NotAgreed):
        rehearsal.certify_as("commissioner-1")


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(version=2),
        lambda found: found.update(digest="0" * 64),
        lambda found: found.pop("candidates"),
    ],
)
def test_a_report_about_something_else_is_refused(played, tmp_path, change):
    rehearsal = played.copied(tmp_path / "copy")
    found = dict(played.report["results"])
    change(found)

    with pytest.raises(OtherReport):
        results.record_agreement(
            rehearsal.session,
            rehearsal.name,
            1,
            {"verdict": "consistent", "results": found},
            actor="office",
            now=rehearsal.now,
        )
    rehearsal.close_files()


def test_a_candidate_missing_from_the_report_is_a_difference():
    line = {"code": "1", "status": "absent", "sections": None, "total": None, "maximum": None}
    line |= {"rank": None, "passed": False}

    assert results.compare([line], [], "consistent").differing == ("1",)
    assert results.compare([line], [line, line], "consistent").differing == ("bundle",)
    assert results.compare([line], [line], "FALSE").differing == ("bundle",)
    assert results.compare([line], [line | {"passed": 0}], "consistent").differing == ("1",)
    assert results.compare([line], [line], "consistent").agreed


def test_two_people_with_their_own_keys_certify(agreed):
    agreed.certify()

    row = results.get_version(agreed.session, agreed.name, 1)
    entries = ledger.entries(agreed.session, act="certified")
    assert row.state == "certified"
    assert [entry["actor"] for entry in entries] == ["commissioner-1", "commissioner-2"]
    assert {entry["object"] for entry in entries} == {row.digest}


def test_one_person_cannot_certify_twice(agreed):
    agreed.certify_as("commissioner-1")

    with pytest.raises(SamePerson):
        agreed.certify_as("commissioner-1", holder="commissioner-2")


def test_two_people_cannot_certify_with_one_key(agreed):
    agreed.certify_as("commissioner-1")

    with pytest.raises(SamePerson):
        agreed.certify_as("commissioner-2", holder="commissioner-1")


@pytest.mark.parametrize("change", [{"role": "office"}, {"digest": "0" * 64}, {"signature": "0" * 128}])
def test_a_line_that_is_no_commissioners_signature_is_refused(agreed, change):
    row = results.get_version(agreed.session, agreed.name, 1)
    line = agreed.signer("commissioner", "commissioner-1")(row.file, agreed.object(row.file), row.digest)

    with pytest.raises(BadSignature):
        results.certify(
            agreed.session,
            agreed.name,
            1,
            commissioner="commissioner-1",
            signature=line | change,
            now=agreed.now,
        )


def test_the_offices_key_certifies_nothing(agreed):
    row = results.get_version(agreed.session, agreed.name, 1)
    line = agreed.signer("office")(row.file, agreed.object(row.file), row.digest)

    with pytest.raises(BadSignature):
        results.certify(
            agreed.session,
            agreed.name,
            1,
            commissioner="commissioner-1",
            signature=line | {"role": "commissioner"},
            now=agreed.now,
        )


def test_no_name_is_opened_before_certification(agreed):
    with pytest.raises(NotCertified):
        agreed.decode()


def test_decoding_opens_every_person_and_is_recorded_without_names(agreed):
    agreed.certify()

    opened = agreed.decode()

    names = {opening["person"]["name"] for opening in opened["openings"]}
    assert {name for name, _number in PEOPLE} < names
    assert len(ledger.entries(agreed.session, act="decoded")) == 1
    assert not any(name in str(ledger.entries(agreed.session)) for name in names)


def test_decoding_twice_is_one_act(agreed):
    agreed.certify()

    assert agreed.decode() == agreed.decode()
    assert len(ledger.entries(agreed.session, act="decoded")) == 1


def test_results_are_published_after_decoding(agreed):
    agreed.certify()

    with pytest.raises(NotDecoded):
        agreed.publish()


def test_a_second_version_needs_a_vote(agreed):
    agreed.certify()

    with pytest.raises(NothingVoted):
        agreed.compute()


def test_a_correction_makes_a_second_version_that_the_verifier_follows(agreed):
    agreed.certify()
    agreed.decode()
    agreed.publish()
    best = agreed.codes()[0]
    agreed.vote(Motion("void", "notes were found", candidate=best))

    agreed.compute(reason="decision 7")
    assert agreed.agree().agreed
    agreed.certify()
    agreed.publish()

    first, second = results.versions(agreed.session, agreed.name)
    value = agreed.object("results-2.json")
    assert (first.state, second.state) == ("superseded", "published")
    assert value["previous"] == first.digest
    assert agreed.line(best)["status"] == "void"
    assert best in {change["code"] for change in value["changes"]}
    assert agreed.verify(agreed.bundle("complete"))["verdict"] == "consistent"


def test_the_next_version_waits_until_the_present_one_is_certified(agreed):
    agreed.vote(Motion("void", "notes were found", candidate=agreed.codes()[0]))

    with pytest.raises(NotCertified):
        agreed.compute()


def test_an_older_version_can_no_longer_be_certified(agreed):
    agreed.certify()
    agreed.vote(Motion("void", "notes were found", candidate=agreed.codes()[0]))
    agreed.compute()

    row = results.get_version(agreed.session, agreed.name, 1)
    line = agreed.signer("commissioner", "commissioner-1")(row.file, agreed.object(row.file), row.digest)
    with pytest.raises(NotNewest):
        results.certify(
            agreed.session,
            agreed.name,
            1,
            commissioner="commissioner-1",
            signature=line,
            now=agreed.now,
        )


def test_a_vote_that_did_not_carry_amends_nothing(agreed):
    with pytest.raises(NotCarried):
        agreed.vote(Motion("void", "notes were found", candidate=agreed.codes()[0]), 3, 3)

    assert results.voted(agreed.session, agreed.name) == []


def test_after_the_plans_last_instant_nothing_is_amended(agreed):
    agreed.clock.at = instant(agreed.plan["correct_until"]) + 1

    with pytest.raises(TooLateToCorrect):
        agreed.vote(Motion("void", "notes were found", candidate=agreed.codes()[0]))


@pytest.mark.parametrize(
    "motion",
    [
        Motion("annul", "no such item", code="civil-999"),
        Motion("void", "no such candidate", candidate="00000000"),
        Motion("annul", "no item named"),
        Motion("accept", "no key named", code="civil-001"),
    ],
)
def test_an_amendment_that_names_nothing_is_refused(agreed, motion):
    with pytest.raises(BadAmendment):
        agreed.vote(motion)


def test_a_late_answer_counts_only_for_an_incident_and_a_response_of_the_paper(agreed):
    code = agreed.codes()[2]
    item = agreed.paper(code)["items"][0]
    key = agreed.bank.keys[item["code"]]

    with pytest.raises(BadAmendment):
        agreed.vote(Motion("count_late", "cable", candidate=code, position=1, response=("zz",), incident=1))
    with pytest.raises(BadAmendment):
        agreed.vote(Motion("count_late", "cable", candidate=code, position=1, response=("zz",), incident=9))
    with pytest.raises(BadAmendment):
        agreed.vote(Motion("count_late", "cable", candidate=code, position=99, response=("zz",), incident=1))
    response = ("3.7",) if key["kind"] == "number" else tuple(key["correct"])
    agreed.vote(Motion("count_late", "cable", candidate=code, position=1, response=response, incident=1))
    agreed.certify()
    agreed.compute(reason="a late answer")

    assert agreed.line(code)["total"] > 0
    assert agreed.agree().agreed


def test_the_vote_stands_in_the_ledger_before_its_effect_is_computed(agreed):
    agreed.certify()
    agreed.vote(Motion("void", "notes were found", candidate=agreed.codes()[0]))
    agreed.compute()

    acts = [entry["act"] for entry in ledger.entries(agreed.session, sitting=agreed.name)]
    assert acts.index("voted") < len(acts) - 1 - acts[::-1].index("computed")


def test_a_document_is_superseded_by_the_next_of_its_kind_and_code(agreed):
    def issue(content, serial):
        return results.issue(
            agreed.session,
            agreed.name,
            content,
            serial=serial,
            kind="sheet-ky",
            code="03274097",
            version=1,
            actor="office",
            now=agreed.now,
        )

    first, second = issue(b"one", "R-1"), issue(b"two", "R-2")

    assert (first.superseded_by, second.superseded_by) == ("R-2", None)
    assert results.content(agreed.session, agreed.name, "R-1") == b"one"
    assert results.find_by_sha256(agreed.session, second.sha256).serial == "R-2"
