"""How pages print where a proposal of terms stands."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from comity.agreements.terms.countersigning import TermsState, TermsStep
from comity.agreements.wording.countersigning import STATE_NAMES, STEP_NAMES

register = template.Library()

_TONES: Mapping[TermsState, str] = {
    TermsState.BEING_SIGNED: "pill-wait",
    TermsState.OPEN: "pill-wait",
    TermsState.COUNTERSIGNED: "pill-good",
    TermsState.DECLINED: "pill-stop",
    TermsState.REFUSED: "pill-stop",
    TermsState.SUPERSEDED: "pill-calm",
}


@register.filter
def terms_state(state: TermsState) -> str:
    """Print where a proposal stands."""
    return gettext(STATE_NAMES[state])


@register.filter
def terms_tone(state: TermsState) -> str:
    """Return the colour of where a proposal stands; the word stands beside it always."""
    return _TONES[state]


@register.filter
def terms_step(step: TermsStep) -> str:
    """Print one step of a proposal."""
    return gettext(STEP_NAMES[step])


@register.filter
def named_by(reference: str, names: Mapping[str, str]) -> str:
    """Print the name of an agreement; its reference when our register has none of it."""
    return names.get(reference, reference)
