"""How long closed matters are kept, and what stands in the way of erasing them. Pure."""

from datetime import date, timedelta

from comity.kernel.errors import ComityError

LONGEST_DAYS = 36_600


class NotDueForErasureError(ComityError):
    """The matter is not closed, or the period for keeping it is not over or not known."""

    code = "not_due_for_erasure"


class LegalHoldStandsError(ComityError):
    """Somebody has ordered that the matter is kept until the order is lifted."""

    code = "legal_hold_stands"


class NoLegalHoldError(ComityError):
    """No order to keep the matter stands."""

    code = "no_legal_hold"


class ErasureProposedError(ComityError):
    """The central unit has proposed this erasure already."""

    code = "erasure_proposed"


class ErasureNotProposedError(ComityError):
    """The central unit has not proposed to erase the matter."""

    code = "erasure_not_proposed"


class ErasedAlreadyError(ComityError):
    """The content of the matter was erased before."""

    code = "erased_already"


class MessagesWaitError(ComityError):
    """A message of the matter has not been delivered yet."""

    code = "messages_wait"


def due_on(closed_on: date, *, own_days: int | None, limits: tuple[date, ...]) -> date | None:
    """Return the first day on which a closed matter may no longer be kept; None for no limit.

    Args:
        closed_on: when it was closed.
        own_days: how long the administration keeps closed matters; None for no rule.
        limits: the days suppliers and agreements set.
    """
    days = list(limits)
    if own_days is not None:
        days.append(closed_on + timedelta(days=own_days))
    # A supplier's limit binds from its day on, but nothing is erased of a matter that goes on.
    return max(min(days), closed_on) if days else None
