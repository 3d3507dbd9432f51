"""Words of our own that this node lost and a partner gave back: their matters take them up again.

Nothing is ruled on and nothing leaves: these words left once, by the rulings of that day, and the
partner holds them. What they do not say, who drafted, who released, what was ruled, is lost.
"""

from datetime import datetime
from typing import Any

from comity.agreements.terms import Leave, UseLimits
from comity.assistance.bodies import acceptance_in, code_versions_in, draft_in
from comity.assistance.models import Answer, Request
from comity.assistance.oral_bodies import note_mention
from comity.assistance.references import keep_counted
from comity.assistance.schemas import (
    ACCEPTED_TYPE,
    ANSWER_TYPE,
    OPENED_TYPE,
    REFUSED_TYPE,
    REQUEST_TYPE,
)
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.deciding import note_acceptance
from comity.assistance.services.finding import make_findable
from comity.assistance.services.learning import reliance
from comity.assistance.services.same_matter import note_matter
from comity.assistance.terms import (
    Action,
    Party,
    ReferenceNotTheirsError,
    RequestState,
    StepNotAllowedError,
)
from comity.assistance.terms.events.recovered import WORD_APPLIED_AGAIN
from comity.exchange.terms import Received
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.models import Agency
from comity.officers.queries import agencies

_FREE = frozenset({Leave.YES, Leave.LIMIT})
_S = RequestState


def request_again(sent: Received) -> None:
    """Take up a request of ours: as it left, in the agency whose name it bears.

    Raises:
        StepNotAllowedError: the matter stands where no request leaves from.
        RelianceMissingError: it names no instrument.
    """
    body, reference, relied = dict(sent.body), str(sent.body["reference"]), reliance(sent)
    request = _locked(sent, Party.REQUESTING)
    if request is not None and request.message_id == sent.message_id:
        return
    request = request or Request(
        reference=reference,
        side=Party.REQUESTING.value,
        created_at=sent.envelope.recorded_at,
        version=0,
    )
    if request.pk and request.stands not in {_S.DRAFT, _S.SUBMITTED}:
        raise StepNotAllowedError(state=request.state, action=Action.APPROVE.value)
    request.take_draft(draft_in(body, partner=sent.partner, under=relied.instrument))
    request.code_versions = code_versions_in(body)
    request.agency = request.agency or _agency_named(str(body["unit"]))
    request.relied_on, request.article = relied.instrument, relied.article
    request.terms_digest, request.message_id = relied.terms_digest, sent.message_id
    request.sent_at = sent.envelope.recorded_at
    keep_counted(reference, year=request.sent_at.year)
    _stand(request, _S.SENT, sent)
    note_mention(request, body)
    note_matter(request, at=sent.at)


def acceptance_again(sent: Received) -> None:
    """Take up our word that a partner's request is accepted.

    Raises:
        StepNotAllowedError, ReferenceNotTheirsError: the matter does not wait for it.
    """
    request = _decided_by(sent, Action.ACCEPT)
    if request is None:
        return
    request.handling_unit = str(sent.body["unit"])
    request.agency = _agency_named(request.handling_unit) or request.agency
    note_acceptance(request, acceptance_in(dict(sent.body)), by="", at=_when(sent))
    _stand(request, _S.ACCEPTED, sent)


def refusal_again(sent: Received) -> None:
    """Take up our word that a partner's request is refused.

    Raises:
        StepNotAllowedError, ReferenceNotTheirsError: the matter does not wait for it.
    """
    request = _decided_by(sent, Action.REFUSE)
    if request is None:
        return
    request.decision_ground = str(sent.body["ground"])
    request.decision_reasons = str(sent.body["reasons"])
    _stand(request, _S.REFUSED, sent)


