"""Keeping closed matters as long as is allowed, and erasing their content by two hands."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from comity.assistance.duties import ERASE, HOLD, PROPOSE_ERASURE, PROTECT_DATA
from comity.assistance.erasing_table import GO_WHOLE, emptied, exhibits_of, tables_beside
from comity.assistance.models import (
    Consultation,
    Erasure,
    LegalHold,
    MatterHit,
    Request,
    RetentionRule,
)
from comity.assistance.queries.retention import erasure_of, keep_until, legal_hold_of
from comity.assistance.retold import forget_retold
from comity.assistance.rules import problems_in_text
from comity.assistance.services.finding import make_findable
from comity.assistance.services.moves import demand_no_problems, record_act, request_locked
from comity.assistance.services.texts import forget_words
from comity.assistance.services.words_gone import press_index
from comity.assistance.terms.events.retention import (
    CASE_ERASED,
    ERASURE_PROPOSED,
    LEGAL_HOLD_LIFTED,
    LEGAL_HOLD_PLACED,
    RETENTION_RULE_KEPT,
)
from comity.assistance.terms.retention import (
    LONGEST_DAYS,
    ErasedAlreadyError,
    ErasureNotProposedError,
    ErasureProposedError,
    LegalHoldStandsError,
    MessagesWaitError,
    NoLegalHoldError,
    NotDueForErasureError,
)
from comity.evidence import erasing as evidence
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.exchange.services.erasing import erase_case, is_waiting
from comity.kernel.errors import Problem
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def keep_rule(*, days: int, reason: str, officer: Viewer, at: datetime) -> RetentionRule:
    """Write down how many days the administration keeps closed matters.

    Args:
        days: counted from the day on which a matter was closed.
        reason: the rule it rests on.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: the days are none, or no reason is given.
    """
    demand_role(officer, PROTECT_DATA.roles)
    out = (("longest", str(LONGEST_DAYS)),)
    wrong = () if 1 <= days <= LONGEST_DAYS else (Problem("days_out_of_range", "days", out),)
    demand_no_problems((*wrong, *problems_in_text(reason, field="reason")))
    rule = RetentionRule.objects.create(days=days, reason=reason.strip(), by=officer.name, at=at)
    append(
        RETENTION_RULE_KEPT,
        about="retention",
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        days=days,
        reason=rule.reason,
    )
    return rule


def place_hold(reference: str, *, reason: str, officer: Viewer, at: datetime) -> LegalHold:
    """Order that a matter is kept until the order is lifted, whatever its period says.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        InvalidDraftError: no reason is given.
        LegalHoldStandsError: one stands already.
        ErasedAlreadyError: nothing is left to be kept.
    """
    demand_role(officer, HOLD.roles)
    request = request_locked(reference, officer=officer)
    demand_no_problems(problems_in_text(reason, field="reason"))
    if legal_hold_of(request) is not None:
        raise LegalHoldStandsError()
    erasure = erasure_of(request)
    if erasure is not None and erasure.erased_at:
        raise ErasedAlreadyError()
    hold = LegalHold.objects.create(request=request, reason=reason.strip(), by=officer.name, at=at)
    record_act(LEGAL_HOLD_PLACED, request, officer, at)
    return hold


def lift_hold(reference: str, *, reason: str, officer: Viewer, at: datetime) -> LegalHold:
    """Lift the order that a matter is kept.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        InvalidDraftError: no reason is given.
        NoLegalHoldError: none stands.
    """
    demand_role(officer, HOLD.roles)
    request = request_locked(reference, officer=officer)
    demand_no_problems(problems_in_text(reason, field="reason"))
    hold = legal_hold_of(request)
    if hold is None:
        raise NoLegalHoldError()
    hold.lifted_reason, hold.lifted_by, hold.lifted_at = reason.strip(), officer.name, at
    hold.save()
    record_act(LEGAL_HOLD_LIFTED, request, officer, at)
    return hold


def propose_erasure(reference: str, *, officer: Viewer, at: datetime, on: date) -> Erasure:
    """Propose to erase the content of a closed matter whose period is over.

    Args:
        reference: of the request.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        NotDueForErasureError: it is not closed, or may still be kept.
        LegalHoldStandsError: it is to be kept.
        ErasureProposedError, ErasedAlreadyError: it was proposed, or done, before.
    """
    demand_role(officer, PROPOSE_ERASURE.roles)
    request = request_locked(reference, officer=officer)
    there = erasure_of(request)
    if there is not None:
        raise ErasedAlreadyError() if there.erased_at else ErasureProposedError()
    until = _demand_due(request, on=on)
    made = Erasure.objects.create(
        request=request, kept_until=until, proposed_by=officer.name, proposed_at=at
    )
    record_act(ERASURE_PROPOSED, request, officer, at, day=until.isoformat())
    return made


def erase_matter(
    reference: str,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Erasure:
    """Erase the content of a matter that the central unit proposed to erase.

    What the request, its answers and everything beside them say goes, with the bodies and salts of
    its messages, its exhibits, and the words and digests it was found by. Codes, days, who acted,
    the envelopes and the record stay: they say that there was a matter, and not what it was.

    Args:
        reference: of the request.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a request.
        ErasureNotProposedError, ErasedAlreadyError: it was not proposed, or is done.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotDueForErasureError, LegalHoldStandsError: something changed since it was proposed.
        MessagesWaitError: one of its messages has not been delivered.
    """
    demand_role(officer, ERASE.roles)
    request = request_locked(reference, officer=officer)
    made = erasure_of(request)
    if made is None:
        raise ErasureNotProposedError()
    if made.erased_at:
        raise ErasedAlreadyError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    _demand_due(request, on=on)
    cases = _cases_of(request)
    if any(is_waiting(case, partner=partner) for case, partner in cases):
        raise MessagesWaitError()
    made.exhibits = _erase_exhibits(request, Hand(officer.name, officer.agency, at))
    _erase_rows(request)
    made.messages = sum(erase_case(case, partner=partner) for case, partner in cases)
    made.erased_by, made.erased_at = officer.name, at
    made.save()
    record_act(
        CASE_ERASED,
        request,
        officer,
        at,
        messages=made.messages,
        exhibits=made.exhibits,
    )
    return made


def _demand_due(request: Request, *, on: date) -> date:
    if legal_hold_of(request) is not None:
        raise LegalHoldStandsError()
    until = keep_until(request)
    if until is None or on < until:
        raise NotDueForErasureError()
    return until


def _cases_of(request: Request) -> list[tuple[str, str]]:
    """Return under what references, and with whom, messages of a matter went.

    A draft that turned to another partner was another case to the one it was told first.
    """
    told = Consultation.objects.filter(request=request).values_list("reference", "partner")
    return sorted({(request.reference, request.partner), *told.order_by()})


def _erase_exhibits(request: Request, hand: Hand) -> int:
    found: dict[UUID, Exhibit] = {}
    for table, way in tables_beside():
        for column in exhibits_of(table):
            rows = table._default_manager.filter(**{way: request}).exclude(**{column: None})
            held = (getattr(row, column) for row in rows.select_related(column))
            found.update({exhibit.pk: exhibit for exhibit in held})
    exhibits = tuple(found.values())
    for exhibit in exhibits:
        evidence.erase(exhibit, hand=hand, reason=request.reference)
    return len(exhibits)


def _erase_rows(request: Request) -> None:
    """Empty every text beside the request, then its own; what it was found by goes whole."""
    MatterHit.objects.filter(earlier=request).delete()
    for table, way in tables_beside():
        wanted = emptied(table)
        if table._meta.model_name in GO_WHOLE:
            table._default_manager.filter(**{way: request}).delete()
        elif wanted:
            table._default_manager.filter(**{way: request}).update(**wanted)
    Request.objects.filter(pk=request.pk).update(
        **emptied(Request), names_persons=False, version=F("version") + 1
    )
    request.refresh_from_db()
    make_findable(request)
    forget_words(request)
    press_index()
    forget_retold(request)
