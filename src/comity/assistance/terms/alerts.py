"""Alerts: the same information for several partners, each ruled on apart. Pure."""

from typing import Final

from comity.kernel.errors import ComityError

MOST_PARTNERS: Final = 50


class AlertChangedError(ComityError):
    """The alert that would leave, or whom it may reach, is not what was read."""

    code = "alert_changed"


class AlertOwnAloneError(ComityError):
    """What is another's is told to one partner, whose case its originator was asked about."""

    code = "alert_own_alone"


class AlertUnderWayError(ComityError):
    """A partner was told already: whoever is added now would get something of its own."""

    code = "alert_under_way"


class AlertHasPartnerError(ComityError):
    """The partner stands in the alert already, or was chosen twice."""

    code = "alert_has_partner"


class TooManyPartnersError(ComityError):
    """An alert goes to no more partners at once."""

    code = "too_many_partners"
