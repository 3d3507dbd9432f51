"""Acts of the treaty desk on countersigned terms.

Nothing is signed and nothing leaves here: the exchange signs a step outside any transaction and
sends it, and `steps_to_sign` says what waits for it.
"""

from datetime import datetime

from comity.agreements.comparison import differences
from comity.agreements.duties import ANSWER_TERMS, PROPOSE_TERMS
from comity.agreements.models import TermsProposal, TermsStepRecord
from comity.agreements.queries.encodings import encoding_of_digest, own_encoding, own_text
from comity.agreements.queries.proposals import (
    KnownProposal,
    countersigned_terms,
    proposals_between,
)
from comity.agreements.services.terms_reasons import reasons_given
from comity.agreements.terms import Instrument, InstrumentNotFoundError
from comity.agreements.terms.countersigning import TermsState, TermsStep
from comity.agreements.terms.countersigning_errors import (
    TermsAnsweredError,
    TermsNotAlikeError,
    TermsNotBetweenError,
    TermsProposalNotFoundError,
    TermsProposedAlreadyError,
)
from comity.agreements.terms.countersigning_events import (
    TERMS_COUNTERSIGNED,
    TERMS_DECLINED,
    TERMS_PROPOSED,
)
from comity.kernel.codes import CountryCode
from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

_STANDING = {TermsState.BEING_SIGNED, TermsState.OPEN, TermsState.COUNTERSIGNED}


def propose_terms(reference: str, *, partner: str, officer: Viewer, at: datetime) -> TermsProposal:
    """Propose to a partner to countersign our encoding of an agreement, as it stands today.

    A newer proposal takes the place of an open one; countersigned terms hold until the partner
    has countersigned the newer.

    Args:
        reference: of the agreement.
        partner: code of the administration at the other end.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
        InstrumentNotFoundError: our register holds no such agreement.
        TermsNotBetweenError: it does not stand between the partner and us.
        TermsProposedAlreadyError: this encoding is open between the two already, or countersigned.
    """
    demand_role(officer, PROPOSE_TERMS.roles)
    own, code = _own(reference), own_administration().code
    if not own.links(CountryCode(code), CountryCode(partner), on=at.date()):
        raise TermsNotBetweenError(agreement=own.short_title, partner=partner)
    among = proposals_between(partner, reference)
    standing = [each for each in among if each.state(among=among) in _STANDING]
    if any(each.row.digest == own.digest for each in standing):
        raise TermsProposedAlreadyError(agreement=own.short_title, partner=partner)
    before = countersigned_terms(partner, reference)
    row = TermsProposal.objects.create(
        reference=reference,
        partner=partner,
        proposer=code,
        addressee=partner,
        number=1 + max((each.row.number for each in among), default=0),
        digest=own.digest,
        replaces=before.digest if before is not None else "",
        encoding=own_text(reference),
        made_at=at.replace(microsecond=0),
    )
    _take(row, TermsStep.PROPOSED, officer=officer, at=at)
    _append(TERMS_PROPOSED, row, officer=officer, at=at, replaces=row.replaces)
    return row


def countersign_terms(proposal: int, *, officer: Viewer, at: datetime) -> TermsProposal:
    """Countersign what a partner proposed, because our own encoding is the same.

    Whoever finds the partner's encoding the better one first takes it over into our register;
    signing a digest that is not ours would say what is not so.

    Args:
        proposal: id of the proposal.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
        TermsProposalNotFoundError: there is no such proposal of a partner.
        TermsAnsweredError: it is answered, or a newer one has taken its place.
        TermsNotAlikeError: our encoding differs; the number of differences is named.
    """
    demand_role(officer, ANSWER_TERMS.roles)
    row = _open_for_answer(proposal, officer=officer)
    own = own_encoding(row.reference)
    if own is None or own.digest != row.digest:
        raise TermsNotAlikeError(count=_differing(own, row))
    _take(row, TermsStep.COUNTERSIGNED, officer=officer, at=at)
    _append(TERMS_COUNTERSIGNED, row, officer=officer, at=at)
    return row


def decline_terms(
    proposal: int, *, reasons: str, message_id: str, officer: Viewer, at: datetime
) -> TermsProposal:
    """Decline what a partner proposed, and say why.

    Args:
        proposal: id of the proposal.
        reasons: what the partner is told.
        message_id: of the message that tells it.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
        ReasonsMissingError: no reasons are given.
        TermsProposalNotFoundError: there is no such proposal of a partner.
        TermsAnsweredError: it is answered, or a newer one has taken its place.
    """
    demand_role(officer, ANSWER_TERMS.roles)
    row, said = _open_for_answer(proposal, officer=officer), reasons_given(reasons)
    _take(row, TermsStep.DECLINED, officer=officer, at=at, reasons=said, message_id=message_id)
    _append(TERMS_DECLINED, row, officer=officer, at=at, reasons=said, message=message_id)
    return row


def _own(reference: str) -> Instrument:
    own = own_encoding(reference)
    if own is None:
        raise InstrumentNotFoundError(reference=reference)
    return own


def _open_for_answer(proposal: int, *, officer: Viewer) -> TermsProposal:
    """Return an open proposal of a partner, or say why there is none to answer."""
    rows = TermsProposal.objects.all().visible_to(officer).select_for_update(no_key=True)
    row = rows.filter(pk=proposal).first()
    if row is None or row.proposer != row.partner:
        raise TermsProposalNotFoundError(proposal=proposal)
    among = proposals_between(row.partner, row.reference)
    known: KnownProposal = next(each for each in among if each.row.pk == row.pk)
    if known.state(among=among) is not TermsState.OPEN:
        raise TermsAnsweredError(proposal=proposal)
    return row


def _differing(own: Instrument | None, row: TermsProposal) -> int:
    proposed = encoding_of_digest(row.reference, row.digest)
    if own is None or proposed is None:
        return 1
    return len(differences(own, proposed))


def _take(
    row: TermsProposal,
    step: TermsStep,
    *,
    officer: Viewer,
    at: datetime,
    reasons: str = "",
    message_id: str = "",
) -> None:
    own = row.proposer if row.proposer != row.partner else row.addressee
    TermsStepRecord.objects.create(
        proposal=row,
        step=step.value,
        side=own,
        by=officer.name,
        at=at,
        reasons=reasons,
        message_id=message_id,
    )


def _append(
    event: EventKind, row: TermsProposal, *, officer: Viewer, at: datetime, **fields: str
) -> None:
    append(
        event,
        about=row.reference,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=row.partner,
        number=row.number,
        digest=row.digest,
        **fields,
    )
