"""Which keys of a link count at a size, asked wherever a head or receipt is signed or verified.

The keys of the descriptors that two officers compared count from the start. A key introduced by a
leaf of the channel counts from the size its row says, until the leaf that ends it. A row is
written with the leaf itself, so whoever has the log can follow which key vouched for which.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from comity.crypto.checkpoints import CHECKPOINT_LIMIT, Checkpoint, read_checkpoint
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.keys import NodeKeys, SigningKey
from comity.crypto.notes import parse
from comity.crypto.signing import HybridVerifier
from comity.exchange.channel import Origin
from comity.exchange.descriptor import Descriptor, pinned
from comity.exchange.ended_keys import refused_by_name
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.models import Link, LinkKey
from comity.exchange.parcel import open_head
from comity.exchange.public_keys import PublicKey
from comity.exchange.receipt import Receipt, open_receipt
from comity.exchange.refusals import KeyFault, KeyRefusedError, ParcelFault, ParcelRefusedError

Place = tuple[int, int]
"""Epoch and size of a channel, in the order in which a log grows."""
FROM_THE_START: Place = (0, 0)
_NOT_SIGNED_BY = (
    ParcelFault.SIGNATURE_MISSING,
    ParcelFault.SIGNATURE_WRONG,
    ParcelFault.RECEIPT_SIGNATURE_WRONG,
)
_Stated = TypeVar("_Stated")


@dataclass(frozen=True, slots=True)
class KeyRange:
    """A key and where it counts.

    Attributes:
        key: the public half.
        begins: first place it counts at; None while the partner has not receipted it.
        ends: last place it counts at; None while nothing has ended it.
    """

    key: PublicKey
    begins: Place | None
    ends: Place | None

    def counts_at(self, place: Place) -> bool:
        """Tell whether it counts at a place."""
        begun = self.begins is not None and self.begins <= place
        return begun and (self.ends is None or place <= self.ends)

    @property
    def is_in_force(self) -> bool:
        """Whether it has begun to count and nothing has ended it."""
        return self.begins is not None and self.ends is None


def key_ranges(
    link: Link, role: KeyRole, end: End, *, identifier: str = ""
) -> tuple[KeyRange, ...]:
    """Return every key of one end and role of a link, in the order of their introduction.

    Args:
        link: the link.
        role: what the keys are for.
        end: whose they are.
        identifier: of the comparing they were introduced under; by default the link's present one.
    """
    under = identifier or link.link_id
    rows: Iterable[LinkKey] = ()
    if link.key_changes:
        # Asked anew each time: what a leaf has just introduced counts for the very next head.
        rows = LinkKey.objects.filter(link=link.pk, identifier=under, end=end, role=role)
        rows = rows.order_by("pk")
    found = {bytes(row.digest): _range_of(row) for row in rows}
    if under == link.link_id:
        first = descriptor_key(pinned(_descriptor_of(link, end)), role)
        known = found.pop(first.digest(), KeyRange(first, FROM_THE_START, None))
        return (known, *found.values())
    return tuple(found.values())


def verifiers(link: Link, role: KeyRole, origin: Origin, size: int) -> tuple[HybridVerifier, ...]:
    """Return the keys one of which must have signed a head or a receipt of a channel.

    Args:
        link: the link.
        role: sender for a head, holder for a receipt.
        origin: the channel.
        size: that is stated.

    Returns:
        The newest first; more than one while a rotation overlaps, none when no key counts there.
    """
    ranges = key_ranges(link, role, _end_of(link, role, origin), identifier=origin.link)
    place = (origin.epoch, size)
    return tuple(each.key.verifier() for each in reversed(ranges) if each.counts_at(place))


def signer(link: Link, role: KeyRole, origin: Origin, size: int, *, keys: NodeKeys) -> SigningKey:
    """Return the key with which this node signs a head or a receipt of a channel.

    Args:
        link: the link.
        role: sender for a head, holder for a receipt.
        origin: the channel.
        size: that will be stated.
        keys: the node's unlocked keys.

    Raises:
        KeyNotKeptError: the keystore does not hold it; no other key is taken in its place.
        KeyRefusedError: no key of ours counts there.
    """
    counting = verifiers(link, role, origin, size)
    if not counting:
        raise KeyRefusedError(KeyFault.UNKNOWN, role=role.value, digest=str(size))
    return keys.that_signs(counting[0].digest())


def sealing_recipient(link: Link) -> bytes:
    """Return the newest sealing key that the partner has introduced."""
    return newest(link, KeyRole.SEALING, End.PARTNER).raw


def newest(link: Link, role: KeyRole, end: End) -> PublicKey:
    """Return the newest key of one end and role that is in force now."""
    ranges = key_ranges(link, role, end)
    in_force = [each.key for each in ranges if each.is_in_force]
    return (in_force or [ranges[-1].key])[-1]


def descriptor_in_force(link: Link) -> Descriptor:
    """Return the partner's descriptor with its newest keys in the place of those they replace."""
    pinned_one = pinned(bytes(link.descriptor))
    return replace(
        pinned_one,
        sender=newest(link, KeyRole.SENDER, End.PARTNER).verifier(),
        holder=newest(link, KeyRole.HOLDER, End.PARTNER).verifier(),
        sealing=newest(link, KeyRole.SEALING, End.PARTNER).raw,
    )


