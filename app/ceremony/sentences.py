"""What the ceremony says when a rule forbids an act."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "already_stored": _l("This exists already and never changes. Nothing was changed."),
    "illegal_move": _l("The sitting is not in a state in which this may happen. Nothing was changed."),
    "no_shares": _l("No custodian has given a commitment yet. At least one is needed before announcing."),
    "same_share": _l(
        "You have given a commitment for this sitting already, or another custodian gave the same one."
    ),
    "signatures_missing": _l("The announcement needs the office's signature and a custodian's."),
    "wrong_share": _l(
        "This share does not open your commitment. Compare every group of characters with your paper."
        " If it cannot be found, open the sealed duplicate in public."
    ),
    "bad_share": _l("A share has exactly 64 characters: digits and the letters a to f."),
    "shares_missing": _l(
        "Every share must lie in the hall before anything is thrown. Wait for the custodians."
    ),
    "draw_too_early": _l("The announcement does not allow the draw yet. Wait until the hour it names."),
    "read_back_differs": _l(
        "What you typed is not what the first person typed. Look at the paper form together: whoever was"
        " wrong types again."
    ),
    "same_reader": _l("The numbers are read back by a second person. You have typed them yourself."),
    "entropy_missing": _l("The numbers must be typed by one person and read back by another first."),
    "already_drawn": _l(
        "The papers of this sitting have been drawn, or the numbers are fixed: one draw only."
    ),
    "bad_entropy": _l("The numbers do not have the announced form. Nothing was taken over."),
    "notice_too_short": _l(
        "A sitting must be public for 24 hours before its draw. The draw is planned too early: plan the"
        " sitting again with a later hour."
    ),
    "announced_too_late": _l(
        "The hour from which the papers may be drawn has passed, and an announcement comes before it."
        " Plan the sitting again with a later hour."
    ),
    "not_enrolled": _l("There is no register yet: take in the list of candidates first."),
    "infeasible_plan": _l("Quota %(quota)s (%(topic)s) of the plan cannot be filled from this release."),
    "bank_missing": _l("The release does not hold the questions that this plan needs."),
    "bad_plan": _l("The plan breaks a rule: %(reason)s."),
    "plan_too_costly": _l(
        "The plan's targets are so narrow that the draw would take too many rounds in quota %(quota)s."
    ),
    "malformed_object": _l("The data do not have the form that the protocol prescribes."),
    "too_many_codes": _l("So many candidate codes cannot be told apart: %(count)s."),
    "bad_person": _l("Line %(row)s has no name or no personal number. Nothing was taken over."),
    "number_twice": _l("A personal number stands twice: one person cannot hold two codes."),
    "already_enrolled": _l("The register of this sitting stands. A code never changes hands afterwards."),
    "too_late_for_roll": _l("The register is fixed once the sitting is announced, spares once it is drawn."),
    "two_people_needed": _l("This act needs two different people."),
    "no_spare": _l("No spare code is left."),
    "line_does_not_open": _l(
        "The roll line of code %(code)s does not open. Decoding stops; call the commission."
    ),
    "tickets_made": _l("The tickets were made already. Their secrets cannot be read again by anybody."),
    "no_list": _l("The list is empty: paste at least one line or choose a file."),
}
