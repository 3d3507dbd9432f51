"""What a program makes, read by another one."""

import json
from collections.abc import Iterator
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    DifferentError,
    base,
    descriptor_fields,
    descriptor_text,
    maker,
    public,
    seeds,
    taken,
    text_of,
    vector,
)

Told = dict[str, Any]
SALT = "00112233445566778899aabbccddeeff"
TIME = 1795253400


def cases() -> Iterator[Case]:
    yield Case("made: descriptor", _descriptor)
    yield Case("made: envelope", _envelope)
    yield Case("made: head", _head)
    yield Case("made: receipt", _receipt)
    yield Case("made: parcel", _parcel)
    yield Case("made: parcel of no messages", _question)
    yield Case("made: parcel of more than one chunk", _large_parcel)


def _descriptor(both: Both) -> None:
    fields = descriptor_fields("UA")
    made = taken(both.program.ask("descriptor.make", fields=fields, **maker("UA")))
    taken(both.checker.ask("descriptor.check", note=made["note"]), code="UA")
    due = vector("descriptors")["UA"]["note"]
    if descriptor_text(made["note"])["keys"] != descriptor_text(due)["keys"]:
        raise DifferentError("the keys in it are not those of the seeds")


def _envelope(both: Both) -> None:
    body = b'{"reference": "UA-US-2026-00001"}'
    fields = {
        **{"id": "00000000-0000-4000-8000-0000000000aa", "type": "assistance.opened"},
        **{"version": 1, "from": "UA", "to": "US", "answers": None, "case": "UA-US-2026-00001"},
        "under": {"instrument": "us-ua-cmaa-2016", "article": "Art. 4", "terms": "0" * 64},
        "conditions": [{"code": "prior_consent", "cites": "Art. 15", "facts": {"of": "UA — ДМСУ"}}],
        "recorded_at": "2026-11-21T09:30:00Z",
        "exhibits": [{"id": "e1", "payload_digest": "1" * 64, "size": 2**53 - 1}],
    }
    told = {"fields": fields, "salt": SALT, "body": text_of(body)}
    made = taken(both.program.ask("envelope.make", **told))["envelope"]
    taken(both.checker.ask("envelope.check", raw=made), id=fields["id"])
    found = json.loads(base(made))
    named = found.pop("body", None)
    due = taken(both.checker.ask("envelope.make", **told))["envelope"]
    if named != json.loads(base(due))["body"]:
        raise DifferentError("it names another body")
    if found != {"comity": "message/1", **fields}:
        raise DifferentError("it does not say what it was told")


def _head(both: Both) -> None:
    origin, root = vector("link")["origin"], vector("log")["roots"][2]
    stated = {"origin": origin, "size": 2, "root": root, "signer": seeds("UA", "sender")}
    made = taken(both.program.ask("head.make", **stated))
    told = {"note": made["note"], "key": public("UA", "sender"), "origin": origin}
    taken(both.checker.ask("head.check", **told), size=2, root=root)


def _receipt(both: Both) -> None:
    origin, root = vector("link")["origin"], vector("log")["roots"][2]
    stated = {"origin": origin, "size": 2, "root": root, "signer": seeds("US", "holder")}
    made = taken(both.program.ask("receipt.make", **stated, time=TIME))
    told = {"note": made["note"], "key": public("US", "holder"), "origin": origin}
    taken(both.checker.ask("receipt.check", **told), size=2, root=root, time=TIME)


def _parcel(both: Both) -> None:
    messages = vector("log")["messages"]
    _travels(both, [{name: m[name] for name in ("envelope", "salt", "body")} for m in messages])


def _question(both: Both) -> None:
    _travels(both, [])


def _large_parcel(both: Both) -> None:
    body = text_of(json.dumps({"text": "a" * 150_000}).encode())
    fields = json.loads(base(vector("log")["messages"][0]["envelope"]))
    del fields["comity"], fields["body"]
    told = {"fields": fields, "salt": SALT, "body": body}
    envelope = taken(both.checker.ask("envelope.make", **told))["envelope"]
    _travels(both, [{"envelope": envelope, "salt": SALT, "body": body}])


def _travels(both: Both, messages: list[Told]) -> None:
    """A parcel that the program makes opens to the same messages elsewhere."""
    head, origin = vector("head")["note"], vector("link")["origin"]
    sealing = vector("keys")["US"]["sealing"]
    told = {"head": head, "start": 0, "messages": messages, "recipient": sealing["public"]}
    made = taken(both.program.ask("parcel.make", **told))
    opens = {"key": public("UA", "sender"), "origin": origin, "seed": sealing["seed"]}
    found = both.checker.ask("parcel.open", parcel=made["parcel"], **opens)
    taken(found, head=head, messages=messages, start=0 if messages else None)
