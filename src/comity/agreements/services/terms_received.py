"""What partners say of terms: checked against everything this node knows, then recorded.

Signatures are checked by the exchange, which holds the partner's keys; here is checked that what
was signed can be what it says. Everything is checked before anything is written, so that what is
refused by name leaves nothing behind.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from comity.agreements.models import TermsProposal, TermsSignature, TermsStepRecord
from comity.agreements.queries.proposals import proposals_between
from comity.agreements.queries.register import current_register
from comity.agreements.register_files import RegisterFileError, encoding_from_text
from comity.agreements.terms import Instrument
from comity.agreements.terms.countersigning import Statement, TermsStep
from comity.agreements.terms.countersigning_errors import TermsFault, TermsRefusedError
from comity.agreements.terms.countersigning_events import (
    TERMS_COUNTERSIGNED_THERE,
    TERMS_DECLINED_THERE,
    TERMS_RECEIVED,
)
from comity.kernel.codes import CountryCode
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind

# A clock may be wrong by a day; what is dated later than that would outlive honest proposals.
CLOCK_SLACK = timedelta(days=1)
# Proposals that were refused by name, or crossed on the way, leave holes in the numbers.
WIDEST_HOLE = 100
# A desk proposes what it has encoded, some dozens of agreements; every text is kept for good.
MOST_A_DAY = 200
# Each entry of a list is held to those before it; no agreement on earth has half as many.
MOST_ENTRIES = 1500


@dataclass(frozen=True, slots=True)
class Carried:
    """Which message brought it.

    Attributes:
        message_id: from its envelope.
        held_at: when this node durably held it.
        at: now.
    """

    message_id: str
    held_at: datetime
    at: datetime


def receive_proposal(
    statement: Statement, *, encoding: str, note: bytes, carried: Carried
) -> TermsProposal:
    """Take a partner's proposal in; our treaty desk compares and answers it.

    1. The partner has not proposed more today than any desk means.
    2. The encoding can be read, and is of the agreement and the digest that were signed.
    3. The agreement stands between the partner and us.
    4. It is none of the partner's earlier proposals, and dated when it can be meant.

    Args:
        statement: as the partner signed it.
        encoding: the register file proposed.
        note: the signed note; its signatures are checked.
        carried: the message.

    Raises:
        TermsRefusedError: it cannot be what it says it is; the cause is named.
    """
    # 1
    _demand_few(statement, carried=carried)
    # 2
    proposed = _readable(statement, encoding)
    # 3
    _demand_between(statement, proposed, carried=carried)
    # 4
    _demand_new(statement, carried=carried)
    row = TermsProposal.objects.create(
        reference=statement.agreement,
        partner=statement.proposer,
        proposer=statement.proposer,
        addressee=statement.partner,
        number=statement.number,
        digest=statement.digest,
        replaces=statement.replaces,
        encoding=encoding,
        made_at=statement.made_at,
    )
    step = _take(row, TermsStep.PROPOSED, carried=carried)
    _sign(step, note, carried=carried)
    _append(TERMS_RECEIVED, row, carried=carried, replaces=row.replaces)
    return row


def proposal_of_ours(partner: str, *, agreement: str, number: int, digest: str) -> Statement:
    """Return the statement of ours that a partner says it answers.

    Raises:
        TermsRefusedError: we proposed no such thing to it, or it was answered before.
    """
    return _unanswered(partner, agreement=agreement, number=number, digest=digest).statement


def receive_countersignature(statement: Statement, *, note: bytes, carried: Carried) -> None:
    """Take a partner's countersignature under our proposal; the terms count from now on.

    Args:
        statement: ours, as `proposal_of_ours` returned it.
        note: the signed note; its signatures are checked.
        carried: the message.

    Raises:
        TermsRefusedError: we proposed no such thing, or it was answered before.
    """
    row = _of(statement)
    step = _take(row, TermsStep.COUNTERSIGNED, carried=carried)
    _sign(step, note, carried=carried)
    _append(TERMS_COUNTERSIGNED_THERE, row, carried=carried)


def receive_decline(statement: Statement, *, reasons: str, carried: Carried) -> None:
    """Take a partner's word that it declines our proposal, with its reasons.

    Raises:
        TermsRefusedError: we proposed no such thing, or it was answered before.
    """
    row = _of(statement)
    _take(row, TermsStep.DECLINED, carried=carried, reasons=reasons)
    _append(TERMS_DECLINED_THERE, row, carried=carried, reasons=reasons)


def proposal_refused(message_id: str, *, code: str, carried: Carried) -> None:
    """Note that a partner's node refused a proposal of ours by name; the exchange records it."""
    signed = TermsSignature.objects.filter(
        message_id=message_id, step__step=TermsStep.PROPOSED.value
    )
    found = signed.select_related("step__proposal").first()
    if found is not None and not _is_answered(found.step.proposal):
        _take(found.step.proposal, TermsStep.REFUSED, carried=carried, reasons=code)


