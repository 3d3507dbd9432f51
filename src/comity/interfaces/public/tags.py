"""Filters of the templates: names, days and addresses as words."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comity.agreements.terms import Event, Instrument, Member, Party, PublishedFigure
from comity.interfaces.public import words

register = template.Library()
register.filter("country", words.country_name)
register.filter("named", words.name_of)
register.filter("capital", words.capital)


@register.filter
def day(value: date) -> SafeString:
    """Print a day, for people and for machines."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), words.day_in_words(value)
    )


@register.filter
def when(dated: Event | PublishedFigure) -> SafeString:
    """Print when something happened, as far as a source prints it."""
    if dated.on is not None:
        return day(dated.on)
    return format_html('<span class="when">{}</span>', words.when_in_words(dated))


@register.filter
def standing(code: str) -> str:
    """Print the one word of a standing."""
    return words.standing_name(code)


@register.simple_tag
def status(instrument: Instrument, on: date) -> str:
    """Print how an instrument stands on a day."""
    return words.status_in_words(instrument, on=on)


@register.filter
def members_on(party: Party, on: date) -> tuple[Member, ...]:
    """Give the states through which a union acts on a day."""
    return party.members_on(on)
