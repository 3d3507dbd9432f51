"""A controlled delivery as an officer reads it: the plan, where it stands, and what may be said."""

from dataclasses import dataclass

from comity.assistance.lifecycle.delivery import SAID_AT, WHO_SAYS, may_say, stage_of
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.terms import Channel
from comity.assistance.terms.delivery import (
    DELIVERY_KIND,
    DELIVERY_STATES,
    DeliveryStage,
    DeliveryWord,
    Said,
    plan_that_stands,
    route_in,
)
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class DeliveryTold:
    """A delivery with everything said about it.

    Attributes:
        stage: where it stands.
        plan: the plan both sides go by; None while none was proposed.
        waiting: a plan of ours that nobody has let out yet.
        words: everything said, first things first.
        undecided: the states of the way whose authorities have not decided yet.
        may: what this viewer may say now.
        by_letter: the matter goes by letter, and no delivery is run by letter.
    """

    stage: DeliveryStage
    plan: DeliveryEntry | None
    waiting: DeliveryEntry | None
    words: tuple[DeliveryEntry, ...]
    undecided: tuple[str, ...]
    may: tuple[DeliveryWord, ...]
    by_letter: bool


def said_of(request: Request) -> tuple[Said, ...]:
    """Return everything both sides have said; a plan that was not let out is not said yet."""
    return tuple(each.said for each in request.delivery_words.exclude(told_at=None))


def delivery_of(request: Request, *, seen_by: Viewer) -> DeliveryTold | None:
    """Return the delivery of a request that was found for whoever may see it; None without one."""
    if request.kind != DELIVERY_KIND:
        return None
    every = tuple(request.delivery_words.all())
    told = tuple(each for each in every if each.told_at is not None)
    said = tuple(each.said for each in told)
    stands = plan_that_stands(said)
    decided = {
        each.state
        for each in said
        if stands and each.plan == stands.plan and each.word is DeliveryWord.DECISION
    }
    by_letter = request.channel == Channel.LETTER
    going = request.stands in DELIVERY_STATES and not by_letter
    return DeliveryTold(
        stage=stage_of(said),
        plan=next((e for e in told if stands and e.said == stands), None),
        waiting=next((each for each in every if each.told_at is None), None),
        words=told,
        undecided=tuple(
            code
            for code in (route_in(stands.facts["route"]) if stands else ())
            if code not in decided
        ),
        may=_may(request, said, seen_by) if going else (),
        by_letter=by_letter,
    )


def _may(request: Request, said: tuple[Said, ...], viewer: Viewer) -> tuple[DeliveryWord, ...]:
    now = SAID_AT[stage_of(said)]
    return tuple(
        word
        for word in now
        if viewer.holds(*WHO_SAYS[word])
        and viewer.reaches(request.agency_code, roles=WHO_SAYS[word])
        and may_say(word, said, by=request.own_side)
    )
