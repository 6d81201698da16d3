"""From an error's code to a sentence for a person; each room adds its own in `app/<room>/sentences.py`."""

from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from foundation.errors import DomainError

SENTENCES: dict[str, Any] = {
    "domain_error": _l("A rule of the examination does not allow this. Nothing was changed."),
    "invalid": _l("What was entered does not have the form it must have."),
    "not_found": _l("There is nothing here by this name that you may see."),
    "conflict": _l("This cannot be done in the present state. Nothing was changed."),
    "forbidden": _l("You may not do this."),
    "not_allowed": _l("Your roles do not include this act."),
    "no_lease": _l("No candidate is signed in at this terminal."),
    "not_canonical": _l("The data are not in the agreed form: %(reason)s."),
    "wrong_passphrase": _l("The password does not open the key."),
    "wrong_shares": _l(
        "The custodians' words do not open the package: too few, mistyped, or of another secret."
    ),
    "clock_doubtful": _l(
        "The server’s time is in doubt: until the invigilator confirms it, nobody is closed and nothing that "
        "hangs on the time is done."
    ),
    "bad_extension": _l("Extra time is a whole number of seconds above zero."),
    "unknown_kind": _l("Choose the kind of incident from the list."),
    "staff_code_taken": _l("Somebody has the code “%(staff)s” already. Choose another one."),
    "bad_staff_code": _l("A code has up to 40 Latin letters, digits, dots, dashes or underscores."),
    "unknown_role": _l("Choose at least one role from the list."),
    "weak_password": _l("The password must have at least %(shortest)s characters."),
}


def use(app: Flask) -> None:
    """Gather the sentences of every room."""
    app.extensions["taraza_sentences"] = gathered()


def gathered() -> dict[str, Any]:
    """Return all sentences by code, the rooms' own included."""
    found = dict(SENTENCES)
    for module in iter_modules([str(Path(__file__).parent)]):
        name = f"app.{module.name}.sentences"
        if module.ispkg and find_spec(name) is not None:
            found |= import_module(name).SENTENCES
    return found


def sentence(error: DomainError) -> str:
    """Return what to say about an error, in the language of the request."""
    known = gathered()
    kinds = [kind for kind in type(error).__mro__ if issubclass(kind, DomainError)]
    code = next(kind.code for kind in kinds if kind.code in known)
    details = defaultdict(lambda: "—", {name: str(value) for name, value in error.details.items()})
    return str(known[code]) % details
