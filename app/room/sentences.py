"""What the room says when it refuses."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "unknown_ticket": _l(
        "No ticket has this code. Compare each group; if it is right, call the invigilator."
    ),
    "too_many_tries": _l("Too many wrong codes were typed here. Call the invigilator, or wait ten minutes."),
    "too_early": _l("The exam is not prepared yet. Wait until the invigilator asks you to enter the code."),
    "over": _l("This exam has ended for this ticket. Call the invigilator."),
    "not_admitted": _l("Your admission is not recorded yet. Call the invigilator."),
    "second_terminal": _l(
        "This ticket is in use at another computer. Call the invigilator: only they can let you in here."
    ),
    "lease_superseded": _l("This exam continues at another computer. Call the invigilator."),
    "attempt_closed": _l("This exam is closed. Nothing more can be recorded."),
    "attempt_paused": _l("The exam is paused. Your time is not running."),
    "not_started": _l("The first question has not been shown yet."),
    "hall_not_open": _l("The exam is not open. Wait for the invigilator."),
    "bad_entry": _l("The answer does not fit the paper. Call the invigilator."),
    "bad_response": _l("The answer does not fit the question. Call the invigilator."),
    "bad_body": _l("The request lacks “%(member)s” or has it in another form."),
    "wrong_token": _l("The request does not come from the page of the exam. Reload the page."),
}
