"""Whose smart card is whose, and words about a card that were not believed."""

from datetime import datetime

from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.duties import GIVE_CARD
from comity.officers.models import Card
from comity.officers.services.factors import standing_officer
from comity.officers.services.recording import record
from comity.officers.terms import (
    CARD_GIVEN,
    CARD_REFUSED,
    CARD_TAKEN,
    CardRefusal,
    SubjectNotTakenError,
    Viewer,
    demand_role,
)


def give_card(username: str, *, holder: str, by: Viewer, at: datetime) -> None:
    """Let a smart card sign an officer in; it replaces an earlier one.

    Args:
        username: of the officer.
        holder: what the proxy says of the card: its subject name or a fingerprint, exactly.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
        SubjectNotTakenError: it is empty or too long, or stands for somebody already.
    """
    demand_role(by, GIVE_CARD.roles)
    officer = standing_officer(username)
    longest = Card._meta.get_field("holder").max_length or 0
    taken = Card.objects.filter(holder=holder).exists()
    if taken or not holder.isprintable() or not 0 < len(holder) <= longest:
        raise SubjectNotTakenError()
    Card.objects.update_or_create(officer=officer, defaults={"holder": holder})
    record(CARD_GIVEN, officer, at=at, by=by.name, holder=holder)


def take_card(username: str, *, by: Viewer, at: datetime) -> None:
    """Let no smart card sign an officer in; nothing is recorded when none did.

    Args:
        username: of the officer.
        by: a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: `by` is no node administrator.
        NotFoundError: no officer who is not struck off has that name.
    """
    demand_role(by, GIVE_CARD.roles)
    officer = standing_officer(username)
    gone, _ = Card.objects.filter(officer=officer).delete()
    if gone:
        record(CARD_TAKEN, officer, at=at, by=by.name)


def record_card_refused(*, address: str, cause: CardRefusal, at: datetime) -> None:
    """Record that somebody's word about a smart card was not believed.

    Args:
        address: from where it came.
        cause: why it was not.
        at: aware UTC instant.
    """
    append(
        CARD_REFUSED,
        about="sign-in",
        by=NODE,
        agency="",
        at=at,
        address=address,
        cause=cause.value,
    )
