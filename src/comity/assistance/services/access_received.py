"""What partners' nodes ask and say about giving a person data that one of us supplied."""

from comity.assistance.access_rules import problems_in_opinion
from comity.assistance.models.access import AccessConsultation
from comity.assistance.models.requests import Request
from comity.assistance.queries.access import supplied_by_partner
from comity.assistance.services.access_consulting import keep_opinion, note
from comity.assistance.services.access_telling import tell_of_opinion
from comity.assistance.services.afterwords_received import answer_named
from comity.assistance.services.learning import request_named
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms import DayMalformedError
from comity.assistance.terms.access import (
    MOST_CONSULTED,
    WAITS_FOR_SECOND,
    ConsultationOverError,
    ConsultationStage,
    ConsultationTakenError,
    ConsultationUnknownError,
    OpinionDraft,
    TooManyConsultationsError,
)
from comity.assistance.terms.afterwords import NotTheirsToAskError, day_in
from comity.assistance.terms.events.access import ACCESS_CONSULTATION_RECEIVED
from comity.exchange.terms import Received
from comity.ledger.terms import NODE

_WAITING = sorted(each.value for each in (*WAITS_FOR_SECOND, ConsultationStage.RECEIVED))


def take_access_consultation(received: Received) -> None:
    """Take in that a partner asks about giving a person data that we supplied.

    Raises:
        ReferenceNotTheirsError: the matter is not one between the partner and us.
        ConsultationTakenError: the partner has used its name before.
        TooManyConsultationsError: as many of its own wait for us as may.
        NotTheirsToAskError: it is about what we did not supply.
        DayMalformedError: the day it names is none.
    """
    request, body = request_named(received), received.body
    key, named = str(body["consultation"]), str(body["answer"])
    if AccessConsultation.objects.filter(request=request, key=key).exists():
        raise ConsultationTakenError(partner=received.partner)
    waiting = AccessConsultation.objects.filter(request=request, ours=False, state__in=_WAITING)
    if waiting.count() >= MOST_CONSULTED:
        raise TooManyConsultationsError(limit=str(MOST_CONSULTED), reference=request.reference)
    about = answer_named(request, named) if named else None
    of_standing = about is None and _has_supplied_files(request)
    if supplied_by_partner(request, about) and not of_standing:
        raise NotTheirsToAskError(reference=request.reference)
    until = day_in(str(body["until"]))
    if until is None:
        raise DayMalformedError(day=str(body["until"]))
    made = AccessConsultation.objects.create(
        request=request,
        answer=about,
        key=key,
        ours=False,
        state=ConsultationStage.RECEIVED.value,
        right=str(body["right"]),
        person=str(body["person"]),
        why=str(body["why"]),
        until=until,
        message_id=received.message_id,
        written_at=received.held_at,
    )
    note(ACCESS_CONSULTATION_RECEIVED, made, by=NODE, at=received.at, message=received.message_id)


def take_access_opinion(received: Received) -> None:
    """Take in a partner's opinion on giving a person what it supplied.

    Raises:
        ReferenceNotTheirsError: the matter is not one between the partner and us.
        ConsultationUnknownError: we did not ask that.
        ConsultationOverError: it has answered before.
        InvalidDraftError: it objects and names no ground.
    """
    request, body = request_named(received), received.body
    asked = AccessConsultation.objects.filter(
        request=request, key=str(body["consultation"]), ours=True
    ).exclude(state=ConsultationStage.WRITTEN.value)
    found = asked.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise ConsultationUnknownError(reference=request.reference)
    if found.stands is not ConsultationStage.SENT:
        raise ConsultationOverError()
    found.request = request
    said = OpinionDraft(str(body["opinion"]), str(body["ground"]), str(body["reasons"]))
    demand_no_problems(problems_in_opinion(said))
    keep_opinion(found, said, by=NODE, at=received.at, message=received.message_id)
    tell_of_opinion(found, at=received.at)


def _has_supplied_files(request: Request) -> bool:
    """Tell whether we have supplied files of a standing exchange: no reply brought them."""
    return request.supplies.filter(by=request.side, told_at__isnull=False).exists()
