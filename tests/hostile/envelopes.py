"""Messages, properly logged, signed and sealed, whose envelope is bad."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from comity.crypto.canonical import canonical_json
from comity.exchange.envelope import BODY_LIMITS, ENVELOPE_LIMITS
from comity.exchange.parcel import Message
from comity.exchange.refusals import JsonFault, MessageFault
from tests.hostile.case import Bad
from tests.hostile.json_texts import bad_json
from tests.nodes.partner_simulator import TERMS

SALT = bytes(range(16))
BODY = b'{"text":"spoilt"}'
ID = "00000000-0000-4000-8000-00000000beef"
MALFORMED = MessageFault.ENVELOPE_MALFORMED.value
WRONG = JsonFault.FIELD_WRONG.value
ABSENT = object()


class Wrong(NamedTuple):
    """One field and values it may not have."""

    place: str
    values: tuple[Any, ...]


def good(**changes: Any) -> dict[str, Any]:
    """The parts of an envelope in form, for a body in form."""
    return {
        "comity": "message/1",
        "id": ID,
        "type": "test.note",
        "version": 1,
        "from": "UA",
        "to": "US",
        "under": {"instrument": "us-ua-cmaa-2016", "article": "Art. 4", "terms": TERMS},
        "conditions": [],
        "answers": None,
        "case": "",
        "recorded_at": "2026-11-21T09:30:00Z",
        "exhibits": [],
        "body": {"digest": Message(b"", SALT, BODY).body_digest(), "size": len(BODY)},
        **changes,
    }


HOMOGRAPH, BACKWARDS = "U\u0410", "\u202eAU"
DIGESTS = ("", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "\uff10" * 64, 7, None, ["0" * 64])
LINES = ("", "x" * 301, "two\nlines", "a\ttab", "a\u202eb", "a\u2066b", "\x85", "\ufeff", 7, None)
ADDRESSES = (
    "us",
    "USA",
    "U",
    "",
    HOMOGRAPH,
    BACKWARDS,
    "\uff35\uff33",
    "U\u200bS",
    "US\n",
    7,
    None,
)
IDS: tuple[Any, ...] = (
    *("", "1", ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}", f"{ID}0", f" {ID}"),
    *(ID.replace("b", "\u0432"), ID.replace("0", "\u0660"), f"{ID}\n", 0, None, True, [ID], {}),
)
EXHIBIT = {"id": "e1", "payload_digest": "0" * 64, "size": 1}
CONDITION = {"code": "purpose_limited", "cites": "Art. 17", "facts": {}}

WRONG_FIELDS = (
    Wrong(
        "comity", ("message/2", "message", "MESSAGE/1", "message/1 ", "", 1, None, ["message/1"])
    ),
    Wrong("id", IDS),
    Wrong(
        "type",
        (
            *("note", "test.", ".note", "Test.note", "test.note.", "test..note", "test/note", ""),
            *("test.n\u043ete", "t\u200best.note", "test.note ", "a" * 41 + ".b", "a.b.c.d.e"),
            *("../etc/passwd", "test.note;drop", 1, None, ["test.note"], {"test": "note"}),
        ),
    ),
    Wrong("version", (0, -1, 1000, 1.0, 1.5, "1", "", True, False, None, [1], {}, 2**53 - 1)),
    Wrong("from", ADDRESSES),
    Wrong("to", ADDRESSES),
    Wrong("under", ("", "law", 7, True, [])),
    Wrong("under.instrument", LINES),
    Wrong("under.article", LINES),
    Wrong("under.terms", DIGESTS),
    Wrong("conditions", ("", {}, 7, None, [CONDITION] * 65)),
    Wrong("conditions.0", (7, "none", None, [])),
    Wrong("conditions.0.code", ("", "Purpose", "a b", "x" * 65, "\u0430bc", "a\u202eb", 7, None)),
    Wrong("conditions.0.cites", LINES),
    Wrong(
        "conditions.0.facts",
        ("", [], 7, {"x": 1}, {"x": None}, {"x": []}, dict.fromkeys(map(str, range(33)), "")),
    ),
    Wrong("answers", tuple(each for each in IDS if each is not None)),
    Wrong("case", ("x" * 65, "a b", "\u0441ase", "a\u202eb", "a\nb", "\x7f", 7, None, [])),
    Wrong(
        "recorded_at",
        (
            *("", "now", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:30:00+00:00"),
            *(
                "2026-02-30T09:30:00Z",
                "2026-13-01T09:30:00Z",
                "2026-11-21T24:30:00Z",
                "0000-01-01T00:00:00Z",
            ),
            *("2026-11-21T09:30:61Z", "2026-11-21 09:30:00Z", "2026-11-21T09:30:00.1234567Z"),
            *("\u0662\u0660\u0662\u0666-11-21T09:30:00Z", "2026-11-21T09:30:00z", 1763717400, None),
        ),
    ),
    Wrong("exhibits", ("", {}, 7, None, [EXHIBIT] * 65)),
    Wrong("exhibits.0", (7, "e1", None, [])),
    Wrong(
        "exhibits.0.id", ("", "x" * 65, "../../etc/passwd", "a b", "\u0435\u04451", "e1\n", 7, None)
    ),
    Wrong("exhibits.0.payload_digest", DIGESTS),
    Wrong("exhibits.0.size", (-1, 1.5, "1", True, None, [])),
    Wrong("body", ("", 7, None, [])),
    Wrong("body.digest", DIGESTS),
    Wrong("body.size", (-1, BODY_LIMITS.size + 1, 2**53 - 1, 1.0, "17", True, None, [])),
)
MISSING = (
    *("comity", "id", "type", "version", "from", "to", "case", "recorded_at", "body"),
    *("under.instrument", "under.article", "under.terms", "body.digest", "body.size"),
    *("conditions.0.code", "conditions.0.cites", "exhibits.0.id", "exhibits.0.payload_digest"),
    "exhibits.0.size",
)


def bad_envelopes() -> Iterator[Bad]:
    """Every envelope out of form; `code` is the cause within `message_envelope_malformed`."""
    raw = canonical_json(good())
    for name, spoilt, fault in bad_json(raw, key=b"case", depth=ENVELOPE_LIMITS.depth):
        if len(spoilt) <= ENVELOPE_LIMITS.size:
            yield Bad(f"envelope of {name}", spoilt, fault.value)
    for place, values in WRONG_FIELDS:
        for value in values:
            shown = json.dumps(value)
            name = shown if len(shown) < 60 else f"{shown[:50]}… of {len(shown)}"
            name = f"envelope whose {place} is {name}"
            yield Bad(name, spoilt_at(place, value), WRONG, field=place)
    for place in MISSING:
        yield Bad(
            f"envelope without {place}",
            spoilt_at(place, ABSENT),
            JsonFault.FIELD_MISSING.value,
            field=place,
        )


def too_long_texts() -> Iterator[Bad]:
    """JSON that no parcel carries, because it is refused before any of it is read as JSON."""
    raw = canonical_json(good())
    long = JsonFault.TOO_LARGE.value
    lists = {
        "spaces": b" " * ENVELOPE_LIMITS.size,
        "ten million zeros": b',"x":[' + b"0," * 9_999_999 + b"0]",
        "ten million brackets": b',"x":' + b"[" * 10_000_000,
        "ten million keys": b',"x":{' + b'"":1,' * 10_000_000 + b"}",
        "a number of ten million digits": b',"x":' + b"9" * 10_000_000,
    }
    for name, more in lists.items():
        yield Bad(f"text with {name}", raw[:-1] + more + b"}", long)


def spoilt_at(place: str, value: Any) -> bytes:
    """The bytes of an envelope with one field changed or, for `ABSENT`, taken out."""
    parts = good(conditions=[dict(CONDITION)], exhibits=[dict(EXHIBIT)])
    *way, last = place.split(".")
    inner: Any = parts
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    if last.isdigit():
        inner[int(last)] = value
    elif value is ABSENT:
        del inner[last]
    else:
        inner[last] = value
    return json.dumps(parts, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class BadMessage:
    """A message whose parts are each in form, and which is refused all the same."""

    name: str
    message: Message
    code: str


def written(parts: Mapping[str, Any], body: bytes = BODY) -> Message:
    told = {**parts, "body": {"digest": Message(b"", SALT, body).body_digest(), "size": len(body)}}
    return Message(canonical_json(told), SALT, body)


def refused_messages() -> Iterator[BadMessage]:
    """Messages refused for what they say and not for their form."""
    said = {
        "from Kenya": (good(**{"from": "KE"}), MessageFault.MISADDRESSED),
        "from the one it is for": (good(**{"from": "US", "to": "UA"}), MessageFault.MISADDRESSED),
        "for Kenya": (good(to="KE"), MessageFault.MISADDRESSED),
        "for its own sender": (good(to="UA"), MessageFault.MISADDRESSED),
        "of a type nobody knows": (good(type="test.vote"), MessageFault.TYPE_UNKNOWN),
        "of a type one letter long": (good(type="t.n"), MessageFault.TYPE_UNKNOWN),
        "of version 2": (good(version=2), MessageFault.VERSION_UNKNOWN),
        "of version 999": (good(version=999), MessageFault.VERSION_UNKNOWN),
    }
    for name, (parts, fault) in said.items():
        parts["id"] = str(uuid5(NAMESPACE_URL, name))
        yield BadMessage(f"message {name}", written(parts), fault.value)
