import pytest
from sqlalchemy import text

from app.context import open_house, setup_schema
from tests.conftest import settings_for


def test_the_front_page_is_open_to_everybody(client):
    assert client.get("/").status_code == 200


def test_a_page_of_the_staff_leads_to_the_sign_in_and_back(client):
    answer = client.get("/admin?x=1")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=%2Fadmin%3Fx%3D1"


def test_an_administrator_sees_the_staff(client, as_staff):
    answer = as_staff(client, "administrator").get("/admin")

    assert answer.status_code == 200


@pytest.mark.postgresql
def test_the_tables_stand_on_postgresql(tmp_path, clock, postgresql_url):
    house = open_house(
        settings_for(tmp_path, database_url=postgresql_url, keys_url=postgresql_url), clock, with_keys=True
    )
    setup_schema(house)

    with house.reading() as session:
        assert session.execute(text("SELECT count(*) FROM staff")).scalar_one() == 0

    house.close()
