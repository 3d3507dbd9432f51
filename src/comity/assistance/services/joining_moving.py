"""The moment in which a matter goes over, or turns out to differ; nobody waits in between."""

from datetime import date, datetime

from django.utils import timezone

from comity.assistance.bodies import acceptance_body, opening_body, refusal_body
from comity.assistance.lifecycle.joining import step_over
from comity.assistance.models import Continuation, Request
from comity.assistance.queries.deciding import decision_of
from comity.assistance.schemas import ACCEPTED_TYPE, OPENED_TYPE, REFUSED_TYPE
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.services.joining_matching import demand_free, shared_reference
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import (
    Channel,
    Party,
)
from comity.assistance.terms.deciding import WHOLE
from comity.assistance.terms.events.joining import (
    CONTINUATION_DIFFERS,
)
from comity.assistance.terms.joining import (
    ContinuationState,
    Stand,
    stand_of,
)
from comity.evidence.services import rename_case
from comity.exchange.openings_queries import tells_openings
from comity.ledger.services import append
from comity.ledger.terms import NODE


def note_difference(row: Continuation, request: Request, *, at: datetime, message: str) -> None:
    """Keep that both records differ; the matter goes on by letter until people put it right."""
    row.state, row.settled_at = ContinuationState.DIFFERS.value, at
    row.save()
    append(
        CONTINUATION_DIFFERS,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        stand=stand_of(request.own_side, request.stands).value,
        stand_there=row.other_stand,
        message=message,
    )


def carry_over(row: Continuation, request: Request, *, at: datetime, message: str) -> None:
    """Let a matter go by node from here on, under the reference of the side that asked."""
    step, before = step_over(request.own_side, request.stands), request.reference
    own = stand_of(request.own_side, request.stands)
    shared = shared_reference(row, request)
    demand_free(shared, request)
    request.channel, request.reference = Channel.NODE.value, shared
    asker_proposed = row.proposed_here is (request.own_side is Party.REQUESTING)
    request.message_id = row.message_id if asker_proposed else row.reply_message_id
    request.take(step)
    request.version += 1
    request.updated_at = at
    request.save()
    if shared != before:
        rename_case(before, shared)
    _tell_what_is_known_here(request, own, Stand(row.other_stand), on=timezone.localdate(at), at=at)
    make_findable(request)
    keep_clocks(request, at=at)
    _close_rows(row, request, at=at)
    append(
        step.event,
        about=shared,
        by=NODE,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        item=before,
        stand=own.value,
        message=message,
    )


def _tell_what_is_known_here(
    request: Request, own: Stand, told: Stand, *, on: date, at: datetime
) -> None:
    """Let the partner's node learn, by the words of every day, what its record does not have."""
    match own, told:
        case Stand.ACCEPTED, Stand.SENT:
            decision = decision_of(request)
            acceptance = decision.acceptance if decision else WHOLE
            body = acceptance_body(request, acceptance)
            told_by = tell_partner(request, ACCEPTED_TYPE, body, at=at, on=on)
            request.decision_message_id = told_by
        case Stand.REFUSED, Stand.SENT:
            body = refusal_body(request)
            request.decision_message_id = tell_partner(request, REFUSED_TYPE, body, at=at, on=on)
        case Stand.OPENED, _ if tells_openings(request.partner):
            body = opening_body(request)
            request.opening_message_id = tell_partner(request, OPENED_TYPE, body, at=at, on=on)
        case _:
            return
    request.save(update_fields=["decision_message_id", "opening_message_id"])


def _close_rows(row: Continuation, request: Request, *, at: datetime) -> None:
    """Close every proposal about a matter that went over; what it held of the request goes."""
    row.save()
    names = {row.reference, row.other_reference, request.reference} - {""}
    same = Continuation.objects.filter(
        partner=row.partner, side=row.side, reference__in=names, request=None
    )
    for each in (Continuation.objects.filter(request=request), same):
        each.update(request=request, state=ContinuationState.CARRIED.value, settled_at=at, told={})
