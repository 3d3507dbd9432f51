"""What is anticipated to go wrong with countersigned terms."""

from enum import StrEnum

from comity.kernel.errors import ComityError, NotFoundError


class TermsProposalNotFoundError(NotFoundError):
    """There is no such proposal, or none that the viewer may see."""

    code = "terms_proposal_not_found"


class TermsNotBetweenError(ComityError):
    """The agreement does not stand between this administration and the partner."""

    code = "terms_not_between"


class TermsAnsweredError(ComityError):
    """The proposal is not open any more."""

    code = "terms_not_open"


class TermsNotAlikeError(ComityError):
    """Our own encoding is not the one proposed, so signing its digest would be untrue."""

    code = "terms_not_alike"


class TermsProposedAlreadyError(ComityError):
    """The same encoding is proposed to this partner already, or countersigned with it."""

    code = "terms_proposed_already"


class ReasonsMissingError(ComityError):
    """The act needs its reasons."""

    code = "terms_reasons_missing"


class TermsFault(StrEnum):
    """Why what a partner says of terms is refused by name."""

    DIGEST_DIFFERS = "terms_digest_differs"
    UNREADABLE = "terms_unreadable"
    OTHER_AGREEMENT = "terms_other_agreement"
    OTHER_PARTIES = "terms_other_parties"
    NUMBER_TAKEN = "terms_number_taken"
    TOO_MANY = "terms_too_many"
    NUMBER_AHEAD = "terms_number_ahead"
    TIME_IMPLAUSIBLE = "terms_time_implausible"
    REPLACES_UNKNOWN = "terms_replaces_unknown"
    PROPOSAL_UNKNOWN = "terms_proposal_unknown"
    ANSWERED = "terms_answered"
    NOT_OURS = "terms_not_ours"
    SIGNATURE_WRONG = "terms_signature_wrong"


class TermsRefusedError(ComityError):
    """What a partner says of terms cannot be what it says it is."""

    def __init__(self, fault: TermsFault, **facts: object) -> None:
        self.fault = fault
        self.code = fault.value
        super().__init__(**facts)
