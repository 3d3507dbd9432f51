"""The way of information that nobody asked for, from the record of whoever gives or receives it."""

from collections.abc import Iterator
from datetime import datetime

from comity.assistance.models import Answer, Information, Request
from comity.assistance.queries.timeline_facts import HERE, Fact, FactCode
from comity.assistance.terms import Party
from comity.exchange.openings_queries import partners_silent_on_openings
from comity.exchange.queries import facts_of_many
from comity.officers.queries import own_administration

_WHAT = "information"


def way_of_information(request: Request) -> Iterator[Fact]:
    """Yield what is known of the way of information, and what is awaited, first things first.

    Args:
        request: its matter, found for whoever may see it; it goes from node to node.
    """
    told_at = Information.objects.values_list("told_at", flat=True).get(request=request)
    if told_at is None:
        return
    if request.own_side is Party.REQUESTED:
        yield _here(request, FactCode.RECORDED, told_at)
        yield from _delivery(request, _WHAT, request.message_id)
        opened = request.opened_at
        silent = opened is None and request.partner in partners_silent_on_openings()
        yield _there(request, FactCode.UNTOLD if silent else FactCode.NOTED, opened)
        return
    sent_at = Answer.objects.values_list("released_at", flat=True).get(request=request, number=1)
    yield _there(request, FactCode.RECORDED, sent_at)
    holder = f"{own_administration().code}/holder"
    yield _here(request, FactCode.DELIVERED, told_at, signed_by=holder)
    if request.opened_at and not request.opening_message_id:
        ledger = f"{own_administration().code}/ledger"
        yield _here(request, FactCode.OPENED_HERE, request.opened_at, signed_by=ledger)
        return
    yield from opening_on_paper(request)
    if request.opened_at:
        yield from _delivery(request, "opening", request.opening_message_id)


def opening_on_paper(request: Request) -> Iterator[Fact]:
    """Yield whether we have opened what a partner told us; of what we tell nobody writes that."""
    if request.own_side is Party.REQUESTING:
        yield _here(request, FactCode.NOTED, request.opened_at)


def _delivery(request: Request, what: str, message_id: str) -> Iterator[Fact]:
    """Tell whether the partner has signed that it holds a message, and would not take it."""
    partner, named = request.partner, _named(request)
    known = facts_of_many([message_id]).get(message_id)
    if known is None or known.delivered_at is None:
        yield Fact(FactCode.DELIVERED, what, None, partner, facts=named)
        return
    at, size = known.delivered_at, known.receipt_size
    yield Fact(FactCode.DELIVERED, what, at, partner, f"{partner}/holder", size, named, message_id)
    if known.refused:
        facts = (*named, ("cause", known.refused))
        yield Fact(FactCode.NOT_TAKEN, what, at, partner, f"{partner}/sender", facts=facts)


def _here(request: Request, code: FactCode, at: datetime | None, *, signed_by: str = "") -> Fact:
    signed = signed_by or f"{own_administration().code}/sender"
    return Fact(code, _WHAT, at, HERE, signed if at else "", facts=_named(request))


def _there(request: Request, code: FactCode, at: datetime | None) -> Fact:
    signed = f"{request.partner}/sender" if at else ""
    return Fact(code, _WHAT, at, request.partner, signed, facts=_named(request))


def _named(request: Request) -> tuple[tuple[str, str], ...]:
    return (("partner", request.partner), ("own", own_administration().code))
