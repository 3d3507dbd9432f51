"""Our own keys over years: made, introduced to each partner, put to use, ended and destroyed.

Each step is found by comparing what stands: the keystore, the descriptor published last, and the
keys each partner has been told of. So a kill between any two of them is made good by the next
pass, and a link that rests takes part once it is resumed. A key is in the keystore before anything
names it, and out of it only after everything else has forgotten it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import F

from comity.crypto.keys import NodeKeys, SealingKey, SigningKey
from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    pinned,
)
from comity.exchange.key_terms import (
    KEY_DESTROYED,
    KEY_ENDED,
    KEY_ENDED_TYPE,
    KEY_INTRODUCED,
    KEY_INTRODUCED_TYPE,
    KEY_MADE,
    End,
    KeyRole,
    Rhythm,
    TurnState,
)
from comity.exchange.keys_in_force import (
    FROM_THE_START,
    KeyRange,
    descriptor_key,
    key_ranges,
    newest,
)
from comity.exchange.models import Channel, KeyTurn, Link, LinkKey, Outbound, OwnDescriptor
from comity.exchange.public_keys import PublicKey
from comity.exchange.services.links import own_descriptor, publish_descriptor
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.services.rekeying import last_epoch
from comity.exchange.terms import Direction, LinkState, NewMessage
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind


class Keyring(Protocol):
    """Where the private keys are kept."""

    def keys(self) -> NodeKeys:
        """Return the keys as they are kept now."""

    def keep(self, keys: NodeKeys) -> None:
        """Keep these keys instead, durably, whole or not at all."""

    def show(self, descriptor: bytes) -> None:
        """Put the descriptor where it is taken from as a file."""


def tend_keys(keyring: Keyring, *, rhythm: Rhythm, at: datetime) -> None:
    """Take every step with our own keys whose time has come; doing it again changes nothing.

    Args:
        keyring: where the private keys are kept.
        rhythm: how long keys are used.
        at: aware UTC instant.
    """
    _plan_sealing(rhythm, at=at)
    for turn in KeyTurn.objects.filter(state=TurnState.CONFIRMED).order_by("pk"):
        _make(turn, keyring, at=at)
    raw = own_descriptor()
    keyring.show(raw)
    keys = keyring.keys()
    for link in Link.objects.filter(state=LinkState.CONFIRMED).order_by("code"):
        for role in KeyRole:
            _introduce(link, descriptor_key(pinned(raw), role), keys, at=at)
            _end_superseded(link, role, rhythm, at=at)
    _destroy(keyring, at=at)


def begin_to_use(log: Channel, *, upto: int) -> None:
    """Let keys of ours count from here on whose introduction the partner has just receipted.

    Args:
        log: the channel out, locked, with its link.
        upto: size the partner's receipt covers.
    """
    link = log.link
    waiting = LinkKey.objects.filter(
        link=link, identifier=link.link_id, end=End.OWN, from_size__isnull=True
    )
    for row in waiting:
        leaf = Outbound.objects.filter(message_id=row.introduced_by, channel=log, index__lt=upto)
        index = leaf.values_list("index", flat=True).first()
        if index is None:
            continue
        row.from_epoch, row.from_size = _first_place(log, row, index)
        row.save(update_fields=["from_epoch", "from_size"])


def begun_at(row: LinkKey) -> datetime | None:
    """Return when the partner receipted a key of ours; None while it has not."""
    sent = Outbound.objects.filter(message_id=row.introduced_by)
    return sent.values_list("delivered_at", flat=True).first()


def published_since(role: KeyRole) -> datetime | None:
    """Return since when the key of a role has stood in our published descriptor."""
    rows = list(OwnDescriptor.objects.order_by("pk").values_list("raw", "published_at"))
    if not rows:
        return None
    now = descriptor_key(pinned(bytes(rows[-1][0])), role).digest()
    standing = (at for raw, at in rows if descriptor_key(pinned(bytes(raw)), role).digest() == now)
    return next(standing, None)


def _first_place(log: Channel, row: LinkKey, index: int) -> tuple[int, int]:
    if row.role == KeyRole.HOLDER:
        held = _open(log.link, Direction.IN)
        return held.epoch, held.size
    covering = log.heads.filter(size__gt=index).order_by("size").values_list("size", flat=True)
    return log.epoch, (covering.first() or index + 1) + 1


def _plan_sealing(rhythm: Rhythm, *, at: datetime) -> None:
    since = published_since(KeyRole.SEALING)
    if since is None or at - since < rhythm.sealing_age:
        return
    open_turns = KeyTurn.objects.filter(
        role=KeyRole.SEALING, state__in=[TurnState.ASKED, TurnState.CONFIRMED]
    )
    if not open_turns.exists():
        KeyTurn.objects.create(
            role=KeyRole.SEALING,
            state=TurnState.CONFIRMED,
            reason="",
            asked_by=NODE,
            asked_at=at,
            confirmed_by=NODE,
            confirmed_at=at,
        )


def _make(turn: KeyTurn, keyring: Keyring, *, at: datetime) -> None:
    """Make the new key of a turn, or take the one an interrupted pass made, and publish it."""
    role, published = KeyRole(turn.role), pinned(own_descriptor())
    made = _unpublished(keyring.keys(), role)
    if made is None:
        keyring.keep(_with_new(keyring.keys(), role, published.code))
        made = _unpublished(keyring.keys(), role)
    assert made is not None, "it has just been kept"
    raw = make_own_descriptor(_chosen(keyring.keys(), published, made), _draft(published), at=at)
    new, old = descriptor_key(pinned(raw), role), descriptor_key(published, role)
    with transaction.atomic(durable=True):
        mine = KeyTurn.objects.select_for_update(no_key=True).get(pk=turn.pk)
        if mine.state != TurnState.CONFIRMED:
            return
        publish_descriptor(raw, at=at)
        mine.state, mine.done_at = TurnState.DONE, at
        mine.digest, mine.replaced = new.digest(), old.digest()
        mine.save(update_fields=["state", "done_at", "digest", "replaced"])
        digest = new.digest().hex()[:16]
        append(
            KEY_MADE, about=published.code, by=NODE, agency="", at=at,
            role=role.value, name=new.name, digest=digest,
        )  # fmt: skip


def _unpublished(keys: NodeKeys, role: KeyRole) -> SigningKey | SealingKey | None:
    """Return a kept key of a role that no descriptor of ours ever named."""
    named = {
        descriptor_key(pinned(bytes(raw)), role).digest()
        for raw in OwnDescriptor.objects.values_list("raw", flat=True)
    }
    kept = [(key, public) for key, public in _kept(keys) if public.role is role]
    return next((key for key, public in kept if public.digest() not in named), None)


def _kept(keys: NodeKeys) -> Iterator[tuple[SigningKey | SealingKey, PublicKey]]:
    code = keys.sender.name.split("/")[0]
    for key in keys.signing():
        yield key, PublicKey.of(role_of(key), key.public())
    for sealing in reversed(keys.opening()):
        yield sealing, PublicKey(KeyRole.SEALING, f"{code}/sealing", sealing.public())


def role_of(key: SigningKey) -> KeyRole:
    """Return what a key of ours is for, which its name says: `UA/sender`, `UA/sender/2`."""
    return KeyRole(key.name.split("/")[1])


def _with_new(keys: NodeKeys, role: KeyRole, code: str) -> NodeKeys:
    if role is KeyRole.SEALING:
        return replace(keys, later_sealing=(*keys.later_sealing, SealingKey.generate()))
    number = 1 + KeyTurn.objects.filter(role=role).count()
    new = SigningKey.generate(f"{code}/{role.value}/{number}")
    return replace(keys, later=(*keys.later, new))


def _chosen(keys: NodeKeys, published: Descriptor, made: SigningKey | SealingKey) -> NodeKeys:
    """Return the keys a new descriptor names: those of the last one, and the one just made."""
    sender, holder = (keys.that_signs(k.digest()) for k in (published.sender, published.holder))
    sealing = next(key for key in keys.opening() if key.public() == published.sealing)
    if isinstance(made, SealingKey):
        sealing = made
    elif role_of(made) is KeyRole.SENDER:
        sender = made
    else:
        holder = made
    return replace(keys, sender=sender, holder=holder, sealing=sealing)


def _draft(published: Descriptor) -> DescriptorDraft:
    return DescriptorDraft(
        code=published.code,
        name=published.name,
        agencies=published.agencies,
        address=published.address,
        certificate=published.certificate,
        trust=published.trust,
        first_epoch=_first_epoch(published),
    )


def _first_epoch(published: Descriptor) -> int:
    """Return an epoch no log of ours had, where a revoked link waits to begin anew."""
    if not Link.objects.filter(state=LinkState.REVOKED).exists():
        return published.first_epoch
    return max(published.first_epoch, last_epoch() + 1)


def _introduce(link: Link, key: PublicKey, keys: NodeKeys, *, at: datetime) -> None:
    known = {each.key.digest() for each in key_ranges(link, key.role, End.OWN)}
    if key.digest() in known:
        return
    replaces, note = newest(link, key.role, End.OWN).digest(), b""
    if key.role is not KeyRole.SEALING:
        statement = key.statement(link=link.link_id, replaces=replaces)
        note = keys.that_signs(key.digest()).sign_note(statement)
    with transaction.atomic(durable=True):
        told = NewMessage(KEY_INTRODUCED_TYPE, key.told(replaces=replaces, note=note))
        message_id = queue_link_message(told, to=link.code, at=at)
        LinkKey.objects.create(
            link=link,
            identifier=link.link_id,
            end=End.OWN,
            role=key.role,
            name=key.name,
            public=key.raw,
            digest=key.digest(),
            statement=note,
            introduced_by=message_id,
            introduced_at=at,
        )
        _changed(link)
        _record(KEY_INTRODUCED, link, key, at=at)


def _end_superseded(link: Link, role: KeyRole, rhythm: Rhythm, *, at: datetime) -> None:
    """End the older keys of a role once the newest has counted for as long as both should."""
    in_force = [each for each in key_ranges(link, role, End.OWN) if each.is_in_force]
    if len(in_force) < 2:
        return
    new = LinkKey.objects.get(
        link=link, identifier=link.link_id, end=End.OWN, role=role, digest=in_force[-1].key.digest()
    )
    begun = begun_at(new)
    hurried = KeyTurn.objects.filter(digest=new.digest, compromised_since__isnull=False).exists()
    overlap = timedelta(0) if hurried else rhythm.overlap
    if begun is not None and at - begun >= overlap:
        for old in in_force[:-1]:
            _end(link, old, at=at)


def _end(link: Link, old: KeyRange, *, at: datetime) -> None:
    log = _open(link, Direction.IN if old.key.role is KeyRole.HOLDER else Direction.OUT)
    begins = old.begins or FROM_THE_START
    body = {
        "role": old.key.role.value,
        "digest": old.key.digest().hex(),
        "epoch": log.epoch,
        "size": log.size,
    }
    with transaction.atomic(durable=True):
        message_id = queue_link_message(NewMessage(KEY_ENDED_TYPE, body), to=link.code, at=at)
        ending = {
            "ended_by": message_id,
            "ended_at": at,
            "until_epoch": log.epoch,
            "until_size": log.size,
        }
        LinkKey.objects.update_or_create(
            link=link,
            identifier=link.link_id,
            end=End.OWN,
            role=old.key.role,
            digest=old.key.digest(),
            defaults=ending,
            create_defaults={
                "name": old.key.name,
                "public": old.key.raw,
                "from_epoch": begins[0],
                "from_size": begins[1],
                **ending,
            },
        )
        _changed(link)
        _record(KEY_ENDED, link, old.key, at=at)


def _destroy(keyring: Keyring, *, at: datetime) -> None:
    """Take out of the keystore what no partner counts on any more."""
    published = pinned(own_descriptor())
    standing = {descriptor_key(published, role).digest() for role in KeyRole}
    for turn in KeyTurn.objects.filter(state=TurnState.DONE, destroyed_at__isnull=True):
        old = bytes(turn.replaced)
        if old not in standing and not _is_counted_on(old):
            _record_destroyed(turn, keyring.keys(), published.code, at=at)
    gone = {
        bytes(digest)
        for digest in KeyTurn.objects.filter(destroyed_at__isnull=False).values_list(
            "replaced", flat=True
        )
    } - standing
    keys = keyring.keys()
    left = [(key, public) for key, public in _kept(keys) if public.digest() not in gone]
    if len(left) < len(list(_kept(keys))):
        keyring.keep(_only(keys, [key for key, _ in left]))


def _is_counted_on(digest: bytes) -> bool:
    """Tell whether some link that is not revoked has not ended a key, or not told so yet."""
    for link in Link.objects.exclude(state=LinkState.REVOKED):
        for role in KeyRole:
            for each in key_ranges(link, role, End.OWN):
                if each.key.digest() == digest and not _is_over(link, each):
                    return True
    return False


def _is_over(link: Link, each: KeyRange) -> bool:
    row = LinkKey.objects.filter(
        link=link, identifier=link.link_id, end=End.OWN, digest=each.key.digest()
    ).first()
    if row is None or row.until_size is None:
        return False
    told = Outbound.objects.filter(message_id=row.ended_by, delivered_at__isnull=False)
    return told.exists()


def _record_destroyed(turn: KeyTurn, keys: NodeKeys, code: str, *, at: datetime) -> None:
    names = {public.digest(): public.name for _, public in _kept(keys)}
    digest = bytes(turn.replaced)
    with transaction.atomic(durable=True):
        turn.destroyed_at = at
        turn.save(update_fields=["destroyed_at"])
        append(
            KEY_DESTROYED, about=code, by=NODE, agency="", at=at,
            role=turn.role, name=names.get(digest, ""), digest=digest.hex()[:16],
        )  # fmt: skip


def _only(keys: NodeKeys, left: list[SigningKey | SealingKey]) -> NodeKeys:
    signing = [key for key in left if isinstance(key, SigningKey)]
    sender, *senders = (key for key in signing if role_of(key) is KeyRole.SENDER)
    holder, *holders = (key for key in signing if role_of(key) is KeyRole.HOLDER)
    sealing, *later = (key for key in left if isinstance(key, SealingKey))
    return replace(
        keys,
        sender=sender,
        holder=holder,
        sealing=sealing,
        later=(*senders, *holders),
        later_sealing=tuple(later),
    )


def _open(link: Link, direction: Direction) -> Channel:
    found = link.channels.filter(direction=direction).order_by("epoch").last()
    assert found is not None, "both channels are opened at once"
    return found


def _changed(link: Link) -> None:
    Link.objects.filter(pk=link.pk).update(key_changes=F("key_changes") + 1)
    link.refresh_from_db(fields=["key_changes"])


def _record(event: EventKind, link: Link, key: PublicKey, *, at: datetime) -> None:
    append(
        event,
        about=link.code,
        by=NODE,
        agency="",
        at=at,
        partner=link.code,
        role=key.role.value,
        name=key.name,
        digest=key.digest().hex()[:16],
    )
