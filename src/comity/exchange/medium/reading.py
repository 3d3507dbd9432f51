"""Taking what a medium brings: parcels are held, receipts settled, each as if it came on the line.

Nothing of a file is believed for its name or its place: a parcel is its sender's by both signatures
of its head, a receipt its holder's, and what was taken before is taken as such.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comity.crypto.checkpoints import read_checkpoint
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.keys import NodeKeys
from comity.crypto.notes import parse
from comity.exchange.carried import (
    MEDIUM_READ,
    Became,
    FileKind,
    FileToCarry,
    Told,
    Way,
)
from comity.exchange.channel import MOST_MESSAGES, Origin, read_origin
from comity.exchange.duties import CARRY_BY_MEDIUM
from comity.exchange.keys_in_force import open_receipt_of
from comity.exchange.medium.writing import note_carried
from comity.exchange.models import Channel, Inbound
from comity.exchange.parcel import HEAD_LIMIT, end_of_head, split_parcel
from comity.exchange.refusals import NamedRefusalError, ParcelFault, ParcelRefusedError
from comity.exchange.services import handle_slice, hold, recognise, settle_receipt
from comity.exchange.terms import Direction, InboundState, LinkState
from comity.exchange.waking import ring
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer, demand_role

SLICES_AT_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Claim:
    """What the beginning of a file says of itself; nothing of it is verified.

    Attributes:
        kind: parcel or receipt.
        origin: of the channel.
        size: of the channel with it.
    """

    kind: FileKind
    origin: Origin
    size: int


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes parcels and receipts of any partner.

    Attributes:
        own_code: this node's administration.
        keys: the node's keys.
        clock: what time it is.
        way: by which they came.
    """

    own_code: str
    keys: NodeKeys
    clock: Callable[[], datetime]
    way: Way

    def claim(self, beginning: bytes) -> Claim | None:
        """Return what a file claims to be by its first 8 KiB; None when it is neither."""
        try:
            ends = end_of_head(beginning[:HEAD_LIMIT]) or len(beginning)
            checkpoint = read_checkpoint(parse(beginning[:ends], limit=HEAD_LIMIT).text)
            origin = read_origin(checkpoint.origin)
        except (ParcelRefusedError, SignatureRefusedError):
            return None
        ours = origin.sender == self.own_code
        return Claim(FileKind.RECEIPT if ours else FileKind.PARCEL, origin, checkpoint.size)

    def take(self, name: str, raw: bytes, claim: Claim) -> Told:
        """Take a whole file, and say what became of it; a refusal is told and never raised.

        Args:
            name: of the file, printable.
            raw: all of it.
            claim: what it claims to be.
        """
        try:
            took = self._parcel if claim.kind is FileKind.PARCEL else self._receipt
            return took(name, raw, claim)
        except NamedRefusalError as refusal:
            return _told(name, refusal.code, claim, refusal.facts)

    def would_take(self, name: str, raw: bytes, claim: Claim, reached: dict[str, int]) -> Told:
        """Say what would become of a file, and change nothing.

        Args:
            name: of the file, printable.
            raw: all of it.
            claim: what it claims to be.
            reached: by origin, how far the files before it would lead; this one is added.
        """
        try:
            if claim.kind is FileKind.RECEIPT:
                return self._would_settle(name, raw, claim)
            return self._would_hold(name, raw, claim, reached)
        except NamedRefusalError as refusal:
            return _told(name, refusal.code, claim, refusal.facts)

    def _parcel(self, name: str, raw: bytes, claim: Claim) -> Told:
        head, sealed = split_parcel(raw)
        recognised = recognise(head, own_code=self.own_code, at=self.clock())
        if not recognised.held_already and not sealed:
            raise ParcelRefusedError(ParcelFault.TRUNCATED, part="the head")
        hold(recognised, sealed, keys=self.keys, at=self.clock())
        if recognised.held_already:
            return _told(name, Became.PARCEL_HELD_ALREADY, claim, {})
        ring()
        self._note(name, claim)
        return _told(name, Became.PARCEL_HELD, claim, {})

    def _receipt(self, name: str, raw: bytes, claim: Claim) -> Told:
        log = self._own_channel(claim.origin)
        before = log.receipted_size
        receipt = settle_receipt(log.pk, raw, at=self.clock())
        if receipt.size <= before:
            return _told(name, Became.RECEIPT_KNOWN, claim, {})
        self._note(name, claim)
        return _told(name, Became.RECEIPT_SETTLED, claim, {})

    def _would_settle(self, name: str, raw: bytes, claim: Claim) -> Told:
        log = self._own_channel(claim.origin)
        receipt = open_receipt_of(log.link, raw, origin=claim.origin)
        settled = receipt.size <= log.receipted_size
        return _told(name, Became.RECEIPT_KNOWN if settled else Became.WOULD_SETTLE, claim, {})

    def _would_hold(self, name: str, raw: bytes, claim: Claim, reached: dict[str, int]) -> Told:
        head, sealed = split_parcel(raw)
        line = claim.origin.line()
        held = Channel.objects.filter(origin=line).values_list("size", flat=True).first() or 0
        try:
            recognised = recognise(head, own_code=self.own_code, at=self.clock(), recorded=False)
        except ParcelRefusedError as refusal:
            if refusal.fault is not ParcelFault.GAP:
                raise
        else:
            if recognised.held_already:
                return _told(name, Became.PARCEL_HELD_ALREADY, claim, {})
        if not sealed:
            raise ParcelRefusedError(ParcelFault.TRUNCATED, part="the head")
        comes_after = max(held, reached.get(line, 0))
        if claim.size - comes_after > MOST_MESSAGES:
            raise ParcelRefusedError(ParcelFault.GAP, expected=comes_after)
        reached[line] = max(comes_after, claim.size)
        return _told(name, Became.WOULD_HOLD, claim, {})

    def _own_channel(self, origin: Origin) -> Channel:
        found = Channel.objects.select_related("link").filter(
            origin=origin.line(), direction=Direction.OUT
        )
        log = found.first()
        # A revoked link's keys may be in anybody's hands; their signatures tell nothing any more.
        if log is None or log.link.state == LinkState.REVOKED:
            raise ParcelRefusedError(ParcelFault.OTHER_LINK)
        return log

    def _note(self, name: str, claim: Claim) -> None:
        file = FileToCarry(name, claim.kind, claim.size, lambda: iter(()))
        partner = _partner_of(claim)
        with transaction.atomic(durable=True):
            note_carried(partner, (file,), way=self.way, direction=Direction.IN, at=self.clock())


