"""What partners say of terms: their signature is checked here, the rest by `agreements`."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from comity.agreements.queries import encoding_of_digest
from comity.agreements.services import (
    Carried,
    SeenDifference,
    note_difference,
    proposal_of_ours,
    receive_countersignature,
    receive_decline,
    receive_proposal,
)
from comity.agreements.terms.countersigning import Statement
from comity.agreements.terms.countersigning_errors import TermsFault, TermsRefusedError
from comity.crypto.errors import SignatureRefusedError
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import in_force_now
from comity.exchange.link_schemas import LONGEST_NOTE
from comity.exchange.refusals import LinkMessageRefusedError
from comity.exchange.services.due import live_link
from comity.exchange.terms import Received
from comity.kernel.codes import CountryCode

Outcome = TypeVar("Outcome")


def take_proposal(received: Received) -> None:
    """Take a partner's proposal to countersign its encoding of an agreement.

    1. The note is signed by the partner's pinned keys, and states what the body states.
    2. The encoding is what was signed, and the proposal can be meant.

    Raises:
        LinkMessageRefusedError: one of these is not so; the partner is told which.
    """
    body, carried = received.body, _carried(received)
    statement = Statement(
        agreement=str(body["agreement"]),
        digest=str(body["digest"]),
        proposer=received.partner,
        partner=received.envelope.recipient,
        number=_number(received),
        replaces=str(body["replaces"]),
        made_at=_instant(str(body["made_at"])),
    )
    # 1
    note = _signed(received, statement)
    # 2
    _or_refuse(
        lambda: receive_proposal(
            statement, encoding=str(body["encoding"]), note=note, carried=carried
        )
    )


def take_countersignature(received: Received) -> None:
    """Take a partner's countersignature under a proposal of ours.

    Raises:
        LinkMessageRefusedError: we proposed no such thing, or it is not signed as it must be.
    """
    statement = _ours(received)
    note = _signed(received, statement)
    receive_countersignature(statement, note=note, carried=_carried(received))


def take_decline(received: Received) -> None:
    """Take a partner's word that it declines a proposal of ours.

    Raises:
        LinkMessageRefusedError: we proposed no such thing, or it was answered before.
    """
    reasons = str(received.body["reasons"])
    receive_decline(_ours(received), reasons=reasons, carried=_carried(received))


def take_difference(received: Received) -> None:
    """Take a partner's word that the encoding we relied on is not its own.

    Raises:
        LinkMessageRefusedError: we never had the encoding it says we relied on, or the agreement
            is not between the two of us. Both are told alike: what we have with others is not
            the partner's to learn.
    """
    reference, ours = str(received.body["agreement"]), str(received.body["relied_on"])
    known, on = encoding_of_digest(reference, ours), received.held_at.date()
    both = CountryCode(received.partner), CountryCode(received.envelope.recipient)
    if known is None or not known.links(*both, on=on):
        unknown = TermsRefusedError(TermsFault.NOT_OURS, agreement=reference, digest=ours)
        raise LinkMessageRefusedError(unknown)
    seen = SeenDifference(
        reference, received.partner, theirs=str(received.body["own"]), ours=ours, seen_here=False
    )
    note_difference(seen, message_id=received.message_id, at=received.at)


def _ours(received: Received) -> Statement:
    body = received.body
    return _or_refuse(
        lambda: proposal_of_ours(
            received.partner,
            agreement=str(body["agreement"]),
            number=_number(received),
            digest=str(body["digest"]),
        )
    )


def _signed(received: Received, statement: Statement) -> bytes:
    """Return the note, if the partner's pinned keys signed exactly this statement."""
    note, partner = str(received.body["note"]).encode(), received.partner
    try:
        text = _opened(partner, note)
    except SignatureRefusedError as error:
        wrong = TermsRefusedError(TermsFault.SIGNATURE_WRONG, partner=partner, cause=error.code)
        raise LinkMessageRefusedError(wrong) from error
    if text != statement.text():
        other = TermsRefusedError(
            TermsFault.SIGNATURE_WRONG, partner=partner, cause="terms_other_statement"
        )
        raise LinkMessageRefusedError(other)
    return note


def _opened(partner: str, note: bytes) -> bytes:
    """Return the text of a note signed by a sender key of the partner that is in force now."""
    in_force = in_force_now(live_link(partner), KeyRole.SENDER, End.PARTNER)
    for key in in_force[:-1]:
        try:
            return key.open(note, limit=LONGEST_NOTE)
        except SignatureRefusedError:
            continue
    return in_force[-1].open(note, limit=LONGEST_NOTE)


def _or_refuse(check: Callable[[], Outcome]) -> Outcome:
    """Refuse by name what `agreements` finds cannot be so."""
    try:
        return check()
    except TermsRefusedError as error:
        raise LinkMessageRefusedError(error) from error


def _carried(received: Received) -> Carried:
    return Carried(received.message_id, received.held_at, received.at)


def _number(received: Received) -> int:
    number = received.body["number"]
    assert isinstance(number, int), "the schema lets whole numbers through alone"
    return number


def _instant(text: str) -> datetime:
    """Return an instant whose form the schema has checked; a 30 February is still none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        wrong = TermsRefusedError(TermsFault.TIME_IMPLAUSIBLE, made_at=text)
        raise LinkMessageRefusedError(wrong) from None
