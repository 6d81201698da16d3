"""A question on its way: written in two languages, reviewed, approved, frozen with the bank beside it."""

from playwright.sync_api import Page

from tests.journey.place import Place

CODE = "civil-901"
TEXTS = {
    "Kyrgyz": (
        "Мыйзам боюнча доо коюу мөөнөтү беш күн. Доогер сотко алтынчы күнү кайрылды. Мөөнөт сакталдыбы?",
        ("Ооба, мөөнөт сакталды", "Жок, мөөнөт өтүп кетти", "Мөөнөт эсептелбейт", "Мөөнөттү жоопкер чечет"),
    ),
    "Russian": (
        "По закону срок на подачу иска пять дней. Истец обратился в суд на шестой день. Соблюдён ли срок?",
        ("Да, срок соблюдён", "Нет, срок пропущен", "Срок не исчисляется", "Срок решает ответчик"),
    ),
}
RIGHT = "B"
RELEASE = "Spring"


def write(place: Place) -> None:
    page = _in_bank(place, "author", "New question")
    page.get_by_label("Code").fill(CODE)
    page.get_by_label("Bank", exact=True).fill("sample")
    page.get_by_label("Section").fill("civil")
    page.get_by_role("button", name="Begin").click()
    for language, (stem, options) in TEXTS.items():
        page.get_by_role("textbox", name=f"Question {language}").fill(stem)
        for letter, text in zip("ABCD", options, strict=True):
            page.get_by_role("row", name=f"{letter} right").get_by_role("textbox", name=language).fill(text)
    page.get_by_role("checkbox", name=f"right {RIGHT}").check()
    page.get_by_label("Source: act and article").fill("Example of the journey")
    page.get_by_label("Time for it, seconds").fill("60")
    page.get_by_label("Of 1,000 candidates exactly at the cut").fill("600")
    page.get_by_role("button", name="Save and send to review").click()
    page.get_by_text("went to review").wait_for()


def review(place: Place) -> None:
    page = _in_bank(place, "reviewer", "Waiting for review")
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Review of the question").click()
    page.get_by_role("button", name="I agree with the question").click()
    page.get_by_role("status").first.wait_for()


def approve(place: Place) -> None:
    page = _in_bank(place, "keeper", "Waiting for approval")
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Look through and approve").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("status").first.wait_for()


def release(place: Place) -> list[str]:
    """Freeze the bank with the new question in it; return the custodians' words as the page showed them."""
    page = _in_bank(place, "keeper", "Releases")
    page.get_by_label("Name of the release").fill(RELEASE)
    page.get_by_label("How many custodians keep the keys").fill("3")
    page.get_by_label("How many of them open the keys together").fill("2")
    page.get_by_role("button", name="Make the custodians’ words").click()
    words = [_words(page, number) for number in (1, 2, 3)]
    page.get_by_role("button", name="Every custodian has the words").click()
    page.get_by_text("The release is frozen").wait_for()
    return words


def _words(page: Page, number: int) -> str:
    summary = page.get_by_text(f"List of custodian {number}", exact=True)
    summary.click()
    words = [item for item in page.get_by_role("listitem").all_inner_texts() if item.isalpha()]
    summary.click()
    return " ".join(words)


def _in_bank(place: Place, code: str, door: str) -> Page:
    page = place.person(code)
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Question bank").click()
    page.get_by_role("navigation", name="Question bank").get_by_role("link", name=door).click()
    return page
