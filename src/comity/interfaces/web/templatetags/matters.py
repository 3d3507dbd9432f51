"""How the pages print what matters have in common, and what left for whom."""

from django import template
from django.utils.translation import gettext

from comity.agreements.terms import DataCategory
from comity.assistance.terms.data_transfers import TransferKind, TransferVerdict
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.same_matter import HitOutcome, Mark
from comity.assistance.wording import (
    FIELD_LABELS,
    HIT_OUTCOME_NAMES,
    MARK_NAMES,
    TRANSFER_NAMES,
    VERDICT_NAMES,
)
from comity.interfaces.web.words import name_of

register = template.Library()


@register.filter
def mark_name(code: str) -> str:
    """Print what stands in both."""
    return gettext(MARK_NAMES[Mark(code)])


@register.filter
def hit_outcome(code: str) -> str:
    """Print what was done about a hit."""
    return gettext(HIT_OUTCOME_NAMES[HitOutcome(code)])


@register.filter
def transfer_name(code: str) -> str:
    """Print what left, or would leave."""
    return gettext(TRANSFER_NAMES[TransferKind(code)])


@register.filter
def verdict_name(code: str) -> str:
    """Print what the data protection officer decided."""
    return gettext(VERDICT_NAMES[TransferVerdict(code)])


@register.filter
def data_category(code: str) -> str:
    """Print a category of data."""
    return name_of(DataCategory(code)) if code in set(DataCategory) else code


@register.filter
def person_field(name: str) -> str:
    """Print the label of a field for persons."""
    if name in FIELDS:
        return gettext(FIELDS[name].label)
    return gettext(FIELD_LABELS[name]) if name in FIELD_LABELS else name
