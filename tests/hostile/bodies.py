"""Messages with an envelope in form, whose body is bad."""

import json
from collections.abc import Iterator
from typing import Any

from comity.exchange.envelope import BODY_LIMITS
from comity.exchange.refusals import JsonFault, MessageFault
from tests.hostile.case import Bad
from tests.hostile.envelopes import BODY
from tests.hostile.json_texts import bad_json

INVALID = MessageFault.BODY_INVALID.value


def bad_bodies() -> Iterator[Bad]:
    """Every bad body of the tests' message type; `code` is the cause, `field` what it names."""
    for name, raw, fault in bad_json(BODY, key=b"text", depth=BODY_LIMITS.depth):
        yield Bad(f"body of {name}", raw, fault.value)
    many = b'{"text":"x","more":[' + b"0," * (BODY_LIMITS.size // 2 - 40) + b"0]"
    yield Bad("body of half a million numbers that does not end", many, JsonFault.MALFORMED.value)
    no_text = b'{"more":[' + b"0," * (BODY_LIMITS.size // 2 - 40) + b"0]}"
    yield Bad(
        "body of half a million numbers without its field", no_text, INVALID, field="required"
    )
    objects = b'{"text":"x","more":[' + b"{}," * (BODY_LIMITS.size // 3 - 40) + b"{]}"
    yield Bad(
        "body of 350,000 objects, the last of which is none", objects, JsonFault.MALFORMED.value
    )
    odd: tuple[Any, ...] = (None, 1, True, [], {}, ["x"], 1.5)
    for value in odd:
        yield Bad(
            f"body whose text is {json.dumps(value)}",
            json.dumps({"text": value}).encode(),
            INVALID,
            field="type",
        )
    yield Bad("body of an empty object", b"{}", INVALID, field="required")
    yield Bad("body with its field in capitals", b'{"TEXT":"x"}', INVALID, field="required")
    yield Bad(
        "body with its field in Cyrillic", '{"t\u0435xt":"x"}'.encode(), INVALID, field="required"
    )
