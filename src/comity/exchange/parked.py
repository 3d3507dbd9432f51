"""Messages of partners that are not taken up: set aside, waiting behind one, or refused by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet

from comity.exchange.models import Inbound
from comity.exchange.terms import InboundState
from comity.officers.terms import Viewer

STATES = (InboundState.SET_ASIDE, InboundState.WAITING, InboundState.REFUSED)
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ParkedAsked:
    """Which of them are asked for; what is empty asks for any.

    Attributes:
        partner: code of the administration.
        state: where they stand.
        code: of the cause.
        after: key of the last one of the page before; 0 for the first page.
    """

    partner: str = ""
    state: InboundState | None = None
    code: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class ParkedView:
    """One of them.

    Attributes:
        key: by which the next page goes on.
        message_id: from its envelope; empty when it gives none.
        partner: code of the administration it came from.
        type: message type.
        case: the partner's case reference that waits.
        state: where it stands.
        held_at: since when this node holds it.
        code: why; of a message that waits, why the one before it was set aside.
        facts: named values for the sentence of the code.
        behind: id of the message it waits behind; empty when it does not wait.
    """

    key: int
    message_id: str
    partner: str
    type: str
    case: str
    state: InboundState
    held_at: datetime
    code: str
    facts: tuple[tuple[str, str], ...]
    behind: str


@dataclass(frozen=True, slots=True)
class CauseView:
    """One cause, and how much it holds up; nothing of any case.

    Attributes:
        code: of the cause.
        type: message type.
        partner: code of the administration.
        count: messages set aside for it.
        first_at: since when the first of them is held.
        last_at: since when the last is.
        named: names of the facts that the sentence of the code speaks of; not their values.
        ids: of the first messages, by which the node's log is searched.
    """

    code: str
    type: str
    partner: str
    count: int
    first_at: datetime
    last_at: datetime
    named: tuple[str, ...]
    ids: tuple[str, ...]


def parked_counts(*, seen_by: Viewer) -> dict[InboundState, int]:
    """Return how many there are of each kind; empty for whom it is not."""
    rows = _seen(seen_by).filter(state__in=STATES).order_by()
    return {InboundState(s): n for s, n in rows.values_list("state").annotate(Count("pk"))}


def parked(asked: ParkedAsked, *, seen_by: Viewer) -> tuple[list[ParkedView], int]:
    """Return a page of them, oldest first, and the key the next one goes on from; 0 for none.

    Args:
        asked: which.
        seen_by: whose policy applies.
    """
    rows = _seen(seen_by).filter(state__in=[asked.state] if asked.state else STATES)
    if asked.partner:
        rows = rows.filter(channel__link__code=asked.partner)
    if asked.code:
        rows = rows.filter(cause=asked.code)
    found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: MOST_SHOWN + 1])
    shown = found[:MOST_SHOWN]
    before = _set_aside_before(shown)
    views = [_view(row, before.get((row.channel.link_id, row.case))) for row in shown]
    return views, shown[-1].pk if len(found) > MOST_SHOWN else 0


def causes(*, seen_by: Viewer) -> list[CauseView]:
    """Return why messages are set aside, for whoever mends the program: no value of any fact."""
    rows = _seen(seen_by).filter(state=InboundState.SET_ASIDE)
    groups = (
        rows.order_by()
        .values_list("cause", "type", "channel__link__code")
        .annotate(Count("pk"), Min("held_at"), Max("held_at"))
        .order_by("cause", "type", "channel__link__code")
    )
    return [
        CauseView(code, type_, partner, count, first, last, *_marks(rows, code, type_, partner))
        for code, type_, partner, count, first, last in groups
    ]


def _marks(
    rows: "QuerySet[Inbound]", code: str, type_: str, partner: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    same = rows.filter(cause=code, type=type_, channel__link__code=partner).order_by("pk")[:20]
    names = {name for row in same for name in row.cause_facts}
    return tuple(sorted(names)), tuple(row.message_id for row in same if row.message_id)


def _seen(viewer: Viewer) -> "QuerySet[Inbound]":
    # Bodies and envelopes are no part of what is shown here.
    seen = Inbound.objects.all().visible_to(viewer).select_related("channel__link")
    return seen.defer("body", "envelope", "channel__link__descriptor")


def _set_aside_before(rows: Sequence[Inbound]) -> dict[tuple[int, str], Inbound]:
    """Return the message set aside in each case of `rows` in which some wait."""
    cases = {row.case for row in rows if row.state == InboundState.WAITING}
    aside: Iterable[Inbound] = (
        Inbound.objects.filter(state=InboundState.SET_ASIDE, case__in=cases)
        .select_related("channel")
        .order_by("-pk")
        if cases
        else ()
    )
    return {(row.channel.link_id, row.case): row for row in aside}


def _view(row: Inbound, before: Inbound | None) -> ParkedView:
    waits = row.state == InboundState.WAITING
    why = before if waits and before is not None else row
    return ParkedView(
        key=row.pk,
        message_id=row.message_id,
        partner=row.channel.link.code,
        type=row.type,
        case=row.case,
        state=InboundState(row.state),
        held_at=row.held_at,
        code=why.cause,
        facts=tuple((name, str(value)) for name, value in why.cause_facts.items()),
        behind=before.message_id if waits and before is not None else "",
    )
