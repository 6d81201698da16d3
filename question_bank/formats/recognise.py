"""What kind of file some bytes are, by what is in them, never by the name; and the one way to read them."""

import io
import zipfile
from enum import StrEnum

from question_bank.formats import csv_in, judging, moodle, table, xlsx
from question_bank.formats.rows import Asked, Row, Unreadable

LARGEST = 30 * 1024 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = {b"%PDF": "pdf", b"{\\rtf": "rtf", b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image"}


class Format(StrEnum):
    """The kinds of file that can be read."""

    CSV = "csv"
    XLSX = "xlsx"
    MOODLE = "moodle"


def recognise(data: bytes) -> Format:
    """Return the format; raise Unreadable for one that is not read (yet)."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(reason="empty")
    if len(data) > LARGEST:
        raise Unreadable(reason="too_large", unpacked=len(data))
    if data.startswith(b"PK"):
        return _archive(data)
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(reason="old_or_encrypted_excel")
    for mark, kind in _OTHERS.items():
        if data.startswith(mark):
            raise Unreadable(reason="unknown_format", kind=kind)
    head = _head(data)
    if head.startswith((b"<?xml", b"<quiz", b"<!--", b"<!DOCTYPE quiz")):
        return Format.MOODLE
    if head.startswith(b"<"):
        raise Unreadable(reason="unknown_format", kind="html")
    return Format.CSV


def read(data: bytes, asked: Asked) -> list[Row]:
    """Return a verdict on each row or question; raise Unreadable for the file as a whole."""
    kind = recognise(data)
    if kind is Format.MOODLE:
        return judging.compare(moodle.read(data, asked))
    sheets = xlsx.read(data) if kind is Format.XLSX else [csv_in.read(data)]
    return judging.compare(table.read(sheets, asked))


def _head(data: bytes) -> bytes:
    """Return how a text begins, in any encoding, without marks and spaces."""
    return data[:400].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")


def _archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise Unreadable(reason="broken_workbook", error=type(error).__name__) from error
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    kinds = {"word/document.xml": "docx", "imsmanifest.xml": "qti", "content.xml": "ods"}
    raise Unreadable(
        reason="unknown_format", kind=next((kinds[name] for name in kinds if name in names), "zip")
    )
