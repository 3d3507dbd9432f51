"""Keeping what is due beside each request, written anew in the act that changes it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from comity.agreements.queries import current_register
from comity.agreements.terms import Register, UseLimits
from comity.assistance.calendars import calendar_of
from comity.assistance.clock_facts import ClockFacts, TypedClock
from comity.assistance.clock_rules import Clockwork, clocks_of
from comity.assistance.models import (
    Answer,
    ClockPause,
    Deadline,
    Erasure,
    Notice,
    Request,
    asked_anew_at,
)
from comity.assistance.services.law import own_code
from comity.assistance.services.urgent_reckoning import urgent_clocks_of
from comity.assistance.terms import Party, RequestState, TurnKind
from comity.assistance.terms.clocks import (
    BY_THE_LIFE,
    Clock,
    ClockKind,
    ClockMatter,
    Pause,
)
from comity.assistance.terms.replies import QuestionStage
from comity.exchange.openings_queries import partners_silent_on_openings

_UNSENT = frozenset({RequestState.DRAFT, RequestState.SUBMITTED, RequestState.WITHDRAWN})
# Which turn stopped the clocks of what stands there: one being completed was returned before.
_BROUGHT_BY = {
    RequestState.INCOMPLETE: TurnKind.INCOMPLETE,
    RequestState.COMPLETED: TurnKind.INCOMPLETE,
    RequestState.POSTPONED: TurnKind.POSTPONED,
}


def keep_clocks(request: Request, *, at: datetime) -> None:
    """Reckon what is due of a request, in the transaction that changed it.

    Args:
        request: as it stands, saved.
        at: aware UTC instant of the act.
    """
    on = timezone.localdate(at)
    pauses = _pauses(request, on)
    wanted = [Deadline.of(request, clock) for clock in _kept(reckon(request, pauses, on=on))]
    there = list(Deadline.objects.filter(request=request))
    kept, told = [each.content for each in there], [each.content for each in wanted]
    stale = [row.pk for row in there if row.content not in told]
    if stale:
        Deadline.objects.filter(pk__in=stale).delete()
        _forget_notices(request, wanted)
    Deadline.objects.bulk_create(each for each in wanted if each.content not in kept)


def begin_clocks(requests: Sequence[Request], *, at: datetime) -> None:
    """Reckon what is due of many requests that begin now, with one look at the register.

    Args:
        requests: saved, and standing where nothing stops a clock.
        at: aware UTC instant of their beginning.
    """
    on, by, register = timezone.localdate(at), clockwork(), current_register()
    Deadline.objects.bulk_create(
        Deadline.of(request, clock)
        for request in requests
        for clock in _kept(clocks_of(_facts(request, ()), _law_of(request, register), on=on, by=by))
    )


def _law_of(request: Request, register: Register) -> Register | None:
    return register if request.relied_on else None


def _forget_notices(request: Request, stands: list[Deadline]) -> None:
    """Drop the notices of what is not due any more, so that nobody is reminded of what is done."""
    still = reduce(
        or_, (Q(matter=row.matter, due_on=row.due_on) for row in stands if row.due_on), Q(pk=0)
    )
    # What has come does not go because something is not due any more.
    of_clocks = Notice.objects.filter(request=request, consultation=None)
    of_clocks.exclude(still).delete()


def reckon(request: Request, pauses: tuple[Pause, ...], *, on: date) -> tuple[Clock, ...]:
    """Return the clocks of a request as they run on a day.

    Args:
        request: as it stands.
        pauses: what has stopped its clocks.
        on: the civil day.
    """
    register = current_register() if request.relied_on else None
    facts = replace(_facts(request, pauses), further=urgent_clocks_of(request))
    return clocks_of(facts, register, on=on, by=clockwork())


def clockwork() -> Clockwork:
    """Return what clocks are counted by at this node."""
    return Clockwork(settings.NODE.clocks.customary(), calendar_of)


def _kept(clocks: tuple[Clock, ...]) -> list[Clock]:
    """Leave out what custom asked for and was done: nobody asks about it again."""
    return [c for c in clocks if c.met_on is None or c.kind is not ClockKind.ADMINISTRATIVE]


def _pauses(request: Request, on: date) -> tuple[Pause, ...]:
    """Open or end the pause that the state of a request brings, and return all it had."""
    rows = list(request.pauses.all())
    reason = BY_THE_LIFE.get(request.stands)
    for row in rows:
        if not row.by and row.ends is None and row.reason != reason:
            row.ends = on
            row.save(update_fields=["ends"])
    stands = any(not row.by and row.ends is None for row in rows)
    if reason is not None and not stands:
        begins = on if any(not row.by for row in rows) else _stopped_on(request, on)
        rows.append(ClockPause.objects.create(request=request, reason=reason.value, begins=begins))
    return tuple(row.as_pause() for row in rows)


def _stopped_on(request: Request, on: date) -> date:
    """Return the day of the turn that stopped clocks for which no pause was ever noted."""
    brought = _BROUGHT_BY[request.stands].value
    turn = request.turns.filter(kind=brought).last()
    return on if turn is None else timezone.localdate(turn.at)


def _facts(request: Request, pauses: tuple[Pause, ...]) -> ClockFacts:
    supplied_on, keep_until, answer_article = _supplied(request)
    anew = asked_anew_at(request)
    return ClockFacts(
        side=request.own_side,
        state=request.stands,
        by_letter=request.by_letter,
        kind=request.kind,
        own=own_code(),
        partner=request.partner,
        relied_on=request.relied_on,
        asked_again_on=_asked_again_on(request),
        submitted_on=_day(request.submitted_at),
        approved_on=_day(request.approved_at),
        sent_on=None if request.stands in _UNSENT else _day(_since(anew, request.sent_at)),
        received_on=_day(_since(anew, request.received_at)),
        decided_on=_day(request.decided_at),
        answered_on=_day(request.answered_at),
        opened_on=_day(request.opened_at),
        is_opening_untold=_is_opening_untold(request),
        supplied_on=supplied_on,
        stands_since=_stands_since(request, pauses),
        wished_on=request.as_draft().reply_day,
        look_again_on=_look_again_on(request),
        keep_until=keep_until,
        answer_article=answer_article,
        pauses=pauses,
        typed=_typed(request),
        urgent=request.urgent,
    )


def _is_opening_untold(request: Request) -> bool:
    waits = request.own_side is Party.REQUESTED and request.stands is RequestState.ANSWERED
    return waits and not request.by_letter and request.partner in partners_silent_on_openings()


def _supplied(request: Request) -> tuple[date | None, date | None, str]:
    """Return since when, and until when, answers are kept, and what the first to go relied on.

    Only the answers themselves tell it: what is asked anew is undecided, and what came stands.
    """
    if request.own_side is not Party.REQUESTING or request.stands in _UNSENT:
        return None, None, ""
    gone = Erasure.objects.filter(request=request, erased_at__isnull=False)
    names = ("limits", "article", "received_at", "released_at")
    rows = list(Answer.objects.filter(request=request, limits__isnull=False).values_list(*names))
    if not rows or gone.exists():
        return None, None, ""
    came = [received or released for *_, received, released in rows if received or released]
    told = [(UseLimits.from_data(limits).keep_until, article) for limits, article, *_ in rows]
    days = [(day, article) for day, article in told if day is not None]
    return _day(min(came, default=None)), *min(days, default=(None, ""))


def _asked_again_on(request: Request) -> date | None:
    """Return the day of the last question that brought the matter back to be answered."""
    if request.sent_at is None or request.stands in _UNSENT:
        return None
    asked = request.questions.filter(reopens=True).exclude(stage=QuestionStage.DRAFTED.value)
    last = asked.order_by("-at", "-id").values_list("at", flat=True).first()
    return _day(last)


def _stands_since(request: Request, pauses: tuple[Pause, ...]) -> date | None:
    """Return since when it stands where it does: writing on at it changes no day."""
    held = [each for each in pauses if each.ends is None and each.number == 0]
    return held[-1].begins if held else _day(request.updated_at)


def _look_again_on(request: Request) -> date | None:
    if request.stands is not RequestState.POSTPONED:
        return None
    last = request.turns.filter(kind=TurnKind.POSTPONED.value).last()
    return last.until if last else None


def _typed(request: Request) -> tuple[TypedClock, ...]:
    return tuple(
        TypedClock(
            each.pk, ClockMatter(each.matter), each.typed_on, each.due_on, each.note, each.met_on
        )
        for each in request.typed_days.all()
    )


def _since(anew: datetime | None, begun: datetime | None) -> datetime | None:
    """Return when it was asked: the clocks begin anew with a question that follows an answer."""
    return None if begun is None else anew or begun


def _day(at: datetime | None) -> date | None:
    return None if at is None else timezone.localdate(at)
