"""Descriptors that are no descriptors: each field wrong by itself, then the note around them."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from comity.crypto.canonical import canonical_json
from comity.crypto.keys import NodeKeys
from comity.crypto.notes import Note
from comity.exchange.descriptor import DESCRIPTOR_LIMIT
from comity.exchange.refusals import JsonFault, LinkFault
from tests.hostile import forging
from tests.hostile.case import Bad
from tests.hostile.json_texts import bad_json
from tests.hostile.world import keys_of, partner

MALFORMED = LinkFault.DESCRIPTOR_MALFORMED.value
WRONG = JsonFault.FIELD_WRONG.value
DEPTH = 8
LINES: tuple[Any, ...] = ("", "x" * 201, "two\nlines", "a\u202eb", "a\u2066b", "\x85", 7, None, [])
KEY_NAMES = ("", "UA sender", "UA+sender", "U\u0410/sender", "x" * 201, "a\nb", 7, None)
BASE64: tuple[Any, ...] = (
    "",
    "AAAA",
    "not base64!",
    "A" * 7,
    "_-_-",
    "QUFB=",
    7,
    None,
    [],
    "A" * 16_001,
)

WRONG_FIELDS: dict[str, tuple[Any, ...]] = {
    "comity": ("descriptor/2", "descriptor", "DESCRIPTOR/1", "", 1, None),
    "administration": ("", 7, None, []),
    "administration.code": ("", "U", "UAX", "ua", "U\u0410", "\uff35\uff21", "\u202eAU", 7, None),
    "administration.name": LINES,
    "administration.agencies": ("", 7, None, {}, [{"code": "C", "name": "x"}] * 41),
    "administration.agencies.0": ("HQ", 7, None, []),
    "administration.agencies.0.code": ("", "C B P", "x" * 21, "CB\u0420", "../..", 7, None),
    "administration.agencies.0.name": LINES,
    "address": (
        *("", "http://ua.example", "https://", "https://ua.example/path", "https://ua.example:0"),
        *(
            "https://ua.example:99999",
            "https://user@ua.example",
            "https://ua.example?x",
            "ua.example",
        ),
        *("https://u\u0430.example", "https://ua.example\n", "file:///etc/passwd", "https://[::1]"),
        *("https://ua.example:8443:8443", "https://ua.example#x", "HTTPS://ua.example", 7, None),
    ),
    "tls": ("", 7, None, []),
    "tls.trust": ("", "everyone", "certificate ", "CERTIFICATE", 7, None),
    "tls.certificate": BASE64,
    "keys": ("", 7, None, []),
    "keys.sender": ("", 7, None, []),
    "keys.holder": ("", 7, None, []),
    "keys.sender.name": KEY_NAMES,
    "keys.holder.name": KEY_NAMES,
    "keys.sender.ed25519": BASE64,
    "keys.holder.ed25519": BASE64,
    "keys.sender.mldsa44": BASE64,
    "keys.holder.mldsa44": BASE64,
    "keys.sealing": BASE64,
    "protocols": ("", "comity/1", 7, None, {}, ["comity/1"] * 17, [""], [7], ["com ity/1"]),
    "first_epoch": (0, -1, 1_000_000, 1.5, "2", True, None, []),
}
MISSING = (
    *("comity", "administration", "administration.code", "administration.name", "address", "tls"),
    *("tls.trust", "tls.certificate", "keys", "keys.sender", "keys.holder", "keys.sealing"),
    *("keys.sender.name", "keys.sender.ed25519", "keys.sender.mldsa44", "protocols"),
)


def bad_descriptors() -> Iterator[Bad]:
    """Every bad descriptor; `field` is the field or the cause that the refusal names."""
    keys, raw = keys_of("UA"), partner().descriptor
    parts = json.loads(forging.taken_apart(raw).text)
    for place, values in WRONG_FIELDS.items():
        for value in values:
            shown = json.dumps(value)
            name = f"descriptor whose {place} is {shown[:40]}{'…' if len(shown) > 40 else ''}"
            told = signed(keys, changed(parts, place, value))
            yield Bad(f"{name} ({len(shown)})", told, MALFORMED, field=WRONG)
    for place in MISSING:
        told = signed(keys, changed(parts, place))
        yield Bad(
            f"descriptor without {place}", told, MALFORMED, field=JsonFault.FIELD_MISSING.value
        )
    flat = canonical_json(parts)
    for name, text, fault in bad_json(flat, key=b"address", depth=DEPTH):
        if (
            text
            and b"\x00" not in text
            and b"\t" not in text
            and is_text(text)
            and len(text) < 24_000
        ):
            yield Bad(f"descriptor of {name}", noted(keys, text), MALFORMED, field=fault.value)
    yield from bad_keys(keys, parts)
    yield from bad_notes(keys, raw)
    spoken = signed(keys, changed(parts, "protocols", ["comity/2", "http/1.1"]))
    unknown = LinkFault.DESCRIPTOR_PROTOCOL_UNKNOWN.value
    yield Bad("descriptor of a node that speaks otherwise", spoken, unknown)
    silent = signed(keys, changed(parts, "protocols", []))
    yield Bad("descriptor of a node that speaks nothing", silent, unknown)


def is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return b"\r" not in raw


def bad_keys(keys: NodeKeys, parts: dict[str, Any]) -> Iterator[Bad]:
    """Descriptors in form, with keys that are none or not those that signed."""
    other = keys_of("KE")
    wrong = LinkFault.DESCRIPTOR_SIGNATURE_WRONG.value
    sender = {
        "another Ed25519 key": ("ed25519", told(other.sender.public().ed25519)),
        "another ML-DSA-44 key": ("mldsa44", told(other.sender.public().mldsa44)),
        "another name for its keys": ("name", "UA/other"),
        "its holder's Ed25519 key": ("ed25519", told(keys.holder.public().ed25519)),
        "an Ed25519 key of zeros": ("ed25519", told(bytes(32))),
        "an ML-DSA-44 key of zeros": ("mldsa44", told(bytes(1312))),
    }
    for name, (field, value) in sender.items():
        yield Bad(
            f"descriptor with {name}",
            signed(keys, changed(parts, f"keys.sender.{field}", value)),
            wrong,
        )
    sizes = {
        "an Ed25519 key of 31 bytes": ("keys.holder.ed25519", bytes(31)),
        "an Ed25519 key of 33 bytes": ("keys.holder.ed25519", bytes(33)),
        "an ML-DSA-44 key of 1,311 bytes": ("keys.holder.mldsa44", bytes(1311)),
        "a key of ML-DSA-65": ("keys.holder.mldsa44", bytes(1952)),
        "a sealing key of 1,215 bytes": ("keys.sealing", bytes(1215)),
        "a sealing key of 1,217 bytes": ("keys.sealing", bytes(1217)),
        "a sealing key of X25519 alone": ("keys.sealing", bytes(32)),
        "a sealing key beyond the modulus": ("keys.sealing", b"\xff" * 1216),
        "a certificate cut short": (
            "tls.certificate",
            base64.b64decode(parts["tls"]["certificate"])[:-9],
        ),
        "a certificate in PEM": ("tls.certificate", b"-----BEGIN CERTIFICATE-----\n"),
        "a certificate with something behind it": (
            "tls.certificate",
            base64.b64decode(parts["tls"]["certificate"]) + b"\0",
        ),
    }
    for name, (place, public) in sizes.items():
        yield Bad(
            f"descriptor with {name}",
            signed(keys, changed(parts, place, told(public))),
            MALFORMED,
            field=WRONG,
        )


def bad_notes(keys: NodeKeys, raw: bytes) -> Iterator[Bad]:
    """The note around an honest text."""
    note = forging.taken_apart(raw)
    first, second = note.signatures
    wrong, odd, long = LinkFault.DESCRIPTOR_SIGNATURE_WRONG.value, "note_malformed", "note_too_long"
    stranger = keys_of("KE").sender
    lines = {
        "without its first signature": (second,),
        "without its second signature": (first,),
        "with its first signature twice": (first, first, second),
        "with its second signature twice": (first, second, second),
        "with its first signature changed": (forging.flipped(first, 5), second),
        "with its second signature changed": (first, forging.flipped(second, 5)),
        "signed by another": stranger.sign(note.text),
        "signed by its own holder key": keys.holder.sign(note.text),
        "signed as a head is": forging.taken_apart(forging.over(note.text, keys.sender)).signatures,
        "with another's signature under its key ids": tuple(
            forging.under_the_id_of(a, b)
            for a, b in zip(stranger.sign(note.text), note.signatures, strict=True)
        ),
    }
    for name, told_lines in lines.items():
        yield Bad(f"descriptor {name}", Note(note.text, told_lines).to_bytes(), wrong)
    other = note.text.replace(b"Customs of UA", b"Customs of UX")
    yield Bad(
        "descriptor changed after it was signed", Note(other, note.signatures).to_bytes(), wrong
    )
    notes = {
        "of nothing": (b"", odd),
        "of its text alone": (note.text, odd),
        "without its last line end": (raw[:-1], odd),
        "with line ends of Windows": (raw.replace(b"\n", b"\r\n"), odd),
        "with a NUL": (raw.replace(b"Customs", b"Cust\0ms"), odd),
        "that is no UTF-8": (raw.replace(b"Customs", b"Cust\xffms"), odd),
        "of zeros": (bytes(5000), odd),
        "of 32 KiB and a byte": (raw + b"x" * (DESCRIPTOR_LIMIT + 1 - len(raw)), long),
        "of ten million zeros": (b'{"comity":[' + b"0," * 10_000_000 + b"0]}\n", long),
        "that is a page": (b"<!doctype html><title>UA</title>\n", odd),
    }
    for name, (told_raw, cause) in notes.items():
        yield Bad(f"descriptor {name}", told_raw, MALFORMED, field=cause)


def changed(parts: dict[str, Any], place: str, *value: Any) -> dict[str, Any]:
    """The descriptor's parts with one of them changed or, without a value, taken out."""
    made: dict[str, Any] = json.loads(json.dumps(parts))
    *way, last = place.split(".")
    inner: Any = made
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    if value:
        inner[int(last) if last.isdigit() else last] = value[0]
    else:
        del inner[last]
    return made


def signed(keys: NodeKeys, parts: dict[str, Any]) -> bytes:
    return noted(keys, json.dumps(parts, indent=1).encode())


def noted(keys: NodeKeys, text: bytes) -> bytes:
    """Any text, signed by the keys as a descriptor is, whether or not a note may hold it."""
    whole = text + b"\n"
    return Note(whole, keys.sender.sign(whole)).to_bytes()


def told(public: bytes) -> str:
    return base64.b64encode(public).decode()
