"""Who may do what, as data: rights, roles, and the table between them."""

from enum import StrEnum


class Right(StrEnum):
    """Something that not everybody may do; a route names the rights of which one suffices."""

    SIGNED_IN = "signed-in"
    SEE_BANK = "bank.see"
    WRITE_ITEMS = "bank.write"
    IMPORT_ITEMS = "bank.import"
    REVIEW_ITEMS = "bank.review"
    APPROVE_ITEMS = "bank.approve"
    RELEASE_ITEMS = "bank.release"
    PLAN = "sitting.plan"
    ANNOUNCE = "sitting.announce"
    ENROL = "sitting.enrol"
    PRINT_TICKETS = "sitting.tickets"
    WATCH_BOARD = "board.watch"
    ADMIT = "board.admit"
    RUN_HALL = "board.run"
    WATCH_CEREMONY = "ceremony.watch"
    RUN_CEREMONY = "ceremony.run"
    DEPOSIT_SHARE = "ceremony.share"
    READ_BACK = "ceremony.read-back"
    SEE_RESULTS = "results.see"
    SEAL = "results.seal"
    OPEN_KEYS = "results.keys"
    COMPUTE = "results.compute"
    CERTIFY = "results.certify"
    DECODE = "results.decode"
    PUBLISH = "results.publish"
    TAKE_DOCUMENTS = "results.documents"
    SEE_LEDGER = "ledger.see"
    MANAGE_STAFF = "staff.manage"


class Role(StrEnum):
    """The office in which a person of the staff acts."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    BANK_KEEPER = "bank_keeper"
    INVIGILATOR = "invigilator"
    CUSTODIAN = "custodian"
    COMMISSIONER = "commissioner"
    COUNCIL = "council"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"
    OFFICE = "office"


_R = Right
ROLES: dict[Role, frozenset[Right]] = {
    Role.AUTHOR: frozenset({_R.SEE_BANK, _R.WRITE_ITEMS, _R.IMPORT_ITEMS}),
    Role.REVIEWER: frozenset({_R.SEE_BANK, _R.REVIEW_ITEMS}),
    Role.BANK_KEEPER: frozenset({_R.SEE_BANK, _R.IMPORT_ITEMS, _R.APPROVE_ITEMS, _R.RELEASE_ITEMS}),
    Role.INVIGILATOR: frozenset({_R.WATCH_BOARD, _R.ADMIT, _R.RUN_HALL, _R.WATCH_CEREMONY, _R.READ_BACK}),
    Role.CUSTODIAN: frozenset({_R.WATCH_CEREMONY, _R.DEPOSIT_SHARE, _R.READ_BACK, _R.OPEN_KEYS}),
    Role.COMMISSIONER: frozenset(
        {
            _R.WATCH_BOARD,
            _R.WATCH_CEREMONY,
            _R.RUN_CEREMONY,
            _R.READ_BACK,
            _R.ANNOUNCE,
            _R.SEE_RESULTS,
            _R.SEAL,
            _R.COMPUTE,
            _R.CERTIFY,
            _R.DECODE,
            _R.PUBLISH,
            _R.TAKE_DOCUMENTS,
            _R.SEE_LEDGER,
        }
    ),
    Role.COUNCIL: frozenset({_R.WATCH_BOARD, _R.SEE_RESULTS, _R.TAKE_DOCUMENTS, _R.SEE_LEDGER}),
    Role.OBSERVER: frozenset({_R.WATCH_BOARD, _R.WATCH_CEREMONY, _R.SEE_LEDGER}),
    Role.ADMINISTRATOR: frozenset({_R.MANAGE_STAFF, _R.SEE_LEDGER}),
    Role.OFFICE: frozenset(
        {_R.PLAN, _R.ANNOUNCE, _R.ENROL, _R.PRINT_TICKETS, _R.SEE_RESULTS, _R.PUBLISH, _R.SEE_LEDGER}
    ),
}


def rights_of(roles: list[str]) -> frozenset[Right]:
    """Return what somebody with these roles may do; an unknown role gives nothing."""
    known = [ROLES[Role(role)] for role in roles if role in set(Role)]
    return frozenset().union(*known, {Right.SIGNED_IN})
