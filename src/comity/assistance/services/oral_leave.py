"""Whether a reply may leave before what was said is confirmed in writing."""

from datetime import date

from comity.agreements.queries import current_register
from comity.agreements.terms import ActKind, InstructionEffect
from comity.assistance.duty_release_rules import offices_let
from comity.assistance.models import OralRequest, Request
from comity.assistance.services.law import ask_of, own_code
from comity.assistance.terms import Party
from comity.assistance.terms.oral import OralNotConfirmedError, OralState
from comity.kernel.codes import CountryCode


def demand_confirmed(request: Request, *, on: date) -> None:
    """Refuse a reply to what was only said until it is confirmed, unless own law lets it go.

    Args:
        request: that is answered.
        on: the civil day.

    Raises:
        OralNotConfirmedError: it waits for its confirmation, and no instruction lets a reply go.
    """
    if not waits_for_confirmation(request) or may_answer_unconfirmed(request, on=on):
        return
    raise OralNotConfirmedError(reference=request.reference)


def waits_for_confirmation(request: Request) -> bool:
    """Tell whether a partner's request was only said so far; only an urgent one ever is."""
    if request.own_side is not Party.REQUESTED or not request.urgent:
        return False
    said = OralRequest.objects.filter(request=request, state=OralState.WAITING.value)
    return said.exists()


def may_answer_unconfirmed(request: Request, *, on: date) -> bool:
    """Tell whether a national instruction lets replies leave before the confirmation."""
    offices = offices_let(
        current_register(),
        InstructionEffect.ANSWER_UNCONFIRMED,
        ask_of(request),
        own=CountryCode(own_code()),
        act=ActKind.ANSWER,
        on=on,
    )
    return bool(offices)
