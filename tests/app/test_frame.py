import gzip
import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from app.assets import marked
from app.context import NoKeysHere, open_house, settled, setup_schema
from app.errors import status_of
from app.factory import UnknownPart, create_app
from app.guards import public
from app.pages import when
from foundation.custody import WrongShares
from foundation.errors import Conflict, DomainError, Forbidden, NotFound
from foundation.ledger import record
from tests.conftest import settings_for


def test_the_front_page_is_open_to_everybody(client):
    assert client.get("/").status_code == 200


def test_a_page_of_the_staff_leads_to_the_sign_in_and_back(client):
    answer = client.get("/admin?x=1")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?{urlencode({'next': '/admin?x=1'})}"


@pytest.mark.parametrize(
    ("language", "said"),
    [("ky", "Кызматкерлер үчүн кирүү"), ("ru", "Вход для сотрудников"), ("en", "Staff sign-in")],
)
def test_every_page_speaks_three_languages_and_remembers_which(client, language, said):
    client.get(f"/?language={language}")

    page = client.get("/sign-in").text

    assert f'<html lang="{language}">' in page
    assert f"<h1>{said}</h1>" in page


def test_the_browsers_wish_counts_until_somebody_chooses(client):
    assert '<html lang="ru">' in client.get("/", headers={"Accept-Language": "de, ru;q=0.9"}).text


def test_who_wishes_nothing_reads_the_language_of_the_house(client):
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "de"}).text


def test_the_language_switch_keeps_the_page(client):
    assert "/sign-in?next=/admin&amp;language=ru" in client.get("/sign-in?next=/admin").text


def test_every_answer_forbids_foreign_content(client):
    for path in ("/", "/nowhere", "/static/img/scales.svg"):
        policy = client.get(path).headers["Content-Security-Policy"]

        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/nowhere", "get", 404), ("/sign-out", "get", 405), ("/static/../settings.py", "get", 404)],
)
def test_errors_of_the_web_are_calm_pages(client, path, method, status):
    answer = getattr(client, method)(path)

    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_too_large_a_request_is_refused_calmly(app, client):
    app.config["MAX_CONTENT_LENGTH"] = 10

    answer = client.post("/sign-in", data={"code": "x" * 100})

    assert answer.status_code == 413
    assert "32 MB" in answer.text


def test_a_program_gets_an_error_as_json(client):
    answer = client.get("/api/nowhere")

    assert answer.status_code == 404
    assert answer.json["error"] == "http_404"


def test_the_unexpected_shows_no_traceback_and_logs_no_text(app, caplog):
    app.add_url_rule("/broken", "broken", public(lambda: int("secret words")))

    answer = app.test_client().get("/broken")

    assert answer.status_code == 500
    assert "secret words" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


def test_each_kind_of_error_has_its_status():
    kinds = {NotFound: 404, Forbidden: 403, Conflict: 409, WrongShares: 422, DomainError: 422}

    assert {kind: status_of(kind()) for kind in kinds} == kinds


def test_files_are_named_by_their_bytes_and_kept_for_good(client):
    name = marked("css/taraza.css")

    answer = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})

    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--accent" in gzip.decompress(answer.data)
    wrong = re.sub(r"\.[0-9a-f]{12}\.", ".000000000000.", name)
    assert client.get(f"/static/{wrong}").status_code == 404


def test_a_stylesheet_names_its_fonts_by_their_bytes(client):
    sheet = client.get(f"/static/{marked('css/fonts.css')}").text

    names = re.findall(r'url\("\.\./([^"]+)"\)', sheet)

    assert len(names) == 8
    assert all("immutable" in client.get(f"/static/{name}").headers["Cache-Control"] for name in names)


def test_the_demonstration_says_so_on_every_page(tmp_path, clock):
    app = create_app(settings_for(tmp_path, demo=True), clock=clock)

    pages = [app.test_client().get(path).text for path in ("/", "/sign-in", "/nowhere")]
    app.extensions["taraza"].close()

    assert all("DEMO" in page for page in pages)


def test_an_unknown_part_stops_the_start(house):
    with pytest.raises(UnknownPart):
        create_app(house.settings, parts=["kitchen"])


def test_a_room_has_no_way_to_the_keys(house, clock):
    room = open_house(house.settings, clock, with_keys=False)

    with pytest.raises(NoKeysHere), room.keys():
        pass
    room.close()


def test_what_fails_leaves_nothing_behind(house):
    with pytest.raises(ZeroDivisionError):
        record_and_fail(house)

    with house.reading() as session:
        assert session.execute(text("SELECT count(*) FROM ledger_entry")).scalar_one() == 0


def record_and_fail(house):
    with house.writing() as session:
        record(session, "opened", actor="a", now=house.clock())
        raise ZeroDivisionError


def test_all_processes_share_one_clock(house):
    first, second = settled(house).clock, settled(house).clock

    assert first == second


def test_a_sign_of_life_needs_the_database(client):
    assert client.get("/healthz").text == "ok\n"


@pytest.mark.postgresql
def test_the_tables_stand_on_postgresql(tmp_path, clock, postgresql_url):
    settings = settings_for(tmp_path, database_url=postgresql_url, keys_url=postgresql_url)
    house = open_house(settings, clock, with_keys=True)
    setup_schema(house)

    with house.reading() as session:
        assert session.execute(text("SELECT count(*) FROM staff")).scalar_one() == 0
    with house.keys() as keys:
        assert keys.execute(text("SELECT count(*) FROM keys.draft_key")).scalar_one() == 0

    house.close()


@pytest.mark.parametrize(
    ("language", "shown"), [("ky", "2026"), ("ru", "16 мар. 2026"), ("en", "16 Mar 2026, 09:00:00")]
)
def test_an_instant_is_read_with_the_day_before_the_month(app, now, language, shown):
    with app.test_request_context(f"/?language={language}"):
        assert shown in when(now)
