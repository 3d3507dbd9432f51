"""How the pages print the words of consents, recalls and notices."""

from django import template
from django.utils.translation import gettext

from comity.assistance.terms.afterwords import AfterwordKind, AfterwordState, Fate, Wish
from comity.assistance.wording.afterwords import (
    AFTERWORD_NAMES,
    AFTERWORD_STATE_NAMES,
    FATE_NAMES,
    WISH_NAMES,
)
from comity.interfaces.web.afterwords.wording import TITLES
from comity.interfaces.web.words import capital

register = template.Library()


@register.filter
def afterword_name(kind: AfterwordKind) -> str:
    """Print what is asked or told."""
    return capital(gettext(AFTERWORD_NAMES[kind]))


@register.filter
def afterword_title(kind: AfterwordKind) -> str:
    """Print what one does to ask or tell it."""
    return gettext(TITLES[kind])


@register.filter
def afterword_state_name(state: AfterwordState) -> str:
    """Print where it stands."""
    return gettext(AFTERWORD_STATE_NAMES[state])


@register.filter
def wish_name(code: str) -> str:
    """Print what a recall asks for."""
    return gettext(WISH_NAMES[Wish(code)])


@register.filter
def fate_name(code: str) -> str:
    """Print what was done with an item."""
    return gettext(FATE_NAMES[Fate(code)])