def record_read(told: Iterable[Told], *, officer: Viewer, at: datetime) -> None:
    """Record that an officer had a medium read, and what came of it.

    Args:
        told: what became of each file.
        officer: who had it read.
        at: aware UTC instant.
    """
    outcomes = list(told)
    taken = sum(each.is_in_order for each in outcomes)
    with transaction.atomic(durable=True):
        append(
            MEDIUM_READ,
            about=NODE,
            by=officer.name,
            agency="",
            at=at,
            files=len(outcomes),
            taken=taken,
            refused=len(outcomes) - taken,
        )


def demand_carrier(officer: Viewer) -> None:
    """Refuse whoever's office does not carry media.

    Raises:
        NotAllowedError: it does not.
    """
    demand_role(officer, CARRY_BY_MEDIUM.roles)


def handle_what_is_held(*, clock: Callable[[], datetime]) -> None:
    """Handle what is held of every partner, so that the exhibits it names are awaited."""
    held = Inbound.objects.filter(state=InboundState.HELD).order_by()
    for channel in held.values_list("channel", flat=True).distinct():
        for _ in range(SLICES_AT_MOST):
            if handle_slice(channel, at=clock(), more=lambda: True).was_last:
                break


def _partner_of(claim: Claim) -> str:
    ours = claim.kind is FileKind.RECEIPT
    return claim.origin.recipient if ours else claim.origin.sender


def _told(
    name: str,
    code: str,
    claim: Claim,
    facts: Mapping[str, object] | Iterable[tuple[str, str]],
) -> Told:
    partner = _partner_of(claim)
    told = {"partner": partner, "size": str(claim.size)}
    told |= {key: str(value) for key, value in dict(facts).items()}
    return Told(name, str(code), told, claim.kind, partner, claim.size)
