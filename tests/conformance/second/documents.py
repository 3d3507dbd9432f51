"""Descriptors, links, envelopes and bodies: exchange.md §2, §3 and §5."""

import base64
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

import fastjsonschema
from cryptography import x509

from tests.conformance.second.notes import Key, Signer, open_text, read_note, unbase64, write_text
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.seals import digest_of, public_of
from tests.conformance.second.texts import LARGEST, Fields, one_line, strict_object

SCHEMAS = Path(__file__).parents[3] / "docs" / "protocol" / "schemas"
LONGEST_DESCRIPTOR = 32 * 1024
LONGEST_ENVELOPE = 64 * 1024
LONGEST_BODY = 1024 * 1024
CODE = "[A-Z]{2}"
DIGEST = "[0-9a-f]{64}"
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
LINK_MESSAGES = frozenset(
    {"terms.proposed", "terms.countersigned", "terms.declined", "terms.differ"}
    | {"epoch.opened", "anchor.day", "link.notice", "key.introduced", "key.ended"}
    | {"link.openings"}
)


@dataclass(frozen=True)
class Descriptor:
    """What of a descriptor the exchange needs."""

    code: str
    sender: Key
    holder: Key
    sealing: bytes
    first_epoch: int
    text: bytes
    protocols: list[str]


def read_descriptor(raw: bytes) -> Descriptor:
    """exchange.md §2: in form, signed by the sender key in it, and of a suite that is spoken."""
    try:
        note = read_note(raw, limit=LONGEST_DESCRIPTOR)
        fields = Fields(strict_object(note.text, size=LONGEST_DESCRIPTOR, depth=8))
        found = _described(fields, note.text)
    except RefusedError as wrong:
        field = wrong.facts.get("field", "")
        raise RefusedError("descriptor_malformed", cause=wrong.code, field=field) from None
    try:
        open_text(note, found.sender)
    except RefusedError:
        raise RefusedError("descriptor_signature_wrong", administration=found.code) from None
    if "comity/1" not in found.protocols:
        named = ", ".join(found.protocols)
        raise RefusedError("descriptor_protocol_unknown", found=named, expected="comity/1")
    return found


def _described(fields: Fields, text: bytes) -> Descriptor:
    fields.text("comity", "descriptor/1")
    administration, keys, tls = (fields.inner(n) for n in ("administration", "keys", "tls"))
    for agency in administration.each("agencies", 40):
        agency.text("code", "[A-Za-z0-9_.-]{1,20}")
        agency.text("name", one_line(200))
    administration.text("name", one_line(200))
    _address(fields)
    tls.text("trust", "certificate|authority")
    _certificate(tls)
    first = fields.whole("first_epoch", 1, 999_999) if "first_epoch" in fields.values else 1
    sealing = _key_bytes(keys, "sealing")
    try:
        public_of(sealing)
    except ValueError:
        raise keys.wrong("sealing") from None
    sender, holder = _key(keys.inner("sender")), _key(keys.inner("holder"))
    code = administration.text("code", CODE)
    return Descriptor(code, sender, holder, sealing, first, text, _protocols(fields))


def _address(fields: Fields) -> None:
    address = fields.text("address", "https://[A-Za-z0-9.-]{1,200}(:[0-9]{1,5})?")
    port = re.search(":([0-9]+)$", address)
    if port and not 1 <= int(port[1]) <= 65535:
        raise fields.wrong("address")


def _certificate(tls: Fields) -> None:
    try:
        x509.load_der_x509_certificate(_key_bytes(tls, "certificate"))
    except ValueError:
        raise tls.wrong("certificate") from None


def _protocols(fields: Fields) -> list[str]:
    found = fields.at("protocols")
    if not isinstance(found, list) or len(found) > 16:
        raise fields.wrong("protocols")
    if not all(isinstance(each, str) and re.fullmatch("[!-~]{1,40}", each) for each in found):
        raise fields.wrong("protocols")
    return found


def _key(fields: Fields) -> Key:
    name = fields.text("name", "[!-*,-~]{1,200}")
    ed, ml = _key_bytes(fields, "ed25519"), _key_bytes(fields, "mldsa44")
    if len(ed) != 32 or len(ml) != 1312:
        raise fields.wrong("key")
    return Key(name, ed, ml)


def _key_bytes(fields: Fields, name: str) -> bytes:
    try:
        return base64.b64decode(fields.text(name, "[A-Za-z0-9+/]{1,16000}={0,2}"), validate=True)
    except ValueError:
        raise fields.wrong(name) from None


