"""What a duty officer lets leave alone, and its review by a second person.

Four eyes release what leaves. Only a confirmed national instruction that names the office and the
act, only what is urgent, and only a reason that stays beside it let one officer do it; the next
working day another reviews it. No other act takes this way.
"""

from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.terms import InstructionEffect
from comity.assistance.calendars import calendar_of
from comity.assistance.channels import channel_of
from comity.assistance.duties import REVIEW_ALONE
from comity.assistance.duty_release_rules import (
    ACT_OF,
    offices_let,
    order_for,
    problems_in_alone,
    problems_in_review,
)
from comity.assistance.lifecycle import Step, hindrance, next_step
from comity.assistance.lifecycle.alone import alone, may_be_alone
from comity.assistance.models import DutyRelease, Request
from comity.assistance.queries.turns import is_unheard
from comity.assistance.replying import meant
from comity.assistance.services.answering import let_answer_leave
from comity.assistance.services.asking import let_request_leave
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.joining import demand_still
from comity.assistance.services.law import ask_of, own_code
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.stored_rulings import kept_citation
from comity.assistance.terms import (
    Action,
    DeputyOfWriterError,
    OtherAgencyError,
    SecondPersonNeededError,
)
from comity.assistance.terms.duty_release import (
    AloneDraft,
    NotAloneError,
    NotUrgentError,
    ReviewByAnotherError,
    ReviewDraft,
    ReviewedAlreadyError,
    SecondPersonIsThereError,
)
from comity.assistance.terms.events.duty_release import RELEASE_REVIEWED
from comity.kernel.codes import CountryCode
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Citation
from comity.kernel.working_days import working_days_after
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def approve_alone(
    reference: str,
    *,
    version: int,
    why: AloneDraft,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> DutyRelease:
    """Let an urgent request leave that the duty officer wrote; a second person reviews it.

    All that is asked of an approval is asked here too, but the second person.

    Args:
        reference: of the request, submitted.
        version: the version that was read; no other leaves.
        why: reason and words for whoever reviews it.
        officer: an approver of its agency who wrote it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        NotAloneError: no national instruction lets this officer do this alone.
        NotUrgentError: it is not urgent.
        SecondPersonIsThereError: the officer did not write it.
        FreshSignInNeededError, InvalidDraftError, StaleVersionError, RulingStandsAgainstError,
        HigherApprovalNeededError, LinkNotConfirmedError, AddressMissingError, NotFoundError,
        StepNotAllowedError, BeingCarriedOverError, NotAllowedError: as for every approval.
    """
    request = request_for_change(reference, officer=officer)
    step, cites = _step_alone(request, Action.APPROVE, officer=officer, on=on)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_no_problems(problems_in_alone(why))
    made = _note(request, step, why, cites, officer=officer, at=at, on=on)
    beside = {"alone": why.reason, "day": made.due_on.isoformat()}
    let_request_leave(
        request, alone(step), version=version, officer=officer, at=at, on=on, beside=beside
    )
    return made


def release_alone(
    reference: str,
    *,
    version: int,
    why: AloneDraft,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> DutyRelease:
    """Let an urgent reply leave that the duty officer wrote; a second person reviews it.

    All that is asked of a release is asked here too, but the second person.

    Args:
        reference: of the request that is answered.
        version: the version of the answer that was read; no other leaves.
        why: reason and words for whoever reviews it.
        officer: an approver of its agency who wrote in the answer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        NotAloneError, NotUrgentError, SecondPersonIsThereError: as `approve_alone`.
        FreshSignInNeededError, InvalidDraftError, StaleVersionError, RulingStandsAgainstError,
        HigherApprovalNeededError, OralNotConfirmedError, NotFoundError, StepNotAllowedError,
        BeingCarriedOverError, NotAllowedError: as for every release.
    """
    request = request_for_change(reference, officer=officer)
    step, cites = _step_alone(request, meant(request, Action.RELEASE), officer=officer, on=on)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_no_problems(problems_in_alone(why))
    made = _note(request, step, why, cites, officer=officer, at=at, on=on)
    beside = {"alone": why.reason, "day": made.due_on.isoformat()}
    let_answer_leave(
        request, alone(step), version=version, officer=officer, at=at, on=on, beside=beside
    )
    return made


def review_release(
    number: int, *, review: ReviewDraft, officer: Viewer, at: datetime
) -> DutyRelease:
    """Record a second person's word on what left alone, and what follows from it.

    What follows is done by its own act: nothing that left comes back by itself.

    Args:
        number: of what left alone.
        review: the word, as typed.
        officer: an approver of its agency, or of the central unit, who had no hand in it.
        at: aware UTC instant.

    Raises:
        ReviewByAnotherError: the officer wrote it, let it leave, or stands in for who did.
        ReviewedAlreadyError: it was reviewed before.
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotFoundError, NotAllowedError, OtherAgencyError: it is not this officer's to review.
    """
    found = DutyRelease.objects.all().visible_to(officer).filter(pk=number)
    made = found.select_for_update(of=("self",), no_key=True).first()
    if made is None:
        raise NotFoundError()
    request = request_for_change(made.request.reference, officer=officer)
    demand_role(officer, REVIEW_ALONE.roles)
    if not officer.reaches(request.agency_code, roles=REVIEW_ALONE.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    if made.word:
        raise ReviewedAlreadyError()
    if not officer.people.isdisjoint(made.writers):
        raise ReviewByAnotherError()
    demand_no_problems(problems_in_review(review))
    made.word, made.follows, made.review_note = review.word, review.follows, review.note.strip()
    made.reviewer_id, made.ended_by, made.ended_at = officer.officer_id, officer.name, at
    made.save()
    keep_clocks(request, at=at)
    append(
        RELEASE_REVIEWED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        number=str(made.pk),
        officer=made.by,
        review=made.word,
        follows=made.follows,
    )
    return made


def order_to_act_alone(
    request: Request, action: Action, *, officer: Viewer, on: date
) -> Citation | None:
    """Return the order by which an officer may do an act alone on a request; None without one.

    Args:
        request: that would leave, or be answered.
        action: approving, or releasing.
        officer: who would do it.
        on: the civil day.
    """
    offices = offices_let(
        current_register(),
        InstructionEffect.RELEASE_ALONE,
        ask_of(request),
        own=CountryCode(own_code()),
        act=ACT_OF[action],
        on=on,
    )
    return order_for(offices, officer)


def _step_alone(
    request: Request, action: Action, *, officer: Viewer, on: date
) -> tuple[Step, Citation]:
    """Return the step and the order that lets it be made alone, or say what stands in the way."""
    demand_still(request)
    side = request.own_side
    step = next_step(
        request.stands,
        action,
        by=side,
        record=side,
        channel=channel_of(request),
        unheard=is_unheard(request),
    )
    writers = request.writers_of(action)
    stopped = hindrance(step, officer=officer, agency=request.agency_code, writers=writers)
    if stopped is None:
        raise SecondPersonIsThereError()
    if not isinstance(stopped, SecondPersonNeededError | DeputyOfWriterError):
        raise stopped
    if not request.urgent:
        raise NotUrgentError(reference=request.reference)
    cites = order_to_act_alone(request, action, officer=officer, on=on)
    if cites is None or not may_be_alone(step):
        raise NotAloneError()
    return step, cites


def _note(
    request: Request,
    step: Step,
    why: AloneDraft,
    cites: Citation,
    *,
    officer: Viewer,
    at: datetime,
    on: date,
) -> DutyRelease:
    """Keep what is done alone, with the next working day here as the day of its review."""
    return DutyRelease.objects.create(
        request=request,
        act=step.action.value,
        reason=why.reason,
        note=why.note.strip(),
        officer_id=officer.officer_id,
        by=officer.name,
        writers=sorted({*request.writers_of(step.action), *officer.people}),
        at=at,
        cites=kept_citation(cites),
        due_on=working_days_after(on, 1, [calendar_of(own_code())]),
    )
