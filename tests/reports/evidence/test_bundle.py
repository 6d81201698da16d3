import hashlib
import json
import zipfile

import pytest

from foundation.canonical import canonical
from reports.evidence import NotReady, VerifierFailed, verify_with
from tests.rehearsals import PEOPLE, VERIFIER, Rehearsal


@pytest.fixture(scope="module")
def _published(tmp_path_factory):
    scene = Rehearsal(tmp_path_factory.mktemp("scene") / "usual").play()
    yield scene
    scene.close_files()


@pytest.fixture
def published(_published, tmp_path):
    copy = _published.copied(tmp_path / "copy")
    yield copy
    copy.close_files()


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verdicts(report, verdict):
    return {check["code"] for check in report["checks"] if check["verdict"] == verdict}


@pytest.mark.parametrize("disclosure", ["replay", "sealed", "full"])
def test_a_complete_bundle_holds_under_every_disclosure(published, disclosure):
    report = published.verify(published.bundle("complete", disclosure))

    assert verdicts(report, "failed") == set()
    assert report["verdict"] == "consistent"


def test_with_the_printed_announcement_and_the_last_checkpoint_it_is_genuine(published, tmp_path):
    bundle = published.bundle("complete", "replay")
    last = max((int(name[12:-4]), name) for name in read(bundle) if name.startswith("checkpoints/"))[1]
    kept = tmp_path / "kept.txt"
    kept.write_bytes(read(bundle)[last])

    report = published.verify(
        bundle,
        announcement=hashlib.sha256(canonical(published.object("announcement.json"))).hexdigest(),
        checkpoint=kept,
    )

    assert verdicts(report, "failed") == set()
    assert report["verdict"] == "genuine"


def test_another_announcement_than_the_printed_one_is_found(published):
    report = published.verify(published.bundle("complete", "replay"), announcement="0" * 64)

    assert report["verdict"] == "FALSE"
    assert "announcement.anchor" in verdicts(report, "failed")


def test_the_same_database_gives_the_same_bytes(published, tmp_path):
    first = published.bundle("complete", "full", persons=True).read_bytes()

    assert published.bundle("complete", "full", persons=True).read_bytes() == first


def test_the_manifest_lists_every_member_with_its_bytes(published):
    members = read(published.bundle("complete", "replay"))

    listed = json.loads(members["manifest.json"])["files"]
    assert {line["name"] for line in listed} == members.keys() - {"manifest.json", "signatures.json"}
    for line in listed:
        assert line["size"] == len(members[line["name"]])
        assert line["sha256"] == hashlib.sha256(members[line["name"]]).hexdigest()


def test_the_public_bundle_holds_no_text_of_a_question_and_no_name(published):
    members = read(published.bundle("complete", "replay"))

    whole = b"".join(members.values()).decode()
    assert not {"contents.json", "persons.json"} & members.keys()
    assert not any(name in whole for name, _number in PEOPLE)
    assert '"stem"' not in whole


def test_a_sealed_bundle_holds_neither_papers_nor_answers_nor_keys(published):
    names = read(published.bundle("complete", "sealed")).keys()

    assert not any(name.startswith(("papers/", "journals/")) for name in names)
    assert not {"keys.json", "plan.json", "release.json", "register.json", "draw.json"} & names


def test_only_the_commissions_bundle_holds_persons_and_only_when_asked(published):
    assert "persons.json" not in read(published.bundle("complete", "full"))
    with_persons = published.bundle("complete", "full", persons=True)

    assert "persons.json" in read(with_persons)
    assert published.verify(with_persons)["verdict"] == "consistent"


def test_a_bundle_explains_itself_in_three_languages(published):
    text = read(published.bundle("complete", "replay"))["README.txt"].decode()

    assert "ЭКЗАМЕНДИН ДАЛИЛДЕРИ" in text
    assert "ДОКАЗАТЕЛЬСТВА ЭКЗАМЕНА" in text
    assert "EVIDENCE OF AN EXAM" in text
    assert published.name in text


def test_nothing_is_complete_before_certification_and_decoding(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="agree")

    with pytest.raises(NotReady) as early:
        scene.bundle("complete")
    scene.certify()
    with pytest.raises(NotReady) as undecoded:
        scene.bundle("complete")

    assert early.value.details["reason"] == "not certified"
    assert undecoded.value.details["reason"] == "not decoded"
    scene.close_files()


def test_nothing_is_built_before_results_are_computed(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="open_keys")

    with pytest.raises(NotReady):
        scene.bundle()
    scene.close_files()


def test_before_certification_the_newest_results_are_unsigned(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="agree")
    scene.certify_as("commissioner-1")

    members = read(scene.bundle())

    signed = {line["object"] for line in json.loads(members["signatures.json"])["signatures"]}
    assert signed == {"announcement.json", "seal.json", "manifest.json"}
    assert "documents.json" not in members
    scene.close_files()


def test_a_changed_answer_is_found_by_the_verifier(published, tmp_path):
    members = read(published.bundle("complete", "replay"))
    name = next(
        name for name in sorted(members) if name.startswith("journals/") and b"answered" in members[name]
    )
    members[name] = members[name].replace(b'"position":1,', b'"position":2,')
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)

    report = published.verify(changed)

    assert report["verdict"] == "FALSE"
    assert any(code.startswith("journal.") for code in verdicts(report, "failed"))


def test_a_verifier_that_gives_no_report_is_no_agreement(published, tmp_path):
    silent = tmp_path / "silent.py"
    silent.write_text("print('fine')")

    with pytest.raises(VerifierFailed):
        verify_with(silent, published.bundle("complete", "replay"))


def test_the_verifier_runs_without_this_projects_code_on_its_path(published, tmp_path):
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import json, sys\n"
        "print(json.dumps({'isolated': sys.flags.isolated, 'imported': 'exam_engine' in sys.modules}))\n"
    )

    assert verify_with(probe, published.bundle("complete", "replay")) == {
        "isolated": 1,
        "imported": False,
    }
    assert VERIFIER.exists()
