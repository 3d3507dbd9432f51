"""The turns a request took on its way, and what a completion changed in what is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from comity.assistance.lifecycle import MAYBE_UNHEARD
from comity.assistance.models import Question, Request, Turn
from comity.assistance.terms import Party, RequestDraft, RequestState, TurnKind
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.replies import QuestionStage
from comity.exchange.queries import facts_of_many


@dataclass(frozen=True, slots=True)
class Change:
    """One field that reads otherwise since a request was completed.

    Attributes:
        field: its name, as the draft has it, or that of an own field of the kind.
        before: what stood there; empty when nothing did.
        after: what stands there since; empty when it was taken out.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TurnTold:
    """One turn, with what was said.

    Attributes:
        kind: which.
        ground: what is missing, or why it is put off; empty where none is named.
        reasons: in words.
        until: the day a postponed request is looked at again.
        by: who did it here; empty for what the partner did.
        at: when.
        message_id: of the message that told it.
        changes: what a completion changed; nothing for other turns.
    """

    kind: TurnKind
    ground: str
    reasons: str
    until: date | None
    by: str
    at: datetime
    message_id: str
    changes: tuple[Change, ...]


def turns_of(request: Request) -> tuple[TurnTold, ...]:
    """Return the turns of a request that was found for whoever may see it, first things first."""
    turns = tuple(request.turns.all())
    # What was asked after one completion is what stood there before the next, or stands there now.
    after = request.as_draft()
    told: list[TurnTold] = []
    for turn in reversed(turns):
        changes: tuple[Change, ...] = ()
        earlier = turn.earlier_draft
        if turn.taken is TurnKind.COMPLETED and earlier is not None:
            changes = tuple(_changes(earlier, after))
        if earlier is not None:
            after = earlier
        told.append(_told(turn, changes))
    return tuple(reversed(told))


def is_unheard(request: Request) -> bool:
    """Tell whether a request waits for a partner's node that does not know what it waits for."""
    if (request.own_side, request.stands) not in MAYBE_UNHEARD:
        return False
    if request.own_side is Party.REQUESTING:
        return question_unheard(request) is not None
    return was_turn_refused(request)


def question_unheard(request: Request) -> Question | None:
    """Return the question that put a request of ours to the partner again, and was refused there.

    None when the partner's node took the last one, or there is none.
    """
    put = request.questions.filter(stage=QuestionStage.SENT.value, reopens=True)
    last = put.last() if request.stands is RequestState.SENT else None
    return last if last is not None and was_message_refused(last.message_id) else None


def was_turn_refused(request: Request) -> bool:
    """Tell whether the partner's node refused by name the last turn it was told of."""
    last = request.turns.last()
    return last is not None and was_message_refused(last.message_id)


def was_message_refused(message_id: str) -> bool:
    """Tell whether the partner's node refused a message of ours by name."""
    known = facts_of_many([message_id]).get(message_id)
    return bool(known and known.refused)


def _told(turn: Turn, changes: tuple[Change, ...]) -> TurnTold:
    return TurnTold(
        turn.taken,
        turn.ground,
        turn.reasons,
        turn.until,
        turn.by,
        turn.at,
        turn.message_id,
        changes,
    )


def _changes(before: RequestDraft, after: RequestDraft) -> Iterator[Change]:
    for field in fields(before):
        if field.name == "particulars":
            continue
        was, now = _as_text(getattr(before, field.name)), _as_text(getattr(after, field.name))
        if was != now:
            yield Change(field.name, was, now)
    for name in FIELDS:
        was, now = before.particulars.get(name, ""), after.particulars.get(name, "")
        if was != now:
            yield Change(name, was, now)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    return str(value)
