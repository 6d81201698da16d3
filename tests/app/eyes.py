"""Looking at pages in a browser: axe, width, complaints of the console, and pictures when asked for."""

import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.sign_in.session import COOKIE

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => (await axe.run({runOnly: tags})).violations.map(
  (one) => [one.id, one.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`)])"""
SHOTS = os.environ.get("TARAZA_SHOTS")


@contextmanager
def opened(browser: Any, server: str, staff: str | None = None, width: int = 1366, height: int = 768) -> Any:
    """Give a page of a browser of its own, signed in by a test's token; complaints fail the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=False)
    if staff is not None:
        context.add_cookies([{"name": COOKIE, "value": f"token-{staff}", "url": server}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    assert [text for text in complaints if "Failed to load resource" not in text] == []


def faults(page: Any, name: str = "") -> list[Any]:
    """Return what axe and the page's width complain of; keep a picture if asked."""
    if SHOTS and name:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(RUN, TAGS)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("wider than the window")
    return found
