"""Our own keys over years: made, introduced to each partner, put to use, ended and destroyed.

Each step is found by comparing what stands: the keystore, the descriptor published last, and the
keys each partner has been told of. So a kill between any two of them is made good by the next
pass, and a link that rests takes part once it is resumed. A key is in the keystore before anything
names it, and out of it only after everything else has forgotten it.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from comity.crypto.keys import NodeKeys, SealingKey, SigningKey
from comity.exchange.descriptor import pinned
from comity.exchange.key_terms import KEY_DESTROYED, End, KeyRole, Rhythm, TurnState
from comity.exchange.keys_in_force import KeyRange, descriptor_key, key_ranges
from comity.exchange.models import KeyTurn, Link, LinkKey, Outbound
from comity.exchange.services.keys_making import (
    Keyring,
    kept_keys,
    make_key,
    plan_sealing,
    role_of,
)
from comity.exchange.services.keys_telling import end_superseded, introduce
from comity.exchange.services.links import own_descriptor
from comity.exchange.terms import LinkState
from comity.kernel.errors import ComityError
from comity.ledger.services import append
from comity.ledger.terms import NODE


def tend_keys(keyring: Keyring, *, rhythm: Rhythm, at: datetime) -> None:
    """Take every step with our own keys whose time has come; doing it again changes nothing.

    A key that cannot be made now, in a token that is gone for instance, keeps no other from being
    made, told or ended.

    Args:
        keyring: where the private keys are kept.
        rhythm: how long keys are used.
        at: aware UTC instant.

    Raises:
        ComityError: why a key could not be made, once everything else is done.
    """
    plan_sealing(rhythm, at=at)
    failed = _make_keys(keyring, at=at)
    raw = own_descriptor()
    keyring.show(raw)
    keys = keyring.keys()
    for link in Link.objects.filter(state=LinkState.CONFIRMED, recovering=False).order_by("code"):
        for role in KeyRole:
            introduce(link, descriptor_key(pinned(raw), role), keys, at=at)
            end_superseded(link, role, rhythm, at=at)
    _destroy(keyring, at=at)
    if failed is not None:
        raise failed


def _make_keys(keyring: Keyring, *, at: datetime) -> ComityError | None:
    """Make every key that is to be made; return why the first that could not be made was not."""
    failed: ComityError | None = None
    for turn in KeyTurn.objects.filter(state=TurnState.CONFIRMED).order_by("pk"):
        try:
            make_key(turn, keyring, at=at)
        except ComityError as error:
            failed = failed or error
    return failed


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
    left = [(key, public) for key, public in kept_keys(keys) if public.digest() not in gone]
    if len(left) < len(list(kept_keys(keys))):
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
    names = {public.digest(): public.name for _, public in kept_keys(keys)}
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
