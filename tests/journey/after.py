"""From the closed hall to a downloaded sheet, and what strangers make of sheet, receipt and evidence."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page

from tests.journey.place import Place
from tests.journey.preparing import COMMISSIONERS, CUSTODIANS, SITTING
from tests.tools import program


def check_receipt(place: Place, code: str, characters: str) -> str:
    """Return the first sentence that the public page says of a receipt."""
    page = _public_check(place)
    page.get_by_label("Candidate code").fill(code)
    page.get_by_label("The 16 characters of the receipt").fill(characters)
    page.get_by_role("button", name="Check the receipt").click()
    return page.get_by_role("main").get_by_role("heading", level=1).inner_text()


def seal(place: Place) -> None:
    page = _sitting(place, COMMISSIONERS[0])
    page.get_by_label("Password of your key").fill(place.passwords[COMMISSIONERS[0]])
    _press(page, "Seal the answers", "Open the answer keys")


def open_keys(place: Place, words: list[str]) -> None:
    page = _sitting(place, CUSTODIANS[0])
    for number, line in enumerate(words, 1):
        page.get_by_label(f"Custodian {number}: words").fill(line)
    _press(page, "Open the answer keys", "Compute")


def score(place: Place) -> None:
    """Compute, compare, certify by two, decode, publish, make the documents."""
    page = _sitting(place, COMMISSIONERS[0])
    _press(page, "Compute version 1", "Compare both programs")
    _press(page, "Compare both programs", "The two programs agree on every candidate.")
    for code in COMMISSIONERS:
        page = _sitting(place, code)
        page.get_by_label("Password of your key").fill(place.passwords[code])
        _press(page, "Sign version 1", "You have signed." if code == COMMISSIONERS[0] else "Open the codes")
    page.get_by_text("Open the codes", exact=True).click()
    _press(page, "Yes, open the codes", "Publish version 1")
    page.get_by_text("Publish version 1", exact=True).click()
    _press(page, "Yes, publish", "Make and sign the documents")
    _press(page, "Make and sign the documents", "Everything is done.")


def take_sheet(place: Place, code: str, folder: Path) -> Path:
    """Download sheets and certificate as a member of the council; return the sheet of a candidate."""
    page = _sitting(place, "council")
    page.get_by_role("navigation", name="This sitting").get_by_role("link", name="Documents").click()
    sheets = _download(page, "ZIP (All result sheets)", folder / "sheets.zip")
    _download(page, "PEM (Certificate for checking)", folder / "trust-root.pem")
    with ZipFile(sheets) as packed:
        packed.extractall(folder / "sheets")
    return next((folder / "sheets").rglob(f"{code.replace(' ', '')}-ky.pdf"))


def check_sheet(place: Place, sheet: Path) -> str:
    """Return the first sentence that the public page says of a document."""
    page = _public_check(place)
    page.get_by_label("The PDF file").set_input_files(sheet)
    page.get_by_role("button", name="Check the document").click()
    return page.get_by_role("main").get_by_role("heading", level=1).inner_text()


def signature(sheet: Path, trust_root: Path) -> str:
    """Return what poppler says of a document's signature, trusting the published certificate alone."""
    store = trust_root.parent / "nss"
    store.mkdir(exist_ok=True)
    where = f"sql:{store}"
    subprocess.run(["certutil", "-N", "-d", where, "--empty-password"], check=True)
    add = ["certutil", "-A", "-d", where, "-n", "root", "-t", "CT,C,C", "-i", str(trust_root)]
    subprocess.run(add, check=True)
    command = [str(program("pdfsig")), "-nssdir", where, str(sheet)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def verify_evidence(place: Place, digest: str, folder: Path) -> dict[str, object]:
    """Download the evidence as anybody, verify it by the one file, return its report."""
    page = place.visitor()
    page.get_by_role("main").get_by_role("link", name=SITTING).first.click()
    evidence = _download(page, "Download the evidence (ZIP)", folder / "evidence.zip")
    verifier = _download(page, "Download the verifier", folder / "taraza_verify.py")
    command = [sys.executable, str(verifier), str(evidence), "--announcement", digest, "--json"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    report: dict[str, object] = json.loads(said)
    return report


def _press(page: Page, button: str, then: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    page.get_by_role("main").get_by_text(then).first.wait_for(timeout=60_000)


def _sitting(place: Place, code: str) -> Page:
    page = place.person(code)
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Results").click()
    page.get_by_role("main").get_by_role("link", name=SITTING).first.click()
    return page


def _public_check(place: Place) -> Page:
    page = place.visitor()
    page.get_by_role("main").get_by_role("link", name="Check the receipt").click()
    return page


def _download(page: Page, link: str, target: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name=link).click()
    download.value.save_as(target)
    return target
