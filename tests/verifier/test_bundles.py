"""Good bundles hold, damaged or hostile archives do not, and the command says so."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.verifier.forge import Forge
from tests.verifier.loaded import FILE
from tests.verifier.loaded import verifier as v
from tests.verifier.prepared import pack

GOOD = Forge()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("bundles") / "evidence.zip"


def verdict(path, raw, **held):
    path.write_bytes(raw)
    case = v.verify(path, **held)
    return v.verdict(case), {flaw.code for flaw in case.report.flaws}


def anchors(bundle, which=-1):
    return {"anchor": bundle.of("announcement"), "notes": [v.read_note(bundle.checkpoint(which))]}


def skipped(path, bundle):
    path.write_bytes(bundle.pack())
    rows = v.verify(path).report.rows()
    return {code: why for code, _, state, _, why in rows if state == "not checked"}


@pytest.mark.parametrize("disclosure", ["replay", "full", "sealed"])
@pytest.mark.parametrize("stage", ["complete", "for_certification"])
@pytest.mark.parametrize("versions", [1, 2])
def test_a_good_bundle_is_consistent(disclosure, stage, versions, path):
    bundle = Forge(disclosure=disclosure, stage=stage, versions=versions)
    assert verdict(path, bundle.pack()) == ("consistent", set())


def test_with_both_anchors_a_good_bundle_is_genuine(path):
    assert verdict(path, GOOD.pack(), **anchors(GOOD)) == ("genuine", set())
    full = Forge(disclosure="full")
    assert verdict(path, full.pack(), **anchors(full)) == ("genuine", set())


def test_what_is_not_shown_whole_is_never_called_genuine(path):
    early, sealed = Forge(stage="for_certification"), Forge(disclosure="sealed")
    assert verdict(path, GOOD.pack(), **anchors(GOOD, 2))[0] == "consistent"
    assert verdict(path, GOOD.pack(), anchor=GOOD.of("announcement"))[0] == "consistent"
    assert verdict(path, early.pack(), **anchors(early))[0] == "consistent"
    assert verdict(path, sealed.pack(), **anchors(sealed))[0] == "consistent"


def test_what_a_bundle_does_not_allow_is_not_checked_with_its_reason(path):
    why = skipped(path, Forge(disclosure="sealed"))
    assert why["papers.redrawn"] == why["results.scores"] == why["journal.chain"] == "closed"
    assert skipped(path, GOOD)["contents.commitment"] == "closed"
    assert skipped(path, Forge(stage="for_certification"))["acts.certified"] == "uncertified"
    assert skipped(path, Forge(origin="trial"))["announcement.day"] == "informal"
    assert skipped(path, Forge(quorum=0))["witnesses.quorum"] == "no_quorum"


def test_other_plans_are_followed_too(path):
    assert verdict(path, Forge(paper="common").pack()) == ("consistent", set())
    quick = {"place": "total", "rule": "half_up", "unit": 1000}
    assert verdict(path, Forge(rounding=quick, grace=5).pack()) == ("consistent", set())


def test_the_verifier_says_what_it_computed(path):
    path.write_bytes(GOOD.pack())
    found = v.summary(v.verify(path))
    assert found["results"]["candidates"] == GOOD.json["results-2"]["candidates"]
    assert found["quotas"][0] == {"q": 0, "topic": "criminal", "eligible": 12}
    assert (found["custodians"], found["witnesses"]["quorum"], found["origin"]) == (2, 1, "real")
    assert all(check["sentence"] for check in found["checks"])


@pytest.mark.parametrize("name", sorted(Forge(disclosure="full").raw))
def test_a_flipped_byte_in_any_member_is_found(name, path):
    files = dict(Forge(disclosure="full").raw)
    for at in {0, len(files[name]) // 3, len(files[name]) - 1}:
        changed = bytearray(files[name])
        changed[at] ^= 1 + at % 255
        assert verdict(path, pack(files | {name: bytes(changed)}))[0] == "FALSE"


@pytest.mark.parametrize(
    "name", sorted(n for n in GOOD.raw if n not in {"manifest.json", "signatures.json", "README.txt"})
)
def test_a_missing_member_is_found_even_with_a_new_manifest(name, path):
    bundle = Forge()
    del bundle.raw[name]
    bundle.manifest()
    assert verdict(path, bundle.pack())[0] == "FALSE"


def archive(*entries, files=GOOD.raw):
    out = io.BytesIO(pack(files))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as more:
        for name, data, attributes in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes
            info.compress_type = zipfile.ZIP_DEFLATED
            more.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../plan.json",
        "/etc/passwd",
        "papers/",
        "extra.txt",
        "papers/ALL.json",
        "a\\b",
        "results-0.json",
        "checkpoints/007.txt",
        "Plan.json",
    ],
)
def test_names_the_protocol_does_not_know_are_refused(name, path):
    assert verdict(path, archive((name, b"{}", 0)))[1] == {"zip.names"}


def test_links_doubles_and_bombs_are_refused(path):
    files = {name: data for name, data in GOOD.raw.items() if name != "README.txt"}
    assert verdict(path, archive(("README.txt", b"/etc/passwd", 0o120777 << 16), files=files))[1] == {
        "zip.names"
    }
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(("README.txt", b"", 0))
    assert verdict(path, twice)[1] == {"zip.twice"}
    bomb = archive(("README.txt", b"\0" * (2**26 + 1), 0), files=files)
    assert verdict(path, bomb)[1] == {"zip.bounds"}


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 9999,
        b'{"type":NaN}',
        b'{"type":1e9}',
        b'{"a":1,"a":1}',
        b"\xff\xfe",
        b"null",
        b"[" + b"9" * 400 + b"]",
        b'"\\ud800"',
        b"",
        b"{}",
    ],
)
def test_hostile_json_gets_a_sentence_and_no_traceback(data, path):
    for name in ("plan.json", "manifest.json", "ledger.jsonl", "trust.json", "signatures.json"):
        ending, code = verdict(path, pack(GOOD.raw | {name: data}))
        assert ending == "FALSE"
        assert code


def test_an_empty_archive_is_false(path):
    assert verdict(path, pack({}))[0] == "FALSE"


def run(*arguments, **more):
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, FILE, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env=env,
        **more,
    )


def test_the_command_ends_with_0_1_or_2(path, tmp_path):
    path.write_bytes(GOOD.pack())
    note = tmp_path / "head.txt"
    note.write_bytes(GOOD.checkpoint())
    good = run(path, "--announcement", GOOD.of("announcement").upper(), "--checkpoint", note, "--json")
    assert (good.returncode, json.loads(good.stdout)["verdict"]) == (0, "genuine")
    false = run(path, "--announcement", "0" * 64)
    assert (false.returncode, false.stdout.splitlines()[-1][:5]) == (1, "FALSE")
    note.write_text("no note")
    for unusable in (
        [tmp_path / "none.zip"],
        [note],
        [path, "--checkpoint", note],
        [path, "--announcement", "12"],
        [path, "--receipt", "hello"],
        [path, "--candidate", "123"],
        [tmp_path],
    ):
        answer = run(*unusable)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "Traceback" not in answer.stderr
        assert answer.stderr.startswith("Cannot be checked")


@pytest.mark.parametrize(("language", "first"), [("en", "TRIAL"), ("ru", "ПРОБНЫЙ"), ("ky", "СЫНАМЫК")])
def test_a_trial_is_called_so_first_and_last_in_three_languages(language, first, path):
    path.write_bytes(Forge(origin="trial").pack())
    lines = run(
        path, "--language", language, "--explain", "--candidate", Forge().codes[2]
    ).stdout.splitlines()
    assert first in lines[0]
    assert first in lines[-3]


def test_every_check_has_its_sentence_in_three_languages():
    assert len(v.SENTENCES) > 100
    for code, sentences in v.SENTENCES.items():
        assert all(sentence.endswith(".") for sentence in sentences), code
    assert all(len(words) == 3 for words in v.WORDS.values())


def test_only_the_two_usual_ways_of_packing_are_unpacked(path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("plan.json", b"{}")

    assert verdict(path, out.getvalue())[1] == {"zip.names"}
