"""The page as a person meets it: from its file, without a network, in three languages, by keyboard."""

import json
from pathlib import Path

import pytest

from tests.verifier.forge import Forge
from tests.verifier.lies import LIES
from tests.verifier.page.conftest import PAGE, aside, builder

AXE = Path(__file__).parents[2] / "vendor" / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GOOD = Forge()


def test_the_committed_page_is_what_its_sources_make():
    assert PAGE.read_text("utf-8") == aside(lambda: builder().build())


def test_the_page_names_nothing_outside_itself():
    head = PAGE.read_text("utf-8").partition("<style>")[0]
    assert "default-src 'none'" in head
    assert "connect-src" not in head
    assert "unsafe" not in head


def test_every_word_stands_in_three_languages():
    words = aside(lambda: builder().words())
    assert all(len(row) == 3 and all(row) for row in words.values())
    for row in words.values():
        assert len({tuple(sorted(set(text.split("{")[1:]))) != () for text in row}) == 1, row


def file_of(tmp_path, raw, name="evidence.zip"):
    path = tmp_path / name
    path.write_bytes(raw)
    return path


def check(page, path):
    page.set_input_files("#file", path)
    page.click("#start")
    page.wait_for_selector("#verdict")
    return page


def verdict(page):
    return page.get_attribute("#verdict", "data-verdict")


@pytest.mark.chromium
def test_a_good_bundle_with_everything_held_is_genuine(visit, tmp_path):
    page = visit.open()
    page.fill("#announcement", GOOD.of("announcement").upper())
    page.set_input_files("#checkpoint", file_of(tmp_path, GOOD.checkpoint(), "head.txt"))
    page.fill("#receipt", json.dumps(GOOD.receipt(0)))
    check(page, file_of(tmp_path, GOOD.pack()))

    assert verdict(page) == "genuine"
    assert page.evaluate("document.activeElement.id") == "verdict"
    assert page.inner_text("#origin").startswith("Origin: the plan says that this is an exam")
    assert page.locator("[data-code='receipt.journal']").get_attribute("data-verdict") == "passed"
    lines = GOOD.json["results-2"]["candidates"]
    assert page.locator("#results tbody tr").count() == len(lines)
    assert f"{lines[1]['total'] / 1000:g}" in page.locator("#results tbody tr").nth(1).inner_text()


@pytest.mark.chromium
def test_a_lie_is_named_with_what_was_expected_and_found(visit, tmp_path):
    page = visit.open()
    check(page, file_of(tmp_path, Forge(LIES["a seed of one's own"][0]).pack()))

    assert verdict(page) == "FALSE"
    told = page.inner_text(".failures li[data-code='draw.seed']")
    assert "draw.json" in told
    assert GOOD.json["draw"]["seed"] in told
    assert page.locator("details[open] [data-code='draw.seed']").is_visible()


@pytest.mark.chromium
def test_a_trial_is_called_so_before_the_verdict_in_three_languages(visit, tmp_path):
    page = visit.open()
    check(page, file_of(tmp_path, Forge(origin="trial").pack()))

    for language, word in (("en", "TRIAL"), ("ru", "ПРОБНЫЙ"), ("ky", "СЫНАМЫК")):
        page.click(f"#languages [lang={language}]")
        assert word in page.inner_text("#answer > :first-child")
        assert page.get_attribute("html", "lang") == language
    assert verdict(page) == "consistent"


@pytest.mark.chromium
def test_one_candidate_has_a_story_and_a_sealed_bundle_says_why_not(visit, tmp_path):
    page = visit.open()
    check(page, file_of(tmp_path, GOOD.pack()))
    page.fill("#story-code", GOOD.codes[1])
    page.press("#story-code", "Enter")
    page.wait_for_selector("#story-table")
    assert page.locator("#story-table tbody tr").count() == len(GOOD.journals[GOOD.codes[1]]) + 2
    assert "A-01 → B-09; screen" in page.inner_text("#story-table")
    page.fill("#story-code", "00000000")
    page.press("#story-code", "Enter")
    page.wait_for_selector("#story [role=alert]")

    check(page, file_of(tmp_path, Forge(disclosure="sealed").pack(), "sealed.zip"))
    assert page.locator("[data-code='papers.redrawn']").get_attribute("data-verdict") == "not checked"
    assert "not computed again" in page.locator("#results caption").text_content()


@pytest.mark.chromium
def test_what_cannot_be_checked_gets_a_sentence_at_its_field(visit, tmp_path):
    page = visit.open()
    good = file_of(tmp_path, GOOD.pack())

    def refused(reason, field):
        page.click("#start")
        page.wait_for_selector(f"#verdict[data-refused={reason}]")
        assert page.evaluate("document.activeElement.id") == field
        assert page.get_attribute(f"#{field}", "aria-invalid") == "true"

    refused("no_file", "file")
    page.set_input_files("#file", file_of(tmp_path, b"not a ZIP", "a.zip"))
    refused("no_zip", "file")
    page.set_input_files("#file", good)
    page.fill("#announcement", "12")
    refused("bad_announcement", "announcement")
    page.fill("#announcement", "")
    page.fill("#receipt", "hello")
    refused("bad_receipt", "receipt")
    page.fill("#receipt", "")
    page.set_input_files("#checkpoint", file_of(tmp_path, b"no note", "head.txt"))
    refused("bad_checkpoint", "checkpoint")
    page.click("#languages [lang=ru]")
    assert "не контрольная точка" in page.inner_text("#answer")


@pytest.mark.chromium
def test_a_file_can_be_dropped_and_the_report_taken_away(visit, tmp_path):
    page = visit.open("ru")
    from tests.verifier.page.conftest import text64

    page.evaluate(
        """raw => {
            const bytes = Uint8Array.from(atob(raw), letter => letter.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], "dropped.zip"));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true}));
        }""",
        text64(GOOD.pack()),
    )
    assert "dropped.zip" in page.inner_text("#chosen")
    page.focus("#start")
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict")
    with page.expect_download() as taken:
        page.click("text=Сохранить отчёт")
    assert json.loads(Path(taken.value.path()).read_text())["verdict"] == "consistent"


@pytest.mark.chromium
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_axe_finds_nothing_before_and_after(language, visit, tmp_path):
    page = visit.open(language)
    assert violations(page) == []
    check(page, file_of(tmp_path, GOOD.pack()))
    for part in page.locator("details").all():
        part.evaluate("part => { part.open = true; }")
    page.fill("#story-code", GOOD.codes[2])
    page.press("#story-code", "Enter")
    page.wait_for_selector("#story-table")
    assert violations(page) == []
    check(page, file_of(tmp_path, Forge(LIES["a mark improved"][0], origin="demo").pack(), "lie.zip"))
    assert violations(page) == []


def violations(page):
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_out_of_a_narrow_or_wide_screen(width, visit, tmp_path):
    page = visit.open("ky")
    page.set_viewport_size({"width": width, "height": 800})
    check(page, file_of(tmp_path, GOOD.pack()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
