import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.acts import scoring
from app.public import shown
from exam_engine import records
from exam_engine.protocol.receipt import compact, finding_aid
from exam_engine.protocol.receipt import receipt as receipt_of
from exam_engine.results import services as results
from exam_engine.sittings import store
from exam_engine.sittings.tables import Attempt
from foundation.canonical import canonical
from foundation.custody import KeyRing
from reports.evidence import verify_with
from tests.rehearsals import NAME, PEOPLE

GENUINE = "This receipt is genuine."
NONE = "There is no such receipt."


def an_attempt(house) -> Attempt:
    with house.reading() as session:
        return next(row for row in session.query(Attempt).order_by(Attempt.code) if row.how == "handed_in")


def qr(house, attempt: Attempt, **changes) -> str:
    with house.reading() as session:
        value = receipt_of(NAME, store.journal(session, NAME, attempt.code)) | changes
    ring = KeyRing(house.settings.instance / "keys")
    line = ring.find("hall")
    return compact(line.key, value, ring.sign(line.key, canonical(value)).hex())


def check(client, code: str, letters: str) -> str:
    return client.post("/check/receipt", data={"code": code, "letters": letters}).text


def sheet_of(house, serial: str) -> bytes:
    with house.reading() as session:
        return results.content(session, NAME, serial)


def serial_of(house, kind: str = "sheet-ru") -> str:
    with house.reading() as session:
        return next(row.serial for row in results.issued(session, NAME) if row.kind == kind)


def check_file(client, document: bytes) -> str:
    # In a thread of its own: a browser of other tests may hold this one's event loop.
    data = {"file": (io.BytesIO(document), "sheet.pdf")}
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(client.post, "/check/sheet", data=data).result().text


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize(
    "path", ["/", "/sittings", f"/sittings/{NAME}", "/check", f"/sittings/{NAME}/qr.svg"]
)
def test_every_public_page_opens_without_an_account(client, path, language):
    assert client.get(f"{path}?language={language}").status_code == 200


def test_no_public_page_holds_a_name(client, house):
    serial = serial_of(house)
    pages = [
        client.get(path).text
        for path in ("/", "/sittings", f"/sittings/{NAME}", f"/check/sheet/{NAME}/{serial}")
    ]
    pages.append(check_file(client, sheet_of(house, serial)))

    assert [name for name, _number in PEOPLE if any(name.split()[0] in page for page in pages)] == []


def test_results_stand_by_code_with_points(client, house):
    page = client.get(f"/sittings/{NAME}").text
    code = an_attempt(house).code

    assert f"{code[:4]} {code[4:]}" in page
    assert page.count("exam passed") + page.count("exam not passed") > 0


def test_a_small_group_has_no_list(app, house):
    with app.app_context(), house.reading() as session:
        found = shown.shown(session, NAME)

    assert found.listed
    assert not replace(found, plan=found.plan | {"min_group": len(found.sat) + 1}).listed


def test_a_receipt_is_found_however_it_is_typed(client, house):
    attempt = an_attempt(house)
    aid = finding_aid(attempt.head)

    for code, letters in [
        (attempt.code, aid),
        (f"{attempt.code[:4]} {attempt.code[4:]}", aid.lower().replace("-", "")),
        (attempt.code.replace("0", "O").replace("1", "l"), aid.replace("0", "o").replace("1", "I")),
        (f" {attempt.code} ", aid.replace("-", " ")),
    ]:
        assert GENUINE in check(client, code, letters)


def test_one_other_character_is_no_receipt(client, house):
    attempt = an_attempt(house)
    aid = finding_aid(attempt.head)
    other = ("2" if aid[0] != "2" else "3") + aid[1:]

    assert NONE in check(client, attempt.code, other)
    assert NONE in check(client, "00000000", aid)


@pytest.mark.parametrize(
    ("code", "letters"), [("", "AAAA"), ("12345678", "AAAA-BBBB"), ("12345678", "!" * 16)]
)
def test_what_cannot_be_a_receipt_is_named_and_stays_in_the_form(client, code, letters):
    answer = client.post("/check/receipt", data={"code": code, "letters": letters})

    assert answer.status_code == 422
    assert f'value="{letters}"' in answer.text


