"""The two ends of a channel, as the services and the courier of this node play them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.conformance.node import laid  # isort: skip  starts Django, before models are read

from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.exchange import suites, wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.jobs import Courier
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.models import Channel, Link, Outbound
from comity.exchange.parcel import size_in_parcel, split_parcel
from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.services import (
    Pace,
    add_link,
    confirm_link,
    give_back,
    handle_slice,
    hold,
    publish_descriptor,
    recognise,
)
from comity.exchange.terms import REFUSED_TYPE, Direction, MessageKind
from comity.exchange.transport import Piece
from comity.kernel.errors import ComityError, Problem
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.conformance.node import media
from tests.conformance.node.checks import (
    Told,
    base,
    message_of,
    node_keys,
    published_kinds,
    speaking,
    suites_of,
    text_of,
)
from tests.conformance.node.hearing import hear

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PEOPLE = (
    Viewer(1, "T. Brooks", "CBP", frozenset({Role.TREATY_DESK})),
    Viewer(2, "N. Admin", "CBP", frozenset({Role.NODE_ADMINISTRATOR})),
)
PAUSE = timedelta(minutes=5)
LOST = TransportFault.TOO_SLOW
SPOKEN = suites.SUITES


class RefusedHereError(ComityError):
    """What the courier would not settle, by the code it gave up with."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


def begin(told: Told) -> NodeKeys:
    """A new node, linked to its partner by two officers."""
    own, partner = base(told["own"]), base(told["partner"])
    suites.SUITES = suites_of(told["suites"]) if "suites" in told else SPOKEN
    # A link that stands when a suite is retired was made before.
    with speaking([{"id": suite.id, "last_day": None} for suite in SPOKEN]):
        laid.begin_anew(own + partner, lambda: _link(own, partner))
    wiring.register([*LINK_KINDS, *_kinds_without_cases()])
    return node_keys(read_descriptor(own).code, told)


def _link(own: bytes, partner: bytes) -> None:
    with transaction.atomic(durable=True):
        publish_descriptor(own, at=AT)
    with transaction.atomic(durable=True):
        link = add_link(partner, officer=PEOPLE[0], at=AT)
    for officer in PEOPLE:
        with transaction.atomic(durable=True):
            confirm_link(link.code, number=link.number, officer=officer, at=AT)


def _kinds_without_cases() -> list[MessageKind]:
    known = {(kind.type, kind.version) for kind in LINK_KINDS}
    return [kind for kind in published_kinds() if (kind.type, kind.version) not in known]


# ---- holder


@dataclass
class Holder:
    """A node as its partners' door."""

    keys: NodeKeys
    code: str

    def take(self, told: Told) -> Told:
        at = datetime.fromtimestamp(told["at"], tz=UTC)
        head, sealed = split_parcel(base(told["parcel"]))
        recognised = recognise(head, own_code=self.code, at=at)
        receipt = hold(recognised, sealed, keys=self.keys, at=at)
        self._handle(at)
        return {"receipt": text_of(receipt)}

    def hear(self, told: Told) -> Told:
        at = datetime.fromtimestamp(told["at"], tz=UTC)
        return hear(told, keys=self.keys, code=self.code, at=at)

    def give(self, told: Told) -> Told:
        at = datetime.fromtimestamp(told["at"], tz=UTC)
        ask, _ = split_parcel(base(told["ask"]))
        return {"answer": text_of(give_back(ask, own_code=self.code, pace=Pace(), at=at))}

    def bring(self, told: Told) -> Told:
        at = media.at_of(told)
        found = media.bring(told, keys=self.keys, code=self.code, at=at)
        self._handle(at)
        return found

    def look(self, told: Told) -> Told:
        at = media.at_of(told)
        return media.look(told, keys=self.keys, code=self.code, officer=PEOPLE[1], at=at)

    def _handle(self, at: datetime) -> None:
        for channel in Channel.objects.filter(direction=Direction.IN).order_by("epoch"):
            while not handle_slice(channel.pk, at=at, more=lambda: True).was_last:
                pass

    def refused(self, _told: Told) -> Told:
        """What it told its partner that it refuses."""
        sent = Outbound.objects.filter(type=REFUSED_TYPE).order_by("pk")
        return {
            "refused": [
                {
                    "answers": read_envelope(bytes(row.envelope)).answers,
                    "code": read_body(bytes(row.body))["code"],
                }
                for row in sent
            ]
        }


