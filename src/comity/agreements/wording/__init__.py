"""The sentence of every code this package can say, in words for an officer on night duty."""

from collections.abc import Mapping

from comity.agreements.wording.citations import (
    CITATIONS,
    DAY_NOT_RECORDED,
    EVENT_PHRASES,
    JOINED,
    MISSING_EVENTS,
    SOME_EVENT,
)
from comity.agreements.wording.comparison import COMPARISON
from comity.agreements.wording.countersigning import COUNTERSIGNING
from comity.agreements.wording.editing import EDITING
from comity.agreements.wording.faults import FAULTS
from comity.agreements.wording.grounds import GROUNDS
from comity.agreements.wording.overview import OVERVIEW
from comity.agreements.wording.own_law import OWN_LAW
from comity.agreements.wording.roads import ALTERNATIVES, CONDITIONS

__all__ = [
    "ALTERNATIVES",
    "CITATIONS",
    "CONDITIONS",
    "DAY_NOT_RECORDED",
    "EDITING",
    "EVENT_PHRASES",
    "FAULTS",
    "GROUNDS",
    "JOINED",
    "MISSING_EVENTS",
    "OVERVIEW",
    "OWN_LAW",
    "SENTENCES",
    "SOME_EVENT",
]

SENTENCES: Mapping[str, str] = {
    **GROUNDS,
    **CONDITIONS,
    **ALTERNATIVES,
    **CITATIONS,
    **FAULTS,
    **EDITING,
    **OVERVIEW,
    **OWN_LAW,
    **COMPARISON,
    **COUNTERSIGNING,
}
