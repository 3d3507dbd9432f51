"""What a file of a standing exchange must be: of which period, by which terms, under which law."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.assistance.duties import TELL_STANDING
from comity.assistance.models import Request
from comity.assistance.queries.standing import standing_said
from comity.assistance.services.law import demand_permission
from comity.assistance.services.standing_leaving import demand_running
from comity.assistance.services.standing_telling import request_for_standing, ruling_to_supply
from comity.assistance.terms.standing import StandingTerms
from comity.assistance.terms.standing_errors import (
    SupplyNotOursError,
    SupplyPeriodRunsError,
    SupplyPeriodUnknownError,
)
from comity.assistance.terms.standing_said import spans_of
from comity.assistance.terms.standing_schedule import Rhythm, ends_at, is_period, next_beginning
from comity.kernel.periods import Period
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class SupplyPlan:
    """What a file that is handed in must be.

    Attributes:
        terms: by which version it is supplied.
        period: of which days it is.
    """

    terms: StandingTerms
    period: Period


def demand_supply(
    reference: str, *, period_from: date, officer: Viewer, at: datetime, on: date
) -> SupplyPlan:
    """Return what a file handed in now must be; doors ask before they read it, and lock nothing.

    Args:
        reference: of the request on which the exchange hangs.
        period_from: first day of the file's period; in advance of arrivals, the day of arrival.
        officer: of the agency that carries it out.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        SupplyNotNowError: nothing is agreed, or the exchange is suspended or has ended.
        SupplyNotOursError: this side does not supply.
        SupplyPeriodUnknownError: no period begins on that day.
        SupplyPeriodRunsError: the period is not over.
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
        NotAStandingExchangeError, NotFoundError, NotAllowedError: as for every word.
    """
    request = request_for_standing(reference, TELL_STANDING.roles, officer=officer)
    return plan_of(request, period_from, at=at, on=on)


def plan_of(request: Request, period_from: date, *, at: datetime, on: date) -> SupplyPlan:
    """Return what a file of a request that is locked must be; raises as `demand_supply`."""
    demand_running(request)
    spans = spans_of(standing_said(request))
    found = next(((days, terms) for days, terms in spans if period_from in days), None)
    if found is None:
        raise SupplyPeriodUnknownError(day=period_from.isoformat())
    days, terms = found
    if not terms.supplies(request.own_side):
        raise SupplyNotOursError()
    assert days.end is not None, "terms end"
    period = Period(period_from, min(next_beginning(terms.schedule, period_from), days.end))
    if not is_period(terms.schedule, days, period):
        raise SupplyPeriodUnknownError(day=period_from.isoformat())
    _demand_whole(terms, period, zone=terms.zone_of(request.own_side), at=at)
    demand_permission(ruling_to_supply(request, terms, on=on))
    return SupplyPlan(terms, period)


def _demand_whole(terms: StandingTerms, period: Period, *, zone: str, at: datetime) -> None:
    """A period's file is whole when it is over; one in advance of an arrival comes before it."""
    over = at >= ends_at(period, zone)
    assert period.start is not None, "periods begin"
    if terms.schedule.rhythm is Rhythm.BEFORE_ARRIVAL:
        if over:
            raise SupplyPeriodUnknownError(day=period.start.isoformat())
    elif not over:
        raise SupplyPeriodRunsError(day=period.start.isoformat())
