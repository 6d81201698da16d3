import io
import json
import zipfile

import pytest

from app.council import acts
from tests.app.council.conftest import aside, clients
from tests.app.council.scene import NAME, Scene

PAGE = f"/council/{NAME}"


@pytest.fixture(scope="module")
def finished(_published: Scene, tmp_path_factory) -> Scene:
    scene = _published.copied(tmp_path_factory.mktemp("council") / "finished")
    say = {"actor": "commissioner-1", "tell": lambda _done, _whole: None}
    aside(lambda: acts.issue_documents(scene.house, NAME, 1, **say))
    return scene


def members(client, path: str) -> dict[str, bytes]:
    with client.get(f"{PAGE}/{path}") as answer, zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_at_most_five_things_are_offered_and_all_as_one(finished):
    page = clients(finished)("council").get(f"{PAGE}/files").text

    assert page.count('<li class="card-plain">') == 5
    assert "Everything as one ZIP" in page


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("protocol.pdf", b"%PDF"),
        ("protocol-ru.pdf", b"%PDF"),
        ("results.xlsx", b"PK"),
        ("results.csv", b"\xef\xbb\xbf"),
        ("sheets.zip", b"PK"),
        ("evidence-full.zip", b"PK"),
        ("evidence-public.zip", b"PK"),
        ("trust-root.pem", b"-----BEGIN CERTIFICATE"),
        ("all.zip", b"PK"),
    ],
)
def test_every_file_comes_under_a_plain_name(finished, name, begins):
    with clients(finished)("council").get(f"{PAGE}/files/{name}") as answer:
        assert answer.status_code == 200
        assert answer.data.startswith(begins)
        assert name in answer.headers["Content-Disposition"]


def test_every_candidate_has_a_sheet_in_both_languages(finished):
    sheets = members(clients(finished)("council"), "files/sheets.zip")

    assert set(sheets) == {
        f"{code}-{language}.pdf" for code in finished.codes().values() for language in ("ky", "ru")
    }


def test_names_and_contents_are_in_the_full_evidence_only(finished):
    client = clients(finished)("council")

    full = members(client, "files/evidence-full.zip")
    public = members(client, "files/evidence-public.zip")

    assert {"persons.json", "contents.json"} <= set(full)
    assert not {"persons.json", "contents.json"} & set(public)
    assert json.loads(public["manifest.json"])["disclosure"] == "replay"
    assert not any(name.encode() in content for name in finished.codes() for content in public.values())


def test_a_sheet_is_taken_from_the_candidates_page(finished):
    client = clients(finished)("council")
    code = finished.codes()["Асанова Айгүл"]
    page = client.get(f"{PAGE}/candidate/{code}").text

    assert f"{PAGE}/sheet/S1-{code}-ru" in page
    assert client.get(f"{PAGE}/sheet/S1-{code}-ru").data.startswith(b"%PDF")


def test_pressing_twice_issues_every_document_once(finished, tmp_path):
    copy = finished.copied(tmp_path / "copy")
    before = len(list((copy.folder / "council" / NAME).iterdir()))

    clients(copy)("office").post(f"{PAGE}/documents")

    assert len(list((copy.folder / "council" / NAME).iterdir())) == before
    copy.house.close()


@pytest.mark.parametrize("name", ["../keys.db", "..%2f..%2fkeys.db", "nothing.pdf", "."])
def test_no_other_file_can_be_asked_for(finished, name):
    assert clients(finished)("council").get(f"{PAGE}/files/{name}").status_code == 404


def test_who_has_no_right_takes_nothing(finished):
    code = finished.codes()["Асанова Айгүл"]

    for person in ("office", "custodian-1", "invigilator-1", "observer", "admin"):
        client = clients(finished)(person)
        assert client.get(f"{PAGE}/files/results.csv").status_code == 403
        assert client.get(f"{PAGE}/sheet/S1-{code}-ru").status_code == 403


def test_before_the_documents_are_made_the_page_says_so(published):
    client = clients(published)("council")

    assert "have not been made yet" in client.get(f"{PAGE}/files").text
    assert client.get(f"{PAGE}/files/results.csv").status_code == 409


def test_a_commissioner_may_check_the_evidence_before_signing(agreed):
    client = clients(agreed)("commissioner-1")

    taken = members(client, "evidence-for-certification.zip")

    assert json.loads(taken["manifest.json"])["stage"] == "for_certification"
    assert clients(agreed)("council").get(f"{PAGE}/evidence-for-certification.zip").status_code == 403
