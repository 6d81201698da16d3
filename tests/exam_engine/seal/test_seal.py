import pytest
from sqlalchemy import text, update

from exam_engine import records
from exam_engine.protocol.objects import answers_line
from exam_engine.protocol.seal import NotClosed
from exam_engine.seal import services as sealing
from exam_engine.sittings.tables import Attempt
from foundation import ledger
from foundation.merkle import root


def seal(rehearsal, signers=None):
    signers = signers or [rehearsal.signer("hall"), rehearsal.signer("commissioner", "commissioner-1")]
    return sealing.seal(
        rehearsal.session, rehearsal.name, signers=signers, actor="commissioner-1", now=rehearsal.now
    )


def test_an_open_hall_cannot_be_sealed(rehearsal):
    rehearsal.play(until="sit")

    with pytest.raises(NotClosed):
        seal(rehearsal)


def test_the_seal_binds_every_register_code_and_counts_how_each_ended(rehearsal):
    rehearsal.play(until="close")

    seal(rehearsal)

    attempts = rehearsal.session.query(Attempt).order_by(Attempt.code).all()
    leaves = [
        answers_line(code=row.code, head=row.head, entries=row.n, closed_at=row.closed_at, how=row.how)
        for row in attempts
    ]
    sealed = rehearsal.object("seal.json")
    assert sealed["answers_root"] == root(leaves)
    assert sealed["attempts"] == {"registered": 8, "handed_in": 3, "time": 3, "removed": 0, "absent": 2}
    assert sealed["heads"] == len(ledger.entries(rehearsal.session, act="heads"))


def test_incidents_are_bound_by_digest_and_their_texts_stay_inside(rehearsal):
    rehearsal.play(until="close")

    seal(rehearsal)

    [incident] = rehearsal.object("incidents.json")["incidents"]
    assert incident["kind"] == "illness"
    assert "Was given water." not in str(incident)
    assert len(incident["text_digest"]) == 64


def test_a_sealed_sitting_has_a_ledger_entry_and_the_signatures_of_hall_and_commissioner(rehearsal):
    rehearsal.play(until="close")

    digest = seal(rehearsal)

    [entry] = ledger.entries(rehearsal.session, act="sealed")
    roles = {line["role"] for line in records.signatures(rehearsal.session, rehearsal.name)}
    assert entry["object"] == digest
    assert {"hall", "commissioner"} <= roles
    assert records.get_sitting(rehearsal.session, rehearsal.name).state == "sealed"


def test_the_hall_alone_cannot_seal(rehearsal):
    rehearsal.play(until="close")

    with pytest.raises(sealing.SignersMissing):
        seal(rehearsal, [rehearsal.signer("hall")])


def test_a_journal_that_no_heads_cover_cannot_be_sealed(rehearsal):
    rehearsal.play(until="close")
    first = rehearsal.codes()[0]
    rehearsal.session.execute(text("DROP TRIGGER ledger_entry_no_update"))
    moved = update(ledger.LedgerEntry).where(ledger.LedgerEntry.act == "heads").values(act="other")
    rehearsal.session.execute(moved)

    with pytest.raises(sealing.NotCovered) as refused:
        seal(rehearsal)

    assert first in refused.value.details["codes"]


def test_a_sitting_is_sealed_once(rehearsal):
    rehearsal.play(until="seal")

    with pytest.raises(NotClosed):
        seal(rehearsal)
