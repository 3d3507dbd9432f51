"""Words about controlled deliveries, in templates."""

from django import template
from django.utils.translation import gettext

from comity.assistance.delivery_rules import day_in
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.terms.delivery import (
    DELIVERY_FIELDS,
    DeliveryStage,
    DeliveryWord,
    route_in,
)
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.assistance.wording import DELIVERY_STAGE_NAMES, DELIVERY_WORD_NAMES
from comity.interfaces.web.words import country_name, day_name

register = template.Library()


@register.filter
def stage_name(stage: DeliveryStage) -> str:
    """Print where a delivery stands."""
    return gettext(DELIVERY_STAGE_NAMES[stage])


@register.filter
def word_name(word: str) -> str:
    """Print what was said."""
    return gettext(DELIVERY_WORD_NAMES[DeliveryWord(word)])


@register.filter
def whose_word(entry: DeliveryEntry, request: Request) -> str:
    """Print which side said it."""
    return gettext("We") if entry.by == request.side else country_name(request.partner)


@register.filter
def filled_in(entry: DeliveryEntry) -> list[tuple[str, str]]:
    """Return what was filled in with a word, each with the name of its field."""
    told = []
    for field in DELIVERY_FIELDS[DeliveryWord(entry.word)]:
        value = entry.facts.get(field.name, "")
        if value:
            told.append((gettext(field.label), _named(field, value)))
    return told


def _named(field: KindField, value: str) -> str:
    if field.entry is Entry.CODE:
        return gettext(field.codes[value])
    if field.name == "route":
        return ", ".join(country_name(code) for code in route_in(value))
    day = day_in(value) if field.entry is Entry.DAY else None
    return value if day is None else day_name(day)
