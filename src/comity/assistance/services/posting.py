"""Letters: where they go, that one left, and what one says that came back."""

from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone

from comity.agreements.queries import current_register
from comity.assistance.duties import KEEP_ADDRESS
from comity.assistance.models import Answer, Information, PostalAddress, PostedLetter, Request
from comity.assistance.paper_rules import (
    day_typed,
    problems_in_address,
    problems_in_dispatch,
    problems_in_reply,
)
from comity.assistance.queries.posting import is_address_kept
from comity.assistance.replying import meant
from comity.assistance.services.data_transfers import record_letter
from comity.assistance.services.deciding import note_acceptance
from comity.assistance.services.law import limits_for
from comity.assistance.services.moves import (
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.oral_drafts import note_sent
from comity.assistance.terms import (
    Action,
    AddressDraft,
    AddressMissingError,
    Came,
    Dispatch,
    LetterKind,
    Party,
    Reply,
    RequestState,
)
from comity.assistance.terms.events import ADDRESS_KEPT
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

_ACTIONS = {
    LetterKind.ACCEPTED: Action.REGISTER_ACCEPTANCE,
    LetterKind.REFUSED: Action.REGISTER_REFUSAL,
    LetterKind.ASKS_MORE: Action.REGISTER_QUESTION,
    LetterKind.PARTIAL: Action.REGISTER_PART,
    LetterKind.ANSWER: Action.REGISTER_ANSWER,
}
_LEAVING = {
    RequestState.ACCEPTED: LetterKind.ACCEPTED,
    RequestState.REFUSED: LetterKind.REFUSED,
    RequestState.INCOMPLETE: LetterKind.ASKS_MORE,
}


def keep_address(
    partner: str, *, address: AddressDraft, officer: Viewer, at: datetime
) -> PostalAddress:
    """Write down where letters to a partner go; what stood there before is replaced.

    Args:
        partner: code of its administration.
        address: as typed.
        officer: of the central unit.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: there is no such country, or something is missing.
    """
    demand_role(officer, KEEP_ADDRESS.roles)
    demand_no_problems((*_unknown(partner), *problems_in_address(address)))
    kept, _ = PostalAddress.objects.update_or_create(
        partner=partner,
        defaults={
            "name": address.name.strip(),
            "unit": address.unit.strip(),
            "lines": address.lines.strip(),
            "kept_by": officer.name,
            "kept_at": at,
        },
    )
    append(
        ADDRESS_KEPT, about=partner, by=officer.name, agency=officer.agency, at=at, partner=partner
    )
    return kept


def demand_address(partner: str) -> None:
    """Refuse unless it is known where letters to a partner go.

    Raises:
        AddressMissingError: nobody has written its address down.
    """
    if not is_address_kept(partner):
        raise AddressMissingError(partner=partner)


def dispatch_letter(
    reference: str, *, dispatch: Dispatch, officer: Viewer, at: datetime, on: date
) -> Request:
    """Record that a letter of a matter left the house: under which number, when, and how.

    Args:
        reference: of a request of ours that was approved for a letter, or of a partner's that was
            decided or answered by letter.
        dispatch: as typed.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    action = meant(request, Action.DISPATCH)
    step = step_of_officer(request, action, officer=officer)
    demand_no_problems(problems_in_dispatch(dispatch, on=on))
    kind = LetterKind.PARTIAL if action is Action.DISPATCH_PART else _kind_leaving(request)
    day = _day(dispatch.on)
    PostedLetter.objects.create(
        request=request,
        writer=request.side,
        kind=kind.value,
        day=day,
        number=dispatch.number.strip(),
        carrier=dispatch.carrier,
        carried_by=dispatch.carried_by.strip(),
        signed_by=dispatch.signed_by.strip(),
        noted_by=officer.name,
        noted_at=at,
    )
    record_letter(request, kind, by=officer.name, at=at)
    if kind is LetterKind.REQUEST:
        request.sent_at = at
        note_sent(request, officer=officer, at=at)
    elif kind is LetterKind.ANSWER:
        request.answered_at = at
    elif kind is LetterKind.INFORMATION:
        Information.objects.filter(request=request).update(told_at=at)
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        kind=kind.value,
        number=dispatch.number.strip(),
        day=day.isoformat(),
        carrier=dispatch.carrier,
        carried_by=dispatch.carried_by.strip(),
        signed_by=dispatch.signed_by.strip(),
    )
    return request


def register_reply(
    reference: str, *, reply: Reply, officer: Viewer, at: datetime, on: date
) -> Request:
    """Register a partner's letter about a request of ours, as if its node had told it.

    An answer is kept under the limits of the instrument, narrowed by what the letter says; nobody
    reads it before an officer of the agency opens it, which is an act, as every answer is opened.

    Args:
        reference: of our request.
        reply: as typed from the letter.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    demand_no_problems(problems_in_reply(reply, on=on))
    kind = LetterKind(reply.kind)
    step = step_of_officer(request, _ACTIONS[kind], officer=officer)
    note_letter_in(request, kind, reply.came, officer=officer, at=at)
    told: dict[str, str] = {}
    match kind:
        case LetterKind.ACCEPTED:
            request.decided_at, request.handling_unit = at, reply.came.unit.strip()
            note_acceptance(request, reply.acceptance, by=officer.name, at=at)
            told["scope"] = reply.acceptance.scope
            told["conditional"] = reply.acceptance.on_conditions
        case LetterKind.REFUSED:
            request.decided_at = at
            request.decision_ground, request.decision_reasons = reply.ground, reply.reasons
            told["ground"] = reply.ground
        case LetterKind.ASKS_MORE:
            request.return_reason = reply.reasons
        case _:
            _keep_answer(request, reply, at=at)
            request.return_reason = ""
            if kind is LetterKind.ANSWER:
                request.answered_at = at
            elif request.decided_at is None:
                # Whoever answers in part has it in hand.
                request.decided_at, request.handling_unit = at, reply.came.unit.strip()
            told["under"] = request.relied_on
    number, day = reply.came.number.strip(), _day(reply.came.received_on)
    record_step(request, step, officer=officer, at=at, number=number, day=day.isoformat(), **told)
    return request


def note_letter_in(
    request: Request, kind: LetterKind, came: Came, *, officer: Viewer, at: datetime
) -> PostedLetter:
    """Note a partner's letter beside its matter; the caller appends the entry."""
    ours = request.own_side is Party.REQUESTING
    return PostedLetter.objects.create(
        request=request,
        writer=(Party.REQUESTED if ours else Party.REQUESTING).value,
        kind=kind.value,
        written_on=_day(came.written_on),
        day=_day(came.received_on),
        number=came.number.strip(),
        unit=came.unit.strip(),
        noted_by=officer.name,
        noted_at=at,
    )


def noon_of(day: date, *, at: datetime) -> datetime:
    """Return an instant of a civil day of this node, for what is known by its day alone.

    Args:
        day: that has begun.
        at: aware UTC instant; nothing is noted as having happened after it.
    """
    return min(datetime.combine(day, time(12), timezone.get_current_timezone()), at)


def _kind_leaving(request: Request) -> LetterKind:
    if request.own_side is Party.REQUESTING:
        return LetterKind.REQUEST
    if request.unasked:
        return LetterKind.INFORMATION
    return _LEAVING.get(request.stands, LetterKind.ANSWER)


def _keep_answer(request: Request, reply: Reply, *, at: datetime) -> None:
    if not current_register().has(request.relied_on):
        raise InvalidDraftError((Problem("instrument_unknown", "under"),))
    limits = limits_for(
        request,
        reply.answer,
        under=request.relied_on,
        supplier=request.partner,
        on=_day(reply.came.received_on),
    )
    answer = Answer(
        request=request,
        number=Answer.objects.filter(request=request).count() + 1,
        received_at=at,
        relied_on=request.relied_on,
        article=request.article,
        terms_digest=request.terms_digest,
        released_at=noon_of(_day(reply.came.written_on), at=at),
        limits=limits.as_data(),
    )
    answer.take_draft(replace(reply.answer, partial=reply.kind == LetterKind.PARTIAL))
    answer.save()


def _unknown(partner: str) -> tuple[Problem, ...]:
    try:
        CountryCode(partner)
    except ValueError:
        return (Problem("unknown_country", "partner"),)
    return ()


def _day(text: str) -> date:
    day = day_typed(text)
    assert day is not None, "days were checked before"
    return day
