"""Files of a standing exchange: handed in, checked, let go, taken out.

A file is checked against the agreed format while it is sealed, and is taken in whole or not at all.
It leaves by a second person, or, where both sides have agreed so, under the approval that two
officers of each side gave to the terms; the law is asked in that moment either way.
"""

from datetime import date, datetime

from comity.assistance.duties import BIND_STANDING, TELL_STANDING
from comity.assistance.models import Request, StandingSupply
from comity.assistance.services.standing_leaving import (
    demand_running,
    supply_leaves,
    supply_that_waits,
)
from comity.assistance.services.standing_plan import SupplyPlan, plan_of
from comity.assistance.services.standing_telling import (
    demand_second_person,
    permission_to_supply,
    request_for_standing,
)
from comity.assistance.standing_check import Checked
from comity.assistance.terms.events.standing import SUPPLY_GIVEN_UP, SUPPLY_HANDED_IN
from comity.assistance.terms.standing_errors import (
    StandingChangedError,
    SupplyNotFoundError,
)
from comity.evidence.custody import Hand
from comity.evidence.services import take_in
from comity.evidence.terms import Intake, Sealed
from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer


def hand_in_supply(
    reference: str,
    sealed: Sealed,
    *,
    plan: SupplyPlan,
    checked: Checked,
    intake: Intake,
    officer: Viewer,
    at: datetime,
    on: date,
) -> StandingSupply:
    """Take a file in that was checked while it was sealed; it leaves, or waits for a second person.

    Args:
        reference: of the request on which the exchange hangs.
        sealed: what the vault made of the stream, before this transaction began.
        plan: against which it was checked.
        checked: what checking it found.
        intake: what is said of the file.
        officer: who, or which machine, hands it in.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        InvalidDraftError: the file has faults, each with its line and column; nothing is kept.
        StandingChangedError: other terms are gone by meanwhile.
        SupplyNotNowError, SupplyNotOursError, SupplyPeriodUnknownError, SupplyPeriodRunsError,
            RulingStandsAgainstError, NotAStandingExchangeError, NotFoundError, NotAllowedError:
            as `demand_supply`.
    """
    request = request_for_standing(reference, TELL_STANDING.roles, officer=officer)
    assert plan.period.start is not None and plan.period.end is not None, "periods begin and end"
    if plan_of(request, plan.period.start, at=at, on=on) != plan:
        raise StandingChangedError()
    if checked.count:
        raise InvalidDraftError(problems_in_file(checked))
    exhibit = take_in(
        sealed, intake=intake, case=reference, agency=request.agency, officer=officer, at=at
    )
    last = request.supplies.filter(by=request.side).order_by("-number").first()
    supply = StandingSupply.objects.create(
        request=request,
        by=request.side,
        number=last.number + 1 if last else 1,
        terms_number=plan.terms.name.number,
        terms_of_requested=plan.terms.name.of_requested,
        period_from=plan.period.start,
        period_until=plan.period.end,
        exhibit=exhibit,
        rows=checked.rows,
        checked_at=at,
        at=at,
        officer_name=officer.name,
        writers=sorted(officer.people),
    )
    append(
        SUPPLY_HANDED_IN,
        about=reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        number=supply.number,
        version=supply.terms_number,
        rows=supply.rows,
        exhibit=exhibit.record_name,
    )
    return supply


def send_supply(
    reference: str,
    key: int,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> StandingSupply:
    """Let a file go that another handed in.

    Args:
        reference: of the request on which the exchange hangs.
        key: of the file.
        officer: an approver of the agency who did not hand it in.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        SupplyNotFoundError: there is none that waits.
        SupplyNotNowError: the exchange is suspended or has ended meanwhile.
        SecondPersonNeededError: who handed it in would let it go.
        FreshSignInNeededError: the approver has not just signed in afresh.
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
        HigherApprovalNeededError: another office must let it go.
        ScanAwaitedError, ScanFailedError, FoundStaysError: the scanner stands in the way.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotAStandingExchangeError, NotFoundError, NotAllowedError: as for every word.
    """
    request = request_for_standing(reference, BIND_STANDING.roles, officer=officer)
    supply = _waiting(request, key)
    terms = demand_running(request)[supply.terms_name]
    demand_second_person(supply.writers, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    under = permission_to_supply(request, terms, officer=officer, on=on)
    supply.released_by = officer.name
    supply_leaves(supply, terms, under=under, hand=Hand(officer.name, officer.agency, at))
    return supply


def give_up_supply(reference: str, key: int, *, officer: Viewer, at: datetime) -> StandingSupply:
    """Say of a file that waits that it does not leave; it stays in this node's custody.

    Raises:
        SupplyNotFoundError: there is none that waits.
        NotAStandingExchangeError, NotFoundError, NotAllowedError: as for every word.
    """
    request = request_for_standing(reference, TELL_STANDING.roles, officer=officer)
    supply = _waiting(request, key)
    supply.given_up_at = at
    supply.save()
    append(
        SUPPLY_GIVEN_UP,
        about=reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        number=supply.number,
        exhibit=supply.exhibit.record_name,
    )
    return supply


def problems_in_file(checked: Checked) -> tuple[Problem, ...]:
    """Return the faults of a file as they are told beside it."""
    told = [
        Problem(each.code, "file", (("line", str(each.line)), ("column", each.column)))
        for each in checked.faults
    ]
    if checked.count > len(told):
        told.append(Problem("standing_more_faults", "file", (("count", str(checked.count)),)))
    return tuple(told)


def _waiting(request: Request, key: int) -> StandingSupply:
    supply = supply_that_waits(request, key)
    if supply is None:
        raise SupplyNotFoundError()
    return supply
