"""The witness's program as people run it, against real servers."""

import shutil
import stat
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.witness import PROGRAM
from app.context import open_house
from app.factory import create_app
from foundation import notes, witnesses
from foundation.clock import wall
from tests.app.witnessing.conftest import act, served
from tests.conftest import settings_for
from tests.foundation.test_notes import LOG_KEY, a_note


@dataclass
class Person:
    """A witness with a folder."""

    folder: Path
    name: str = "bar.example/w1"

    @property
    def keep(self) -> Path:
        return self.folder / "exam.note"

    def look(self, source, *more):
        command = [sys.executable, "-I", str(PROGRAM), str(source), "--keep", str(self.keep)]
        command += ["--key", str(self.folder / "my.key"), "--name", self.name, *more]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    def key(self, said) -> notes.VerifierKey:
        [line] = [line for line in said.stdout.splitlines() if line.startswith("witness: ")]
        return notes.read_verifier_key(line.removeprefix("witness: "))


@pytest.fixture
def person(tmp_path):
    folder = tmp_path / "witness"
    folder.mkdir()
    return Person(folder)


@pytest.fixture
def url(app, clock):
    clock.at = wall()
    with served(app) as address:
        yield address


@pytest.fixture
def fork(house, clock, tmp_path):
    """A second copy of the installation: the same past, the same keys, and a future of its own."""

    def copied():
        folder = tmp_path / "copy"
        shutil.copytree(house.settings.instance, folder)
        other = open_house(settings_for(folder), clock, with_keys=True)
        app = create_app(other.settings, clock=clock)
        app.extensions["taraza"].close()
        app.extensions["taraza"] = other
        return other, app

    return copied


def test_at_first_sight_the_key_is_said_aloud_and_the_head_is_kept(person, url, house):
    act(house, 3)

    said = person.look(url)

    assert said.returncode == 0, said.stderr
    assert "FIRST SIGHT" in said.stdout
    kept = notes.read(person.keep.read_text())
    assert kept.size == 3
    assert notes.cosigned_at(kept, person.key(said)) is not None
    assert person.keep.with_name("exam.note.vkey").read_text().startswith("taraza.local/test+")


def test_the_witnesss_key_is_for_its_owner_alone_and_stays(person, url, house):
    act(house, 3)
    first = person.key(person.look(url))
    act(house, 1)
    second = person.key(person.look(url))

    assert first == second
    assert stat.S_IMODE((person.folder / "my.key").stat().st_mode) == 0o600


def test_a_growing_log_is_followed_without_a_word_about_keys(person, url, house):
    for size in (1, 2, 3, 7, 8, 20):
        with house.reading() as session:
            standing = witnesses.ledger.size(session)
        act(house, size - standing)
        said = person.look(url)

        assert (said.returncode, notes.read(person.keep.read_text()).size) == (0, size), said.stderr
        assert ("FIRST SIGHT" in said.stdout) == (size == 1)


def test_a_cosignature_that_is_sent_stands_on_the_public_page(person, url, house, client):
    act(house, 3)
    key = person.key(person.look(url))
    with house.writing() as session:
        witnesses.register(session, key, actor="admin", now=house.clock())
    act(house, 1)

    said = person.look(url, "--send")

    assert "sent: bar.example/w1" in said.stdout, said.stderr
    assert notes.cosigned_at(notes.read(client.get("/log/checkpoint").text), key) is not None
    assert person.look(url, "--send").returncode == 0


def test_sending_to_a_log_that_does_not_know_us_is_told(person, url, house):
    act(house, 3)

    said = person.look(url, "--send")

    assert said.returncode == 2
    assert "unknown_witness" in said.stderr


