"""A case that was acted out, as rows; and copies of it, as other rows that acting would have made.

A copy has its own reference, message ids, lot, goods, officer and days. Everything that is hashed
is hashed anew: bodies under a salt of their own, envelopes, entries of the record.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

from bench.pages_cases import DESKS, GOODS, LARGE, NUMBER, Case
from bench.pages_sink import Row, columns_of, row_of
from comity.assistance.models import Answer, Deadline, Request, SearchKey
from comity.assistance.search_keys import keys_of, text_of
from comity.assistance.terms import Party
from comity.crypto.canonical import canonical_json
from comity.crypto.hashing import salted_digest
from comity.crypto.merkle import leaf_hash
from comity.exchange.envelope import instant_text, write_envelope
from comity.exchange.models import Inbound, Outbound
from comity.exchange.parcel import Message
from comity.exchange.terms import InboundState, Received
from comity.ledger.mentions import Mention
from comity.ledger.models import LedgerEntry, LedgerMention
from comity.ledger.terms import instant_text as entry_instant
from comity.officers.models import Officer

# All as long as the one that was acted with, so that sizes stay true.
WARES = (
    GOODS,
    "cotton shirts",
    "machine parts",
    "used vehicles",
    "mobile phones",
    "sugar in bulk",
    "olive oil can",
    "copper wiring",
)
CHANCE = random.Random(11)  # noqa: S311  a bench is drawn, nothing is kept secret
Swaps = Sequence[tuple[str, str]]
# Columns that tell which officer, and are given to another one.
_DESK_COLUMNS = frozenset({"drafter_id", "holder_id"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the record before it has its place."""

    at: datetime
    event: str
    about: str
    by: str
    agency: str
    beginning: bytes
    named: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message before it has its place in its channel; the row is complete but for that."""

    at: datetime
    row: list[Any]
    leaf: bytes


@dataclass
class Made:
    """What copies came to, gathered until it is written."""

    requests: list[Row]
    keys: list[Row]
    answers: list[Row]
    deadlines: list[Row]
    outbound: list[Sent]
    inbound: list[Sent]
    entries: list[Entry]


class Template:
    """One acted case, read once, of which copies are made."""

    def __init__(self, case: Case) -> None:
        self.case = case
        request = Request.objects.get(reference=case.reference)
        self.began = request.created_at
        self.ours = request.side == "requesting"
        self._request = row_of(request)
        found_by = SearchKey.objects.filter(request=request).values_list("key", flat=True)
        self._circles = {bytes(key).partition(b"\x00")[0].decode() for key in found_by}
        answer = Answer.objects.filter(request=request).first()
        self._answer = None if answer is None else row_of(answer)
        due = Deadline.objects.filter(request=request).order_by("pk")
        self._deadlines = [row_of(each) for each in due]
        sent = Outbound.objects.filter(case=case.reference).order_by("pk")
        self._outbound = [row_of(each) for each in sent]
        self._inbound = [_inbound(each) for each in case.told]
        self._ids = [row[_PLACE[Outbound]["message_id"]] for row in self._outbound]
        self._ids += [row[_PLACE[Inbound]["message_id"]] for row in self._inbound]
        entries = LedgerEntry.objects.filter(about=case.reference).order_by("epoch", "index")
        self._entries = [_entry(each) for each in entries]
        self.writer = Officer.objects.get(username=case.writer).pk

    def originals(self) -> Made:
        """Return the messages of the case itself; everything else of it is stored already."""
        made = Made([], [], [], [], [], [], [])
        self._messages(made, (), timedelta(0))
        return made

    def copy(
        self, made: Made, *, key: int, reference: str, began: datetime, desks: Mapping[str, int]
    ) -> None:
        """Add one copy to what is gathered.

        Args:
            made: what is gathered.
            key: primary key of the new request, and of its answer.
            reference: of the new request.
            began: when it was begun.
            desks: officers by name.
        """
        desk = CHANCE.choice(DESKS) if self.case.agency == LARGE else self.case.writer
        swaps = [
            (self.case.reference, reference),
            (NUMBER, f"{CHANCE.randrange(10**6):06}"),
            (GOODS, CHANCE.choice(WARES)),
            (self.case.writer, desk),
            *((each, new_id()) for each in self._ids),
        ]
        shift = began - self.began
        move = _Move(swaps, shift, self.writer, desks[desk])
        request = move.row(Request, self._request)
        request[_PLACE[Request]["id"]] = key
        request[_PLACE[Request]["days_taken"]] = _days_taken(request)
        made.requests.append(request)
        subject, partner = (request[_PLACE[Request][each]] for each in ("subject", "partner"))
        text = text_of(reference, subject=subject)
        found_by = keys_of(text, partner=partner, circles=self._circles)
        made.keys += [(each, key) for each in sorted(found_by)]
        if self._answer is not None:
            answer = move.row(Answer, self._answer)
            answer[_PLACE[Answer]["id"]], answer[_PLACE[Answer]["request_id"]] = key, key
            made.answers.append(answer)
        for row in self._deadlines:
            due = move.row(Deadline, row)
            due[_PLACE[Deadline]["request_id"]] = key
            made.deadlines.append(due[1:])
        self._messages(made, swaps, shift)
        made.entries += [_moved(entry, swaps, shift) for entry in self._entries]

    def _messages(self, made: Made, swaps: Swaps, shift: timedelta) -> None:
        made.outbound += [_message(Outbound, row, swaps, shift) for row in self._outbound]
        made.inbound += [_message(Inbound, row, swaps, shift) for row in self._inbound]


@dataclass(frozen=True, slots=True)
class _Move:
    """What changes from a case to its copy."""

    swaps: Swaps
    shift: timedelta
    writer: int
    desk: int

    def row(self, model: type[Model], row: Row) -> list[Any]:
        told = [_changed(value, self.swaps, self.shift) for value in row]
        for name in _DESK_COLUMNS & _PLACE[model].keys():
            place = _PLACE[model][name]
            told[place] = self.desk if told[place] == self.writer else told[place]
        if "writers" in _PLACE[model]:
            place = _PLACE[model]["writers"]
            told[place] = told[place].replace(f"[{self.writer}]", f"[{self.desk}]")
        return told


def _days_taken(request: Row) -> int | None:
    """Return the days from what began a request to its answer, as storing it counts them."""
    place = _PLACE[Request]
    ours = request[place["side"]] == Party.REQUESTING
    began, answered = (
        request[place[each]] for each in ("sent_at" if ours else "received_at", "answered_at")
    )
    return (answered.date() - began.date()).days if began and answered else None


def _message(model: type[Outbound | Inbound], row: Row, swaps: Swaps, shift: timedelta) -> Sent:
    place = _PLACE[model]
    told = [_changed(value, swaps, shift) for value in row]
    old_salt, old_body = row[place["salt"]], row[place["body"]]
    when = "recorded_at" if model is Outbound else "held_at"
    if swaps:
        told[place["salt"]] = CHANCE.randbytes(16)
        old, new = (
            salted_digest(old_salt, old_body),
            salted_digest(told[place["salt"]], told[place["body"]]),
        )
        envelope = told[place["envelope"]].replace(old.hex().encode(), new.hex().encode())
        told[place["envelope"]] = _recorded_later(envelope, shift)
    told[place["leaf_hash"]] = leaf_hash(told[place["envelope"]])
    return Sent(told[place[when]], told, told[place["leaf_hash"]])


def _recorded_later(envelope: bytes, shift: timedelta) -> bytes:
    before, mark, rest = envelope.partition(b'"recorded_at":"')
    at, end, after = rest.partition(b'"')
    later = datetime.fromisoformat(at.decode()) + shift
    return before + mark + instant_text(later).encode() + end + after


def _inbound(received: Received) -> list[Any]:
    body = canonical_json(dict(received.body))
    salt = CHANCE.randbytes(16)
    digest = salted_digest(salt, body).hex()
    told = replace(received.envelope, body_digest=digest, body_size=len(body))
    envelope = write_envelope(told)
    return row_of(
        Inbound(
            index=0,
            message_id=received.message_id,
            type=received.type,
            case=told.case,
            envelope=envelope,
            salt=salt,
            body=body,
            leaf_hash=Message(envelope, salt, body).leaf(),
            held_at=received.held_at,
            state=InboundState.HANDLED.value,
            handled_at=received.at,
        )
    )


def _entry(stored: LedgerEntry) -> Entry:
    mentions = LedgerMention.objects.filter(epoch=stored.epoch, index=stored.index)
    beginning, _, _ = bytes(stored.body).rpartition(b'"index":')
    return Entry(
        stored.at,
        stored.event,
        stored.about,
        stored.by,
        stored.agency,
        beginning,
        tuple(mentions.values_list("value", "kind")),
    )


def _moved(entry: Entry, swaps: Swaps, shift: timedelta) -> Entry:
    at = entry.at + shift
    beginning = _changed(entry.beginning, swaps, shift)
    beginning = beginning.replace(entry_instant(entry.at).encode(), entry_instant(at).encode())
    named = tuple((_changed(value, swaps, shift), kind) for value, kind in entry.named)
    about, by = _changed(entry.about, swaps, shift), _changed(entry.by, swaps, shift)
    return Entry(at, entry.event, about, by, entry.agency, beginning, named)


def _changed(value: Any, swaps: Swaps, shift: timedelta) -> Any:  # noqa: ANN401  whatever a column holds
    if isinstance(value, str):
        if len(value) > 5:
            for old, new in swaps:
                value = value.replace(old, new)
        return value
    if isinstance(value, bytes):
        for old, new in swaps:
            value = value.replace(old.encode(), new.encode())
        return value
    return value + shift if isinstance(value, date | datetime) else value


def new_id() -> str:
    """Return the id of a message, as any node would make it."""
    return str(UUID(int=CHANCE.getrandbits(128), version=4))


_PLACE: Mapping[type[Model], Mapping[str, int]] = {
    model: {name: place for place, name in enumerate(columns_of(model))}
    for model in (Request, Answer, Deadline, Outbound, Inbound)
}
