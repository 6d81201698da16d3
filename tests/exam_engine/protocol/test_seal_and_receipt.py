import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.protocol import objects, receipt, seal
from foundation.canonical import digest
from tests.exam_engine.protocol.samples import CODES, OPENED, ZEROS, answered, chain, closed, paper

ABSENT = [
    objects.entry(
        attempt=CODES[1],
        n=1,
        at=OPENED,
        kind="closed",
        body={"how": "absent", "by": "i-2", "reason": None},
        prev=digest(paper(CODES[1])),
    )
]


def _journal():
    return chain(
        paper(), answered(1, ["a"], 1), answered(2, ["b"], 2), answered(1, [], 3), closed("handed_in", 9)
    )


def test_a_seal_counts_how_every_attempt_ended():
    lines = [seal.answers_line(_journal()), seal.answers_line(ABSENT)]
    drawn = objects.draw(
        sitting="s", announcement_digest=ZEROS, at=OPENED, entropy="1", read_by=["i-2", "i-1"],
        papers_root=ZEROS, shares=[ZEROS], seed=ZEROS,
    )  # fmt: skip

    made = seal.seal(
        sitting="s", draw=drawn, lines=lines, incidents=objects.incidents("s", []), heads=3, at=OPENED
    )

    assert objects.check(made, "seal") == made
    assert made["attempts"] == {"registered": 2, "handed_in": 1, "time": 0, "removed": 0, "absent": 1}
    assert made["draw_digest"] == digest(objects.check(drawn))


def test_an_open_journal_cannot_be_sealed():
    with pytest.raises(seal.NotClosed) as refused:
        seal.answers_line(_journal()[:-1])

    assert refused.value.details == {"code": CODES[0]}


def test_a_receipt_counts_positions_with_a_closing_answer():
    made = receipt.receipt("s", _journal())

    assert objects.check(made, "receipt") == made
    assert (made["entries"], made["answered"], made["head"]) == (5, 1, digest(_journal()[-1]))


def test_the_text_of_a_receipt_is_read_back():
    made = receipt.receipt("s", _journal())

    text = receipt.compact("0" * 64, made, "0" * 128)

    assert receipt.parse(text) == {"key": "0" * 64, "receipt": made, "signature": "0" * 128}
    assert len(text) < 600


@pytest.mark.parametrize("text", ["", "{}", "[]", "x" * 5000, "\ud800", '{"key":1}', "null", "NaN"])
def test_a_text_that_is_no_receipt_is_refused(text):
    with pytest.raises(receipt.BadReceipt):
        receipt.parse(text)


@given(st.binary(min_size=32, max_size=32))
def test_a_finding_aid_is_read_back_however_it_is_typed(head):
    aid = receipt.finding_aid(head.hex())

    assert receipt.read_finding_aid(aid) == aid
    assert receipt.read_finding_aid(aid.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == aid


@pytest.mark.parametrize("text", ["", "MK0T-ZNPZ-2W8K-FAM", "MK0T-ZNPZ-2W8K-FAMU", "МК0Т-ZNPZ-2W8K-FAMJ"])
def test_what_is_no_finding_aid(text):
    with pytest.raises(receipt.BadReceipt):
        receipt.read_finding_aid(text)
