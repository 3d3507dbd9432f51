"""Transfers of data: each is kept in a register; some wait for the data protection officer."""

from collections.abc import Iterable
from datetime import date, datetime

from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.terms import DataCategory
from comity.assistance.duties import DATA_OFFICE, PROTECT_DATA
from comity.assistance.models import Answer, DataTransfer, Request, TransferApproval
from comity.assistance.queries.data_transfers import words_on
from comity.assistance.rules import problems_in_text
from comity.assistance.services.law import ruling_on
from comity.assistance.services.moves import (
    demand_no_problems,
    demand_version,
    request_for_change,
)
from comity.assistance.services.parts_ruled import ruling_on_reply
from comity.assistance.services.transfer_rules import rule_wanting_word
from comity.assistance.stored_rulings import own_law_cited
from comity.assistance.terms import LetterKind, RequestState
from comity.assistance.terms.data_transfers import (
    DataOfficerApprovalNeededError,
    NoTransferApprovalAskedError,
    TransferKind,
    TransferVerdict,
)
from comity.assistance.terms.events.data_transfers import (
    DATA_TRANSFERRED,
    TRANSFER_APPROVED,
    TRANSFER_OPPOSED,
)
from comity.assistance.terms.kind_fields import fields_naming_persons
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission, Ruling
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_BY_LETTER = {
    LetterKind.REQUEST: TransferKind.REQUEST,
    LetterKind.ANSWER: TransferKind.ANSWER,
    LetterKind.PARTIAL: TransferKind.PARTIAL,
    LetterKind.INFORMATION: TransferKind.INFORMATION,
}
_RELEASED_NEXT = frozenset({RequestState.ANSWER_DRAFTED, RequestState.INFORMING})
_ASKING = frozenset({RequestState.SUBMITTED, RequestState.COMPLETED})


def is_data_officers(ruling: Ruling | None) -> bool:
    """Tell whether a ruling lets it leave only with the data protection officer's approval."""
    if not isinstance(ruling, Permission):
        return False
    owed = (dict(each.facts)["role"] for each in ruling.conditions if each.code == APPROVAL)
    return DATA_OFFICE.value in owed


def demand_data_officers_approval(
    permission: Permission,
    request: Request,
    *,
    version: int,
    officer: Viewer,
    answer: Answer | None = None,
) -> str:
    """Refuse unless the data protection officer approved the version that would leave, if needed.

    Args:
        permission: of this moment.
        request: that would leave, or be answered.
        version: that would leave.
        officer: who lets it leave; whoever holds the office as well approves by that.
        answer: that would leave; None for the request itself.

    Returns:
        Who approved; empty where it needs no approval.

    Raises:
        DataOfficerApprovalNeededError: it was not approved, or opposed.
    """
    if not _word_owed(permission, request, answer):
        return ""
    if officer.holds(DATA_OFFICE):
        return officer.name
    said = words_on(request, answer).filter(version=version).first()
    if said is None or said.verdict != TransferVerdict.APPROVED:
        raise DataOfficerApprovalNeededError(roles=DATA_OFFICE.value)
    return said.by