# ---- sender


@dataclass
class Road:
    """The transport of the sender: it gives one answer, and what is posted after it gets lost."""

    answer: bytes | Problem | None = None
    posted: list[bytes] = field(default_factory=list)

    def post_parcel(self, partner: str, parcel: bytes) -> bytes | Problem:
        answer, self.answer = self.answer, None
        if answer is None:
            self.posted.append(parcel)
            raise TransportError(LOST, partner=partner)
        return answer

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        raise TransportError(LOST, partner=partner)


class Sender:
    """A node's worker, which posts what waits for its partner."""

    def __init__(self, keys: NodeKeys, code: str) -> None:
        self.hears = Holder(keys, code)
        self.road, self.now = Road(), AT
        self.courier = Courier(keys, self.road, clock=lambda: self.now)

    def _pass(self, answer: bytes | Problem | None = None) -> tuple[bytes | None, str]:
        """One pass; the first parcel posted that nobody answered, and why the pass ended."""
        # It rests after a loss, and leases lapse.
        self.now += PAUSE
        self.road.answer, self.road.posted = answer, []
        failures = self.courier.pass_once().failures
        code = failures[0][1] if failures else ""
        first = self.road.posted[0] if self.road.posted else None
        return first, "" if code == LOST else code

    def write(self, told: Told) -> Told:
        message, link = message_of(told), Link.objects.get()
        envelope = read_envelope(message.envelope)
        Outbound.objects.create(
            link=link,
            message_id=envelope.id,
            type=envelope.type,
            case=envelope.case,
            envelope=message.envelope,
            salt=message.salt,
            body=message.body,
            leaf_hash=message.leaf(),
            size_in_parcel=size_in_parcel(message.envelope, message.body),
            recorded_at=self.now,
        )
        return {}

    def next(self, told: Told) -> Told:
        if "at" in told:
            # A pass is five minutes after the one before.
            self.now = datetime.fromtimestamp(told["at"], tz=UTC) - PAUSE
        return _posted(self._pass()[0])

    def take(self, told: Told) -> Told:
        return self.hears.take(told)

    def refused(self, told: Told) -> Told:
        return self.hears.refused(told)

    def bring(self, told: Told) -> Told:
        return self.hears.bring(told)

    def carry(self, _told: Told) -> Told:
        return media.carry(keys=self.hears.keys, at=self.now)

    def settle(self, told: Told) -> Told:
        _, wrong = self._pass(base(told["receipt"]))
        if wrong:
            raise RefusedHereError(wrong)
        return {}

    def told(self, told: Told) -> Told:
        parcel, wrong = self._pass(Problem(told["code"], facts=tuple(told["facts"].items())))
        # A door's own refusal is noted for people; what else it gives up for is its answer.
        if wrong not in ("", told["code"]):
            raise RefusedHereError(wrong)
        return _posted(parcel)

    def state(self, _told: Told) -> Told:
        out = Channel.objects.get(direction=Direction.OUT)
        return {"delivered": out.receipted_size, "halted": bool(out.halted)}


def _posted(parcel: bytes | None) -> Told:
    return {"parcel": None if parcel is None else text_of(parcel)}


# ---- verbs


@dataclass
class Ends:
    """The holder and the sender made last."""

    holder: Holder | None = None
    sender: Sender | None = None

    def take_up(self, verb: str, told: Told) -> Told:
        """Answer one verb of an end; `new` makes it."""
        end, _, act = verb.partition(".")
        if act == "new":
            keys, code = begin(told), read_descriptor(base(told["own"])).code
            if end == "holder":
                self.holder = Holder(keys, code)
            else:
                self.sender = Sender(keys, code)
            return {}
        found: Told = getattr(self.holder if end == "holder" else self.sender, act)(told)
        return found


take_up = Ends().take_up
