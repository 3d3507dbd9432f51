"""The chain of custody: every event holds the digest of the one before it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from comity.crypto.canonical import canonical_json
from comity.evidence.models import CustodyEvent, Exhibit
from comity.evidence.terms import CustodyKind


@dataclass(frozen=True, slots=True)
class Hand:
    """Who had an exhibit in hand, and when.

    Attributes:
        name: the officer's name, or `node`.
        agency: code of the agency; empty for the node itself.
        at: aware UTC instant.
    """

    name: str
    agency: str
    at: datetime


def add_link(
    exhibit: Exhibit, kind: CustodyKind, *, hand: Hand, to: str = "", reason: str = ""
) -> CustodyEvent:
    """Add an event to an exhibit's chain, in the caller's transaction.

    The exhibit's row is locked until that transaction ends, so that two acts at once never both
    build on the same last event.

    Args:
        exhibit: whose chain it is.
        kind: what happened.
        hand: by whom, and when.
        to: to whom it went.
        reason: why, in the officer's words.
    """
    Exhibit.objects.select_for_update(no_key=True).only("pk").get(pk=exhibit.pk)
    last = exhibit.custody.order_by("-sequence").first()
    event = CustodyEvent(
        exhibit=exhibit,
        sequence=last.sequence + 1 if last else 0,
        kind=kind.value,
        at=hand.at,
        by=hand.name,
        agency=hand.agency,
        to=to,
        reason=reason,
        previous=last.digest if last else "",
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    return event


def digest_of(event: CustodyEvent) -> str:
    """Return the digest (hex) that binds an event to its exhibit and to the event before it."""
    written = canonical_json(
        {
            "exhibit": str(event.exhibit_id),
            "content": event.exhibit.digest,
            "sequence": event.sequence,
            "kind": event.kind,
            "at": event.at.astimezone(UTC).isoformat(),
            "by": event.by,
            "agency": event.agency,
            "to": event.to,
            "reason": event.reason,
            "previous": event.previous,
        }
    )
    return hashlib.sha256(written).hexdigest()


def first_broken_link(exhibit: Exhibit) -> CustodyEvent | None:
    """Return the first event that does not follow from the one before it; None when all do."""
    previous = ""
    for sequence, event in enumerate(exhibit.custody.order_by("sequence")):
        in_place = event.sequence == sequence and event.previous == previous
        if not in_place or event.digest != digest_of(event):
            return event
        previous = event.digest
    return None