def decide_transfer(
    reference: str,
    *,
    verdict: str,
    version: int,
    reasons: str = "",
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> TransferApproval:
    """Approve or oppose, as the data protection officer, what is to leave as it stands.

    It lets nothing leave: an approver does, and the law is ruled on again then. A version that is
    changed meanwhile needs another word.

    Args:
        reference: of the request.
        verdict: a `TransferVerdict`.
        version: the version that was read.
        reasons: why; owed where it is opposed.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is no such request.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NoTransferApprovalAskedError: nothing of it waits for this approval.
        StaleVersionError: it was changed since it was read.
        InvalidDraftError: the verdict is not known, or the reasons are missing.
    """
    demand_role(officer, PROTECT_DATA.roles)
    request = request_for_change(reference, officer=officer)
    answer = answer_to_leave(request)
    if not needs_data_officer(request, answer, on=on):
        raise NoTransferApprovalAskedError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_version(answer.version if answer else request.version, version)
    demand_no_problems(_problems_in(verdict, reasons))
    kind = kind_leaving(request, answer)
    said = TransferApproval.objects.create(
        request=request,
        kind=kind.value,
        version=version,
        answer_number=answer.number if answer else 0,
        verdict=verdict,
        reasons=reasons.strip(),
        by=officer.name,
        officer_id=officer.officer_id,
        at=at,
    )
    append(
        TRANSFER_APPROVED if verdict == TransferVerdict.APPROVED else TRANSFER_OPPOSED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        kind=kind.value,
        version=version,
    )
    return said


def answer_to_leave(request: Request) -> Answer | None:
    """Return the answer that waits to be released; None where none does."""
    if request.stands not in _RELEASED_NEXT:
        return None
    return Answer.objects.all().last_of(request)


def needs_data_officer(
    request: Request,
    answer: Answer | None,
    *,
    on: date,
    rules: tuple[TransferRuleDraft, ...] | None = None,
) -> bool:
    """Tell whether what stands there may leave only with the data protection officer's approval.

    Args:
        request: that would leave, or be answered.
        answer: that would leave; None for the request itself.
        on: the civil day ruled on.
        rules: of our own on transfers, where they were read already.
    """
    if answer is None:
        asking = request.stands in _ASKING
        return asking and _word_owed(ruling_on(request, on=on), request, None, rules=rules)
    return _word_owed(ruling_on_reply(request, answer, on=on), request, answer, rules=rules)


def kind_leaving(request: Request, answer: Answer | None) -> TransferKind:
    """Return what it is that would leave."""
    if request.unasked:
        return TransferKind.INFORMATION
    if answer is not None:
        return TransferKind.PARTIAL if answer.partial else TransferKind.ANSWER
    again = request.stands is RequestState.COMPLETED
    return TransferKind.COMPLETION if again else TransferKind.REQUEST


def record_transfer(  # noqa: PLR0913  a transfer names all that the register keeps of it
    request: Request,
    *,
    kind: TransferKind,
    by: str,
    at: datetime,
    answer: Answer | None = None,
    approved_by: str = "",
    message: str = "",
    under: Permission | None = None,
    categories: Iterable[str] = (),
) -> DataTransfer:
    """Keep in the register what leaves, with the data it holds and the ground it leaves on.

    Only what fields tell is known: whom a text names nobody has marked. Where there is personal
    data, the record has an entry of its own.

    Args:
        request: that leaves, or is answered, with the ruling it leaves by.
        kind: what leaves.
        by: name of whoever lets it leave.
        at: aware UTC instant.
        answer: that leaves; None for the request itself.
        approved_by: name of the data protection officer, where the transfer needed one.
        message: id of the message; empty by letter.
        under: the permission it leaves by; None for the one kept with what leaves.
        categories: of data in what leaves beside an answer.
    """
    fields = fields_naming_persons(request.parties, request.particulars)
    marked = set(answer.categories) if answer else set(categories)
    personal = {DataCategory.PERSONAL.value} if fields else set()
    held = sorted(marked | personal)
    source = answer or request
    transfer = DataTransfer.objects.create(
        request=request,
        kind=kind.value,
        partner=request.partner,
        channel=request.channel,
        categories=held,
        fields_naming=list(fields) if answer is None else [],
        personal=DataCategory.PERSONAL.value in held,
        under=under.under if under else source.relied_on,
        article=under.article if under else source.article,
        own_law=list(own_law_cited(under or source.last_ruling)),
        released_by=by,
        approved_by=approved_by,
        message_id=message,
        at=at,
    )
    if transfer.personal:
        _record(transfer, held)
    return transfer


def categories_leaving(request: Request, answer: Answer | None) -> tuple[str, ...]:
    """Return the categories of data in what would leave, as marks and fields tell them.

    Args:
        request: that would leave, or is answered.
        answer: that would leave; None for the request itself.
    """
    named = fields_naming_persons(request.parties, request.particulars)
    marked = set(answer.categories) if answer else set()
    return tuple(sorted(marked | ({DataCategory.PERSONAL.value} if named else set())))


def _word_owed(
    ruling: Ruling,
    request: Request,
    answer: Answer | None,
    *,
    rules: tuple[TransferRuleDraft, ...] | None = None,
) -> bool:
    """Tell whether the data protection officer's word is owed: by the law, or by our own rule."""
    if not isinstance(ruling, Permission):
        return False
    if is_data_officers(ruling):
        return True
    kind, categories = kind_leaving(request, answer), categories_leaving(request, answer)
    rule = rule_wanting_word(kind, partner=request.partner, categories=categories, rules=rules)
    return rule is not None


def record_letter(request: Request, kind: LetterKind, *, by: str, at: datetime) -> None:
    """Keep in the register what leaves by letter; a decision alone supplies no data.

    Args:
        request: that leaves, or is answered.
        kind: which letter.
        by: name of whoever records that it left.
        at: aware UTC instant.
    """
    left = _BY_LETTER.get(kind)
    if left is None:
        return
    answer = None if left is TransferKind.REQUEST else Answer.objects.all().last_of(request)
    said = words_on(request, answer).filter(verdict=TransferVerdict.APPROVED.value).first()
    approved_by = said.by if said else ""
    record_transfer(request, kind=left, by=by, at=at, answer=answer, approved_by=approved_by)


def _record(transfer: DataTransfer, categories: Iterable[str]) -> None:
    request = transfer.request
    append(
        DATA_TRANSFERRED,
        about=request.reference,
        by=transfer.released_by,
        agency=request.owner_on_record,
        at=transfer.at,
        partner=transfer.partner,
        kind=transfer.kind,
        categories=list(categories),
        under=transfer.under,
        article=transfer.article,
        message=transfer.message_id or None,
    )


def _problems_in(verdict: str, reasons: str) -> tuple[Problem, ...]:
    if verdict not in set(TransferVerdict):
        return (Problem("unknown_code", "verdict"),)
    if verdict == TransferVerdict.APPROVED and not reasons.strip():
        return ()
    return problems_in_text(reasons, field="reasons")