def test_the_text_of_a_qr_is_the_full_proof(client, house):
    attempt = an_attempt(house)

    assert GENUINE in client.post("/check/receipt-text", data={"text": f"\n{qr(house, attempt)} "}).text


def test_a_qr_that_was_tampered_with_bears_no_signature(client, house):
    attempt = an_attempt(house)
    value = json.loads(qr(house, attempt))
    value["receipt"]["answered"] += 1

    text = client.post("/check/receipt-text", data={"text": canonical(value).decode()}).text

    assert "does not bear the hall" in text


def test_a_signed_receipt_of_other_answers_is_called_proof(client, house):
    attempt = an_attempt(house)

    text = client.post("/check/receipt-text", data={"text": qr(house, attempt, head="0" * 64)}).text

    assert "but other answers are recorded" in text


def test_a_text_that_is_no_qr_is_refused(client):
    answer = client.post("/check/receipt-text", data={"text": "{}"})

    assert answer.status_code == 422
    assert "This is not the text of a receipt" in answer.text


def test_a_sheet_is_genuine_and_with_one_flipped_byte_it_is_not(client, house):
    document = sheet_of(house, serial_of(house))
    flipped = bytearray(document)
    flipped[len(flipped) // 3] ^= 1

    assert "This document is genuine and current." in check_file(client, document)
    assert "whole and known" in check_file(client, document)
    assert "This document is not genuine" in check_file(client, bytes(flipped))


def test_a_strange_file_was_not_issued_here(client):
    assert "This document is not genuine: it was not issued here." in check_file(
        client, b"%PDF-1.7 something"
    )


def test_no_file_is_asked_for(client):
    answer = client.post("/check/sheet", data={})

    assert answer.status_code == 422
    assert "Choose the PDF file" in answer.text


def test_a_replaced_sheet_says_so_by_file_and_by_number(client, house):
    serial = serial_of(house)
    document = sheet_of(house, serial)
    with house.writing() as session:
        row = next(row for row in results.issued(session, NAME) if row.serial == serial)
        results.issue(
            session, NAME, document + b"%", serial="S2", kind=row.kind, code=row.code, version=1,
            actor="office", now=house.clock(),
        )  # fmt: skip

    assert "This document was replaced on" in check_file(client, document)
    assert "This document was replaced on" in client.get(f"/check/sheet/{NAME}/{serial}").text


def test_the_number_of_a_sheet_leads_to_what_it_must_show(client, house):
    serial = serial_of(house)

    page = client.get(f"/check/sheet/{NAME}/{serial}").text
    lead = client.get(f"/check/sheet/{serial}")

    assert "What the sheet must show" in page
    assert lead.headers["Location"].endswith(f"/check/sheet/{NAME}/{serial}")
    assert client.get(f"/check/sheet/{NAME}/S9").status_code == 404


def test_the_public_evidence_passes_the_verifier_and_holds_no_texts_or_names(client, house, tmp_path):
    bundle = tmp_path / "evidence.zip"
    with client.get(f"/sittings/{NAME}/evidence.zip") as answer:
        bundle.write_bytes(answer.data)
    with client.get(f"/sittings/{NAME}/evidence.zip") as answer:
        again = answer.data
    with house.reading() as session:
        anchor = records.digest_in(session, NAME, "announcement.json")

    report = verify_with(scoring.VERIFIER, bundle, announcement=anchor)

    assert report["verdict"] in {"consistent", "genuine"}
    assert again == bundle.read_bytes()
    assert not {"contents.json", "persons.json"} & set(zipfile.ZipFile(bundle).namelist())


def test_the_verifier_is_given_as_it_is(client):
    assert client.get("/check/taraza_verify.py").data == scoring.VERIFIER.read_bytes()


def test_a_planned_sitting_is_not_public(client, house):
    with house.writing() as session:
        row = records.get_sitting(session, NAME)
        session.add(
            records.Sitting(
                name="secret-1", campaign="c", state="planned", mode=row.mode, origin=None,
                release_root=row.release_root, place="p", starts_at=row.starts_at,
                not_before=row.not_before, created_at=row.created_at, paused_at=None,
            )
        )  # fmt: skip

    assert client.get("/sittings/secret-1").status_code == 404
    assert "secret-1" not in client.get("/sittings").text
