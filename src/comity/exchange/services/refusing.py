"""Recording that a parcel of a known sender was refused."""

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F

from comity.crypto.checkpoints import Checkpoint
from comity.exchange.models import Link, RefusedParcel
from comity.exchange.refusals import ParcelRefusedError
from comity.exchange.terms import PARCEL_REFUSED
from comity.ledger.services import append
from comity.ledger.terms import NODE


class SignedHead(Protocol):
    """A head whose sender is known."""

    @property
    def link(self) -> Link:
        """The link of the administration that signed it."""

    @property
    def checkpoint(self) -> Checkpoint:
        """What was signed."""

    @property
    def raw(self) -> bytes:
        """The note as it came."""


def record_refusal(head: SignedHead, refusal: ParcelRefusedError, *, at: datetime) -> None:
    """Record a refusal once per head and cause, however often the parcel comes again.

    Anyone who copied a parcel on the way may send it again; that must not fill the record. The
    head is kept: two heads that contradict each other are evidence of a fork.

    Args:
        head: the head, its signatures verified.
        refusal: why the parcel was refused.
        at: aware UTC instant.
    """
    checkpoint = head.checkpoint
    with transaction.atomic(durable=True):
        known = RefusedParcel.objects.filter(
            link=head.link,
            origin=checkpoint.origin,
            size=checkpoint.size,
            root=checkpoint.root,
            code=refusal.code,
        )
        if known.update(times=F("times") + 1, last_at=at):
            return
        RefusedParcel.objects.create(
            link=head.link,
            origin=checkpoint.origin,
            size=checkpoint.size,
            root=checkpoint.root,
            code=refusal.code,
            facts=dict(refusal.facts),
            head=head.raw,
            first_at=at,
            last_at=at,
        )
        append(
            PARCEL_REFUSED,
            about=head.link.code,
            by=NODE,
            agency="",
            at=at,
            partner=head.link.code,
            origin=checkpoint.origin,
            size=checkpoint.size,
            root=checkpoint.root.hex(),
            code=refusal.code,
        )
