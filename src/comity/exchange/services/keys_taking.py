"""A partner's keys: taken with the very leaf that introduces or ends them.

What a key counts for must not depend on when its message is handled, so the rows are written in
the transaction that holds the leaf. Handling only records it, or refuses the message by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import F

from comity.exchange import wiring
from comity.exchange.envelope import read_body_of
from comity.exchange.key_terms import KEY_ENDED_TYPE, KEY_INTRODUCED_TYPE, End, KeyRole
from comity.exchange.keys_in_force import FROM_THE_START, KeyRange, Place, key_ranges
from comity.exchange.models import Channel, Link, LinkKey
from comity.exchange.parcel import Message
from comity.exchange.public_keys import PublicKey, read_introduced
from comity.exchange.refusals import KeyFault, KeyRefusedError, MessageRefusedError
from comity.exchange.terms import Direction, Envelope

MOST_IN_FORCE = 4


@dataclass(frozen=True, slots=True)
class SaidOfKey:
    """What one leaf says of a key; its signature is checked already.

    Attributes:
        message_id: of the leaf.
        key: the key introduced; None where one is ended.
        replaces: digest of the key it will replace.
        role: of the key ended.
        digest: of the key ended.
        last: the last place the key ended counts at, as its owner says.
    """

    message_id: str
    key: PublicKey | None = None
    replaces: bytes = b""
    role: KeyRole = KeyRole.SENDER
    digest: bytes = b""
    last: Place = FROM_THE_START


def said_of_keys(
    link: Link, messages: Sequence[Message], envelopes: Sequence[Envelope | None]
) -> list[SaidOfKey]:
    """Return what the messages of a parcel say of keys; what is not in form says nothing.

    Args:
        link: it came over.
        messages: of the parcel.
        envelopes: of the messages.
    """
    found = []
    for message, envelope in zip(messages, envelopes, strict=True):
        if envelope is None or envelope.type not in (KEY_INTRODUCED_TYPE, KEY_ENDED_TYPE):
            continue
        try:
            fits = wiring.current().validator_of(envelope.type, envelope.version)
            body = read_body_of(envelope, message.body)
            fits(body)
            found.append(read_said(envelope.id, envelope.type, body, link))
        except (MessageRefusedError, KeyRefusedError):
            # Held as it came, and refused by name when its turn comes.
            continue
    return found


def keep_said(link: Link, channel: Channel, said: SaidOfKey, *, upto: int, at: datetime) -> None:
    """Write the range of a key in the transaction that holds its leaf; what cannot be is left.

    Args:
        link: it came over, as it is now.
        channel: the channel in.
        said: of the key.
        upto: size of the head under which the leaf came.
        at: aware UTC instant.
    """
    try:
        if said.key is not None:
            _introduce(link, channel, said, upto=upto, at=at)
        else:
            _end(link, channel, said, upto=upto, at=at)
    except KeyRefusedError:
        return
    Link.objects.filter(pk=link.pk).update(key_changes=F("key_changes") + 1)
    link.refresh_from_db(fields=["key_changes"])


def read_said(message_id: str, type_: str, body: object, link: Link) -> SaidOfKey:
    """Return what a body that fits its schema says of a key.

    Raises:
        KeyRefusedError: it is no key, or its own signature is missing.
    """
    told = cast("dict[str, object]", body)
    if type_ == KEY_INTRODUCED_TYPE:
        key, replaces, _ = read_introduced(told, link=link.link_id)
        return SaidOfKey(message_id, key=key, replaces=replaces)
    last = (int(str(told["epoch"])), int(str(told["size"])))
    digest, role = bytes.fromhex(str(told["digest"])), KeyRole(str(told["role"]))
    return SaidOfKey(message_id, role=role, digest=digest, last=last)


def demand_new(link: Link, said: SaidOfKey) -> PublicKey:
    """Return the key introduced: a new one, in the place of one in force, and not one too many.

    Raises:
        KeyRefusedError: one of these is not so.
    """
    key = said.key
    assert key is not None, "it introduces one"
    ranges = key_ranges(link, key.role, End.PARTNER)
    if key.digest() in {each.key.digest() for each in ranges}:
        raise KeyRefusedError(KeyFault.KNOWN, name=key.name)
    in_force = [each for each in ranges if each.is_in_force]
    if said.replaces not in {each.key.digest() for each in in_force}:
        digest = said.replaces.hex()[:16]
        raise KeyRefusedError(KeyFault.UNKNOWN, role=key.role.value, digest=digest)
    if len(in_force) >= MOST_IN_FORCE:
        raise KeyRefusedError(KeyFault.TOO_MANY, limit=MOST_IN_FORCE)
    return key


def ended_in_force(link: Link, said: SaidOfKey) -> KeyRange:
    """Return the key that is ended: one in force, and not the newest.

    Raises:
        KeyRefusedError: one of these is not so.
    """
    ranges = [each for each in key_ranges(link, said.role, End.PARTNER) if each.is_in_force]
    found = [each for each in ranges if each.key.digest() == said.digest]
    if not found:
        digest = said.digest.hex()[:16]
        raise KeyRefusedError(KeyFault.UNKNOWN, role=said.role.value, digest=digest)
    if ranges[-1] is found[0]:
        # The newest one signs; ending it would leave nobody to speak for the partner.
        raise KeyRefusedError(KeyFault.LAST, role=said.role.value, name=found[0].key.name)
    return found[0]


def _introduce(link: Link, channel: Channel, said: SaidOfKey, *, upto: int, at: datetime) -> None:
    key = demand_new(link, said)
    begins = (channel.epoch, upto + 1)
    if key.role is KeyRole.HOLDER:
        out = _out(link)
        # Receipts up to here were signed with the keys before; the new one may sign any later one.
        begins = (out.epoch, out.receipted_size)
    LinkKey.objects.create(
        link=link,
        identifier=link.link_id,
        end=End.PARTNER,
        role=key.role,
        name=key.name,
        public=key.raw,
        digest=key.digest(),
        introduced_by=said.message_id,
        introduced_at=at,
        from_epoch=begins[0],
        from_size=begins[1],
    )


def _end(link: Link, channel: Channel, said: SaidOfKey, *, upto: int, at: datetime) -> None:
    ended = ended_in_force(link, said)
    reached, verified = (channel.epoch, upto), (channel.epoch, upto)
    if said.role is KeyRole.HOLDER:
        out = _out(link)
        reached, verified = (out.epoch, out.size), (out.epoch, out.receipted_size)
    if said.last > reached:
        raise KeyRefusedError(KeyFault.OUT_OF_RANGE, name=ended.key.name, size=said.last[1])
    # Never before what it has signed and we have verified: nobody takes a receipt back by ending
    # the key under it.
    until = max(said.last, verified)
    begins = ended.begins or FROM_THE_START
    LinkKey.objects.update_or_create(
        link=link,
        identifier=link.link_id,
        end=End.PARTNER,
        role=said.role,
        digest=said.digest,
        defaults={
            "ended_by": said.message_id,
            "ended_at": at,
            "until_epoch": until[0],
            "until_size": until[1],
        },
        create_defaults={
            "name": ended.key.name,
            "public": ended.key.raw,
            "from_epoch": begins[0],
            "from_size": begins[1],
            "ended_by": said.message_id,
            "ended_at": at,
            "until_epoch": until[0],
            "until_size": until[1],
        },
    )


def _out(link: Link) -> Channel:
    out = link.channels.filter(direction=Direction.OUT).order_by("epoch").last()
    assert out is not None, "both channels are opened at once"
    return out
