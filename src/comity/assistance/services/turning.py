"""Acts by which a request takes a turn on its way: returned, postponed, withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime

from comity.assistance.models import Part, Request, Turn, kept_draft
from comity.assistance.queries.turns import was_turn_refused
from comity.assistance.rules import problems_in_text
from comity.assistance.schemas import INCOMPLETE_TYPE, POSTPONED_TYPE, TAKEN_BACK_TYPE
from comity.assistance.services.moves import (
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import Action, Missing, PostponementGround, RequestState, TurnKind
from comity.assistance.terms.events import EXHIBIT_LEFT_OUT
from comity.assistance.turn_rules import problems_in_until
from comity.evidence.models import Exhibit
from comity.kernel.errors import Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer

# While it stands here what was sent last is not what stands in the form.
_BEING_COMPLETED = frozenset({RequestState.INCOMPLETE, RequestState.COMPLETED})


def ask_for_completion(
    reference: str, *, missing: str, reasons: str, officer: Viewer, at: datetime, on: date
) -> Request:
    """Send a partner's request back to be completed, saying what it lacks.

    It stays the same request under the same reference; when the completed one comes it is decided
    on anew.

    Args:
        reference: the partner's.
        missing: a `Missing`.
        reasons: what the partner is told it lacks.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the code is not known, or nothing is said.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.ASK_COMPLETION, officer=officer)
    unknown = () if missing in frozenset(Missing) else (Problem("unknown_code", "missing"),)
    demand_no_problems(unknown + problems_in_text(reasons, field="reasons"))
    body: dict[str, object] = {
        "reference": request.reference,
        "missing": missing,
        "reasons": reasons,
    }
    message = tell_partner(request, INCOMPLETE_TYPE, body, at=at, on=on)
    _note(
        request, TurnKind.INCOMPLETE, message, by=officer.name, at=at, ground=missing, why=reasons
    )
    record_step(request, step, officer=officer, at=at, missing=missing, message=message)
    return request


def postpone_request(
    reference: str,
    *,
    ground: str,
    until: str,
    reasons: str,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Request:
    """Put off giving assistance, on a ground agreements name, to a day on which it is looked at.

    Nothing goes on by itself on that day: accepting or refusing is an act of the central unit.

    Args:
        reference: the partner's.
        ground: a `PostponementGround`.
        until: the day it will be looked at again, as year-month-day.
        reasons: what the partner is told.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: the ground is not known, the day is none or not ahead, no reasons.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.POSTPONE, officer=officer)
    known = ground in frozenset(PostponementGround)
    unknown = () if known else (Problem("unknown_code", "ground"),)
    wrong = (*problems_in_until(until, on=on), *problems_in_text(reasons, field="reasons"))
    demand_no_problems((*unknown, *wrong))
    body: dict[str, object] = {
        "reference": request.reference,
        "ground": ground,
        "until": until,
        "reasons": reasons,
    }
    message = tell_partner(request, POSTPONED_TYPE, body, at=at, on=on)
    _note(
        request,
        TurnKind.POSTPONED,
        message,
        by=officer.name,
        at=at,
        ground=ground,
        why=reasons,
        until=date.fromisoformat(until),
    )
    record_step(request, step, officer=officer, at=at, ground=ground, until=until, message=message)
    return request


def take_back_request(
    reference: str, *, reasons: str, officer: Viewer, at: datetime, on: date
) -> Request:
    """Withdraw a request of ours that was sent; the partner is told why, and stops.

    An answer or a refusal that has left before the partner learns of it stands.

    Args:
        reference: ours.
        reasons: what the partner is told.
        officer: an approver of its agency, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: no reasons are given.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.TAKE_BACK, officer=officer)
    demand_no_problems(problems_in_text(reasons, field="reasons"))
    left_out = put_back_what_was_sent(request)
    body: dict[str, object] = {"reference": request.reference, "reasons": reasons}
    message = tell_partner(request, TAKEN_BACK_TYPE, body, at=at, on=on)
    _note(request, TurnKind.TAKEN_BACK, message, by=officer.name, at=at, why=reasons)
    record_step(request, step, officer=officer, at=at, message=message)
    record_left_out(request, left_out, by=officer.name, at=at)
    return request


