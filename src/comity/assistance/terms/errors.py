"""What can stand in the way of an act of assistance."""

from comity.kernel.errors import ComityError, NotAllowedError
from comity.kernel.rulings import Referral, Refusal, outcome_of


class StepNotAllowedError(ComityError):
    """The request stands in a state from which this step does not go."""

    code = "step_not_allowed"


class SecondPersonNeededError(ComityError):
    """Who wrote it may not release it."""

    code = "second_person"


class DeputyOfWriterError(SecondPersonNeededError):
    """Who stands in for whoever wrote it may not release it either."""

    code = "second_person_deputy"


class OtherAgencyError(NotAllowedError):
    """The request belongs to another agency of this node."""

    code = "other_agency"


class StaleVersionError(ComityError):
    """Somebody changed it since it was read; what was confirmed is not what would leave."""

    code = "stale_version"


class RulingStandsAgainstError(ComityError):
    """The law does not carry the act, or a person must decide first.

    Attributes:
        ruling: the refusal or referral, with every ground.
    """

    code = "ruling_stands_against"

    def __init__(self, ruling: Refusal | Referral) -> None:
        self.ruling = ruling
        super().__init__(outcome=outcome_of(ruling).value)


class UnknownAgencyError(ComityError):
    """This node has no agency of that code."""

    code = "unknown_agency"


class AnswerNotOpenedError(ComityError):
    """An answer is opened, which is an act, before it is read or used."""

    code = "answer_not_opened"


class RetentionOverError(ComityError):
    """The period for which the supplier lets it be kept is over."""

    code = "retention_over"


class TooManyExhibitsError(ComityError):
    """A message carries no more exhibits than this."""

    code = "too_many_exhibits"


class HigherApprovalNeededError(NotAllowedError):
    """The law, or a national instruction, wants somebody of a named office to release this."""

    code = "higher_approval_needed"


class NothingSuppliedError(ComityError):
    """Nothing that a partner supplied stands in the case yet."""

    code = "nothing_supplied"


class SharedAlreadyError(ComityError):
    """The agency may see it already."""

    code = "shared_already"


class SharingEndedError(ComityError):
    """This sharing was ended before, or was never permitted."""

    code = "sharing_ended"


class ReferenceNotTheirsError(ComityError):
    """A partner speaks of a request under a reference that is not of this link."""

    code = "reference_not_theirs"


class ReferenceTakenError(ComityError):
    """A partner sends a second request under a reference it has used already."""

    code = "reference_taken"


class DayMalformedError(ComityError):
    """A partner puts a request off to a day that is none."""

    code = "day_malformed"


class RelianceMissingError(ComityError):
    """A partner's message names no instrument; nothing is asked or answered without one."""

    code = "reliance_missing"


class ExhibitsDifferError(ComityError):
    """A message names other exhibits in its body than in the envelope its sender signed."""

    code = "exhibits_differ"


class LimitsMalformedError(ComityError):
    """The limits of use that came with an answer are not its sender's, or cannot be read."""

    code = "limits_malformed"
