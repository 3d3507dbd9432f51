"""Turns of a request on its way: returned for completion, postponed, withdrawn."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from comity.assistance import services
from comity.assistance.services.completing import register_completion
from comity.assistance.terms import Came
from comity.interfaces.rest.doors import act_of
from comity.interfaces.rest.posting import CameIn
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import CompletionIn, PostponeIn, ReasonsIn, Reference, Text

router = Router(tags=["requests"])
Json = dict[str, Any]


class CompletedIn(CameIn):
    """How the letter came that completes a request, and what it adds."""

    added: Text = ""


@router.post("/requests/{reference}/ask-completion", response=Json)
def ask_for_completion(request: HttpRequest, reference: Reference, lacks: CompletionIn) -> Json:
    """Send a partner's request back to be completed, under the same reference."""
    with act_of(request) as moment:
        services.ask_for_completion(
            reference,
            missing=lacks.missing,
            reasons=lacks.reasons,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/register-completion", response=Json)
def register_completed(request: HttpRequest, reference: Reference, told: CompletedIn) -> Json:
    """Register the letter by which a partner completes its request; it is decided on again."""
    with act_of(request) as moment:
        register_completion(
            reference,
            added=told.added,
            came=Came(**told.model_dump(exclude={"added"})),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/postpone", response=Json)
def postpone_request(request: HttpRequest, reference: Reference, because: PostponeIn) -> Json:
    """Put a partner's request off to a day, on a named ground."""
    with act_of(request) as moment:
        services.postpone_request(
            reference,
            ground=because.ground,
            until=because.until,
            reasons=because.reasons,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/take-back", response=Json)
def take_back_request(request: HttpRequest, reference: Reference, because: ReasonsIn) -> Json:
    """Withdraw a request of ours that was sent; an answer that has left already still comes."""
    with act_of(request) as moment:
        services.take_back_request(
            reference, reasons=because.reasons, officer=moment.officer, at=moment.at, on=moment.on
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)
