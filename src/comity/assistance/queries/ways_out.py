"""What binds a partner's reply today, for every door by which it reaches somebody."""

from collections.abc import Collection
from datetime import date

from comity.agreements.terms import Leave
from comity.assistance.models import Answer, Request
from comity.assistance.queries.markings import handling_of
from comity.assistance.queries.parts import others_in
from comity.assistance.queries.supplied import use_ended
from comity.assistance.terms import Party
from comity.assistance.ways_out import Bar, Bound, WayOut, bars
from comity.evidence.models import Exhibit


def bound_of(answer: Answer, *, exhibit: Exhibit | None = None) -> Bound:
    """Return what binds a partner's reply, or one exhibit of it.

    Args:
        answer: opened, with the limits it came with.
        exhibit: only this one; None for the reply as a whole.
    """
    limits = answer.use_limits()
    return Bound(
        # What came without limits is passed on to nobody.
        onward=Leave.NO if limits is None else limits.onward,
        keep_until=None if limits is None else limits.keep_until,
        erased=answer.is_erased if exhibit is None else exhibit.is_erased,
        use_ended=use_ended(answer, exhibit=None if exhibit is None else exhibit.pk),
        handling=tuple(handling_of(answer, exhibit=exhibit)),
        others=others_in(answer),
    )


def bars_on(
    answer: Answer,
    way: WayOut,
    *,
    on: date,
    exhibit: Exhibit | None = None,
    consent: bool = False,
) -> tuple[Bar, ...]:
    """Return what bars a way on which a partner's reply, or an exhibit of it, reaches somebody.

    Args:
        answer: a partner's, opened; of our own nothing is barred.
        way: which.
        on: the civil day.
        exhibit: only this one; None for the reply as a whole.
        consent: its supplier has consented to exactly this.
    """
    if answer.request.own_side is not Party.REQUESTING:
        return ()
    return bars(bound_of(answer, exhibit=exhibit), way, on=on, consent=consent)


def bars_on_case(
    request: Request, way: WayOut, *, on: date, consented: Collection[int] = ()
) -> tuple[Bar, ...]:
    """Return what bars a way on which everything a partner supplied in a case reaches somebody.

    Args:
        request: of the case.
        way: which.
        on: the civil day.
        consented: keys of the replies to whose reaching exactly them their supplier consented.
    """
    opened = Answer.objects.filter(request=request, opened_at__isnull=False)
    found: dict[Bar, None] = {}
    for answer in opened:
        answer.request = request
        lifted = answer.pk in consented
        found.update(dict.fromkeys(bars_on(answer, way, on=on, consent=lifted)))
    return tuple(found)
