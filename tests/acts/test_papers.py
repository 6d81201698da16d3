import io

import pytest
from pypdf import PdfReader

from app.acts import papers
from exam_engine.protocol.receipt import finding_aid
from exam_engine.protocol.seal import NotClosed
from exam_engine.sittings.tables import Attempt
from foundation.errors import NotFound
from tests.app.council.scene import NAME, written


def text_of(document):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


def test_the_list_for_the_wall_has_every_receipt(tmp_path):
    scene = written(tmp_path / "closed")
    text = "".join(text_of(papers.receipts_list(scene.house, NAME)).split())

    with scene.house.reading() as session:
        attempts = session.query(Attempt).all()
    came = [row for row in attempts if row.how != "absent"]
    assert came
    assert all(finding_aid(row.head).replace("-", "") in text.replace("-", "") for row in came)
    assert all(row.code in text for row in attempts)
    scene.house.close()


def test_no_list_is_printed_while_somebody_writes(tmp_path):
    scene = written(tmp_path / "open", is_closed=False)

    with pytest.raises(NotClosed):
        papers.receipts_list(scene.house, NAME)
    scene.house.close()


def test_an_unknown_sitting_has_no_list(house):
    with pytest.raises(NotFound):
        papers.receipts_list(house, "nothing")
