"""How register pages print statuses, gaps and differences."""

from django import template

from comity.agreements.comparison import Difference
from comity.agreements.overview import Statement
from comity.agreements.terms import Status
from comity.agreements.terms.editing import ProposalState
from comity.interfaces.maps import MapStatus
from comity.interfaces.web.agreements.proposal_names import (
    ENTRIES_NAMES,
    PROPOSAL_NAMES,
    PROPOSAL_TONES,
)
from comity.interfaces.web.agreements.statuses import MAP_TONES, STATUS_TONES
from comity.interfaces.web.telling import tell

register = template.Library()


@register.filter
def status_tone(status: Status) -> str:
    """Return the colour of where an instrument stands; the word stands beside it always."""
    return STATUS_TONES[status]


@register.filter
def map_tone(status: MapStatus) -> str:
    """Return the colour of a state in the list beneath the map."""
    return MAP_TONES[status]


@register.filter
def statement(said: Statement) -> str:
    """Print what the overview says of an instrument."""
    return tell(said.code, said.facts)


@register.filter
def units(number: float) -> str:
    """Print a number for a picture, never with the marks of a language."""
    return f"{number:g}"


@register.filter
def difference(found: Difference) -> str:
    """Print one difference between two encodings."""
    return tell(found.code, found.facts)


@register.filter
def proposal_name(state: str) -> str:
    """Print where a change of the register stands."""
    return str(PROPOSAL_NAMES[ProposalState(state)])


@register.filter
def proposal_tone(state: str) -> str:
    """Return the colour of where a change stands; the word stands beside it always."""
    return PROPOSAL_TONES[ProposalState(state)]


@register.filter
def table_name(table: str) -> str:
    """Print what the entries of a table are."""
    return str(ENTRIES_NAMES[table])
