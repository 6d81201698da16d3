"""Every lie an insider with all keys can retell has a check of its own that finds it."""

import json

import pytest

from tests.verifier.forge import Forge
from tests.verifier.ground import canonical
from tests.verifier.lies import FULL, LIES, OTHER
from tests.verifier.loaded import verifier as v
from tests.verifier.prepared import ORIGIN


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return tmp_path_factory.mktemp("bundles") / "evidence.zip"


def failures(path, raw, **held):
    path.write_bytes(raw)
    case = v.verify(path, **held)
    return {flaw.code for flaw in case.report.flaws}


@pytest.mark.parametrize("name", LIES)
def test_every_lie_retold_with_all_keys_is_found_by_its_check(name, table):
    lies, code = LIES[name]
    assert code in failures(table, Forge(lies).pack())


@pytest.mark.parametrize("name", FULL)
def test_every_lie_about_questions_and_persons_is_found_by_its_check(name, table):
    lies, code = FULL[name]
    assert code in failures(table, Forge(lies, disclosure="full").pack())


def test_more_than_forty_checks_are_shown_to_find_something():
    assert len({code for _, code in [*LIES.values(), *FULL.values()]}) >= 100


@pytest.mark.parametrize("stage", ["complete", "for_certification"])
@pytest.mark.parametrize("name", ["announcement", "seal", "results-1"])
def test_an_object_signed_anew_by_the_server_alone_lacks_the_others(name, stage, table):
    bundle = Forge(stage=stage)
    bundle.raw[f"{name}.json"] = canonical(json.loads(bundle.raw[f"{name}.json"]))
    bundle.by[name] = [0]
    bundle.manifest()
    assert "signatures.required" in failures(table, bundle.pack())


def test_a_history_rewritten_whole_is_consistent_but_not_what_outsiders_kept(table):
    true, rewritten_history = Forge(), Forge(seed="another")
    assert failures(table, rewritten_history.pack()) == set()
    found = failures(
        table,
        rewritten_history.pack(),
        anchor=true.of("announcement"),
        notes=[v.read_note(true.checkpoint(2))],
    )
    assert found == {"announcement.anchor", "anchor.root"}


def test_a_ledger_rolled_back_is_shorter_than_what_outsiders_kept(table):
    assert "anchor.size" in failures(
        table, Forge(stage="for_certification").pack(), notes=[v.read_note(Forge().checkpoint())]
    )


def test_a_head_of_another_log_is_not_an_anchor(table):
    note = Forge().checkpoint().replace(ORIGIN.encode(), b"other/log")
    assert "anchor.origin" in failures(table, Forge().pack(), notes=[v.read_note(note)])


def test_a_receipt_tells_of_any_other_journal(table):
    bundle, code = Forge(), Forge().codes[0]
    good, other = bundle.receipt(0), bundle.receipt(0)
    other["receipt"]["head"] = OTHER
    aid = v.finding_aid(good["receipt"]["head"])
    assert failures(table, bundle.pack(), receipt=json.dumps(good)) == set()
    assert failures(table, bundle.pack(), receipt=f"{code} {aid.lower()}") == set()
    assert failures(table, bundle.pack(), receipt=json.dumps(other)) == {
        "receipt.signature",
        "receipt.journal",
    }
    assert failures(table, bundle.pack(), receipt=f"{code} 0000-{aid[5:]}") == {"receipt.journal"}
