"""What to say when a witness, a note or a head is not as it must be."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "bad_note": _l("This is not a signed note of a log."),
    "bad_verifier_key": _l(
        "This is not a witness’s public line. Copy all of the line that begins with the witness’s name and"
        " has two plus signs."
    ),
    "bad_cosignature": _l("The signature is not that of the witness over this head, or its clock is astray."),
    "unknown_witness": _l("Nobody who is registered here as a witness has signed."),
    "witness_known": _l("A witness with this name or key is in the list already, or was before."),
    "not_witnessed": _l(
        "The witnesses must see this first. Have signed: %(seen)s, needed: %(needed)s. Ask them to run their"
        " program, then try again."
    ),
}