def _demand_few(statement: Statement, *, carried: Carried) -> None:
    since = carried.held_at - timedelta(days=1)
    steps = TermsStepRecord.objects.filter(step=TermsStep.PROPOSED.value, at__gt=since)
    if steps.filter(side=statement.proposer).count() >= MOST_A_DAY:
        raise TermsRefusedError(TermsFault.TOO_MANY, limit=MOST_A_DAY)


def _readable(statement: Statement, encoding: str) -> Instrument:
    if encoding.count("[[") + encoding.count("{") > MOST_ENTRIES:
        raise TermsRefusedError(TermsFault.UNREADABLE, cause="file_too_long", line=1)
    try:
        found = encoding_from_text(encoding, templates=current_register().templates)
    except RegisterFileError as error:
        fault = error.faults[0]
        raise TermsRefusedError(TermsFault.UNREADABLE, cause=fault.code, line=fault.line) from error
    if found.reference != statement.agreement:
        raise TermsRefusedError(TermsFault.OTHER_AGREEMENT, found=found.reference)
    if found.digest != statement.digest:
        raise TermsRefusedError(TermsFault.DIGEST_DIFFERS, found=found.digest)
    return found


def _demand_between(statement: Statement, proposed: Instrument, *, carried: Carried) -> None:
    theirs, ours = CountryCode(statement.proposer), CountryCode(statement.partner)
    if not proposed.links(theirs, ours, on=carried.held_at.date()):
        raise TermsRefusedError(TermsFault.OTHER_PARTIES, one=theirs, other=ours)


def _demand_new(statement: Statement, *, carried: Carried) -> None:
    among = [each.row for each in proposals_between(statement.proposer, statement.agreement)]
    theirs = [row.number for row in among if row.proposer == statement.proposer]
    if statement.number <= max(theirs, default=0):
        raise TermsRefusedError(TermsFault.NUMBER_TAKEN, number=statement.number)
    if statement.number > max((row.number for row in among), default=0) + WIDEST_HOLE:
        raise TermsRefusedError(TermsFault.NUMBER_AHEAD, number=statement.number)
    if statement.made_at > carried.held_at + CLOCK_SLACK:
        raise TermsRefusedError(TermsFault.TIME_IMPLAUSIBLE, made_at=statement.made_at.isoformat())
    if statement.replaces and statement.replaces not in {row.digest for row in among}:
        raise TermsRefusedError(TermsFault.REPLACES_UNKNOWN, digest=statement.replaces)


def _unanswered(partner: str, *, agreement: str, number: int, digest: str) -> TermsProposal:
    rows = TermsProposal.objects.select_for_update(no_key=True).exclude(proposer=partner)
    row = rows.filter(partner=partner, reference=agreement, number=number, digest=digest).first()
    if row is None:
        raise TermsRefusedError(TermsFault.PROPOSAL_UNKNOWN, agreement=agreement, number=number)
    if _is_answered(row):
        raise TermsRefusedError(TermsFault.ANSWERED, agreement=agreement, number=number)
    return row


def _of(statement: Statement) -> TermsProposal:
    return _unanswered(
        statement.partner,
        agreement=statement.agreement,
        number=statement.number,
        digest=statement.digest,
    )


def _is_answered(row: TermsProposal) -> bool:
    return row.steps.filter(step__in=[step.value for step in TermsStep if step.is_answer]).exists()


def _take(
    row: TermsProposal, step: TermsStep, *, carried: Carried, reasons: str = ""
) -> TermsStepRecord:
    return TermsStepRecord.objects.create(
        proposal=row,
        step=step.value,
        side=row.partner,
        by=row.partner,
        at=carried.held_at,
        reasons=reasons,
        message_id=carried.message_id,
    )


def _sign(step: TermsStepRecord, note: bytes, *, carried: Carried) -> None:
    TermsSignature.objects.create(
        step=step, note=note, at=carried.held_at, message_id=carried.message_id
    )


def _append(event: EventKind, row: TermsProposal, *, carried: Carried, **fields: str) -> None:
    append(
        event,
        about=row.reference,
        by=NODE,
        agency="",
        at=carried.at,
        partner=row.partner,
        number=row.number,
        digest=row.digest,
        message=carried.message_id,
        **fields,
    )
