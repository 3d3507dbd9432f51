"""The turns partners tell of: returned, completed, postponed, withdrawn."""

from datetime import date

from comity.assistance.bodies import code_versions_in, draft_in
from comity.assistance.models import Part, Request, Turn, kept_draft
from comity.assistance.rules import problems_in, unstorable
from comity.assistance.services.law import ruling_on
from comity.assistance.services.learning import (
    announce_exhibits,
    learn,
    reliance,
    request_of_ours,
    request_of_theirs,
    step_told,
)
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.reliance import show_other_terms
from comity.assistance.services.same_matter import note_matter
from comity.assistance.services.turning import note_return, undecide
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    DayMalformedError,
    RequestDraft,
    TurnKind,
)
from comity.exchange.terms import Received
from comity.kernel.rulings import Referral


def take_return(received: Received) -> None:
    """Take a partner's word that our request lacks something, and keep what was sent until now."""
    request = request_of_ours(received)
    missing, reasons = str(received.body["missing"]), str(received.body["reasons"])
    step = step_told(request, Action.ASK_COMPLETION)
    # One that has crossed our withdrawal is noted and changes nothing else.
    if step.moves:
        undecide(request)
    note_return(request, received.message_id, missing=missing, reasons=reasons, at=received.at)
    learn(request, step, received=received, missing=missing)


def take_completion(received: Received) -> None:
    """Take a partner's completed request in; what it asked before is kept beside it.

    It is ruled on anew and waits to be decided on. One that comes when the request was refused
    already changes nothing.

    Raises:
        RelianceMissingError: it names no instrument.
        InvalidDraftError: it holds what cannot be kept.
        ExhibitsDifferError: body and signed envelope name different exhibits.
    """
    request, relied = request_of_theirs(received), reliance(received)
    step = step_told(request, Action.APPROVE)
    if not step.moves:
        learn(request, step, received=received)
        return
    body = dict(received.body)
    draft = draft_in(body, partner=received.partner, under=relied.instrument)
    demand_no_problems(unstorable(problems_in(draft, on=received.envelope.recorded_at.date())))
    Turn.objects.create(
        request=request,
        kind=TurnKind.COMPLETED.value,
        earlier=kept_draft(request.as_draft()),
        message_id=received.message_id,
        at=received.at,
    )
    request.take_draft(draft)
    request.code_versions, request.requesting_unit = code_versions_in(body), str(body["unit"])
    request.relied_on, request.article = relied.instrument, relied.article
    request.terms_digest = relied.terms_digest
    ruling = ruling_on(request, on=received.held_at.date())
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    undecide(request)
    announce_exhibits(received, request, Part.REQUEST)
    note_matter(request, at=received.at)
    learn(request, step, received=received)
    show_other_terms(received, relied)


def take_postponement(received: Received) -> None:
    """Take a partner's word that it puts our request off, on which ground and to which day.

    Raises:
        DayMalformedError: the day is none.
    """
    request = request_of_ours(received)
    step, body = step_told(request, Action.POSTPONE), received.body
    ground, until = str(body["ground"]), _day(str(body["until"]))
    _note(
        request,
        TurnKind.POSTPONED,
        received,
        ground=ground,
        reasons=str(body["reasons"]),
        until=until,
    )
    learn(request, step, received=received, ground=ground, until=until.isoformat())


def take_withdrawal(received: Received) -> None:
    """Take a partner's word that it withdraws its request: whoever works on it stops."""
    request = request_of_theirs(received)
    step = step_told(request, Action.TAKE_BACK)
    _note(request, TurnKind.TAKEN_BACK, received, reasons=str(received.body["reasons"]))
    learn(request, step, received=received)


def _day(told: str) -> date:
    day = RequestDraft(reply_wanted_on=told).reply_day
    if day is None:
        raise DayMalformedError(day=told)
    return day


def _note(
    request: Request,
    kind: TurnKind,
    received: Received,
    *,
    reasons: str,
    ground: str = "",
    until: date | None = None,
) -> None:
    Turn.objects.create(
        request=request,
        kind=kind.value,
        ground=ground,
        reasons=reasons,
        until=until,
        message_id=received.message_id,
        at=received.at,
    )
