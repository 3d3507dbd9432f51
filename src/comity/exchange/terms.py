"""The words of the exchange: messages, channels, links, and what it records. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from comity.exchange.anchor_terms import ANCHOR_EVENTS, ANCHOR_TYPE
from comity.exchange.carried import CARRIED_EVENTS
from comity.exchange.epoch_terms import EPOCH_EVENTS, EPOCH_OPENED_TYPE
from comity.exchange.key_terms import KEY_ENDED_TYPE, KEY_EVENTS, KEY_INTRODUCED_TYPE
from comity.exchange.notice_terms import NOTICE_EVENTS, NOTICE_TYPE
from comity.exchange.openings_terms import OPENINGS_EVENTS, OPENINGS_TYPE
from comity.kernel.rulings import Condition
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

REFUSED_TYPE = "message.refused"
"""The answer to a message refused by name; it is the exchange's own."""

TERMS_PROPOSED_TYPE = "terms.proposed"
TERMS_COUNTERSIGNED_TYPE = "terms.countersigned"
TERMS_DECLINED_TYPE = "terms.declined"
TERMS_DIFFER_TYPE = "terms.differ"
LINK_MESSAGES = frozenset(
    {
        TERMS_PROPOSED_TYPE,
        TERMS_COUNTERSIGNED_TYPE,
        TERMS_DECLINED_TYPE,
        TERMS_DIFFER_TYPE,
        ANCHOR_TYPE,
        EPOCH_OPENED_TYPE,
        KEY_INTRODUCED_TYPE,
        KEY_ENDED_TYPE,
        NOTICE_TYPE,
        OPENINGS_TYPE,
    }
)
"""The closed list of messages that rely on the link alone. None of them carries case data."""


class Direction(StrEnum):
    """The two channels of a link, as this node sees them."""

    OUT = "out"
    IN = "in"


class LinkState(StrEnum):
    """How far a link is: nothing is trusted before two officers have compared the number."""

    PROPOSED = "proposed"
    HALF_CONFIRMED = "half_confirmed"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class InboundState(StrEnum):
    """Where a message that is held stands."""

    HELD = "held"
    HANDLED = "handled"
    WAITING = "waiting"
    SET_ASIDE = "set_aside"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reliance:
    """The law the sender relied on when its ruling let the message out.

    Attributes:
        instrument: reference of the instrument.
        article: the article relied on.
        terms_digest: SHA-256 (hex) of the encoding the sender ruled by.
    """

    instrument: str
    article: str
    terms_digest: str


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """An exhibit that travels beside the channel, as the signed envelope names it.

    Attributes:
        id: opaque identifier of the exhibit at its sender.
        payload_digest: SHA-256 (hex) of the sealed payload, without its age header.
        size: bytes of the sealed payload.
    """

    id: str
    payload_digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message says in the log. It holds no personal data, for it can never be destroyed.

    Attributes:
        id: the message's identifier, a UUID.
        type: dotted message type.
        version: of the type.
        sender: code of the administration that wrote it.
        recipient: code of the administration it is for.
        under: the law relied on; None only for what the exchange says of itself.
        conditions: what binds the recipient.
        answers: id of the message this one answers.
        case: opaque case reference of the sender; empty when it belongs to no case.
        recorded_at: when the sender recorded it, on the sender's clock.
        exhibits: what travels beside the channel.
        body_digest: SHA-256(salt ‖ body), hex.
        body_size: bytes of the body.
    """

    id: str
    type: str
    version: int
    sender: str
    recipient: str
    under: Reliance | None
    conditions: tuple[Condition, ...]
    answers: str | None
    case: str
    recorded_at: datetime
    exhibits: tuple[ExhibitLine, ...]
    body_digest: str
    body_size: int


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message as the package that sends it writes it.

    Attributes:
        type: a registered message type.
        body: the content; text, whole numbers, booleans, null, lists and maps.
        case: opaque case reference; empty for none. Messages of one case keep their order.
        answers: id of the message answered.
        exhibits: what travels beside it.
        conditions: what binds the recipient beyond the conditions of the permission.
        urgent: leaves before what is not urgent, never before an earlier one of the same case.
        version: of the type.
    """

    type: str
    body: Mapping[str, object]
    case: str = ""
    answers: str | None = None
    exhibits: tuple[ExhibitLine, ...] = ()
    conditions: tuple[Condition, ...] = ()
    urgent: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Received:
    """A message that is handed to its handler.

    Attributes:
        message_id: from the envelope.
        partner: code of the administration that sent it, as its signatures show.
        type: message type.
        version: of the type.
        envelope: as it was signed.
        body: as it was validated against the schema of its type.
        held_at: when this node durably held it; the day its own ruling goes by.
        at: now.
    """

    message_id: str
    partner: str
    type: str
    version: int
    envelope: Envelope
    body: Mapping[str, object]
    held_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class RefusedByPartner:
    """A partner's word that it keeps a message of ours but will not take it as it stands."""

    message_id: str
    partner: str
    code: str
    facts: tuple[tuple[str, str], ...]
    at: datetime