def answer_again(sent: Received) -> None:
    """Take up our answer to a partner's request, with the limits that travelled with it.

    Raises:
        StepNotAllowedError, ReferenceNotTheirsError: the matter does not wait for it.
        RelianceMissingError: it names no instrument.
    """
    request, relied = _of_theirs(sent), reliance(sent)
    if Answer.objects.filter(request=request, message_id=sent.message_id).exists():
        return
    if request.stands not in {_S.ACCEPTED, _S.ANSWER_DRAFTED}:
        raise StepNotAllowedError(state=request.state, action=Action.RELEASE.value)
    limits = UseLimits.from_data(_limits(sent))
    answer = Answer.objects.all().next_to(request)
    answer.text, answer.handling = str(sent.body["text"]), str(sent.body["handling"])
    answer.purposes = sorted(limits.purposes)
    answer.proceedings = [
        each.proceedings.value for each in limits.proceedings if each.leave in _FREE
    ]
    answer.onward, answer.limits = limits.onward.value, limits.as_data()
    answer.relied_on, answer.article = relied.instrument, relied.article
    answer.terms_digest, answer.message_id = relied.terms_digest, sent.message_id
    answer.released_at = sent.envelope.recorded_at
    answer.save()
    request.answered_at = _when(sent)
    _stand(request, _S.ANSWERED, sent)


def opening_again(sent: Received) -> None:
    """Take up our word that the partner's answer was opened.

    Raises:
        StepNotAllowedError, ReferenceNotTheirsError: the matter does not wait for it.
    """
    request = _locked(sent, Party.REQUESTING)
    if request is None:
        raise ReferenceNotTheirsError(reference=str(sent.body["reference"]), partner=sent.partner)
    if request.opening_message_id == sent.message_id:
        return
    if request.stands is not _S.ANSWERED:
        raise StepNotAllowedError(state=request.state, action=Action.OPEN.value)
    answer = Answer.objects.all().last_of(request)
    answer.opened_at = request.opened_at = _when(sent)
    answer.save(update_fields=["opened_at"])
    request.opening_message_id = sent.message_id
    _stand(request, _S.OPENED, sent)


def _decided_by(sent: Received, action: Action) -> Request | None:
    """Return a partner's request that waits for our decision; None when it was taken up already."""
    request = _of_theirs(sent)
    if request.decision_message_id == sent.message_id:
        return None
    waits = {_S.RECEIVED, _S.POSTPONED} | ({_S.INCOMPLETE} if action is Action.REFUSE else set())
    if request.stands not in waits:
        raise StepNotAllowedError(state=request.state, action=action.value)
    request.decided_at, request.decision_message_id = _when(sent), sent.message_id
    return request


def _of_theirs(sent: Received) -> Request:
    request = _locked(sent, Party.REQUESTED)
    if request is None:
        raise ReferenceNotTheirsError(reference=str(sent.body["reference"]), partner=sent.partner)
    return request


def _locked(sent: Received, side: Party) -> Request | None:
    rows = Request.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    about = rows.filter(reference=str(sent.body["reference"]), partner=sent.partner)
    return about.filter(side=side.value).first()


def _stand(request: Request, state: RequestState, sent: Received) -> None:
    request.state, request.updated_at = state.value, sent.at
    request.version += 1
    request.save()
    make_findable(request)
    keep_clocks(request, at=sent.at)
    append(
        WORD_APPLIED_AGAIN,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=sent.at,
        partner=sent.partner,
        message=sent.message_id,
        type=sent.type,
        stand=state.value,
    )


def _when(sent: Received) -> datetime:
    return sent.envelope.recorded_at


def _agency_named(unit: str) -> Agency | None:
    return next((agency for agency in agencies() if agency.name == unit), None)


def _limits(sent: Received) -> dict[str, Any]:
    told = sent.body["limits"]
    assert isinstance(told, dict), "the schema lets objects through alone"
    return told


APPLIED_AGAIN = {
    REQUEST_TYPE: request_again,
    ACCEPTED_TYPE: acceptance_again,
    REFUSED_TYPE: refusal_again,
    ANSWER_TYPE: answer_again,
    OPENED_TYPE: opening_again,
}
"""The kinds of the walk of a request; every other word of ours is named to officers instead."""
