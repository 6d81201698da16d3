import pytest
from click.testing import CliRunner

from app.cli import main
from app.context import open_house
from app.settings import load
from foundation import ledger


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
