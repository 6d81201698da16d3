"""What the council's room says when a rule forbids an act: of the seal, results, evidence and documents."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "step_done": _l("This step has been done already. You see how things stand now."),
    "step_not_yet": _l("Something else comes first: %(next)s. You see how things stand now."),
    "step_is_running": _l("A step of this sitting is being done at this moment. Wait until it has ended."),
    "dispute_stands": _l(
        "The disputed results are kept and cannot be replaced here. Nothing was changed. Call those who look"
        " after the program."
    ),
    "no_signing_key": _l(
        "No signing key was made for you as a member of the commission. Ask the administrator."
    ),
    "no_demonstration": _l("This is not a demonstration: everybody acts with the own password here."),
    "programs_differ": _l("The two programs do not agree on: %(codes)s. Nobody can certify."),
    "no_documents_yet": _l("The documents of this version have not been made yet."),
    "bad_words": _l("The words do not open the keys. Type them anew."),
    "words_mistyped": _l(
        "Custodian %(custodian)s: a word is missing, mistyped or in another place. Type the line anew."
    ),
    "words_strange": _l(
        "Custodian %(custodian)s: these words belong to another secret than the first line. Take the list"
        " of this release."
    ),
    "words_twice": _l("Custodian %(custodian)s: these words stand in another field already."),
    "words_too_few": _l("More custodians are needed: %(needed)s. Words came from: %(given)s."),
    "group_too_small": _l(
        "Came: %(came)s. In a group smaller than %(least)s a code would tell who it is: nothing is shown"
        " before the codes are opened."
    ),
    "nothing_to_show": _l("There are no results yet on which both programs agree."),
    "not_closed": _l("A journal is still open: close the hall first."),
    "not_covered": _l("The last heads of the journals are not in the ledger. Close the hall once more."),
    "signers_missing": _l("The seal needs the hall’s key and that of a member of the commission."),
    "not_sealed": _l("The answers are not sealed yet; no key is opened before."),
    "campaign_open": _l(
        "Another sitting with the same questions is not sealed yet: %(sittings)s. The keys stay closed."
    ),
    "key_does_not_open": _l(
        "The key of question %(item)s is not the one that was announced. The way stops here: call the"
        " commission and keep everything as it is."
    ),
    "other_package": _l("This is the key package of another release. Nothing was opened."),
    "keys_closed": _l("The answer keys are not open, or were opened before."),
    "other_report": _l(
        "The second program gave no verdict on this version. Compare again; if it happens again, call those"
        " who look after the program."
    ),
    "not_agreed": _l("The two programs have not agreed on every candidate; nobody can certify."),
    "same_person": _l("You have signed already. The second signature must be another person’s."),
    "bad_signature": _l(
        "Your key cannot sign here: it was not announced with this sitting as a commission member’s key, or"
        " its time is over."
    ),
    "not_newest": _l("There is a newer version of the results: %(newest)s."),
    "not_certified": _l("The version before is not certified yet; that comes first."),
    "not_decoded": _l("The codes are opened before the results are published."),
    "not_carried": _l(
        "Not carried: for %(votes_for)s, against %(votes_against)s. Nothing is corrected or recorded."
    ),
    "too_late_to_correct": _l("The plan allowed corrections until %(until)s only."),
    "bad_amendment": _l(
        "The correction does not fit: it names a question, answer or candidate that this sitting does not"
        " have."
    ),
    "nothing_voted": _l("No correction has been voted since the last version; there is nothing to compute."),
    "serial_taken": _l("A document with this number was issued already; issued documents never change."),
    "cannot_score": _l("The results cannot be computed: something they rest on is missing (%(reason)s)."),
    "evidence_not_ready": _l("The sitting has not come far enough for this evidence."),
    "verifier_failed": _l(
        "The second program stopped without a verdict. Try again; if it happens again, call those who look"
        " after the program."
    ),
    "unshowable_text": _l(
        "A text has a character that the documents’ font lacks: %(character)s (%(code_point)s)."
    ),
}
