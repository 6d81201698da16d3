from pathlib import Path

import pytest

from app.sign_in import services as sign_in
from app.sign_in.session import COOKIE, hashed
from question_bank import shelves
from question_bank.items import reading, services
from tests.conftest import add_person
from tests.question_bank.bank_tools import a_draft
from tests.question_bank.test_pages import CODE, newest, submit, write

pytestmark = pytest.mark.chromium
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CSV = b"code,question,A,B,correct\nq-1,Who judges?,Court,Guard,A\nq-2,Who accuses?,Court,Court,A\n"


@pytest.fixture
def open_as(house, live_server, browser):
    opened = []

    def open_(role, code=None, language="en"):
        code = code or role
        add_person(house, code, [role])
        with house.writing() as session:
            sign_in.admit(session, code, token_hash=hashed(f"token-{code}"), now=house.clock())
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
        context.add_cookies(
            [
                {"name": COOKIE, "value": f"token-{code}", "url": live_server},
                {"name": "language", "value": language, "url": live_server},
            ]
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        return page

    yield open_
    for context in opened:
        context.close()


def violations(page):
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [(one["id"], [node["html"][:90] for node in one["nodes"][:2]]) for one in found["violations"]]


def returned(house, code):
    write(house, code)
    submit(house, code)
    with house.keys() as keys, house.writing() as session:
        services.send_back(
            session, keys, code, [services.Remark("stem", "Точнее.")], actor="reviewer", now=house.clock()
        )


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_page_is_open_to_everybody(house, live_server, open_as, language):
    with house.keys() as keys, house.writing() as session:
        people = shelves.People("author", "reviewer", "keeper")
        shelves.load_samples(session, keys, people, now=house.clock())
    returned(house, "draft-1")
    write(house, "own-1")
    submit(house, "own-1")
    pages = {
        ("author", "author"): [
            "/bank",
            "/bank?text=nothing+fits",
            "/bank/items/new",
            "/bank/items/draft-1/edit?en=1",
            "/bank/items/draft-1",
            "/bank/items/draft-1/compare",
            "/bank/items/draft-1/preview?large=1",
            "/bank/import",
        ],
        ("reviewer", "reviewer"): ["/bank/items/own-1/review"],
        ("bank_keeper", "keeper"): ["/bank/releases?bank=sample", "/bank/items/own-1"],
    }
    found = {}
    for (role, code), paths in pages.items():
        page = open_as(role, code, language)
        for path in paths:
            page.goto(live_server + path)
            found[path] = violations(page)

    assert {path: what for path, what in found.items() if what} == {}


def test_verdicts_words_and_release_are_open_to_everybody(house, live_server, open_as, tmp_path):
    with house.keys() as keys, house.writing() as session:
        people = shelves.People("author", "reviewer", "keeper")
        shelves.load_samples(session, keys, people, now=house.clock())
    page = open_as("bank_keeper", "keeper")
    (tmp_path / "q.csv").write_bytes(CSV)
    page.goto(f"{live_server}/bank/import")
    page.set_input_files("#file", str(tmp_path / "q.csv"))
    page.get_by_label("Bank", exact=True).fill("law")
    page.get_by_role("button", name="Look through the file").click()
    found = {"verdicts": violations(page)}
    page.goto(f"{live_server}/bank/releases?bank=sample")
    page.get_by_label("Name of the release").fill("2026")
    page.get_by_role("button", name="Make the custodians’ words").click()
    page.locator("summary").first.click()
    found["words"] = violations(page)
    page.get_by_role("button", name="Every custodian has the words").click()
    found["release"] = violations(page)

    assert {name: what for name, what in found.items() if what} == {}
    assert page.get_by_role("heading", level=1).inner_text() == "Release: 2026"


def test_the_editor_types_kyrgyz_letters_and_saves_by_itself(house, live_server, open_as):
    write(house)
    page = open_as("author")
    page.goto(f"{live_server}/bank/items/{CODE}/edit")
    field = page.locator("#stem_ky")
    field.fill("К")

    page.get_by_role("button", name="ү").click()
    field.dispatch_event("keydown", {"key": "н", "altKey": True})
    field.dispatch_event("keydown", {"key": "О", "altKey": True, "shiftKey": True})
    page.wait_for_timeout(2500)

    assert field.input_value() == "КүңӨ"
    assert newest(house).draft["languages"]["ky"]["stem"] == "КүңӨ"


def test_what_could_not_be_saved_waits_on_the_computer(house, live_server, open_as):
    write(house)
    page = open_as("author")
    page.goto(f"{live_server}/bank/items/{CODE}/edit")
    page.route("**/autosave", lambda route: route.abort())
    page.locator("#stem_ru").fill("Кто по закону судит?")
    page.get_by_text("Not saved: no connection").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())

    page.unroute("**/autosave")
    page.goto(f"{live_server}/bank/items/{CODE}/edit")
    page.get_by_role("button", name="Take the kept text").click()
    page.wait_for_timeout(2500)

    assert newest(house).draft["languages"]["ru"]["stem"] == "Кто по закону судит?"


def test_a_warning_appears_beside_its_field_while_the_author_types(house, live_server, open_as):
    write(house)
    page = open_as("author")
    page.goto(f"{live_server}/bank/items/{CODE}/edit")

    page.locator("#b_ru").fill("Суд")

    page.locator("[data-said=b_ru]").get_by_text("Two answer options say the same: A, B.").wait_for()


def test_a_single_choice_keeps_one_right_answer(house, live_server, open_as):
    with house.keys() as keys, house.writing() as session:
        services.write(session, keys, a_draft(CODE), bank="law", actor="author", now=house.clock())
    page = open_as("author")
    page.goto(f"{live_server}/bank/items/{CODE}/edit")

    page.locator("[name=correct][value=c]").check()
    page.get_by_role("button", name="Save", exact=True).click()

    with house.keys() as keys:
        assert reading.draft_of(keys, newest(house)).correct == ("c",)
