"""Countersigned terms over a link: what the treaty desk does, and the signatures it needs.

An officer's act is recorded at once; the signature under it is made by the exchange's worker,
because no signature is made inside a database transaction, and leaves with the same message.
"""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from comity.agreements import services as agreements
from comity.agreements.queries import TermsDetail, terms_proposal
from comity.agreements.services import SeenDifference, StepToSign
from comity.agreements.terms.countersigning import Statement, TermsStep
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.keys import NodeKeys
from comity.crypto.signing import HybridVerifier
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import ever_in_force, own_sender
from comity.exchange.link_schemas import LONGEST_NOTE
from comity.exchange.models import Link
from comity.exchange.queries import is_linked
from comity.exchange.refusals import LinkNotConfirmedError, MessageRefusedError
from comity.exchange.services.due import live_link
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.terms import (
    TERMS_COUNTERSIGNED_TYPE,
    TERMS_DECLINED_TYPE,
    TERMS_DIFFER_TYPE,
    TERMS_PROPOSED_TYPE,
    NewMessage,
)
from comity.officers.terms import Viewer

_log = logging.getLogger(__name__)


def propose_terms(reference: str, *, partner: str, officer: Viewer, at: datetime) -> int:
    """Propose to a linked partner to countersign our encoding of an agreement.

    The register file goes to the partner as it stands, with its sources and remarks.

    Args:
        reference: of the agreement.
        partner: code of the partner's administration.
        officer: of the treaty desk.
        at: aware UTC instant.

    Returns:
        The id of the proposal.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        NotAllowedError, InstrumentNotFoundError, TermsNotBetweenError,
        TermsProposedAlreadyError: as for `agreements.services.propose_terms`.
    """
    _demand_link(partner)
    made = agreements.propose_terms(reference, partner=partner, officer=officer, at=at)
    return int(made.pk)


def countersign_terms(proposal: int, *, officer: Viewer, at: datetime) -> None:
    """Countersign what a linked partner proposed.

    Args:
        proposal: id of the proposal.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        NotAllowedError, TermsProposalNotFoundError, TermsAnsweredError, TermsNotAlikeError: as
        for `agreements.services.countersign_terms`.
    """
    row = agreements.countersign_terms(proposal, officer=officer, at=at)
    _demand_link(row.partner)


def decline_terms(proposal: int, *, reasons: str, officer: Viewer, at: datetime) -> None:
    """Decline what a linked partner proposed, and tell it why.

    Args:
        proposal: id of the proposal.
        reasons: what the partner is told.
        officer: of the treaty desk.
        at: aware UTC instant.

    Raises:
        LinkNotConfirmedError: no link to the partner may carry messages now.
        NotAllowedError, ReasonsMissingError, TermsProposalNotFoundError, TermsAnsweredError: as
        for `agreements.services.decline_terms`.
    """
    said = agreements.reasons_given(reasons)
    view = terms_proposal(proposal, seen_by=officer).view
    body = {**_named(view.statement), "reasons": said}
    message = NewMessage(TERMS_DECLINED_TYPE, body)
    told = queue_link_message(message, to=view.partner, at=at)
    agreements.decline_terms(proposal, reasons=said, message_id=told, officer=officer, at=at)


def show_difference(seen: SeenDifference, *, message_id: str, at: datetime) -> None:
    """Show both treaty desks that a partner relied on another encoding than ours.

    The partner's desk is told by a message of the link: which agreement and which two digests,
    nothing of the case. Each pair of encodings is told once.

    Args:
        seen: the two encodings.
        message_id: of the message that relied on the other one.
        at: aware UTC instant.
    """
    if not agreements.note_difference(seen, message_id=message_id, at=at):
        return
    if is_linked(seen.partner):
        body = {"agreement": seen.reference, "relied_on": seen.theirs, "own": seen.ours}
        queue_link_message(NewMessage(TERMS_DIFFER_TYPE, body), to=seen.partner, at=at)


def sign_terms(keys: NodeKeys, *, at: datetime) -> int:
    """Sign what officers have decided to sign, and send it.

    Args:
        keys: the node's; the sender key in force on the link signs.
        at: aware UTC instant.

    Returns:
        How many statements were signed; those to partners whose link rests wait, and so do those
        that no message can carry, which is logged and holds nobody else back.
    """
    signed = 0
    for step in agreements.steps_to_sign():
        if not is_linked(step.partner):
            continue
        try:
            key = own_sender(live_link(step.partner), keys)
            signed += _send(step, key.sign_note(step.statement.text()), at=at)
        except MessageRefusedError:
            _log.exception("proposed terms cannot be sent", extra={"partner": step.partner})
    return signed


def signatures_hold(detail: TermsDetail) -> dict[str, bool]:
    """Check the signatures held under a proposal again, from the bytes and the pinned keys.

    Returns:
        For each side that signed, whether both of its signatures are good and are over what the
        proposal states; empty when the link was never made.
    """
    partner, text = detail.view.partner, detail.view.statement.text()
    link = Link.objects.filter(code=partner).first()
    if link is None:
        return {}
    ends = {True: End.PARTNER, False: End.OWN}
    signers = {end: ever_in_force(link, KeyRole.SENDER, end) for end in End}
    return {
        side: any(_states(note, key, text) for key in signers[ends[side == partner]])
        for side, note in detail.notes
    }


def _send(step: StepToSign, note: bytes, *, at: datetime) -> bool:
    """Send a signed step; two workers may both have signed it, and one of them sends."""
    try:
        with transaction.atomic(durable=True):
            told = queue_link_message(_message(step, note), to=step.partner, at=at)
            agreements.keep_signature(step.id, note=note, message_id=told, at=at)
    except IntegrityError:
        return False
    return True


def _message(step: StepToSign, note: bytes) -> NewMessage:
    statement = step.statement
    named: dict[str, object] = {**_named(statement), "note": note.decode()}
    if step.step is TermsStep.COUNTERSIGNED:
        return NewMessage(TERMS_COUNTERSIGNED_TYPE, named)
    shown = {
        "replaces": statement.replaces,
        "made_at": statement.made_at_text,
        "encoding": step.encoding,
    }
    return NewMessage(TERMS_PROPOSED_TYPE, {**named, **shown})


def _named(statement: Statement) -> dict[str, object]:
    return {
        "agreement": statement.agreement,
        "digest": statement.digest,
        "number": statement.number,
    }


def _states(note: bytes, key: HybridVerifier, text: bytes) -> bool:
    try:
        return key.open(note, limit=LONGEST_NOTE) == text
    except SignatureRefusedError:
        return False


def _demand_link(partner: str) -> None:
    if not is_linked(partner):
        raise LinkNotConfirmedError(partner=partner)
