"""What partners tell: taken in, ruled on anew, recorded. Runs where the exchange's cursor moves.

An error raised here sets the message aside with its cause; nothing of it stays. What was refused
by the schema of its type never comes this far.
"""

from datetime import datetime

from comity.agreements.queries import current_register
from comity.agreements.rules import limits_of
from comity.agreements.terms import Leave, UseLimits
from comity.assistance.bodies import acceptance_in, code_versions_in, draft_in
from comity.assistance.lifecycle import BEGINNINGS
from comity.assistance.models import Answer, Consultation, Part, Request
from comity.assistance.oral_bodies import note_mention
from comity.assistance.references import is_reference_between
from comity.assistance.rules import problems_in, unstorable
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.deciding import note_acceptance
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import ask_of, own_code, ruling_on
from comity.assistance.services.learning import (
    announce_exhibits,
    learn,
    reliance,
    request_of_ours,
    request_of_theirs,
    step_told,
)
from comity.assistance.services.marking import take_markings
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.parts_received import take_parts
from comity.assistance.services.reliance import show_other_terms
from comity.assistance.services.renumbering import make_way
from comity.assistance.services.same_matter import note_matter
from comity.assistance.services.turning import put_back_what_was_sent, record_left_out
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    LimitsMalformedError,
    Party,
    ReferenceNotTheirsError,
)
from comity.assistance.terms.events import INFORMATION_OPENING_RECEIVED, OPENING_RECEIVED
from comity.exchange.terms import Received
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Referral, outcome_of
from comity.ledger.services import append
from comity.ledger.terms import NODE

# What may be done without asking the supplier.
_FREE = frozenset({Leave.YES, Leave.LIMIT})


def take_request(received: Received) -> None:
    """Take a partner's request in: it is held whatever our own ruling, and the ruling is shown.

    Raises:
        ReferenceNotTheirsError: the reference is not one this partner gives to requests to us.
        ReferenceTakenError: the partner has used the reference before.
        RelianceMissingError: it names no instrument.
        InvalidDraftError: it holds what cannot be kept.
        ExhibitsDifferError: body and signed envelope name different exhibits.
    """
    body, reference = dict(received.body), str(received.body["reference"])
    own, relied = own_code(), reliance(received)
    if not is_reference_between(reference, requesting=received.partner, requested=own):
        raise ReferenceNotTheirsError(reference=reference, partner=received.partner)
    make_way(reference, partner=received.partner, at=received.at)
    draft = draft_in(body, partner=received.partner, under=relied.instrument)
    demand_no_problems(unstorable(problems_in(draft, on=received.envelope.recorded_at.date())))
    state, event = BEGINNINGS[Party.REQUESTED]
    request = Request(
        reference=reference,
        side=Party.REQUESTED.value,
        state=state.value,
        message_id=received.message_id,
        requesting_unit=str(body["unit"]),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        created_at=received.at,
        updated_at=received.at,
        sent_at=_plausible(received),
        received_at=received.held_at,
    )
    request.take_draft(draft)
    request.code_versions = code_versions_in(body)
    # The day it is held is the day our own ruling goes by.
    ruling = ruling_on(request, on=received.held_at.date())
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    request.save(force_insert=True)
    note_mention(request, body)
    _join_consultations(request)
    make_findable(request)
    keep_clocks(request, at=received.at)
    note_matter(request, at=received.at)
    announce_exhibits(received, request, Part.REQUEST)
    append(
        event,
        about=reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        under=relied.instrument,
        outcome=outcome_of(ruling).value,
        message=received.message_id,
    )
    show_other_terms(received, relied)


def _join_consultations(request: Request) -> None:
    """Let what was told of the draft stand beside the request, and be erased with it."""
    told = Consultation.objects.filter(partner=request.partner, reference=request.reference)
    told.filter(side=Party.REQUESTED.value).update(request=request)


def take_acceptance(received: Received) -> None:
    """Take a partner's word that it has accepted our request, and which unit has it."""
    request = request_of_ours(received)
    step, acceptance = step_told(request, Action.ACCEPT), acceptance_in(dict(received.body))
    if step.moves:
        request.handling_unit = str(received.body["unit"])
        request.decided_at, request.decision_message_id = received.held_at, received.message_id
        note_acceptance(request, acceptance, by="", at=received.at)
    learn(
        request,
        step,
        received=received,
        scope=acceptance.scope,
        conditional=acceptance.on_conditions,
    )


