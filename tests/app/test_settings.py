import stat

import pytest

from app.settings import WrongSettings, load


def test_the_first_run_makes_secrets_that_only_the_owner_reads(tmp_path):
    settings = load(tmp_path / "instance", {})

    assert len(settings.secret_key) == len(settings.pepper) == 32
    assert settings.secret_key != settings.pepper
    for name in ("secret-key", "ticket-pepper"):
        assert stat.S_IMODE((tmp_path / "instance" / name).stat().st_mode) == 0o600


def test_the_second_run_finds_them_again(tmp_path):
    assert load(tmp_path, {}) == load(tmp_path, {})


def test_two_installations_have_logs_of_different_names(tmp_path):
    assert load(tmp_path / "a", {}).origin != load(tmp_path / "b", {}).origin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('adress = "x"', "unknown setting 'adress'"),
        ("demo = 3", "demo must be of type bool"),
        ('default_language = "de"', "default_language must be one of ky, ru, en"),
        ("demo = ", "taraza.toml cannot be read"),
    ],
)
def test_a_mistake_in_the_file_stops_the_start_with_a_sentence(tmp_path, text, said):
    (tmp_path / "taraza.toml").write_text(text)

    with pytest.raises(WrongSettings, match=said):
        load(tmp_path, {})


def test_the_environment_has_the_last_word(tmp_path):
    (tmp_path / "taraza.toml").write_text('address = "https://file"\ndemo = true')

    settings = load(tmp_path, {"TARAZA_ADDRESS": "https://environment", "TARAZA_DEMO": "0"})

    assert (settings.address, settings.demo) == ("https://environment", False)


def test_a_yes_or_no_that_is_neither_stops_the_start(tmp_path):
    with pytest.raises(WrongSettings, match="TARAZA_DEMO"):
        load(tmp_path, {"TARAZA_DEMO": "perhaps"})


def test_on_postgresql_the_keys_live_in_the_same_server(tmp_path):
    settings = load(tmp_path, {"DATABASE_URL": "postgresql://somewhere/taraza"})

    assert settings.keys_url == settings.database_url


def test_an_installation_filled_as_a_demonstration_says_so_however_it_is_started(tmp_path):
    (tmp_path / "demo").mkdir()

    assert load(tmp_path, {}).demo
