"""Whom an item reaches, and why. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comity.kernel.rulings import Ruling


class Why(StrEnum):
    """Why somebody is shown an item, or is not."""

    OWN = "own"
    AGREEMENT = "agreement"
    OWN_AGENCY = "own_agency"
    NO_AGREEMENT = "no_agreement"
    AGREEMENT_BARS = "agreement_bars"
    OWN_LAW = "own_law"
    REFERRED = "referred"
    CONSENT_MISSING = "consent_missing"
    HANDLING = "handling"
    NO_LINK = "no_link"
    ORIGINATOR_CHOSE = "originator_chose"
    AUDIENCE = "audience"
    NOT_RELEASED = "not_released"


SHOWN: Final = frozenset({Why.OWN, Why.AGREEMENT, Why.OWN_AGENCY})
"""The reasons for which an item is shown; every other hides it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether one member, or one agency here, is shown an item, and why.

    Attributes:
        why: the reason; it tells whether the item is shown.
        article: what the reason rests on, as the originator cites it; empty where there is none.
        ruling: of this node, where it ruled; None where nothing had to be ruled.
    """

    why: Why
    article: str = ""
    ruling: Ruling | None = None

    @property
    def shown(self) -> bool:
        """Whether the item is shown."""
        return self.why in SHOWN