def take_refusal(received: Received) -> None:
    """Take a partner's word that it has refused our request, with ground and reasons."""
    request = request_of_ours(received)
    step, ground = step_told(request, Action.REFUSE), str(received.body["ground"])
    left_out = put_back_what_was_sent(request)
    if step.moves:
        request.decision_ground, request.decision_reasons = ground, str(received.body["reasons"])
        request.decided_at, request.decision_message_id = received.held_at, received.message_id
    learn(request, step, received=received, ground=ground)
    record_left_out(request, left_out, by=NODE, at=received.at)


def take_answer(received: Received) -> None:
    """Take a partner's answer in; it is read by nobody before somebody opens it.

    Raises:
        LimitsMalformedError: the limits of use are not the sender's, or cannot be read.
        ExhibitsDifferError: body and signed envelope name different exhibits.
    """
    _take_reply(received, Action.RELEASE)


def take_partial(received: Received) -> None:
    """Take a partial reply in as every answer; the request stays where it stands.

    Raises:
        LimitsMalformedError, ExhibitsDifferError: as for an answer.
    """
    _take_reply(received, Action.RELEASE_PART)


def _take_reply(received: Received, action: Action) -> None:
    request, relied = request_of_ours(received), reliance(received)
    step = step_told(request, action)
    limits = limits_told(received, request)
    partial = action is Action.RELEASE_PART
    if not partial:
        request.answered_at = received.held_at
    answer = Answer.objects.create(
        request=request,
        number=Answer.objects.filter(request=request).count() + 1,
        partial=partial,
        still_to_come=str(received.body["still_to_come"]) if partial else "",
        received_at=received.held_at,
        text=str(received.body["text"]),
        purposes=sorted(limits.purposes),
        proceedings=[each.proceedings.value for each in limits.proceedings if each.leave in _FREE],
        onward=limits.onward.value,
        handling=str(received.body["handling"]),
        limits=limits.as_data(),
        relied_on=relied.instrument,
        article=relied.article,
        terms_digest=relied.terms_digest,
        released_at=received.envelope.recorded_at,
        message_id=received.message_id,
    )
    names = announce_exhibits(received, request, Part.ANSWER, answer=answer)
    take_markings(received, answer)
    take_parts(received, answer)
    learn(
        request,
        step,
        received=received,
        under=relied.instrument,
        exhibits=names,
    )
    show_other_terms(received, relied)


def take_opening(received: Received) -> None:
    """Take a partner's word that it has opened our answer, or information of ours."""
    request = request_of_theirs(received)
    event = INFORMATION_OPENING_RECEIVED if request.unasked else OPENING_RECEIVED
    step = step_told(request, Action.OPEN)._replace(event=event)
    request.opened_at, request.opening_message_id = received.held_at, received.message_id
    learn(request, step, received=received)


def _plausible(received: Received) -> datetime:
    """Return when the sender recorded it, or when we held it if its clock cannot be meant."""
    told = received.envelope.recorded_at
    return told if abs(told.year - received.held_at.year) <= 1 else received.held_at


def limits_told(received: Received, request: Request) -> UseLimits:
    """Return the stricter of what the supplier sends along and what we read in the instrument.

    Args:
        received: an answer, or information that nobody asked for.
        request: its matter.

    Raises:
        LimitsMalformedError: the limits are not the sender's, or cannot be read.
    """
    sent = received.body["limits"]
    assert isinstance(sent, dict)
    try:
        theirs = UseLimits.from_data(sent)
    except ValueError as error:
        raise LimitsMalformedError(partner=received.partner) from error
    if theirs.supplier != received.partner:
        raise LimitsMalformedError(partner=received.partner)
    register = current_register()
    if not register.has(theirs.under):
        return theirs
    ours = limits_of(
        register.instrument(theirs.under),
        supplier=CountryCode(received.partner),
        asked_for=ask_of(request).stated_purpose,
        on=received.held_at.date(),
    )
    return ours.narrowed(
        purposes=theirs.purposes,
        proceedings=[(limit.proceedings, limit.leave) for limit in theirs.proceedings],
        onward=theirs.onward,
        keep_until=theirs.keep_until,
    )