def own_sender(link: Link, keys: NodeKeys) -> SigningKey:
    """Return the sender key with which this node signs what it states over a link now."""
    return keys.that_signs(newest(link, KeyRole.SENDER, End.OWN).digest())


def in_force_now(link: Link, role: KeyRole, end: End) -> tuple[HybridVerifier, ...]:
    """Return the keys of one end by which a statement outside the heads may be signed now."""
    ranges = key_ranges(link, role, end)
    return tuple(each.key.verifier() for each in reversed(ranges) if each.is_in_force)


def ever_in_force(link: Link, role: KeyRole, end: End) -> tuple[HybridVerifier, ...]:
    """Return every key of one end that ever counted, for what was signed and taken long ago."""
    first = descriptor_key(pinned(_descriptor_of(link, end)), role)
    rows = LinkKey.objects.filter(link=link.pk, end=end, role=role, from_size__isnull=False)
    found = {bytes(row.digest): _key_of(row) for row in rows.order_by("-pk")}
    return tuple(key.verifier() for key in {**found, first.digest(): first}.values())


def open_head_of(link: Link, raw: bytes, *, origin: Origin) -> Checkpoint:
    """Return a head of a link's channel, signed by a key that counts at its size.

    Raises:
        ParcelRefusedError: a signature is missing or wrong, or the note is malformed.
    """
    place = (origin.epoch, _claimed_size(raw))
    return _opened(
        link, KeyRole.SENDER, origin, place, lambda k: open_head(raw, sender=k, origin=origin)
    )


def open_receipt_of(link: Link, raw: bytes, *, origin: Origin) -> Receipt:
    """Return a receipt for a link's channel, signed by a key that counts at its size.

    Raises:
        ParcelRefusedError: it is malformed, not signed by the holder, or for another channel.
    """
    place = (origin.epoch, _claimed_size(raw))
    return _opened(
        link, KeyRole.HOLDER, origin, place, lambda k: open_receipt(raw, holder=k, origin=origin)
    )


def descriptor_key(descriptor: Descriptor, role: KeyRole) -> PublicKey:
    """Return the key of a role that stands in a descriptor."""
    match role:
        case KeyRole.SENDER:
            return PublicKey.of(role, descriptor.sender)
        case KeyRole.HOLDER:
            return PublicKey.of(role, descriptor.holder)
        case KeyRole.SEALING:
            return PublicKey(role, f"{descriptor.code}/sealing", descriptor.sealing)


def _opened(
    link: Link,
    role: KeyRole,
    origin: Origin,
    place: Place,
    read: Callable[[HybridVerifier], _Stated],
) -> _Stated:
    """Read with the first key that signed it; the last one's refusal is the refusal."""
    ranges = key_ranges(link, role, _end_of(link, role, origin), identifier=origin.link)
    name = origin.sender if role is KeyRole.SENDER else origin.recipient
    refusal = ParcelRefusedError(ParcelFault.SIGNATURE_WRONG, algorithm="Ed25519", name=name)
    for each in reversed(ranges):
        if each.counts_at(place):
            try:
                return read(each.key.verifier())
            except ParcelRefusedError as other:
                if other.fault not in _NOT_SIGNED_BY:
                    raise
                refusal = other
    ended = [each.key.verifier() for each in ranges if each.ends is not None and each.ends < place]
    raise refused_by_name(refusal, ended, read, is_receipt=role is KeyRole.HOLDER)


def _claimed_size(raw: bytes) -> int:
    """Return the size a note claims; what is no note is refused when it is opened."""
    try:
        return read_checkpoint(parse(raw, limit=CHECKPOINT_LIMIT).text).size
    except SignatureRefusedError:
        return 0


def _end_of(link: Link, role: KeyRole, origin: Origin) -> End:
    signs = origin.sender if role is KeyRole.SENDER else origin.recipient
    return End.OWN if signs == link.own_code else End.PARTNER


def _descriptor_of(link: Link, end: End) -> bytes:
    return bytes(link.own_descriptor if end is End.OWN else link.descriptor)


def _key_of(row: LinkKey) -> PublicKey:
    return PublicKey(KeyRole(row.role), row.name, bytes(row.public))


def _range_of(row: LinkKey) -> KeyRange:
    begins = None if row.from_size is None else (row.from_epoch or 0, row.from_size)
    ends = None if row.until_size is None else (row.until_epoch or 0, row.until_size)
    return KeyRange(_key_of(row), begins, ends)
