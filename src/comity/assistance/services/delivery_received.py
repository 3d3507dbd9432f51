"""What a partner says about a controlled delivery."""

from typing import Any

from comity.assistance.delivery_rules import problems_in_word
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.queries.delivery import said_of
from comity.assistance.services.law import own_code
from comity.assistance.services.learning import request_of_ours, request_of_theirs
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms import Party, ReferenceNotTheirsError
from comity.assistance.terms.delivery import DELIVERY_KIND, DeliveryWord, PlanName
from comity.assistance.terms.delivery_errors import (
    DeliveryPlanUnknownError,
    DeliveryWordNotTheirsError,
    NotADeliveryError,
)
from comity.assistance.terms.events.delivery import DELIVERY_HEARD
from comity.exchange.terms import Received
from comity.kernel.errors import Problem
from comity.ledger.services import append
from comity.ledger.terms import NODE


def take_delivery_word(received: Received) -> None:
    """Take a partner's word about a delivery in.

    Whether it could be said then is not asked: it may have crossed a word of ours, and where the
    delivery stands is counted from all of them.

    Raises:
        ReferenceNotTheirsError: the request is not one between the partner and us.
        NotADeliveryError: it asks for no controlled delivery.
        DeliveryPlanUnknownError: it speaks of a plan that was never proposed.
        DeliveryWordNotTheirsError: it tells our authority's decision, or agrees to its own
            plan.
        InvalidDraftError: what it fills in cannot be read.
    """
    request, body = _request_of(received), dict(received.body)
    if request.kind != DELIVERY_KIND:
        raise NotADeliveryError(reference=request.reference)
    word, by = DeliveryWord(str(body["word"])), request.own_side.other
    plan = PlanName.by(Party(str(body["plan_by"])), int(str(body["plan"])))
    facts = {name: str(told) for name, told in _facts(body).items()}
    _demand_theirs(request, word, plan, str(body["state"]), partner=received.partner)
    wrong = problems_in_word(
        word,
        facts,
        own=received.partner,
        partner=own_code(),
        on=received.envelope.recorded_at.date(),
    )
    demand_no_problems(tuple(each for each in wrong if each.code not in _OF_DAYS))
    DeliveryEntry.objects.create(
        request=request,
        word=word.value,
        by=by.value,
        plan_number=plan.number,
        plan_of_requested=plan.of_requested,
        state=str(body["state"]),
        facts=facts,
        at=received.at,
        told_at=received.at,
        message_id=received.message_id,
    )
    append(
        DELIVERY_HEARD,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        plan=plan.number,
        word=word.value,
        message=received.message_id,
    )


# Their calendar may be a day ahead of ours or behind it; that is no reason to lose a word.
_OF_DAYS = frozenset({"day_passed", "day_ahead"})


def _request_of(received: Received) -> Request:
    try:
        return request_of_ours(received)
    except ReferenceNotTheirsError:
        return request_of_theirs(received)


def _facts(body: dict[str, Any]) -> dict[str, Any]:
    facts = body["facts"]
    assert isinstance(facts, dict)
    return facts


def _demand_theirs(
    request: Request, word: DeliveryWord, plan: PlanName, state: str, *, partner: str
) -> None:
    """Refuse what the partner cannot have said: of our plan, our judge, or of nothing."""
    theirs = plan.proposer is not request.own_side
    known = {each.plan for each in said_of(request) if each.word is DeliveryWord.PLAN}
    if word is DeliveryWord.PLAN:
        highest = max((each.number for each in known), default=0)
        if not theirs or plan in known or plan.number > highest + 1:
            raise DeliveryPlanUnknownError(partner=partner, plan=str(plan.number))
        return
    if plan not in known:
        raise DeliveryPlanUnknownError(partner=partner, plan=str(plan.number))
    own_judge = word is DeliveryWord.DECISION and state == own_code()
    if own_judge or (word is DeliveryWord.AGREE and theirs):
        raise DeliveryWordNotTheirsError(partner=partner, word=word.value)
    if (word is DeliveryWord.DECISION) is not bool(state):
        demand_no_problems((Problem("missing", "state"),))
