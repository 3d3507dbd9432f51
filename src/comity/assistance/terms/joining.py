"""Matters by letter that go on by node once the partner has one. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from comity.assistance.terms.moves import Party, RequestState
from comity.kernel.errors import ComityError


class Stand(StrEnum):
    """Where a matter stands in one record, in words that both sides share."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ANSWERED = "answered"
    OPENED = "opened"
    UNDER_WAY = "under_way"
    CLOSED = "closed"


class ContinuationState(StrEnum):
    """How far the carrying over of one matter is."""

    PROPOSED = "proposed"
    RECEIVED = "received"
    AGREED = "agreed"
    CARRIED = "carried"
    DIFFERS = "differs"
    DECLINED = "declined"


class Agreement(StrEnum):
    """What is answered to a proposal."""

    MATCHED = "matched"
    DECLINED = "declined"


class Settlement(StrEnum):
    """What the node that proposed says last."""

    CARRIED = "carried"
    DIFFERS = "differs"


# Where a matter stands, for the partner's ear; what stands elsewhere is under way here alone.
STANDS: Mapping[tuple[Party, RequestState], Stand] = {
    (Party.REQUESTING, RequestState.POSTED): Stand.SENT,
    (Party.REQUESTING, RequestState.ACCEPTED): Stand.ACCEPTED,
    (Party.REQUESTING, RequestState.REFUSED): Stand.REFUSED,
    (Party.REQUESTING, RequestState.ANSWERED): Stand.ANSWERED,
    (Party.REQUESTING, RequestState.OPENED): Stand.OPENED,
    (Party.REQUESTING, RequestState.CLOSED): Stand.CLOSED,
    (Party.REQUESTED, RequestState.RECEIVED): Stand.SENT,
    (Party.REQUESTED, RequestState.ACCEPTED): Stand.ACCEPTED,
    (Party.REQUESTED, RequestState.ANSWER_DRAFTED): Stand.ACCEPTED,
    (Party.REQUESTED, RequestState.REFUSED): Stand.REFUSED,
    (Party.REQUESTED, RequestState.ANSWERED): Stand.ANSWERED,
    (Party.REQUESTED, RequestState.CLOSED): Stand.CLOSED,
}
# As who asked holds it, and as who was asked holds it. Where the second knows more, its node tells
# it by the words of every day; anything else is put right by people first.
AGREEING = frozenset(
    {
        (Stand.SENT, Stand.SENT),
        (Stand.SENT, Stand.ACCEPTED),
        (Stand.SENT, Stand.REFUSED),
        (Stand.ACCEPTED, Stand.ACCEPTED),
        (Stand.ANSWERED, Stand.ANSWERED),
        (Stand.OPENED, Stand.ANSWERED),
    }
)
# What is known of each other's matter may be proposed, agreed to or proposed again.
TO_MATCH = frozenset({ContinuationState.RECEIVED, ContinuationState.DIFFERS})
OVER = frozenset({ContinuationState.CARRIED, ContinuationState.DECLINED})


def stand_of(side: Party, state: RequestState) -> Stand:
    """Return where a matter stands, as the partner is told it."""
    return STANDS.get((side, state), Stand.UNDER_WAY)


def do_agree(own: Stand, theirs: Stand, *, side: Party) -> bool:
    """Tell whether both records can go on from where they stand.

    Args:
        own: as this record holds it.
        theirs: as the partner's holds it.
        side: on which this node is.
    """
    pair = (own, theirs) if side is Party.REQUESTING else (theirs, own)
    return pair in AGREEING


class NotCarriedOverError(ComityError):
    """The matter cannot be carried over from where it stands, or goes by node already."""

    code = "not_carried_over"


class BeingCarriedOverError(ComityError):
    """Both sides agreed, and the partner's node has the last word; nothing moves meanwhile."""

    code = "being_carried_over"


class ContinuationNotOpenError(ComityError):
    """The proposal was settled before, or is none of this partner's."""

    code = "continuation_not_open"


class NotTheSameMatterError(ComityError):
    """The matter chosen is not one with this partner, on the other side, that goes by letter."""

    code = "not_the_same_matter"


class NothingToTakeInError(ComityError):
    """The proposal does not hold the request, or it is we who asked."""

    code = "nothing_to_take_in"
