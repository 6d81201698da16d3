import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reports.documents.act import act
from reports.documents.emergency import emergency
from reports.documents.font import UnshowableText, missing
from reports.documents.notice import notice
from reports.documents.protocol import protocol
from reports.documents.receipts import receipts
from reports.documents.sheet import sheet
from reports.documents.slip import slip
from reports.documents.ticket import ticket, tickets
from tests.reports import document_samples as samples
from tests.reports.pdf_tools import pages_of, run, text_of

BAND = "DEMO · ҮЛГҮ · УЧЕБНЫЙ ПРИМЕР"
REAL = samples.HOUSE
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "sheet-ky": lambda: sheet(samples.SHEET, "ky"),
    "sheet-ru": lambda: sheet(samples.FAILED, "ru"),
    "sheet-en": lambda: sheet(samples.VOID, "en"),
    "protocol-ky": lambda: protocol(samples.PROTOCOL, "ky"),
    "protocol-ru": lambda: protocol(samples.LONELY, "ru"),
    "ticket": lambda: ticket(samples.TICKET, "ky"),
    "tickets": lambda: tickets([samples.TICKET] * 3, "ru"),
    "notice": lambda: notice(samples.NOTICE),
    "slip": lambda: slip(samples.SLIP),
    "receipts": lambda: receipts(samples.RECEIPTS),
    "emergency": lambda: emergency(samples.EMERGENCY),
    "act": lambda: act(samples.ACT),
}
every_document = pytest.mark.parametrize("name", DOCUMENTS)


@every_document
def test_the_same_facts_give_the_same_bytes(name):
    assert DOCUMENTS[name]() == DOCUMENTS[name]()


@every_document
@pytest.mark.poppler
def test_every_font_is_embedded_and_is_ours(name, tmp_path: Path):
    path = tmp_path / "document.pdf"
    path.write_bytes(DOCUMENTS[name]())

    lines = run("pdffonts", path).splitlines()[2:]

    assert lines
    assert all("NotoSans" in line and re.search(r"TrueType +\S+ +yes yes yes", line) for line in lines)


@every_document
def test_every_page_of_a_demonstration_says_so(name):
    document = DOCUMENTS[name]()

    text = text_of(document)

    if name == "sheet-ru":
        assert BAND not in text
    else:
        assert text.count(BAND) >= pages_of(document)


@pytest.mark.parametrize(
    "house",
    [replace(REAL, origin="demo"), replace(REAL, origin="trial"), replace(REAL, key="first_run")],
    ids=["demo", "trial", "first-run key"],
)
def test_trial_demonstration_and_first_run_key_each_bring_the_band(house):
    assert BAND in text_of(sheet(replace(samples.SHEET, house=house), "ru"))


def test_a_real_sheet_of_an_own_key_bears_no_band():
    assert BAND not in text_of(sheet(replace(samples.SHEET, house=REAL), "ru"))


@pytest.mark.poppler
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_another_program_reads_the_letters_that_were_put_in(language, tmp_path: Path):
    name = "Жаңыл Өмүрбек Түгөл ҢӨҮ ңөү Ёё Іі Ққ"
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(replace(samples.SHEET, name=name), language))

    assert name in " ".join(run("pdftotext", path, "-").split())


def test_a_sheet_says_what_was_decided_in_the_words_of_the_field():
    passed, failed = replace(samples.SHEET, passed=True), replace(samples.SHEET, passed=False)

    assert "Экзамен тапшырылды" in text_of(sheet(passed, "ky"))
    assert "Экзамен тапшырылган жок" in text_of(sheet(failed, "ky"))
    assert "Экзамен сдан" in text_of(sheet(passed, "ru"))
    assert "Экзамен не сдан" in text_of(sheet(failed, "ru"))


def test_a_sheet_carries_every_fact_that_it_was_given():
    text = text_of(sheet(samples.SHEET, "ru")).replace("\u00a0", " ")

    for fact in (
        "4071 8252",
        "Асанов Бакыт Үсөнович",
        "2026-03-16-A",
        "16.03.2026 09:00 +06:00",
        "Решение Совета судей №12 от 10.02.2026, пункт 3",
        "35,5",
        "баллы из 50",
        "30,0",
        "место среди 38 кандидатов",
        "2, заменяет версию 1",
        "30,214",
        "0,87",
        "46%",
        "DEMO-оценка",
        "7K3M Q4XV T0ZB 8WPA",
        "f0f6 68bf 610e 5cf9",
        "21.03.2026 18:00 +06:00",
        "А. Б. Өмүрбеков",
        "страница 1 из 1",
    ):
        assert fact in text, fact


def test_before_decoding_a_sheet_bears_no_name():
    text = text_of(sheet(samples.UNDECODED, "ru"))

    assert "шифр ещё не раскрыт" in text
    assert "Асанов" not in text


def test_an_absent_candidate_has_no_points_and_no_rank():
    text = text_of(sheet(samples.ABSENT, "ru"))

    assert "Неявка" in text
    assert "По разделам" not in text
    assert text.count("—") >= 3


