"""What is done of itself for standing exchanges: late files, those to check, those to let go."""

from collections.abc import Iterator
from datetime import date, datetime

from comity.assistance.calendars import calendar_of
from comity.assistance.duties import CENTRAL
from comity.assistance.lifecycle.standing import standing_stage
from comity.assistance.models import Notice, Request, StandingEntry, StandingGap, StandingSupply
from comity.assistance.queries.standing import standing_said
from comity.assistance.services.law import own_code
from comity.assistance.standing_check import Checked, FileCheck, check_pieces
from comity.assistance.terms import Channel, Party
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.events.standing import SUPPLY_CHECKED, SUPPLY_MISSED
from comity.assistance.terms.reminders import NoticeKind
from comity.assistance.terms.standing import (
    STANDING_STATES,
    StandingStage,
    StandingTerms,
    StandingWord,
)
from comity.assistance.terms.standing_said import agreed, spans_of
from comity.assistance.terms.standing_schedule import due_on, ends_at, owed_until, periods_in
from comity.evidence.models import Exhibit
from comity.evidence.services import check_exhibit
from comity.kernel.periods import Period
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.queries import active_holders


def standing_requests() -> list[int]:
    """Return the keys of the requests on which an agreed exchange hangs that is not over."""
    said = StandingEntry.objects.filter(
        word=StandingWord.AGREE.value,
        told_at__isnull=False,
        request__state__in=[state.value for state in STANDING_STATES],
        request__channel=Channel.NODE.value,
    )
    return sorted(set(said.values_list("request_id", flat=True)))


def notice_late(key: int, *, at: datetime) -> int:
    """Notice the files of one exchange that were due and are not there; tell who works on it.

    What was noticed is not noticed again. While an exchange is suspended nothing is owed, and what
    was due meanwhile is not owed afterwards.

    Args:
        key: of the request.
        at: aware UTC instant.

    Returns:
        How many were noticed now.
    """
    request = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=key)
    said = standing_said(request)
    if standing_stage(said) is not StandingStage.RUNNING:
        return 0
    stopped = _stopped(request)
    gaps = [
        StandingGap(
            request=request,
            by=party.value,
            period_from=first,
            period_until=until,
            due_on=due,
            noticed_at=at,
        )
        for days, terms in spans_of(said)
        for party in Party
        if terms.supplies(party)
        for first, until, due in _late(request, party, terms, days, at=at)
        if not any(begin <= owed_until(due, terms.zone_of(party)) <= end for begin, end in stopped)
    ]
    if not gaps:
        return 0
    StandingGap.objects.bulk_create(gaps)
    tell_of_late(request, max(gap.due_on for gap in gaps), at=at)
    append(
        SUPPLY_MISSED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        count=len(gaps),
    )
    return len(gaps)


def _late(
    request: Request, party: Party, terms: StandingTerms, days: Period, *, at: datetime
) -> Iterator[tuple[date, date, date]]:
    zone = terms.zone_of(party)
    there = request.supplies.filter(by=party.value, told_at__isnull=False)
    noticed = request.supply_gaps.filter(by=party.value)
    known = {
        *there.values_list("period_from", flat=True),
        *noticed.values_list("period_from", flat=True),
    }
    calendars = [calendar_of(own_code()), calendar_of(request.partner)]
    for period in periods_in(terms.schedule, days):
        if ends_at(period, zone) > at:
            return
        assert period.start is not None and period.end is not None, "periods begin and end"
        if period.start in known:
            continue
        due = due_on(period, terms.schedule, calendars)
        if owed_until(due, zone) <= at:
            yield period.start, period.end, due


def _stopped(request: Request) -> list[tuple[datetime, datetime]]:
    """Return the stretches during which nothing was owed, as this record learnt them."""
    words = request.standing_words.exclude(told_at=None)
    begun: dict[int, datetime] = {}
    ended: dict[int, datetime] = {}
    for each in words:
        assert each.told_at is not None, "only what was said"
        if each.word == StandingWord.SUSPEND.value:
            begun[each.number] = min(begun.get(each.number, each.told_at), each.told_at)
        elif each.word == StandingWord.RESUME.value:
            ended[each.number] = max(ended.get(each.number, each.told_at), each.told_at)
    return [(begin, ended[number]) for number, begin in begun.items() if number in ended]


def tell_of_late(request: Request, due: date, *, at: datetime) -> None:
    """Put into the inbox of clocks of whoever works on a request that a file is late, or was.

    Args:
        request: on which the exchange hangs.
        due: the civil day it was due; in advance of arrivals, the day of arrival.
        at: aware UTC instant.
    """
    central = (key for key, _ in active_holders(CENTRAL))
    officers = (request.holder_id,) if request.holder_id is not None else central
    told = [
        Notice(
            officer_id=officer,
            request=request,
            kind=NoticeKind.OVERDUE.value,
            matter=ClockMatter.OTHER.value,
            due_on=due,
            at=at,
        )
        for officer in officers
    ]
    Notice.objects.bulk_create(told, ignore_conflicts=True)


def supplies_to_check() -> list[int]:
    """Return the keys of the partners' files that are here and were not checked yet."""
    waiting = StandingSupply.objects.filter(
        checked_at__isnull=True, exhibit__held_at__isnull=False
    ).select_related("exhibit")
    return [each.pk for each in waiting if _may_open(each.exhibit)]


def check_supply(key: int) -> Checked:
    """Check a partner's file against the terms it came by; the caller holds no transaction.

    Args:
        key: of one of `supplies_to_check`.

    Raises:
        DigestDiffersError, BytesMissingError: the bytes are not those that came.
    """
    supply = StandingSupply.objects.select_related("exhibit", "request").get(pk=key)
    named = {terms.name: terms for terms in agreed(standing_said(supply.request))}
    terms = named[supply.terms_name]
    return check_pieces(
        FileCheck(terms.columns, terms.layout), check_exhibit(supply.exhibit).pieces
    )


def keep_check(key: int, checked: Checked, *, at: datetime) -> None:
    """Keep what checking a partner's file found, and record that it was checked.

    What its supplier was told before was that its bytes were not taken: those came meanwhile.
    """
    supply = StandingSupply.objects.select_related("request").get(pk=key)
    supply.rows, supply.fault_count, supply.checked_at = checked.rows, checked.count, at
    supply.faults = [[each.code, each.line, each.column] for each in checked.faults]
    supply.reported_at = None
    supply.save(update_fields=["rows", "fault_count", "checked_at", "faults", "reported_at"])
    request = supply.request
    append(
        SUPPLY_CHECKED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        number=supply.number,
        rows=checked.rows,
        count=checked.count,
    )


def supplies_to_leave() -> list[int]:
    """Return the keys of our own files that wait, and that a scanner may have kept back."""
    waiting = StandingSupply.objects.filter(
        told_at__isnull=True,
        given_up_at__isnull=True,
        request__state__in=[state.value for state in STANDING_STATES],
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _may_open(exhibit: Exhibit) -> bool:
    return not (exhibit.is_erased or exhibit.waits_for_scan or exhibit.is_kept_shut)