def test_two_futures_of_one_past_are_caught(person, url, house, fork):
    act(house, 5)
    other, forked = fork()
    act(house, 3, name="what was done")
    act(other, 4, name="what is told")
    assert person.look(url).returncode == 0
    before = person.keep.read_text()

    with served(forked) as elsewhere:
        said = person.look(elsewhere)

    assert said.returncode == 1
    assert "FORK" in said.stderr
    assert person.keep.read_text() == before
    laid = sorted(person.folder.glob("exam.note.lie-*"))
    assert [notes.read(path.read_text()).size for path in laid] == [8, 9]
    for path in laid:
        key = notes.read_verifier_key((person.folder / "exam.note.vkey").read_text())
        assert notes.is_signed(notes.read(path.read_text()), key)
    assert person.look(url).returncode == 0
    other.close()


def test_two_heads_of_one_size_are_caught(person, url, house, fork):
    act(house, 5)
    other, forked = fork()
    act(house, 1, name="one")
    act(other, 1, name="another")
    person.look(url)

    with served(forked) as elsewhere:
        said = person.look(elsewhere)

    assert (said.returncode, "FORK" in said.stderr) == (1, True)
    other.close()


def test_a_log_rolled_back_is_caught(person, url, house, fork):
    act(house, 5)
    other, restored = fork()
    act(house, 3)
    person.look(url)

    with served(restored) as elsewhere:
        said = person.look(elsewhere)

    assert (said.returncode, "ROLLED BACK" in said.stderr) == (1, True)
    other.close()


def test_a_head_that_the_log_did_not_sign_is_refused(person, url, house, tmp_path):
    act(house, 5)
    person.look(url)
    other = tmp_path / "other.note"
    other.write_text(a_note(9).replace(LOG_KEY.name, "taraza.local/test"))

    said = person.look(other)

    assert said.returncode == 1
    assert "not signed" in said.stderr


def test_the_key_that_was_printed_is_demanded(person, url, house):
    act(house, 5)

    said = person.look(url, "--log", "ab" * 32)

    assert said.returncode == 1
    assert not person.keep.exists()


def test_a_note_alone_cannot_show_that_it_continues(person, url, house, client, tmp_path):
    act(house, 5)
    person.look(url)
    act(house, 5)
    note = tmp_path / "checkpoint.txt"
    note.write_text(client.get("/log/checkpoint").text)

    said = person.look(note)

    assert (said.returncode, "cannot show" in said.stderr) == (2, True)


def test_a_bundle_of_evidence_shows_that_it_continues(person, url, house, client, tmp_path):
    act(house, 5)
    person.look(url)
    act(house, 5)

    assert person.look(bundle(tmp_path, house, client)).returncode == 0
    assert notes.read(person.keep.read_text()).size == 10


def test_a_bundle_with_another_past_is_caught(person, url, house, client, fork, tmp_path):
    act(house, 4)
    other, forked = fork()
    act(house, 1, name="one")
    person.look(url)
    act(other, 6, name="another")

    said = person.look(bundle(tmp_path, other, forked.test_client()))

    assert (said.returncode, "FORK" in said.stderr) == (1, True)
    other.close()


def bundle(folder, house, client) -> Path:
    """The part of a bundle that a witness reads."""
    note = client.get("/log/checkpoint").text
    size = notes.read(note).size
    public = notes.read_verifier_key(client.get("/log/vkey").text).public.hex()
    with house.reading() as session:
        lines = b"".join(entry + b"\n" for entry in witnesses.ledger.stored_entries(session, size))
    path = folder / "evidence.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"checkpoints/{size}.txt", note)
        archive.writestr("checkpoints/1.txt", "older")
        archive.writestr("ledger.jsonl", lines)
        archive.writestr("trust.json", f'{{"keys":[{{"public":"{public}","role":"log"}}]}}')
    return path


@pytest.mark.parametrize("source", ["http://127.0.0.1:9", "nothing-there", "/dev/null"])
def test_no_answer_is_no_verdict(person, source):
    assert person.look(source).returncode == 2


def test_the_command_is_the_same_program(person, url, house):
    act(house, 3)
    command = [Path(sys.executable).with_name("taraza"), "witness", url, "--keep", person.keep]
    command += ["--key", person.folder / "my.key", "--name", person.name]

    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert said.returncode == 0, said.stderr
    assert notes.read(person.keep.read_text()).size == 3
