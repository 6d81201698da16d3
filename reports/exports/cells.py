"""Values as cells: texts that no spreadsheet takes for a formula, points that stay exact."""

import re
from decimal import Decimal

DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Return the text, an apostrophe before what a spreadsheet would compute, control characters replaced."""
    shown = _UNWRITABLE.sub("\ufffd", text)
    return f"'{shown}" if shown[:1] in DANGEROUS else shown


def points(thousandths: int | None) -> Decimal | None:
    """Return points as an exact number of three decimals."""
    return None if thousandths is None else Decimal(thousandths).scaleb(-3)


def points_text(thousandths: int | None) -> str:
    """Return points as `35.500`; empty where there are none."""
    value = points(thousandths)
    return "" if value is None else f"{value:.3f}"
