"""Messages into their channels and entries into the record, by the block, with every hash right."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bench.pages_copies import Entry, Sent
from bench.pages_sink import columns_of, put
from comity.crypto.canonical import canonical_json
from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier, leaf_hash
from comity.exchange.models import Channel, ChannelHead, Inbound, Outbound
from comity.exchange.receipt import write_receipt
from comity.exchange.terms import PARCEL_DELIVERED, PARCEL_HELD, Direction
from comity.ledger import rows
from comity.ledger.mentions import mentions_of
from comity.ledger.models import LedgerEntry, LedgerHead, LedgerMention
from comity.ledger.terms import NODE, Act, body_of

IN_PARCEL = 250
_ON_THE_WAY = timedelta(minutes=5)


def entry_of(act: Act) -> Entry:
    """Return an act as an entry that has no place yet."""
    body = canonical_json(body_of(act, epoch=1, index=0))
    named = mentions_of(act.about, act.fields)
    beginning = body.rpartition(b'"index":')[0]
    return Entry(act.at, act.kind.name, act.about, act.by, act.agency, beginning, named)


class Record:
    """The record of the node, to which blocks of entries are appended."""

    def __init__(self) -> None:
        self._epoch, self._frontier = rows.locked_head()

    def take(self, entries: Iterable[Entry]) -> None:
        """Append entries in the order of their instants."""
        stored, named, leaves = [], [], []
        for index, each in enumerate(sorted(entries, key=_at), self._frontier.size):
            body = each.beginning + b'"index":%d}' % index
            leaves.append(leaf_hash(body))
            place = (self._epoch, index)
            told = (each.at, each.event, each.about, each.by, each.agency)
            stored.append((*place, *told, body, leaves[-1]))
            named += [(value, each.agency, each.by, *place, kind) for value, kind in each.named]
        self._frontier = self._frontier.extend(leaves)
        put(LedgerEntry, stored)
        put(LedgerMention, named)
        LedgerHead.objects.filter(epoch=self._epoch).update(
            size=self._frontier.size, frontier=self._frontier.to_bytes()
        )


class Road:
    """One direction of the link, as a log that blocks of messages are appended to."""

    def __init__(self, direction: Direction, *, sender: SigningKey, holder: SigningKey) -> None:
        self._model: type[Outbound | Inbound] = Outbound if direction is Direction.OUT else Inbound
        self._channel = Channel.objects.select_related("link").get(
            link__code="UA", direction=direction
        )
        self._sender, self._holder = sender, holder
        self._frontier, self._key = Frontier(), 0
        self._place = {name: at for at, name in enumerate(columns_of(self._model))}

    def take(self, messages: Iterable[Sent]) -> list[Entry]:
        """Append messages in the order of their instants; return the parcels' entries."""
        told = sorted(messages, key=_at)
        parcels = []
        for start in range(0, len(told), IN_PARCEL):
            parcel = told[start : start + IN_PARCEL]
            put(self._model, [self._row(each, number) for number, each in enumerate(parcel)])
            self._key += len(parcel)
            self._frontier = self._frontier.extend(each.leaf for each in parcel)
            parcels.append(self._signed(parcel[-1].at + _ON_THE_WAY, len(parcel)))
        self._channel.size = self._channel.receipted_size = self._frontier.size
        self._channel.frontier = self._frontier.to_bytes()
        self._channel.save()
        return parcels

    def _row(self, message: Sent, number: int) -> list[Any]:
        row, place = message.row, self._place
        row[place["id"]] = self._key + number + 1
        row[place["channel_id"]] = self._channel.pk
        row[place["index"]] = self._key + number
        if self._model is Outbound:
            row[place["delivered_at"]] = message.at + _ON_THE_WAY
        return row

    def _signed(self, at: datetime, messages: int) -> Entry:
        root = self._frontier.root()
        head = Checkpoint(self._channel.origin, self._frontier.size, root)
        ChannelHead.objects.create(
            channel=self._channel,
            size=head.size,
            root=root,
            note=sign_checkpoint(head, self._sender),
            receipt=write_receipt(head, self._holder, at=at),
            receipt_at=at.replace(microsecond=0),
        )
        facts: dict[str, Any] = {
            "partner": "UA",
            "origin": head.origin,
            "size": head.size,
            "root": root.hex(),
        }
        held = self._model is Inbound
        kind = PARCEL_HELD if held else PARCEL_DELIVERED
        if held:
            facts["messages"] = messages
        return entry_of(Act(kind, "UA", NODE, "", at, facts))


def _at(each: Entry | Sent) -> datetime:
    return each.at
