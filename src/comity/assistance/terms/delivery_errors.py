"""What can stand in the way of a word about a controlled delivery."""

from comity.kernel.errors import ComityError


class NotADeliveryError(ComityError):
    """The request is of another kind, or is not being carried out."""

    code = "not_a_delivery"


class DeliveryWordNotNowError(ComityError):
    """The delivery stands where this cannot be said."""

    code = "delivery_word_not_now"


class DeliveryPlanUnknownError(ComityError):
    """The partner speaks of a plan this node was never told."""

    code = "delivery_plan_unknown"


class DeliveryWordNotTheirsError(ComityError):
    """The partner tells what only this administration can."""

    code = "delivery_word_not_theirs"


class DeliveryPlanChangedError(ComityError):
    """The plan that would leave is not the one that was read."""

    code = "delivery_plan_changed"
