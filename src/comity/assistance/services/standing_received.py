"""What a partner says on a standing exchange, and the files it supplies."""

from datetime import date, datetime
from typing import Any

from comity.assistance.delivery_rules import day_in
from comity.assistance.models import Request, StandingEntry, StandingSupply
from comity.assistance.queries.standing import standing_said
from comity.assistance.services.learning import exhibits_named, request_named
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.standing_leaving import fill_gap
from comity.assistance.services.standing_watch import tell_of_late
from comity.assistance.standing_rules import OF_DAYS, problems_in_standing
from comity.assistance.terms import Party
from comity.assistance.terms.events.standing import STANDING_HEARD, SUPPLY_CAME
from comity.assistance.terms.standing import (
    STANDING_KINDS,
    StandingSaid,
    StandingTerms,
    StandingWord,
    TermsName,
)
from comity.assistance.terms.standing_errors import (
    NotAStandingExchangeError,
    StandingTermsUnknownError,
    StandingWordNotTheirsError,
    SupplyPeriodUnknownError,
    SupplyTwiceError,
)
from comity.assistance.terms.standing_said import agreed, next_suspension, spans_of
from comity.assistance.terms.standing_schedule import is_period, owed_until
from comity.evidence.custody import Hand
from comity.evidence.services import announce
from comity.exchange.terms import Received
from comity.kernel.periods import Period
from comity.ledger.services import append
from comity.ledger.terms import NODE

_W = StandingWord


def take_standing_word(received: Received) -> None:
    """Take a partner's word on a standing exchange in.

    Whether it could be said then is not asked: it may have crossed a word of ours, and where the
    exchange stands is counted from all of them.

    Raises:
        ReferenceNotTheirsError: the request is not one between the partner and us.
        NotAStandingExchangeError: it is of another kind.
        StandingTermsUnknownError: it speaks of terms or a suspension that are not known.
        StandingWordNotTheirsError: it agrees to its own terms.
        InvalidDraftError: what it fills in cannot be read.
    """
    request, body = _request_of(received), dict(received.body)
    word, by = StandingWord(str(body["word"])), request.own_side.other
    name = TermsName.by(Party(str(body["terms_by"])), int(str(body["number"])))
    facts = {key: str(told) for key, told in _facts(body).items()}
    _demand_theirs(word, name, by, standing_said(request), partner=received.partner)
    on = received.envelope.recorded_at.date()
    wrong = problems_in_standing(word, facts, on=on)
    demand_no_problems(tuple(each for each in wrong if each.code not in OF_DAYS))
    StandingEntry.objects.create(
        request=request,
        word=word.value,
        by=by.value,
        number=name.number,
        of_requested=name.of_requested,
        facts=facts,
        at=received.at,
        told_at=received.at,
        message_id=received.message_id,
    )
    append(
        STANDING_HEARD,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        standing_word=word.value,
        number=name.number,
        message=received.message_id,
    )


def take_supply(received: Received) -> None:
    """Note a file that a partner supplies; the worker pulls it, and it is checked when it is here.

    One that crossed a suspension is taken in: it was lawful where it left, and what came is told.

    Raises:
        ReferenceNotTheirsError: the request is not one between the partner and us.
        NotAStandingExchangeError: it is of another kind.
        StandingTermsUnknownError: it is supplied by terms that were not agreed, or are not its to
            supply by.
        SupplyPeriodUnknownError: the terms have no such period.
        SupplyTwiceError: it is numbered as one that came before.
        ExhibitsDifferError, AnnouncedTwiceError, InvalidDraftError: as for every exhibit.
    """
    request, body = _request_of(received), dict(received.body)
    by, number = request.own_side.other, int(str(body["number"]))
    name = TermsName.by(Party(str(body["terms_by"])), int(str(body["terms"])))
    said = standing_said(request)
    terms = next((each for each in agreed(said) if each.name == name), None)
    if terms is None or not terms.supplies(by):
        raise StandingTermsUnknownError(partner=received.partner, number=str(name.number))
    first, until = _period_in(body, terms, said)
    short = terms.is_short(Period(first, until), by, at=received.envelope.recorded_at)
    if request.supplies.filter(by=by.value, number=number).exists():
        raise SupplyTwiceError(partner=received.partner, number=str(number))
    (told,) = exhibits_named(received)
    exhibit = announce(
        told,
        partner=received.partner,
        case=request.reference,
        agency=request.agency,
        hand=Hand(NODE, "", received.at),
    )
    supply = StandingSupply.objects.create(
        request=request,
        by=by.value,
        number=number,
        terms_number=name.number,
        terms_of_requested=name.of_requested,
        period_from=first,
        period_until=until,
        exhibit=exhibit,
        rows=int(str(body["rows"])),
        at=received.at,
        told_at=received.at,
        is_short=short,
        is_late=_left_late(request, terms, by, first, left_at=received.envelope.recorded_at),
        message_id=received.message_id,
    )
    fill_gap(supply, at=received.at)
    if short:
        tell_of_late(request, first, at=received.at)
    append(
        SUPPLY_CAME,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=received.at,
        partner=received.partner,
        number=number,
        version=name.number,
        exhibit=exhibit.record_name,
        message=received.message_id,
    )


def _request_of(received: Received) -> Request:
    request = request_named(received)
    if request.kind not in STANDING_KINDS:
        raise NotAStandingExchangeError(reference=request.reference)
    return request


def _facts(body: dict[str, Any]) -> dict[str, Any]:
    facts = body["facts"]
    assert isinstance(facts, dict)
    return facts


def _left_late(
    request: Request, terms: StandingTerms, by: Party, first: date, *, left_at: datetime
) -> bool:
    """Tell whether a file left when it was late; what the road took is not its supplier's."""
    missed = request.supply_gaps.filter(by=by.value, period_from=first).first()
    return missed is not None and left_at >= owed_until(missed.due_on, terms.zone_of(by))


def _period_in(
    body: dict[str, Any], terms: StandingTerms, said: tuple[StandingSaid, ...]
) -> tuple[date, date]:
    """Return the first day of a file's period, and the first after it.

    The terms must have it, whole or cut short by later ones.
    """
    spans = [terms.days, *(days for days, held in spans_of(said) if held.name == terms.name)]
    first, until = day_in(str(body["period_from"])), day_in(str(body["period_until"]))
    if first is None or until is None or until <= first:
        raise SupplyPeriodUnknownError(day=str(body["period_from"]))
    if not any(is_period(terms.schedule, days, Period(first, until)) for days in spans):
        raise SupplyPeriodUnknownError(day=first.isoformat())
    return first, until


def _demand_theirs(
    word: StandingWord,
    name: TermsName,
    by: Party,
    said: tuple[StandingSaid, ...],
    *,
    partner: str,
) -> None:
    """Refuse what the partner cannot have said: of our terms, or of nothing."""
    if word is _W.AGREE and name.proposer is by:
        raise StandingWordNotTheirsError(partner=partner, standing_word=word.value)
    known = {each.name for each in said if each.word is _W.TERMS}
    stops = {each.number for each in said if each.word is _W.SUSPEND}
    next_number = max((each.number for each in known), default=0) + 1
    understood = {
        _W.TERMS: name.proposer is by and name not in known and name.number <= next_number,
        _W.AGREE: name in known,
        _W.SUSPEND: name.number <= next_suspension(said),
        _W.RESUME: name.number in stops,
    }
    if not understood.get(word, bool(known)):
        raise StandingTermsUnknownError(partner=partner, number=str(name.number))
