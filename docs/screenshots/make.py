"""Make the README's pictures of a demonstration as it is today: `.venv/bin/python -m docs.screenshots.make`.

Needs Chromium and pdftoppm. Everything shown is made up.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PORT = 8650
STAFF, ROOM = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 1}"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEW = {"width": 1366, "height": 768}


def main() -> None:
    """Serve a demonstration, walk through it, keep the pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _demonstration(Path(folder)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        _public(browser)
        _bank(browser, demo)
        _ceremony(browser, demo)
        _board(browser, demo)
        _room(browser, demo)
        _council(browser, demo, Path(folder))
        browser.close()
    for picture in HERE.glob("*.png"):
        _small(picture)


@contextmanager
def _demonstration(folder: Path) -> Iterator[dict[str, Any]]:
    environ = os.environ | {"TARAZA_INSTANCE": str(folder)}
    command = [sys.executable, "-c", "from app.cli import main; main()", "demo", "--port", str(PORT)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(f"{ROOM}/healthz")
            people = json.loads((folder / "demo" / "sign-ins.json").read_text(encoding="utf-8"))
            tickets = json.loads((folder / "demo" / "tickets.json").read_text(encoding="utf-8"))
            yield {"people": {one["code"]: one["password"] for one in people}, "tickets": tickets}
        finally:
            process.send_signal(signal.SIGTERM)


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(url, timeout=1).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError(url)


def _staff(browser: Browser, demo: dict[str, Any], code: str) -> Page:
    page = browser.new_context(viewport=VIEW).new_page()
    page.goto(f"{STAFF}/sign-in?language=ky")
    page.fill("#code", code)
    page.fill("#password", demo["people"][code])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def _shoot(page: Page, path: str, name: str) -> None:
    page.goto(STAFF + path)
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / f"{name}.png")


def _public(browser: Browser) -> None:
    page = browser.new_context(viewport=VIEW).new_page()
    _shoot(page, "/?language=ky", "front-ky")


def _bank(browser: Browser, demo: dict[str, Any]) -> None:
    page = _staff(browser, demo, "author")
    _shoot(page, "/bank", "bank-ky")


def _ceremony(browser: Browser, demo: dict[str, Any]) -> None:
    page = _staff(browser, demo, "observer")
    page.goto(f"{STAFF}/ceremony/demo-1/screen")
    page.wait_for_timeout(4000)
    page.screenshot(path=HERE / "draw-ky.png")


def _board(browser: Browser, demo: dict[str, Any]) -> None:
    page = _staff(browser, demo, "invigilator-1")
    _shoot(page, "/board/demo-1", "board-ky")
    page.set_viewport_size({"width": 1366, "height": 900})


def _room(browser: Browser, demo: dict[str, Any]) -> None:
    page = browser.new_context(viewport=VIEW, locale="ky-KG").new_page()
    page.goto(ROOM)
    page.wait_for_timeout(1000)
    page.keyboard.type(demo["tickets"][0]["secret"])
    page.keyboard.press("Enter")
    for name in ("Ооба, менин ордум", "Улантуу", "Улантуу", "Машыгууну бүтүрүү"):
        for box in page.get_by_role("checkbox").all():
            if box.is_visible():
                box.check()
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(700)
    page.wait_for_timeout(3000)
    page.keyboard.press("2")
    page.get_by_role("button", name="Кийинки").click()
    page.keyboard.press("1")
    page.wait_for_timeout(1200)
    page.screenshot(path=HERE / "room-question-ky.png")


def _council(browser: Browser, demo: dict[str, Any], folder: Path) -> None:
    """Finish the sitting with the demonstration's people, then show results and a sheet."""
    finish = [sys.executable, "-m", "docs.screenshots.finish", str(folder)]
    subprocess.run(finish, check=True, env=os.environ | {"TARAZA_INSTANCE": str(folder)})
    page = _staff(browser, demo, "council")
    _shoot(page, "/council/demo-1", "council-ky")
    _shoot(page, "/council/demo-1/results", "results-ky")
    sheet = sorted((folder / "papers" / "sheets").glob("*-ky.pdf"))[0]
    target = HERE / "sheet-ky"
    drawer = shutil.which("pdftoppm") or "pdftoppm"
    subprocess.run([drawer, "-r", "80", "-png", "-singlefile", str(sheet), str(target)], check=True)


def _small(picture: Path) -> None:
    """Keep 256 colours: calm pages lose nothing by it."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(256).save(picture, optimize=True)


if __name__ == "__main__":
    main()
