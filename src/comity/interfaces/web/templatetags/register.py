"""How register pages print statuses, gaps and differences."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from comity.agreements.comparison import Difference
from comity.agreements.overview import Statement
from comity.agreements.terms import Member, Party, Status
from comity.agreements.terms.editing import ProposalState
from comity.interfaces.web.agreements.proposal_names import (
    ENTRIES_NAMES,
    PROPOSAL_NAMES,
    PROPOSAL_TONES,
)
from comity.interfaces.web.agreements.statuses import STATUS_TONES
from comity.interfaces.web.telling import tell, tell_difference

register = template.Library()


@register.filter
def status_tone(status: Status) -> str:
    """Return the colour of where an instrument stands; the word stands beside it always."""
    return STATUS_TONES[status]


@register.filter
def statement(said: Statement) -> str:
    """Print what the overview says of an instrument."""
    return tell(said.code, said.facts)


@register.filter
def choosing(options: SafeString, chosen: str) -> SafeString:
    """Print the choices of a list with one of them chosen; "" chooses none."""
    value = format_html('value="{}"', chosen)
    marked = options.replace(value, f"{value} selected") if chosen else options
    return mark_safe(marked)  # noqa: S308  options that were escaped, and a word of HTML


@register.filter
def units(number: float) -> str:
    """Print a number for a picture, never with the marks of a language."""
    return f"{number:g}"


@register.filter
def difference(found: Difference) -> str:
    """Print one difference between two encodings."""
    return tell_difference(found)


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


@register.filter
def members_on(party: Party, on: date) -> tuple[Member, ...]:
    """Give the states through which a union acts on a day."""
    return party.members_on(on)
