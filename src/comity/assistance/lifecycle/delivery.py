"""The life of a controlled delivery: where it stands, and what each side may say then. Pure.

It is counted from the words themselves, in no order, so that both records always agree: a stop that
crosses the second "go" has stopped it on both sides.
"""

from collections.abc import Collection, Mapping
from typing import Final

from comity.assistance.duties import BIND_DELIVERY, STOP_DELIVERY, TELL_DELIVERY
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import (
    DeliveryStage,
    DeliveryWord,
    Said,
    plan_that_stands,
    route_in,
    was_let_go,
)
from comity.kernel.rulings import Role

_W, _S = DeliveryWord, DeliveryStage

# Who says what: what binds the administration is an approver's, what happens on the road is told by
# whoever is there, under the plan that both have agreed.
WHO_SAYS: Final[Mapping[DeliveryWord, tuple[Role, ...]]] = {
    _W.PLAN: TELL_DELIVERY.roles,
    _W.AGREE: BIND_DELIVERY.roles,
    _W.DECISION: TELL_DELIVERY.roles,
    _W.GO: BIND_DELIVERY.roles,
    _W.STOP: STOP_DELIVERY.roles,
    _W.SIGHTING: TELL_DELIVERY.roles,
    _W.FALLBACK: TELL_DELIVERY.roles,
    _W.RESULT: TELL_DELIVERY.roles,
}

# What may be said at each stage.
SAID_AT: Final[Mapping[DeliveryStage, tuple[DeliveryWord, ...]]] = {
    _S.NONE: (_W.PLAN,),
    _S.PROPOSED: (_W.AGREE, _W.PLAN, _W.STOP),
    _S.AGREED: (_W.DECISION, _W.PLAN, _W.STOP),
    _S.DECIDED: (_W.GO, _W.PLAN, _W.STOP),
    _S.UNDER_WAY: (_W.SIGHTING, _W.FALLBACK, _W.RESULT),
    _S.INTERRUPTED: (_W.SIGHTING, _W.RESULT),
    _S.STOPPED: (_W.PLAN,),
    _S.ENDED: (_W.RESULT,),
}


def stage_of(said: Collection[Said]) -> DeliveryStage:
    """Return where a delivery stands, by everything said about the plan that stands."""
    plan = plan_that_stands(said)
    if plan is None:
        return _S.NONE
    of_plan = [each for each in said if each.plan == plan.plan]
    words = {each.word for each in of_plan}
    agreed = any(each.word is _W.AGREE and each.by is not plan.by for each in of_plan)
    decided = {each.state for each in of_plan if each.word is _W.DECISION}
    all_decided = agreed and set(route_in(plan.facts["route"])) <= decided
    let_go = was_let_go(plan, said)
    # What is told of goods that nobody has let go moves nothing.
    return next(
        stage
        for reached, stage in (
            (let_go and _W.RESULT in words, _S.ENDED),
            (let_go and _W.FALLBACK in words, _S.INTERRUPTED),
            (_W.STOP in words, _S.STOPPED),
            (let_go, _S.UNDER_WAY),
            (all_decided, _S.DECIDED),
            (agreed, _S.AGREED),
            (True, _S.PROPOSED),
        )
        if reached
    )


def may_say(word: DeliveryWord, said: Collection[Said], *, by: Party, state: str = "") -> bool:
    """Tell whether a side may say a word now.

    Args:
        word: what it would say.
        said: what both have said, as far as this record knows.
        by: the side.
        state: of whose authority it would tell a decision.
    """
    if word not in SAID_AT[stage_of(said)]:
        return False
    plan = plan_that_stands(said)
    if plan is None or word is _W.PLAN:
        return True
    mine = [each for each in said if each.plan == plan.plan and each.by is by and each.word is word]
    if word is _W.AGREE:
        return plan.by is not by
    if word is _W.DECISION:
        decided = {each.state for each in said if each.plan == plan.plan and each.word is word}
        return not state or (state in route_in(plan.facts["route"]) and state not in decided)
    return word is not _W.GO or not mine
