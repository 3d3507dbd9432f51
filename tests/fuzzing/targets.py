"""What is fuzzed: each target reads any bytes, and may only refuse them by name."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from comity.crypto.age import open_bytes, parse_header, read_header, seal_bytes, unwrap
from comity.crypto.age_payload import opened_chunks, sealed_chunks
from comity.crypto.canonical import canonical_json
from comity.crypto.checkpoints import open_cosignature, read_checkpoint
from comity.crypto.notes import parse
from comity.exchange import wiring
from comity.exchange.channel import read_origin
from comity.exchange.descriptor import read_descriptor
from comity.exchange.envelope import BODY_LIMITS, read_body, read_envelope
from comity.exchange.link_schemas import LINK_SCHEMAS
from comity.exchange.parcel import (
    HEAD_LIMIT,
    MOST_CONTENT,
    claimed_origin,
    open_content,
    open_head,
    split_parcel,
)
from comity.exchange.raw_json import read_object
from comity.exchange.receipt import open_receipt
from comity.exchange.terms import MessageKind
from comity.exchange.transport import problem_in
from comity.kernel.errors import ComityError
from tests.hostile.bodies import bad_bodies
from tests.hostile.case import Bad
from tests.hostile.contents import one, packed
from tests.hostile.descriptors import bad_descriptors
from tests.hostile.envelopes import BODY, bad_envelopes, refused_messages
from tests.hostile.heads import bad_heads
from tests.hostile.receipts import bad_receipts
from tests.hostile.schemas import smallest
from tests.hostile.sealed import bad_headers, bad_payloads
from tests.hostile.world import keys_of, loaded_partner
from tests.nodes.partner_simulator import PartnerSimulator

LONGEST_SEED = 16 * 1024
FILE_KEY = bytes(16)
KEYS = keys_of("US")


@dataclass(frozen=True, slots=True)
class Target:
    """One parser.

    Attributes:
        read: reads any bytes; raises a `ComityError` for what it refuses, and nothing else.
        seeds: inputs to begin from, good and bad.
        longest: most bytes that are tried.
    """

    read: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    longest: int = LONGEST_SEED


def refused_by_name(target: Target, raw: bytes) -> bool:
    """Read some bytes; return whether they were refused. Whatever else is raised is a crash."""
    try:
        target.read(raw)
    except ComityError as refusal:
        assert refusal.code, "a refusal without a code"
        return True
    return False


@cache
def partner() -> PartnerSimulator:
    ours = loaded_partner()
    ours.held.messages.extend(ours.sent.messages[:3])
    return ours


def raws(cases: "list[Bad]") -> list[bytes]:
    return [case.raw for case in cases if len(case.raw) <= LONGEST_SEED]


def read_head(raw: bytes) -> object:
    read_origin(read_checkpoint(parse(raw, limit=HEAD_LIMIT).text).origin)
    return open_head(raw, sender=partner().keys.sender.public(), origin=claimed_origin(raw))


def read_parcel(raw: bytes) -> object:
    head, sealed = split_parcel(raw)
    claimed_origin(head)
    return open_content(sealed, keys=(KEYS.sealing,))


def read_content(raw: bytes) -> object:
    return open_content(seal_bytes(raw, (KEYS.sealing.public(),)), keys=(KEYS.sealing,))


def read_age_header(raw: bytes) -> object:
    parse_header(raw)
    return unwrap(read_header(io.BytesIO(raw)), KEYS.sealing)


def read_age_file(raw: bytes) -> object:
    return open_bytes(raw, KEYS.sealing, limit=MOST_CONTENT)


def read_payload(raw: bytes) -> object:
    return sum(len(chunk) for chunk in opened_chunks(FILE_KEY, raw[:16], (raw[16:],)))


def read_receipt(raw: bytes) -> object:
    origin = partner().held.origin
    holder = partner().keys.holder.public()
    open_cosignature(raw, holder, origin=origin.line())
    return open_receipt(raw, holder=holder, origin=origin)


@cache
def link_kinds() -> tuple[MessageKind, ...]:
    kinds = tuple(
        MessageKind(name, 1, schema, lambda _received: None)
        for name, schema in sorted(LINK_SCHEMAS.items())
    )
    wiring.register(kinds)
    return kinds


def read_link_message(raw: bytes) -> object:
    """The first byte chooses the type, the rest is its body."""
    kinds = link_kinds()
    kind = kinds[raw[0] % len(kinds)] if raw else kinds[0]
    return wiring.current().validator_of(kind.type, 1)(read_body(raw[1:]))


def link_seeds() -> list[bytes]:
    return [
        bytes([place]) + canonical_json(smallest(kind.schema))
        for place, kind in enumerate(link_kinds())
    ]


def head_seeds() -> list[bytes]:
    ours = partner()
    whole = raws([case for case in bad_heads(ours) if case.code])
    return [ours.head(), *(raw.split(b"\nage-encryption", 1)[0] for raw in whole[:80])]


def age_seeds() -> list[bytes]:
    sealed = seal_bytes(b"hello", (KEYS.sealing.public(),))
    ours = partner()
    head = ours.head()
    whole = ours.parcel(head=head)[len(head) + 1 :]
    return [sealed, whole, *raws([*bad_headers(ours, whole), *bad_payloads(ours, whole)])]


def header_seeds() -> list[bytes]:
    sealed = seal_bytes(b"hello", (KEYS.sealing.public(),))
    return [read_header(io.BytesIO(sealed)).raw, *age_seeds()[2:]]


def payload_seeds() -> list[bytes]:
    return [b"".join(sealed_chunks(FILE_KEY, [content])) for content in (b"", b"hello", bytes(999))]


def content_seeds() -> list[bytes]:
    messages = [one(message) for message in partner().sent.messages[1:]]
    return [packed(1, 3, *messages), packed(1, 1, messages[0]), packed(0, 256)]


def planted_fault(raw: bytes) -> object:
    """A reader with a fault, by which the tests see that a fault is found."""
    return 1 // (1 - (b"!" in raw[:4]))


PLANTED = "planted fault"
TARGETS: Mapping[str, Target] = {
    "json": Target(
        lambda raw: read_object(raw, limits=BODY_LIMITS), lambda: [BODY, *raws(list(bad_bodies()))]
    ),
    "note": Target(lambda raw: parse(raw, limit=HEAD_LIMIT), head_seeds),
    "head": Target(read_head, head_seeds),
    "parcel": Target(read_parcel, lambda: [partner().parcel(), *head_seeds()[:20]]),
    "content": Target(read_content, content_seeds),
    "age header": Target(read_age_header, header_seeds),
    "age file": Target(read_age_file, age_seeds),
    "age payload": Target(read_payload, payload_seeds),
    "envelope": Target(
        read_envelope,
        lambda: [
            *(each.message.envelope for each in refused_messages()),
            *raws(list(bad_envelopes())),
        ],
    ),
    "receipt": Target(
        read_receipt, lambda: [partner().receipt(), *raws(list(bad_receipts(partner())))]
    ),
    "descriptor": Target(
        read_descriptor, lambda: [partner().descriptor, *raws(list(bad_descriptors()))[:120]]
    ),
    "link message": Target(read_link_message, link_seeds),
    "problem": Target(
        problem_in,
        lambda: [b'{"code":"parcel_gap","facts":{"expected":"7"}}', b'{"code":"x","facts":[]}'],
    ),
}


def target_of(name: str) -> Target:
    """Return a target by name; the planted one is in no list."""
    return Target(planted_fault, lambda: [b"????"]) if name == PLANTED else TARGETS[name]
