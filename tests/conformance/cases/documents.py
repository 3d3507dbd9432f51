"""Descriptors, the link between two of them, envelopes and bodies."""

import json
from collections.abc import Iterator
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    Told,
    asked,
    base,
    declined,
    descriptor_fields,
    descriptor_text,
    maker,
    shown,
    taken,
    text_of,
    vector,
    with_lines,
    with_text,
)


def cases() -> Iterator[Case]:
    yield from _descriptors()
    yield from _links()
    yield from _messages()


def _descriptors() -> Iterator[Case]:
    notes = {code: told["note"] for code, told in vector("descriptors").items()}
    for code, note in notes.items():
        told = {"note": note}
        yield asked(f"descriptor of {code}", "descriptor.check", told, code=code, first_epoch=1)
    good = notes["UA"]
    wrong = "descriptor_signature_wrong"
    bad = {
        "without its second signature": (with_lines(good, 0), wrong),
        "without its first signature": (with_lines(good, 1), wrong),
        "with a signature twice": (with_lines(good, 0, 1, 1), wrong),
        "with another name than was signed": (
            with_text(good, b'"Customs of UA"', b'"Customs of UB"'),
            wrong,
        ),
        "that is cut": (text_of(base(good)[:900]), "descriptor_malformed"),
        "of another format": (
            with_text(good, b"descriptor/1", b"descriptor/2"),
            "descriptor_malformed",
        ),
        "of nothing": ("", "descriptor_malformed"),
    }
    for name, (note, code) in bad.items():
        yield declined(f"descriptor {name}", "descriptor.check", {"note": note}, code)
    for each in vector("refusals")["descriptors"]:
        told = {"note": _changed(good, each)}
        value = shown(each["value"]) if "value" in each else "left out"
        name = f"descriptor whose {each['field']} is {value}"
        yield declined(name, "descriptor.check", told, "descriptor_malformed", cause=each["cause"])
    yield Case("descriptor of a later first epoch", _later_epoch)


def _changed(note: str, change: Told) -> str:
    """A descriptor with another value in one field, or without it, under the signatures it had."""
    told, lines = descriptor_text(note), base(note).decode().rpartition("\n\n")[2]
    *way, last = change["field"].split(".")
    inner: Any = told
    for step in way:
        inner = inner[int(step) if isinstance(inner, list) else step]
    if "value" not in change:
        del inner[last]
    elif isinstance(inner, list):
        inner[int(last)] = change["value"]
    else:
        inner[last] = change["value"]
    written = json.dumps(told, ensure_ascii=False, indent=2)
    return text_of(f"{written}\n\n{lines}".encode())


def _later_epoch(both: Both) -> None:
    fields = {**descriptor_fields("UA"), "first_epoch": 7}
    made = taken(both.checker.ask("descriptor.make", fields=fields, **maker("UA")))
    told = {"note": made["note"]}
    taken(both.program.ask("descriptor.check", **told), code="UA", first_epoch=7)


def _links() -> Iterator[Case]:
    one, other = (told["note"] for told in vector("descriptors").values())
    link = vector("link")
    due = {"number": link["number"], "identifier": link["identifier"]}
    yield asked("link number", "link.number", {"one": one, "other": other}, **due)
    yield asked("link number, the other way", "link.number", {"one": other, "other": one}, **due)


def _messages() -> Iterator[Case]:
    for place, message in enumerate(vector("log")["messages"]):
        yield asked(f"envelope {place}", "envelope.check", {"raw": message["envelope"]})
        yield asked(f"body {place}", "body.check", {"raw": message["body"]})
    told = vector("refusals")
    kinds = (("envelopes", "envelope"), ("bodies", "body"))
    for kind, one in kinds:
        for each in told[kind]:
            facts = {"cause": each["cause"]}
            if each["field"]:
                facts["field"] = each["field"]
            code = f"message_{one}_malformed"
            yield declined(each["name"], f"{one}.check", {"raw": each["raw"]}, code, **facts)
