"""Why results cannot be computed, agreed, certified, corrected or published."""

from foundation.errors import Conflict, Forbidden, Invalid


class NotSealed(Conflict):
    """No key is opened before the seal."""

    code = "not_sealed"


class CampaignOpen(Conflict):
    """A sitting of the same campaign, which shares the items, is not sealed yet."""

    code = "campaign_open"


class KeyDoesNotOpen(Conflict):
    """A key of the package is missing or does not open its commitment: certification stops (PROTOCOL 2.5)."""

    code = "key_does_not_open"


class OtherPackage(Invalid):
    """The opened package is not the keys package of this sitting's release."""

    code = "other_package"


class KeysClosed(Conflict):
    """The keys have not been opened yet, or were opened before."""

    code = "keys_closed"


class OtherReport(Invalid):
    """The verifier's report is about another version or another object than the one to be agreed."""

    code = "other_report"


class NotAgreed(Conflict):
    """The two programs have not agreed on every candidate; nobody can certify."""

    code = "not_agreed"


class SamePerson(Forbidden):
    """Certifying is an act of two people, each with an own key."""

    code = "same_person"


class BadSignature(Invalid):
    """The line is no commissioner's signature over this version."""

    code = "bad_signature"


class NotNewest(Conflict):
    """A newer version of the results exists."""

    code = "not_newest"


class NotCertified(Conflict):
    """This needs certified results."""

    code = "not_certified"


class NotDecoded(Conflict):
    """Results are published after decoding."""

    code = "not_decoded"


class NotCarried(Conflict):
    """The vote did not carry, so nothing is amended."""

    code = "not_carried"


class TooLateToCorrect(Conflict):
    """The plan's `correct_until` has passed."""

    code = "too_late_to_correct"


class BadAmendment(Invalid):
    """The amendment names nothing that was drawn, recorded or given."""

    code = "bad_amendment"


class NothingVoted(Conflict):
    """A later version needs an amendment that was voted and is in no version yet."""

    code = "nothing_voted"