def write_descriptor(told: dict[str, Any], signer: Signer) -> bytes:
    """A descriptor from its fields."""
    raw = write_text(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n", signer)
    read_descriptor(raw)
    return raw


def link_of(one: Descriptor, other: Descriptor) -> tuple[str, str]:
    """exchange.md §3: number and identifier of the link between two descriptors."""
    both = b"".join(sorted(sha256(each.text).digest() for each in (one, other)))
    number = int.from_bytes(sha512(b"comity link number v1\n" + both).digest(), "big") % 10**60
    digits = f"{number:060d}"
    groups = " ".join(digits[at : at + 5] for at in range(0, 60, 5))
    return groups, sha256(b"comity link v1\n" + both).hexdigest()[:32]


def read_envelope(raw: bytes) -> dict[str, Any]:
    """exchange.md §5, the table of the envelope's fields."""
    try:
        fields = Fields(strict_object(raw, size=LONGEST_ENVELOPE, depth=8))
        _enveloped(fields)
    except RefusedError as wrong:
        field = wrong.facts.get("field", "")
        raise RefusedError("message_envelope_malformed", cause=wrong.code, field=field) from None
    return fields.values


def _enveloped(fields: Fields) -> None:
    fields.text("comity", "message/1")
    fields.text("id", UUID)
    fields.text("type", r"[a-z][a-z_]{0,39}(\.[a-z][a-z_]{0,39}){1,3}")
    fields.whole("version", 1, 999)
    fields.text("from", CODE)
    fields.text("to", CODE)
    if fields.values.get("under") is not None:
        under = fields.inner("under")
        under.text("instrument", one_line(300))
        under.text("article", one_line(300))
        under.text("terms", DIGEST)
    for condition in fields.each("conditions", 64):
        _condition(condition)
    if fields.values.get("answers") is not None:
        fields.text("answers", UUID)
    fields.text("case", "[!-~]{0,64}")
    fields.instant("recorded_at")
    for exhibit in fields.each("exhibits", 64):
        exhibit.text("id", "[A-Za-z0-9_-]{1,64}")
        exhibit.text("payload_digest", DIGEST)
        exhibit.whole("size", 0, LARGEST)
    body = fields.inner("body")
    body.text("digest", DIGEST)
    body.whole("size", 0, LONGEST_BODY)


def _condition(condition: Fields) -> None:
    condition.text("code", "[a-z][a-z0-9_]{0,63}")
    condition.text("cites", one_line(300))
    if condition.values.get("facts") is not None:
        facts = condition.inner("facts").values
        if len(facts) > 32 or not all(isinstance(each, str) for each in facts.values()):
            raise condition.wrong("facts")


def write_envelope(told: dict[str, Any], salt: bytes, body: bytes) -> bytes:
    """An envelope from its fields; what it says of the body follows from salt and body."""
    named = {"digest": digest_of(salt, body), "size": len(body)}
    raw = json.dumps({"comity": "message/1", **told, "body": named}, ensure_ascii=False).encode()
    read_envelope(raw)
    return raw


def check_body(raw: bytes, type_: str, version: int) -> dict[str, Any]:
    """exchange.md §5: a type that is known, strict JSON, and the schema of the type."""
    fits = _schema(type_, version)
    try:
        body = strict_object(raw, size=LONGEST_BODY, depth=32)
    except RefusedError as wrong:
        raise RefusedError("message_body_malformed", cause=wrong.code) from None
    try:
        fits(body)
    except fastjsonschema.JsonSchemaValueException as wrong:
        raise RefusedError("message_body_invalid", what=wrong.message) from None
    return body


def _schema(type_: str, version: int) -> Any:
    """What checks the bodies of a type; those of the exchange's own refusal are any object."""
    if not type_ or type_ == "message.refused":
        return lambda body: body
    if (SCHEMAS / f"{type_}.{version}.json").exists():
        return _compiled(f"{type_}.{version}")
    if list(SCHEMAS.glob(f"{type_}.*.json")):
        raise RefusedError("message_version_unknown", type=type_, version=version)
    raise RefusedError("message_type_unknown", type=type_)


@cache
def _compiled(name: str) -> Any:
    return fastjsonschema.compile(json.loads((SCHEMAS / f"{name}.json").read_text()))


def check_message(envelope: bytes, body: bytes, *, sender: str, recipient: str) -> dict[str, Any]:
    """What a held message must be to be taken up; otherwise it is refused by name (§5, §9)."""
    told = read_envelope(envelope)
    if (told["from"], told["to"]) != (sender, recipient):
        raise RefusedError("message_misaddressed", sender=told["from"], recipient=told["to"])
    more = (told.get("under"), told["case"], told.get("conditions"), told.get("exhibits"))
    if told["type"] in LINK_MESSAGES and any(more):
        raise RefusedError("message_not_of_the_link", type=told["type"])
    _schema(told["type"], told["version"])
    check_size(told, body)
    check_body(body, told["type"], told["version"])
    return told


def check_size(told: dict[str, Any], body: bytes) -> None:
    """§5: the size in the envelope is the body's; its digest says so of the rest."""
    if told["body"]["size"] != len(body):
        raise RefusedError("message_body_invalid", what="body.size")


def digest_of_encoding(text: str) -> str:
    """exchange.md §9: of a register file's content, but for the mark of what is public."""
    content = {name: each for name, each in tomllib.loads(text).items() if name != "public"}
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(written.encode()).hexdigest()


def base(text: str) -> bytes:
    """Bytes as the adapter writes them."""
    value = unbase64(text)
    if value is None:
        raise ValueError(text[:40])
    return value
