"""What the public pages say when something cannot be a receipt."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "bad_receipt": _l("The receipt has 16 characters in four groups. Compare it with your paper."),
}
