"""Making a new key of ours: in the keystore first, then in a descriptor that is published.

A key is in the keystore before anything names it, so a kill between the two is made good by the
next pass, which takes the key that an interrupted one made.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.db import transaction

from comity.crypto.keys import NodeKeys, SealingKey, SigningKey
from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    pinned,
)
from comity.exchange.key_terms import KEY_MADE, KeyRole, Rhythm, TurnState
from comity.exchange.keys_in_force import descriptor_key
from comity.exchange.models import KeyTurn, Link, OwnDescriptor
from comity.exchange.public_keys import PublicKey
from comity.exchange.services.links import own_descriptor, publish_descriptor
from comity.exchange.services.rekeying import last_epoch
from comity.exchange.terms import LinkState
from comity.ledger.services import append
from comity.ledger.terms import NODE


class Keyring(Protocol):
    """Where the private keys are kept."""

    def keys(self) -> NodeKeys:
        """Return the keys as they are kept now."""

    def make(self, name: str) -> SigningKey:
        """Return a new key that signs under a name; asked again, a half in a token is the same.

        Raises:
            ComityError: the token that should hold half of it does not.
        """

    def keep(self, keys: NodeKeys) -> None:
        """Keep these keys instead, durably, whole or not at all."""

    def show(self, descriptor: bytes) -> None:
        """Put the descriptor where it is taken from as a file."""


def published_since(role: KeyRole) -> datetime | None:
    """Return since when the key of a role has stood in our published descriptor."""
    rows = list(OwnDescriptor.objects.order_by("pk").values_list("raw", "published_at"))
    if not rows:
        return None
    now = descriptor_key(pinned(bytes(rows[-1][0])), role).digest()
    standing = (at for raw, at in rows if descriptor_key(pinned(bytes(raw)), role).digest() == now)
    return next(standing, None)


def plan_sealing(rhythm: Rhythm, *, at: datetime) -> None:
    """Decide that the sealing key is replaced, once it is as old as it may be."""
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


def make_key(turn: KeyTurn, keyring: Keyring, *, at: datetime) -> None:
    """Make the new key of a turn, or take the one an interrupted pass made, and publish it."""
    role, published = KeyRole(turn.role), pinned(own_descriptor())
    made = _unpublished(keyring.keys(), role)
    if made is None:
        keyring.keep(_with_new(keyring, role, published.code))
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


def kept_keys(keys: NodeKeys) -> Iterator[tuple[SigningKey | SealingKey, PublicKey]]:
    """Return every key of ours that takes part in links with its public half, oldest first."""
    code = keys.sender.name.split("/")[0]
    for key in keys.signing():
        yield key, PublicKey.of(role_of(key), key.public())
    for sealing in reversed(keys.opening()):
        yield sealing, PublicKey(KeyRole.SEALING, f"{code}/sealing", sealing.public())


def role_of(key: SigningKey) -> KeyRole:
    """Return what a key of ours is for, which its name says: `UA/sender`, `UA/sender/2`."""
    return KeyRole(key.name.split("/")[1])


def _unpublished(keys: NodeKeys, role: KeyRole) -> SigningKey | SealingKey | None:
    """Return a kept key of a role that no descriptor of ours ever named."""
    named = {
        descriptor_key(pinned(bytes(raw)), role).digest()
        for raw in OwnDescriptor.objects.values_list("raw", flat=True)
    }
    kept = [(key, public) for key, public in kept_keys(keys) if public.role is role]
    return next((key for key, public in kept if public.digest() not in named), None)


def _with_new(keyring: Keyring, role: KeyRole, code: str) -> NodeKeys:
    keys = keyring.keys()
    if role is KeyRole.SEALING:
        return replace(keys, later_sealing=(*keys.later_sealing, SealingKey.generate()))
    number = 1 + KeyTurn.objects.filter(role=role).count()
    new = keyring.make(f"{code}/{role.value}/{number}")
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
