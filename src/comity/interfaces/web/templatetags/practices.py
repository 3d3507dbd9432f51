"""Words about practice notes, in templates."""

from django import template
from django.utils.translation import gettext

from comity.practices.terms import NoteState, Topic, Usefulness
from comity.practices.wording import STATE_NAMES, TOPIC_NAMES, USEFULNESS_NAMES

register = template.Library()


@register.filter
def topic_name(topic: str) -> str:
    """Print what a note is about."""
    return gettext(TOPIC_NAMES[Topic(topic)])


@register.filter
def note_state(state: str) -> str:
    """Print where a note stands."""
    return gettext(STATE_NAMES[NoteState(state)])


@register.filter
def usefulness_name(usefulness: str) -> str:
    """Print what a note is worth."""
    return gettext(USEFULNESS_NAMES[Usefulness(usefulness)])
