"""What every act has in common: find the request, check the step, make it, record it."""

from datetime import datetime

from comity.assistance.channels import channel_of
from comity.assistance.lifecycle import Step, hindrance, next_step
from comity.assistance.models import Request
from comity.assistance.queries.joining import is_agreed
from comity.assistance.queries.retention import is_erased
from comity.assistance.queries.turns import is_unheard
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.terms import (
    Action,
    StaleVersionError,
    UnknownAgencyError,
)
from comity.assistance.terms.joining import BeingCarriedOverError
from comity.assistance.terms.retention import ErasedAlreadyError
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue
from comity.officers.models import Agency
from comity.officers.queries import agencies
from comity.officers.terms import Viewer


def request_for_change(reference: str, *, officer: Viewer) -> Request:
    """Return a request that `officer` may see, locked until the transaction ends.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        ErasedAlreadyError: its content was erased, and nobody acts on it any more.
    """
    request = request_locked(reference, officer=officer)
    demand_not_erased(request)
    return request


def demand_not_erased(request: Request) -> None:
    """Refuse an act on a matter whose content was erased: nothing of it may be filled again.

    Raises:
        ErasedAlreadyError: it was.
    """
    if is_erased(request):
        raise ErasedAlreadyError()


def request_locked(reference: str, *, officer: Viewer) -> Request:
    """Return a request that `officer` may see, erased or not, locked until the transaction ends.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
    """
    seen = Request.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    request = seen.filter(reference=reference).select_related("agency").first()
    if request is None:
        raise NotFoundError()
    return request


def step_of_officer(request: Request, action: Action, *, officer: Viewer) -> Step:
    """Return the step that an officer here makes.

    Raises:
        StepNotAllowedError: the table has no such move.
        BeingCarriedOverError: it is being carried over to the partner's node.
        NotAllowedError: the move is not this officer's to make.
        SecondPersonNeededError: who wrote it may not release it.
    """
    if is_agreed(request):
        raise BeingCarriedOverError(reference=request.reference)
    side = request.own_side
    channel = channel_of(request)
    unheard = is_unheard(request)
    step = next_step(request.stands, action, by=side, record=side, channel=channel, unheard=unheard)
    stopped = hindrance(
        step, officer=officer, agency=request.agency_code, writers=request.writers_of(action)
    )
    if stopped is not None:
        raise stopped
    return step


def agency_of_code(code: str) -> Agency:
    """Return an agency of this node.

    Raises:
        UnknownAgencyError: this node has none of that code.
    """
    found = next((agency for agency in agencies() if agency.code == code), None)
    if found is None:
        raise UnknownAgencyError(agency=code[:20])
    return found


def record_step(
    request: Request, step: Step, *, officer: Viewer, at: datetime, **fields: FieldValue
) -> None:
    """Make a step: state, instant, version, row, and the one entry of the record, last."""
    request.take(step)
    request.version += 1
    request.updated_at = at
    request.save()
    make_findable(request)
    keep_clocks(request, at=at)
    record_act(step.event, request, officer, at, **fields)


def record_act(
    event: EventKind, request: Request, officer: Viewer, at: datetime, **fields: FieldValue
) -> None:
    """Append what an officer did about a matter, in the words of the agency that owns it."""
    append(
        event,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        **fields,
    )


def demand_version(found: int, version: int) -> None:
    """Refuse when something was changed since the officer read it.

    Args:
        found: the version that stands there now.
        version: the version that was read.

    Raises:
        StaleVersionError: the version read is not the one that would leave.
    """
    if version != found:
        raise StaleVersionError(read=version, found=found)


def demand_no_problems(problems: tuple[Problem, ...]) -> None:
    """Refuse what somebody wrote when something is wrong with it.

    Raises:
        InvalidDraftError: with every problem.
    """
    if problems:
        raise InvalidDraftError(problems)