@pytest.mark.parametrize(("key", "said"), [("own", True), ("first_run", True), ("qualified", False)])
def test_the_paper_copy_is_the_original_unless_the_signature_is_qualified(key, said):
    text = text_of(sheet(replace(samples.SHEET, house=replace(REAL, key=key)), "ru"))

    assert ("Подлинником является подписанный бумажный экземпляр" in text) is said
    assert ("Acrobat" in text) is said


def test_nothing_on_a_failed_sheet_is_red():
    content = b"".join(page.get_contents().get_data() for page in _reader(sheet(samples.FAILED, "ky")).pages)

    colours = {
        tuple(map(float, found)) for found in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)", content)
    }

    assert colours
    assert not [colour for colour in colours if colour[0] > 0.5 and colour[0] > 2 * max(colour[1:])]


def test_one_section_takes_a_page_and_twelve_take_two():
    assert pages_of(sheet(samples.UNDECODED, "ky")) == 1
    assert pages_of(sheet(samples.SHEET, "ky")) == 1
    assert pages_of(sheet(samples.FAILED, "ky")) == 2


def test_four_hundred_candidates_stand_in_the_protocol_under_repeated_heads():
    document = protocol(samples.CROWDED, "ru")
    pages = [" ".join(page.extract_text().split()) for page in _reader(document).pages]
    bearing = [page for page in pages if "залдан" in page or "сдано" in page]

    codes = set(re.findall(r"\b4\d{3}\s\d{4}\b", " ".join(pages).replace("\u00a0", " ")))

    assert len(codes) == 400
    assert len(bearing) >= 8
    assert all("Контрольный талон" in page for page in bearing)
    assert all(f"страница {n} из {len(pages)}" in page for n, page in enumerate(pages, start=1))


def test_the_protocol_prints_every_head_whole():
    text = text_of(protocol(samples.PROTOCOL, "ky")).replace(" ", "")

    assert all(head.head in text for head in samples.PROTOCOL.heads)
    assert samples.PROTOCOL.announcement_digest in text


def test_a_sitting_of_one_in_which_nothing_happened_has_its_protocol():
    text = text_of(protocol(samples.LONELY, "ru"))

    assert text.count("Нет.") == 5


def test_two_tickets_share_an_a4_page_and_one_has_half_of_it():
    assert pages_of(tickets([samples.TICKET] * 5, "ky")) == 3
    width, height = (float(side) for side in _reader(ticket(samples.TICKET, "ky")).pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 420)


def test_a_ticket_with_a_name_of_sixty_letters_keeps_everything():
    text = text_of(ticket(replace(samples.TICKET, name=samples.LONG_NAME), "ky")).replace("\u00a0", " ")

    assert samples.LONG_NAME in text
    assert "4921 0577 3386 0214" in text
    assert samples.TICKET.nonce in text.replace(" ", "")


def test_wall_papers_speak_both_languages():
    for document in (
        notice(samples.NOTICE),
        slip(samples.SLIP),
        emergency(samples.EMERGENCY),
        act(samples.ACT),
    ):
        text = text_of(document)
        assert re.search("[ңөүҢӨҮ]", text)
        assert re.search("страница 1 из", text)


def test_the_notice_bears_the_whole_digest():
    text = text_of(notice(samples.NOTICE)).replace(" ", "").replace("\u00a0", "")

    assert samples.NOTICE.digest in text


def test_a_slip_before_the_shares_are_opened_has_no_seed():
    closed = replace(samples.SLIP, draw=replace(samples.DRAW, seed=None))

    text = text_of(slip(closed)).replace(" ", "")

    assert samples.DRAW.seed is not None
    assert samples.DRAW.seed not in text
    assert samples.DRAW.papers_root in text.replace("\u00a0", "")


@pytest.mark.parametrize("character", ["漢", "\u200b", "и\u0306"[1], "\u2713", "\ud7ff", "\x07", "😀"])
def test_a_character_the_font_lacks_is_refused_and_named(character):
    facts = replace(samples.SHEET, name=f"Асанов {character}")

    with pytest.raises(UnshowableText) as refused:
        sheet(facts, "ky")

    assert refused.value.details == {
        "character": character,
        "code_point": f"U+{ord(character):04X}",
        "place": "name",
    }


def test_the_place_of_a_refused_character_is_found_in_depth():
    section = replace(samples.SHEET.sections[1], title=samples.f.Text("А", "漢"))
    facts = replace(samples.SHEET, sections=(samples.SHEET.sections[0], section))

    with pytest.raises(UnshowableText) as refused:
        sheet(facts, "ky")

    assert refused.value.details["place"] == "sections[2].title.ru"


def test_the_letters_of_the_three_languages_are_in_the_font():
    assert missing("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяАҢӨҮЁ«»–—№…§°%&/\u00a0 \n0123456789") == set()
    assert missing("a✓b") == {"✓"}


def test_markup_in_a_fact_is_only_text():
    facts = replace(samples.SHEET, name="<b>А</b> & <img src='x'/>")

    assert "<b>А</b> & <img src='x'/>" in text_of(sheet(facts, "ru"))


def _reader(document: bytes):
    from io import BytesIO

    from pypdf import PdfReader

    return PdfReader(BytesIO(document))
