"""What is said about the bank's errors."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "bad_code": _l("A code has up to 40 Latin letters, digits, dots, dashes or underscores."),
    "revision_state": _l(
        "Question %(item)s has moved on: this cannot be done with it now. Nothing was changed."
    ),
    "same_person": _l(
        "Author, reviewer and approver are three different people. You have had a hand in %(item)s already."
    ),
    "not_the_author": _l("Only its author changes the draft of question %(item)s."),
    "code_taken": _l("Another question has this code already: %(codes)s. Choose another code."),
    "draft_not_ready": _l("Question %(item)s has errors that must be mended before it goes to review."),
    "draft_changed": _l(
        "The draft was saved elsewhere since this page was opened. What you typed is below: save it again to"
        " replace the other version."
    ),
    "upload_gone": _l("The uploaded file is not kept any more. Choose it once more."),
    "no_reason": _l("A question is returned with a sentence that says what to mend."),
    "not_reviewed": _l("Nobody has reviewed question %(item)s yet, so it cannot be approved."),
    "no_key_kept": _l("The right answers of these questions are not kept here: %(items)s."),
    "bad_keys_package": _l("This is not the keys package of this release."),
    "not_approved": _l("These questions have no approved version: %(items)s."),
    "nothing_to_release": _l("A release needs a name of its own and at least one approved question."),
    "commitment_does_not_open": _l(
        "A commitment of question %(item)s does not open. Nothing was released; tell the administrator."
    ),
    "unreadable_file": _l("The file cannot be read (%(reason)s). Nothing was taken in."),
}
