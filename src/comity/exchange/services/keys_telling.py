"""Telling partners of our keys: introduced in each channel, counted from its receipt, ended.

A key of ours signs nothing before the partner has receipted its introduction, and the one before
it ends once both have counted for as long as they should.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from comity.crypto.keys import NodeKeys
from comity.exchange.key_terms import (
    KEY_ENDED,
    KEY_ENDED_TYPE,
    KEY_INTRODUCED,
    KEY_INTRODUCED_TYPE,
    End,
    KeyRole,
    Rhythm,
)
from comity.exchange.keys_in_force import FROM_THE_START, KeyRange, key_ranges, newest
from comity.exchange.models import Channel, KeyTurn, Link, LinkKey, Outbound
from comity.exchange.public_keys import PublicKey
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.terms import Direction, NewMessage
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind


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


def introduce(link: Link, key: PublicKey, keys: NodeKeys, *, at: datetime) -> None:
    """Introduce a published key over a link, unless that was done."""
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


def end_superseded(link: Link, role: KeyRole, rhythm: Rhythm, *, at: datetime) -> None:
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


def _first_place(log: Channel, row: LinkKey, index: int) -> tuple[int, int]:
    if row.role == KeyRole.HOLDER:
        held = _open(log.link, Direction.IN)
        return held.epoch, held.size
    covering = log.heads.filter(size__gt=index).order_by("size").values_list("size", flat=True)
    return log.epoch, (covering.first() or index + 1) + 1


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
