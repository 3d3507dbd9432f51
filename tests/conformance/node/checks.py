"""What needs no database: the checks, and what is made."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from comity.agreements.register_files import encoding_from_text
from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.hashing import salted_digest
from comity.crypto.keys import LetterKey, NodeKeys, SealingKey, SigningKey, StorageKey
from comity.crypto.merkle import (
    Frontier,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from comity.crypto.signing import HybridVerifier
from comity.exchange import suites, wiring
from comity.exchange.channel import judge_content, read_origin
from comity.exchange.descriptor import (
    DESCRIPTOR_LIMIT,
    DescriptorDraft,
    Trust,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.envelope import read_body, read_envelope, write_envelope
from comity.exchange.link_number import link_id, link_number
from comity.exchange.parcel import (
    Content,
    Message,
    open_content,
    open_head,
    split_parcel,
    write_parcel,
)
from comity.exchange.receipt import open_receipt, write_receipt
from comity.exchange.refill import is_erased, read_stretch
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    ParcelFault,
    ParcelRefusedError,
)
from comity.exchange.terms import Envelope, ExhibitLine, MessageKind, Reliance
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation, Condition

Told = dict[str, Any]
SCHEMAS = Path(__file__).parents[3] / "docs" / "protocol" / "schemas"


class ForkUnprovedError(ComityError):
    """The head is the one held, so that nothing contradicts it."""

    code = "proof_wrong"


def base(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def verifier(told: Told) -> HybridVerifier:
    return HybridVerifier(
        told["name"], ed25519=base(told["ed25519"]), mldsa44=base(told["mldsa44"])
    )


def signer(told: Told) -> SigningKey:
    halves = (bytes.fromhex(told[f"{half}_seed"]) for half in ("ed25519", "mldsa44"))
    return SigningKey(told["name"], *halves)


def message_of(told: Told) -> Message:
    return Message(base(told["envelope"]), bytes.fromhex(told["salt"]), base(told["body"]))


def hashes(told: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in told]


def node_keys(code: str, told: Told) -> NodeKeys:
    """The keys of a node: those it is told, and others that play no part here."""
    spare = SigningKey(f"{code}/spare", bytes(32), bytes(32))
    sealing = SealingKey(bytes.fromhex(told.get("sealing_seed", "00" * 32)))
    return NodeKeys(
        sender=signer(told["sender"]) if "sender" in told else spare,
        holder=signer(told["holder"]) if "holder" in told else spare,
        ledger=spare,
        sealing=sealing,
        storage=StorageKey(bytes(32)),
        letters=LetterKey(bytes(range(32))),
    )


# ---- checks


def descriptor_check(told: Told) -> Told:
    found = read_descriptor(base(told["note"]))
    return {"code": found.code, "first_epoch": found.first_epoch}


def note_check(told: Told) -> Told:
    text = verifier(told["key"]).open(base(told["note"]), limit=DESCRIPTOR_LIMIT)
    return {"text": text_of(text)}


def terms_digest(told: Told) -> Told:
    return {"digest": encoding_from_text(told["encoding"], templates=()).digest}


def link_told(told: Told) -> Told:
    both = [read_descriptor(base(told[name])) for name in ("one", "other")]
    return {"number": link_number(*both), "identifier": link_id(*both)}


def suite_choose(told: Told) -> Told:
    on = date.fromisoformat(told["on"])
    with speaking(told["suites"]):
        return {"suite": suites.suite_for(told["own"], told["partner"], on=on).id}


@contextmanager
def speaking(table: list[Told]) -> Iterator[None]:
    """Let this node speak the suites of a table meanwhile."""
    before, suites.SUITES = suites.SUITES, suites_of(table)
    try:
        yield
    finally:
        suites.SUITES = before


def suites_of(table: list[Told]) -> tuple[suites.Suite, ...]:
    """The suites of a table, with no words for what they are made of."""
    days = (each["last_day"] and date.fromisoformat(each["last_day"]) for each in table)
    return tuple(suites.Suite(each["id"], "", day) for each, day in zip(table, days, strict=True))


def tree_root(told: Told) -> Told:
    return {"root": root_of([leaf_hash(base(each)) for each in told["entries"]]).hex()}


def proof_inclusion(told: Told) -> Told:
    verify_inclusion(
        bytes.fromhex(told["leaf"]),
        index=told["index"],
        size=told["size"],
        root=bytes.fromhex(told["root"]),
        proof=hashes(told["path"]),
    )
    return {}


def proof_consistency(told: Told) -> Told:
    verify_consistency(
        old=told["old"],
        old_root=bytes.fromhex(told["old_root"]),
        new=told["new"],
        new_root=bytes.fromhex(told["new_root"]),
        proof=hashes(told["path"]),
    )
    return {}


def _head(raw: bytes, told: Told) -> Checkpoint:
    return open_head(raw, sender=verifier(told["key"]), origin=read_origin(told["origin"]))


def head_check(told: Told) -> Told:
    head = _head(base(told["note"]), told)
    return {"size": head.size, "root": head.root.hex()}


def receipt_check(told: Told) -> Told:
    found = open_receipt(
        base(told["note"]), holder=verifier(told["key"]), origin=read_origin(told["origin"])
    )
    return {"size": found.size, "root": found.root.hex(), "time": int(found.at.timestamp())}


def fork_check(told: Told) -> Told:
    one, other = (_head(base(told[name]), told) for name in ("one", "other"))
    held = bytes.fromhex(told["root"])
    if held == one.root:
        raise ForkUnprovedError
    verify_consistency(
        old=one.size,
        old_root=held,
        new=other.size,
        new_root=other.root,
        proof=hashes(told["path"]),
    )
    return {}


def parcel_open(told: Told) -> Told:
    head, sealed = split_parcel(base(told["parcel"]))
    _head(head, told)
    if not sealed:
        return {"head": text_of(head), "start": None, "messages": []}
    content = open_content(sealed, keys=[SealingKey(bytes.fromhex(told["seed"]))])
    _demand_bodies(content)
    shown = [
        {"envelope": text_of(m.envelope), "salt": m.salt.hex(), "body": text_of(m.body)}
        for m in content.messages
    ]
    return {"head": text_of(head), "start": content.start, "messages": shown}


def refill_open(told: Told) -> Told:
    """As the recovering end reads it, but with the keys it is told."""
    stretch, origin = read_stretch(base(told["answer"])), read_origin(told["origin"])
    head = open_head(stretch.head, sender=verifier(told["sender"]), origin=origin)
    receipt = open_receipt(stretch.receipt, holder=verifier(told["holder"]), origin=origin)
    if (receipt.size, receipt.root) != (head.size, head.root):
        raise EpochRefusedError(EpochFault.ANSWER_DIFFERS, size=head.size)
    content = open_content(stretch.sealed, keys=[SealingKey(bytes.fromhex(told["seed"]))])
    _demand_bodies(content, but=is_erased)
    before = Frontier().extend(hashes(told["held"]))
    leaves = [each.leaf() for each in content.messages]
    judge_content(head, held=before, start=content.start, leaves=leaves)
    shown = [text_of(each.envelope) for each in content.messages]
    return {"size": head.size, "root": head.root.hex(), "envelopes": shown}


def _demand_bodies(content: Content, *, but: Callable[[Message], bool] = lambda _: False) -> None:
    for place, each in enumerate(content.messages):
        named = read_envelope(each.envelope).body_digest
        if named != each.body_digest() and not but(each):
            raise ParcelRefusedError(ParcelFault.BODY_DIFFERS, index=content.start + place)


def envelope_check(told: Told) -> Told:
    return {"id": read_envelope(base(told["raw"])).id}


def body_check(told: Told) -> Told:
    if "type" in told:
        wiring.register(published_kinds())
        fits = wiring.current().validator_of(told["type"], told["version"])
        fits(read_body(base(told["raw"])))
    else:
        read_body(base(told["raw"]))
    return {}


@cache
def published_kinds() -> tuple[MessageKind, ...]:
    """Every type as it is published, taken by nobody: no case is under test here."""
    found = []
    for path in SCHEMAS.glob("*.json"):
        type_, _, version = path.stem.rpartition(".")
        schema = json.loads(path.read_text())
        found.append(MessageKind(type_, int(version), schema, lambda _received: None))
    return tuple(found)


# ---- what is made


def descriptor_make(told: Told) -> Told:
    fields = told["fields"]
    administration, tls = fields["administration"], fields["tls"]
    draft = DescriptorDraft(
        administration["code"],
        administration["name"],
        tuple((each["code"], each["name"]) for each in administration["agencies"]),
        fields["address"],
        base(tls["certificate"]),
        Trust(tls["trust"]),
        fields.get("first_epoch", 1),
    )
    at = datetime.fromisoformat(fields["made_at"])
    return {
        "note": text_of(make_own_descriptor(node_keys(administration["code"], told), draft, at=at))
    }


def envelope_make(told: Told) -> Told:
    fields, salt, body = told["fields"], bytes.fromhex(told["salt"]), base(told["body"])
    under = fields["under"]
    envelope = Envelope(
        id=fields["id"],
        type=fields["type"],
        version=fields["version"],
        sender=fields["from"],
        recipient=fields["to"],
        under=None if under is None else Reliance(*(under[n] for n in UNDER)),
        conditions=tuple(_condition(each) for each in fields["conditions"]),
        answers=fields["answers"],
        case=fields["case"],
        recorded_at=datetime.fromisoformat(fields["recorded_at"]),
        exhibits=tuple(ExhibitLine(*(each[n] for n in LINE)) for each in fields["exhibits"]),
        body_digest=salted_digest(salt, body).hex(),
        body_size=len(body),
    )
    return {"envelope": text_of(write_envelope(envelope))}


UNDER = ("instrument", "article", "terms")
LINE = ("id", "payload_digest", "size")


def _condition(told: Told) -> Condition:
    facts = tuple(told.get("facts", {}).items())
    return Condition(told["code"], Citation.quoting(told["cites"]), facts)


def _stated(told: Told) -> Checkpoint:
    return Checkpoint(told["origin"], told["size"], bytes.fromhex(told["root"]))


def head_make(told: Told) -> Told:
    return {"note": text_of(sign_checkpoint(_stated(told), signer(told["signer"])))}


def receipt_make(told: Told) -> Told:
    at = datetime.fromtimestamp(told["time"], tz=UTC)
    return {"note": text_of(write_receipt(_stated(told), signer(told["signer"]), at=at))}


def parcel_make(told: Told) -> Told:
    messages = tuple(message_of(each) for each in told["messages"])
    content = Content(told["start"], messages) if messages else None
    raw = write_parcel(base(told["head"]), content, recipient=base(told["recipient"]))
    return {"parcel": text_of(raw)}


VERBS: Mapping[str, Callable[[Told], Told]] = {
    "descriptor.check": descriptor_check,
    "note.check": note_check,
    "terms.digest": terms_digest,
    "link.number": link_told,
    "suite.choose": suite_choose,
    "tree.root": tree_root,
    "proof.inclusion": proof_inclusion,
    "proof.consistency": proof_consistency,
    "head.check": head_check,
    "receipt.check": receipt_check,
    "fork.check": fork_check,
    "parcel.open": parcel_open,
    "refill.open": refill_open,
    "envelope.check": envelope_check,
    "body.check": body_check,
    "descriptor.make": descriptor_make,
    "envelope.make": envelope_make,
    "head.make": head_make,
    "receipt.make": receipt_make,
    "parcel.make": parcel_make,
}
