"""What a letter about a partner's request is made from, read as the officer who makes it."""

from datetime import date

from django.utils import timezone

from comity.agreements.queries import current_register
from comity.assistance.bodies import (
    acceptance_body,
    answer_body,
    incompletion_body,
    refusal_body,
)
from comity.assistance.information_bodies import information_body
from comity.assistance.models import Answer, Part, PostedLetter, Request, last_return
from comity.assistance.queries import RequestDetail, codes_of, request_detail
from comity.assistance.queries.deciding import decision_of
from comity.assistance.queries.information import information_of
from comity.assistance.queries.posting import answer_that_left
from comity.assistance.terms import LetterKind, Missing, RefusalGround, RequestState
from comity.assistance.terms.deciding import Acceptance
from comity.letters.queries import addressed, demand_letter, named_file, translated_for
from comity.letters.reply_terms import Answered, Decided, ReplyMatter, Says
from comity.letters.terms import NotSentError, Side
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

_ANSWERED = frozenset(
    {
        RequestState.APPROVED,
        RequestState.ANSWERED,
        RequestState.TO_INFORM,
        RequestState.VOLUNTEERED,
        RequestState.CLOSED,
    }
)


def matter_of_reply(reference: str, *, seen_by: Viewer, on: date) -> ReplyMatter:
    """Return what the letter of our decision on a request, or of our answer, is made from.

    Args:
        reference: of the request.
        seen_by: who makes the letter.
        on: the civil day, which the letter bears.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
        NotAllowedError: the officer makes no letters, or not of this agency's requests.
        NotSentError: nothing was decided that goes by letter.
    """
    detail = request_detail(reference, seen_by=seen_by, on=on)
    request = detail.request
    demand_letter(request, officer=seen_by)
    own, answer = own_administration(), _released(request)
    says, message = _said(request, answer)
    under, article = _rests_on(request, answer)
    register = current_register()
    came = _their_letter(request)
    settled_at = answer.released_at if answer is not None else request.decided_at
    return ReplyMatter(
        says=says,
        reference=request.reference,
        own=Side(own.code, own.name, _unit(request)),
        partner=addressed(request.partner, "", seen_by=seen_by),
        their_number=came.number if came is not None else "",
        asked_on=came.day if came is not None else timezone.localdate(request.created_at),
        draft=request.as_draft(),
        under=under,
        title=register.instrument(under).title if register.has(under) else under,
        article=article if article != under else "",
        settled_on=timezone.localdate(settled_at or request.updated_at),
        made_on=on,
        message=message,
        decided=_decided(request),
        answered=_answered(detail, answer) if answer is not None else None,
        pressing=information_of(request).urgency if request.unasked else "",
        coded=codes_of(request, on=on) if request.unasked else (),
    )


def _unit(request: Request) -> str:
    """Return the unit that has it in hand, or that tells something unasked."""
    if request.unasked and request.agency is not None:
        return request.agency.name
    return request.handling_unit


def _said(request: Request, answer: Answer | None) -> tuple[Says, dict[str, object]]:
    """Return what the letter says, and the same as the message a node would get."""
    if answer is not None and request.unasked:
        urgency = information_of(request).urgency
        return Says.INFORMATION, information_body(answer, urgency=urgency, exhibits=())
    if answer is not None:
        says = Says.PART if answer.partial else Says.ANSWER
        return says, answer_body(answer, exhibits=())
    if request.stands is RequestState.INCOMPLETE:
        return Says.INCOMPLETE, incompletion_body(request)
    if request.decision_ground:
        return Says.REFUSED, refusal_body(request)
    return Says.ACCEPTED, acceptance_body(request, _acceptance(request))


def _released(request: Request) -> Answer | None:
    """Return the answer that the letter is of; None where it is of the decision."""
    if request.stands not in _ANSWERED or request.decision_ground:
        return None
    answer = answer_that_left(request)
    if answer is None:
        raise NotSentError(reference=request.reference)
    return answer


def _rests_on(request: Request, answer: Answer | None) -> tuple[str, str]:
    found = answer if answer is not None and answer.relied_on else request
    return found.relied_on, found.article


def _their_letter(request: Request) -> PostedLetter | None:
    theirs = request.letters.exclude(writer=request.side)
    return theirs.filter(kind=LetterKind.REQUEST.value).first()


def _acceptance(request: Request) -> Acceptance:
    found = decision_of(request)
    return found.acceptance if found is not None else Acceptance()


def _decided(request: Request) -> Decided:
    if request.stands is RequestState.INCOMPLETE:
        returned = last_return(request)
        return Decided(missing=Missing(returned.ground), reasons=returned.reasons)
    ground, said = request.decision_ground, _acceptance(request)
    return Decided(
        unit="" if ground else request.handling_unit,
        ground=RefusalGround(ground) if ground else None,
        reasons=request.decision_reasons,
        not_done="" if ground else said.not_done,
        conditions="" if ground else said.conditions,
    )


def _answered(detail: RequestDetail, answer: Answer) -> Answered:
    limits = answer.use_limits()
    assert limits is not None, "it was released"
    asked = (each for each in detail.enclosures if each.part == Part.ANSWER)
    own = (each for each in asked if each.answer_id in {answer.pk, None})
    return Answered(
        text=answer.text,
        limits=limits,
        handling=answer.handling,
        still_to_come=answer.still_to_come if answer.partial else "",
        translated=translated_for(answer.request, answer=answer),
        enclosed=tuple(named_file(each) for each in own),
    )
