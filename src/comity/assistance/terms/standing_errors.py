"""What can stand in the way of a standing exchange."""

from comity.kernel.errors import ComityError, NotFoundError


class NotAStandingExchangeError(ComityError):
    """The request is of another kind, is not being carried out, or goes by letter."""

    code = "not_a_standing_exchange"


class StandingWordNotNowError(ComityError):
    """The exchange stands where this cannot be said."""

    code = "standing_word_not_now"


class StandingChangedError(ComityError):
    """What would leave, or be answered, is not what was read."""

    code = "standing_changed"


class StandingTermsUnknownError(ComityError):
    """The partner speaks of terms, or of a suspension, that this node was never told."""

    code = "standing_terms_unknown"


class StandingWordNotTheirsError(ComityError):
    """The partner says what only this administration can."""

    code = "standing_word_not_theirs"


class StandingNotEndedError(ComityError):
    """Its request is to be closed, and nobody has ended it."""

    code = "standing_not_ended"


class SupplyNotNowError(ComityError):
    """No file is supplied now: nothing is agreed, the exchange is suspended or has ended."""

    code = "supply_not_now"


class SupplyNotOursError(ComityError):
    """The terms do not let this side supply."""

    code = "supply_not_ours"


class SupplyPeriodUnknownError(ComityError):
    """No period of the schedule begins on that day."""

    code = "supply_period_unknown"


class SupplyPeriodRunsError(ComityError):
    """The period is not over: its file would not be whole."""

    code = "supply_period_runs"


class SupplyNotFoundError(NotFoundError):
    """There is no such file, or none that the viewer may see."""


class SupplyTwiceError(ComityError):
    """The partner numbers a file as one it has supplied before."""

    code = "supply_twice"