Handler = Callable[[Received], None]


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A message type as the package that owns it declares it.

    Attributes:
        type: dotted name.
        version: of the type.
        schema: JSON Schema of the body; both ends check it.
        handle: takes a received message, inside the transaction that moves the cursor.
        handle_many: takes several in the order they came, in one transaction; it locks nothing
            but, last of all, the record's head. Where it fails, each is given to `handle`.
        apply_again: takes a message of ours that this node lost and the partner gave back; its
            `partner` is whom it went to, its `held_at` when it was held there. None where no case
            can take such a message up.
    """

    type: str
    version: int
    schema: Mapping[str, object]
    handle: Handler
    handle_many: Callable[[Sequence[Received]], None] | None = None
    apply_again: Handler | None = None


class ExhibitStream(Protocol):
    """Sealed bytes of an exhibit from an offset on, as whoever keeps exhibits gives them."""

    @property
    def total(self) -> int:
        """Bytes of the whole sealed file made for the partner."""

    @property
    def pieces(self) -> Iterator[bytes]:
        """The bytes from the offset on, in pieces of any size."""


class ExhibitSource(Protocol):
    """Where the partners' door gets exhibits from; the exchange knows nothing else of them."""

    def open_range(self, capability: str, *, offset: int) -> ExhibitStream | None:
        """Return the exhibit that `capability` opens, from `offset` on, or None."""


LINK_PROPOSED = EventKind(
    "link.proposed",
    ("partner", "descriptor", "number"),
    N_("A link to {partner} was proposed; the number to compare is {number}."),
)
LINK_CONFIRMED = EventKind(
    "link.confirmed",
    ("partner", "number", "step"),
    N_("The number of the link to {partner} was compared and found equal ({step})."),
)
LINK_SUSPENDED = EventKind(
    "link.suspended", ("partner", "reason"), N_("The link to {partner} was suspended: {reason}.")
)
LINK_RESUMED = EventKind(
    "link.resumed", ("partner", "reason"), N_("The link to {partner} was resumed: {reason}.")
)
LINK_REVOKED = EventKind(
    "link.revoked", ("partner", "reason"), N_("The link to {partner} was revoked: {reason}.")
)
DESCRIPTOR_PUBLISHED = EventKind(
    "descriptor.published", ("digest",), N_("This node's descriptor was published ({digest}).")
)
PARCEL_HELD = EventKind(
    "parcel.held",
    ("partner", "origin", "size", "root", "messages"),
    N_("A parcel of {partner} with {messages} messages is held; the channel has size {size}."),
)
PARCEL_DELIVERED = EventKind(
    "parcel.delivered",
    ("partner", "origin", "size", "root"),
    N_("{partner} signed that it holds every message up to size {size}."),
)
PARCEL_REFUSED = EventKind(
    "parcel.refused",
    ("partner", "origin", "size", "root", "code"),
    N_("A parcel that {partner} signed was refused: {code}."),
)
CHANNEL_HALTED = EventKind(
    "channel.halted",
    ("partner", "origin", "code"),
    N_("The channel {origin} stands still: {code}."),
)
MESSAGE_REFUSED = EventKind(
    "message.refused",
    ("partner", "message", "type", "code"),
    N_("A message of {partner} was refused by name: {code}."),
)
MESSAGE_REFUSED_THERE = EventKind(
    "message.refused_there",
    ("partner", "message", "code"),
    N_("{partner} refused a message of ours by name: {code}."),
)
MESSAGE_SET_ASIDE = EventKind(
    "message.set_aside",
    ("partner", "message", "type", "code"),
    N_("A message of {partner} was set aside: {code}."),
)
MESSAGE_RETRIED = EventKind(
    "message.retried",
    ("partner", "message", "type"),
    N_("A message of {partner} that had been set aside was taken up again."),
)

NODE_RESTORED = EventKind(
    "node.restored",
    ("backup_made_at", "restored_at", "entries"),
    N_(
        "This node was restored from its backup of {backup_made_at}, which holds {entries} entries;"
        " what was recorded after that is missing. It may speak to partners again."
    ),
)

RECORD_EPOCH_OPENED = EventKind(
    "record.epoch_opened",
    ("epoch", "follows", "entries", "root", "backup_made_at", "restored_at"),
    N_(
        "This node was restored from its backup of {backup_made_at} and its record goes on in epoch"
        " {epoch}. Of epoch {follows} it holds {entries} entries; every later one is missing. It"
        " may speak to partners again."
    ),
)

EVENTS = (
    LINK_PROPOSED,
    LINK_CONFIRMED,
    LINK_SUSPENDED,
    LINK_RESUMED,
    LINK_REVOKED,
    DESCRIPTOR_PUBLISHED,
    PARCEL_HELD,
    PARCEL_DELIVERED,
    PARCEL_REFUSED,
    CHANNEL_HALTED,
    MESSAGE_REFUSED,
    MESSAGE_REFUSED_THERE,
    MESSAGE_SET_ASIDE,
    MESSAGE_RETRIED,
    NODE_RESTORED,
    RECORD_EPOCH_OPENED,
    *ANCHOR_EVENTS,
    *EPOCH_EVENTS,
    *KEY_EVENTS,
    *NOTICE_EVENTS,
    *CARRIED_EVENTS,
    *OPENINGS_EVENTS,
)
