import pytest
from click.testing import CliRunner

from app.cli import main
from app.context import open_house
from app.settings import load
from foundation import ledger
from foundation.custody import KeyRing, WrongPassphrase


@pytest.fixture
def taraza(tmp_path, monkeypatch):
    monkeypatch.setenv("TARAZA_INSTANCE", str(tmp_path))

    def run(*words):
        return CliRunner().invoke(main, ["staff", *words])

    return run


def add(taraza, password="correct horse battery"):
    return taraza("add", "first", "--name", "Айгүл", "--role", "administrator", "--password", password)


def test_the_first_administrator_is_added_from_the_terminal(taraza, tmp_path):
    said = add(taraza)

    house = open_house(load(tmp_path, {}), with_keys=False)
    with house.reading() as session:
        acts = [entry["act"] for entry in ledger.entries(session)]
    house.close()
    assert (said.exit_code, acts) == (0, ["staff_added"])


def test_a_short_password_and_a_taken_code_are_said_plainly(taraza):
    assert "too short" in add(taraza, "short").output
    add(taraza)
    assert "already" in add(taraza).output


def test_a_new_password_is_given_to_somebody_who_exists(taraza):
    add(taraza)

    assert taraza("password", "first", "--password", "another long one").exit_code == 0
    assert "Nobody has this code" in taraza("password", "second", "--password", "another long one").output


def test_a_commissioner_gets_a_key_that_only_the_password_opens(taraza, tmp_path):
    words = "long enough words"
    said = taraza("add", "judge-1", "--name", "A. B.", "--role", "commissioner", "--password", words)

    ring = KeyRing(tmp_path / "keys")
    line = ring.find("commissioner", "judge-1")

    assert said.exit_code == 0, said.output
    assert len(ring.sign(line.key, b"x", words)) == 64
    with pytest.raises(WrongPassphrase):
        ring.sign(line.key, b"x", "another")
    assert {found.role for found in ring.lines()} == {"commissioner", "office", "hall", "log"}
