"""Acts of the administration that asked, once the answer is there: open it, use it, close."""

from datetime import date, datetime

from comity.assistance.bodies import opening_body
from comity.assistance.duties import USE_ANSWER
from comity.assistance.models import Answer, Request, Use
from comity.assistance.queries.standing import stage_of_standing
from comity.assistance.schemas import OPENED_TYPE
from comity.assistance.services.consents_standing import courts_consented
from comity.assistance.services.law import permission_to_tell
from comity.assistance.services.moves import (
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.sharing import end_before_further_reply
from comity.assistance.services.use_rulings import ruling_on_use
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    CODES,
    Action,
    AnswerNotOpenedError,
    OtherAgencyError,
    Party,
    RetentionOverError,
    StepNotAllowedError,
)
from comity.assistance.terms.afterwords import AFTERWORD_LIMITS
from comity.assistance.terms.events import ANSWER_USED
from comity.assistance.terms.standing import STANDING_STATES, StandingStage
from comity.assistance.terms.standing_errors import StandingNotEndedError
from comity.exchange.openings_queries import tells_openings
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.errors import Problem
from comity.kernel.rulings import outcome_of
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

# While files go, or the partner can still agree that they do.
_GOES_ON = frozenset({StandingStage.PROPOSED, StandingStage.RUNNING, StandingStage.SUSPENDED})


def open_answer(reference: str, *, officer: Viewer, at: datetime, on: date) -> Answer:
    """Open a partner's answer: it is recorded, and told to its node where the link is so set.

    Args:
        reference: of our request.
        officer: of the agency that asked.
        at: aware UTC instant.
        on: the civil day.

    Returns:
        The answer, which may now be read.

    Raises:
        RetentionOverError: the supplier's period for keeping it was over before it was opened.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.OPEN, officer=officer)
    answer = Answer.objects.all().last_of(request)
    _demand_kept_lawfully(answer, on)
    end_before_further_reply(request, officer=officer, at=at)
    answer.opened_at, answer.opened_by = at, officer.name
    answer.save(update_fields=["opened_at", "opened_by"])
    request.opened_at = at
    if not request.by_letter and tells_openings(request.partner):
        request.opening_message_id = _tell_opened(request, answer, at=at, on=on)
    record_step(request, step, officer=officer, at=at, message=request.opening_message_id)
    return answer


def _tell_opened(request: Request, answer: Answer, *, at: datetime, on: date) -> str:
    return queue_message(
        NewMessage(
            type=OPENED_TYPE,
            body=opening_body(request),
            case=request.reference,
            answers=answer.message_id,
        ),
        to=request.partner,
        under=permission_to_tell(request, on=on),
        at=at,
    )


def use_answer(  # noqa: PLR0913  an act names all it rests on
    reference: str,
    *,
    purpose: str,
    proceedings: str = "",
    onward_to: str = "",
    court: str = "",
    reply: int | None = None,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Use:
    """Rule on a use of an answer, under the limits that travelled with it, and record the ruling.

    A refusal is no error: it is the record that the officer asked first, and is returned in words.

    Args:
        reference: of our request.
        purpose: what for, a `Purpose`.
        proceedings: what it would be put before, a `Proceedings`; empty for none.
        onward_to: whom it would be passed on to; empty when it stays here.
        court: before which court; owed where consents for several courts stand.
        reply: number of the reply that would be used; None for the last one that was opened. Each
            is bound by the conditions it came with.
        officer: of the agency that asked.
        at: aware UTC instant.
        on: the civil day of the use.

    Raises:
        InvalidDraftError: purpose or proceedings are not known.
        AnswerNotOpenedError: nobody has opened the answer yet.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    answer = _answer_in_use(request, officer, reply)
    demand_no_problems(_problems_in_use(purpose, proceedings, onward_to))
    demand_no_problems(_problems_in_court(answer, purpose, proceedings, court, on))
    ruling = ruling_on_use(
        answer,
        purpose=purpose,
        proceedings=proceedings,
        onward_to=onward_to,
        on=on,
        court=court,
    )
    outcome = outcome_of(ruling).value
    use = Use.objects.create(
        answer=answer,
        purpose=purpose,
        proceedings=proceedings,
        outcome=outcome,
        ruling_kept=kept_ruling(ruling),
        by=officer.name,
        at=at,
    )
    append(
        ANSWER_USED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        purpose=purpose,
        proceedings=proceedings,
        outcome=outcome,
    )
    return use


def close_request(reference: str, *, officer: Viewer, at: datetime) -> Request:
    """Close a request in this node's record; the other side closes its own.

    Raises:
        StandingNotEndedError: a standing exchange hangs on it that nobody has ended.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.CLOSE, officer=officer)
    _demand_standing_ended(request)
    request.closed_at = at
    record_step(request, step, officer=officer, at=at)
    return request


def _demand_standing_ended(request: Request) -> None:
    """Once the request is closed here nobody could end it, and the partner would not know.

    What was refused or withdrawn is over on both sides, and so is what hangs on it.
    """
    if request.stands in STANDING_STATES and stage_of_standing(request) in _GOES_ON:
        raise StandingNotEndedError()


def _answer_in_use(request: Request, officer: Viewer, number: int | None) -> Answer:
    demand_role(officer, USE_ANSWER.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
    if request.own_side is not Party.REQUESTING:
        raise StepNotAllowedError(state=request.state, action="use")
    opened = Answer.objects.filter(request=request, opened_at__isnull=False)
    meant = opened if number is None else opened.filter(number=number)
    answer = meant.order_by("-number").first()
    if answer is None:
        raise AnswerNotOpenedError()
    return answer


def _problems_in_use(purpose: str, proceedings: str, onward_to: str) -> tuple[Problem, ...]:
    found = []
    if purpose not in CODES["purpose"]:
        found.append(Problem("unknown_code" if purpose else "missing", "purpose"))
    if proceedings and proceedings not in CODES["proceedings"]:
        found.append(Problem("unknown_code", "proceedings"))
    if onward_to and not _names_third_party(onward_to):
        found.append(Problem("unknown_code", "onward_to"))
    return tuple(found)


def _problems_in_court(
    answer: Answer, purpose: str, proceedings: str, court: str, on: date
) -> tuple[Problem, ...]:
    """A consent for one court carries nothing before another: where there are two, one is named."""
    if court:
        return () if _is_line(court) else (Problem("unknown_code", "court"),)
    if not proceedings:
        return ()
    courts = courts_consented(answer, purpose=purpose, proceedings=proceedings, on=on)
    return (Problem("missing", "court"),) if len(courts) > 1 else ()


def _is_line(court: str) -> bool:
    return len(court) <= AFTERWORD_LIMITS["court"] and court.isprintable()


def _names_third_party(name: str) -> bool:
    return len(name) <= 100 and name.isprintable()


def _demand_kept_lawfully(answer: Answer, on: date) -> None:
    if answer.is_kept_too_long(on=on):
        raise RetentionOverError(reference=answer.request.reference)