def undecide(request: Request) -> None:
    """Forget the decision on a request that is asked anew; the record keeps it."""
    request.decided_at, request.decision_message_id = None, ""
    request.decision_ground = request.decision_reasons = ""


def stands_accepted_there(request: Request) -> bool:
    """Tell whether the partner's node knows our acceptance, and would not take the turn since.

    An earlier version does not know the word; a second acceptance would stop the case there.
    """
    return request.decided_at is not None and was_turn_refused(request)


def put_back_what_was_sent(request: Request) -> tuple[Exhibit, ...]:
    """Let a request of ours read as the partner has it, when its completion will not be sent.

    Returns:
        The exhibits that were to go with the completion; they stay in custody, and
        `record_left_out` records it when the act is made.
    """
    if request.stands not in _BEING_COMPLETED:
        return ()
    last = request.turns.filter(kind=TurnKind.INCOMPLETE.value).last()
    assert last is not None, "it was returned, and what was sent was kept then"
    earlier, draft = last.earlier, last.earlier_draft
    assert earlier is not None and draft is not None, "what was sent is kept when it is returned"
    request.take_draft(draft)
    request.code_versions = earlier.get("code_versions", request.code_versions)
    added = request.enclosures.filter(part=Part.REQUEST).exclude(exhibit_id__in=last.travelled)
    left_out = tuple(each.exhibit for each in added.select_related("exhibit"))
    added.delete()
    return left_out


def record_left_out(
    request: Request, exhibits: Iterable[Exhibit], *, by: str, at: datetime
) -> None:
    """Record that exhibits were left out of what was being written; they stay in custody."""
    for exhibit in exhibits:
        append(
            EXHIBIT_LEFT_OUT,
            about=request.reference,
            by=by,
            agency=request.owner_on_record,
            at=at,
            partner=request.partner,
            exhibit=exhibit.record_name,
        )


def travelled_with(request: Request) -> frozenset[str]:
    """Return the ids of the exhibits of a request of ours that the partner has been offered."""
    last = request.turns.filter(kind=TurnKind.INCOMPLETE.value).last()
    return frozenset(last.travelled) if last else frozenset()


def note_completion(request: Request, message: str, *, by: str, at: datetime) -> None:
    """Keep beside a completed request of ours what was asked until it was returned."""
    last = request.turns.filter(kind=TurnKind.INCOMPLETE.value).last()
    assert last is not None, "only what was returned is completed"
    Turn.objects.create(
        request=request,
        kind=TurnKind.COMPLETED.value,
        earlier=last.earlier,
        message_id=message,
        by=by,
        at=at,
    )


def note_return(
    request: Request, message: str, *, missing: str, reasons: str, at: datetime
) -> None:
    """Keep that the partner returned a request of ours, and all that was sent until then."""
    sent = request.enclosures.filter(part=Part.REQUEST).values_list("exhibit_id", flat=True)
    Turn.objects.create(
        request=request,
        kind=TurnKind.INCOMPLETE.value,
        ground=missing,
        reasons=reasons,
        earlier={**kept_draft(request.as_draft()), "code_versions": request.code_versions},
        travelled=sorted(str(each) for each in sent),
        message_id=message,
        at=at,
    )


def _note(
    request: Request,
    kind: TurnKind,
    message: str,
    *,
    by: str,
    at: datetime,
    ground: str = "",
    why: str = "",
    until: date | None = None,
) -> None:
    Turn.objects.create(
        request=request,
        kind=kind.value,
        ground=ground,
        reasons=why,
        until=until,
        message_id=message,
        by=by,
        at=at,
    )
