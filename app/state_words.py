"""The words for a sitting's states, the same in every room."""

from flask_babel import lazy_gettext as _l

SITTING = {
    "planned": _l("planned"),
    "announced": _l("announced"),
    "cancelled": _l("cancelled"),
    "drawn": _l("papers drawn"),
    "open": _l("exam running"),
    "interrupted": _l("interrupted"),
    "annulled": _l("annulled"),
    "closed": _l("closed"),
    "sealed": _l("sealed"),
}
