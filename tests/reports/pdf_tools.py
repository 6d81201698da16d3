"""Foreign eyes on a PDF: poppler's programs, and pypdf where they are not needed."""

import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.tools import program


def run(name: str, *arguments: str | Path) -> str:
    path = program(name)
    assert path is not None
    done = subprocess.run([path, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def text_of(document: bytes) -> str:
    """Return the text of all pages, runs of white space as one space."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    return " ".join(" ".join(pages).split())


def pages_of(document: bytes) -> int:
    return len(PdfReader(BytesIO(document)).pages)
