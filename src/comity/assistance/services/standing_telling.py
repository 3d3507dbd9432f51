"""What every act of a standing exchange has in common: its request, the law, telling, the entry."""

from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_automatic_exchange
from comity.assistance.models import Request, StandingEntry
from comity.assistance.schemas.standing import STANDING_TYPE
from comity.assistance.services.law import demand_higher_approval, demand_permission, own_code
from comity.assistance.services.moves import request_for_change
from comity.assistance.services.transfer_rules import demand_words_carried
from comity.assistance.standing_rules import supply_in
from comity.assistance.terms import (
    Channel,
    DeputyOfWriterError,
    OtherAgencyError,
    SecondPersonNeededError,
)
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.events.standing import STANDING_BOUND, STANDING_TOLD
from comity.assistance.terms.standing import (
    STANDING_KINDS,
    STANDING_STATES,
    StandingTerms,
    StandingWord,
)
from comity.assistance.terms.standing_errors import NotAStandingExchangeError
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission, Role, Ruling
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue
from comity.officers.terms import Viewer, demand_role

_BINDS = frozenset({StandingWord.TERMS.value, StandingWord.AGREE.value})


def ruling_to_supply(request: Request, terms: StandingTerms, *, on: date) -> Ruling:
    """Rule on supplying what terms say: the instrument and own law, both limbs.

    Args:
        request: on which the exchange hangs.
        terms: both sides' version, or one that is proposed.
        on: the civil day of the supply.
    """
    register = current_register()
    under = request.relied_on if register.has(request.relied_on) else None
    act = supply_in(terms, supplier=own_code(), recipient=request.partner)
    return rule_on_automatic_exchange(register, act, on=on, under=under)


def permission_to_supply(
    request: Request, terms: StandingTerms, *, officer: Viewer, on: date
) -> Permission:
    """Return the permission to supply what terms say, by an officer who may give it.

    Raises:
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
        HigherApprovalNeededError: another office must let it out.
    """
    permission = demand_permission(ruling_to_supply(request, terms, on=on))
    demand_higher_approval(permission, officer=officer)
    demand_words_carried(TransferKind.SUPPLY, partner=request.partner, officer=officer)
    return permission


def request_for_standing(reference: str, roles: tuple[Role, ...], *, officer: Viewer) -> Request:
    """Return the request of a standing exchange, locked, for an officer whose offices carry an act.

    Raises:
        NotAStandingExchangeError: it is of another kind, or is not being carried out.
        NotFoundError, NotAllowedError: as for every act.
    """
    request = request_for_change(reference, officer=officer)
    going = request.stands in STANDING_STATES and request.channel != Channel.LETTER
    if request.kind not in STANDING_KINDS or not going:
        raise NotAStandingExchangeError(reference=reference)
    demand_role(officer, roles)
    if not officer.reaches(request.agency_code, roles=roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    return request


def demand_second_person(writers: list[int], officer: Viewer) -> None:
    """Refuse unless an officer is neither a writer nor a writer's deputy.

    Raises:
        SecondPersonNeededError: the officer wrote it.
        DeputyOfWriterError: the officer stands in for who wrote it, or the other way about.
    """
    if not officer.people.isdisjoint(writers):
        wrote = officer.officer_id in writers
        raise SecondPersonNeededError() if wrote else DeputyOfWriterError()


def tell_standing(
    request: Request, entry: StandingEntry, *, under: Permission, by: str, at: datetime
) -> None:
    """Queue a word for the partner, keep it as told, and record that it was."""
    queue_standing(request, entry, under=under, at=at)
    law: dict[str, FieldValue] = {}
    binds = entry.word in _BINDS
    if binds:
        law = {"under": under.under, "article": under.article, "terms": under.terms_digest}
    event = STANDING_BOUND if binds else STANDING_TOLD
    record_standing(request, entry, event, by=by, at=at, message=entry.message_id, **law)


def queue_standing(
    request: Request, entry: StandingEntry, *, under: Permission, at: datetime
) -> None:
    """Queue a word for the partner, and keep it as told; the caller records it."""
    stops = entry.word == StandingWord.SUSPEND.value
    entry.message_id = queue_message(
        NewMessage(
            type=STANDING_TYPE,
            body={
                "reference": request.reference,
                "word": entry.word,
                "number": entry.number,
                "terms_by": entry.name.proposer.value,
                "facts": dict(entry.facts),
            },
            case=request.reference,
            answers=request.message_id,
            urgent=stops,
        ),
        to=request.partner,
        under=under,
        at=at,
    )
    entry.told_at = at
    entry.save()


def record_standing(
    request: Request,
    entry: StandingEntry,
    event: EventKind,
    *,
    by: str,
    at: datetime,
    **fields: FieldValue,
) -> None:
    """Append the one entry of an act on what was said."""
    append(
        event,
        about=request.reference,
        by=by,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        standing_word=entry.word,
        number=entry.number,
        **fields,
    )
