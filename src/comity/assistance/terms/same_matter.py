"""What two matters may have in common, and what becomes of it when one of them is not seen."""

from enum import StrEnum

from comity.kernel.errors import ComityError


class Mark(StrEnum):
    """What stands in both, the most telling first."""

    DECLARATION = "declaration"
    CONTAINER = "container"
    CONSIGNMENT = "consignment"
    VESSEL = "vessel"
    VEHICLE = "vehicle"
    ACCOUNT = "account"
    COMPANY = "company"
    NUMBER = "number"
    GOODS = "goods"
    NAME = "name"


class HitOutcome(StrEnum):
    """What the deconfliction officer did about two matters that may be the same."""

    TOLD = "told"
    NO_LINK = "no_link"


class HitSettledError(ComityError):
    """Somebody of the central unit has looked at these two matters already."""

    code = "hit_settled"
