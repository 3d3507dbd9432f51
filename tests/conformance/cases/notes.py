"""Heads, receipts, the evidence of a fork, and a parcel taken apart."""

from collections.abc import Iterator
from typing import Any

from tests.conformance.cases.case import (
    Case,
    asked,
    base,
    declined,
    public,
    text_of,
    vector,
    with_lines,
    with_text,
)

Told = dict[str, Any]
MISSING, WRONG = "parcel_signature_missing", "parcel_signature_wrong"


def cases() -> Iterator[Case]:
    yield from _texts()
    yield from _heads()
    yield from _receipts()
    yield from _forks()
    yield from _parcels()


def _texts() -> Iterator[Case]:
    """Notes that are neither heads nor receipts."""
    terms = vector("terms")
    note, text = terms["note"], text_of(terms["statement"].encode())
    good = {"note": note, "key": public("UA", "sender")}
    yield asked("note", "note.check", good, text=text)
    bad = {
        "without its second signature": (with_lines(note, 0), "signature_missing"),
        "without its first signature": (with_lines(note, 1), "signature_missing"),
        "with a signature twice": (with_lines(note, 0, 1, 1), "signature_missing"),
        "that is a head": (vector("head")["note"], "signature_missing"),
        "of another text": (with_text(note, b"number 1", b"number 2"), "signature_wrong"),
        "that is none": (text, "note_malformed"),
        "with a tab": (with_text(note, b"number 1", b"number\t1"), "note_malformed"),
        "with a signature in other Base64": (
            text_of(base(note).rstrip(b"\n") + b"=\n"),
            "note_malformed",
        ),
    }
    for name, (other, code) in bad.items():
        yield declined(f"note {name}", "note.check", {**good, "note": other}, code)
    for name, told in terms["encodings"].items():
        given = {"encoding": told["text"]}
        yield asked(f"encoding {name}", "terms.digest", given, digest=told["digest"])


def _heads() -> Iterator[Case]:
    origin, root = vector("link")["origin"], vector("log")["roots"][3]
    note = vector("head")["note"]
    good = {"note": note, "key": public("UA", "sender"), "origin": origin}
    yield asked("head", "head.check", good, size=3, root=root)
    yield asked("head, its lines turned", "head.check", {**good, "note": with_lines(note, 1, 0)})
    bad = {
        "without its second signature": (with_lines(note, 0), MISSING),
        "without its first signature": (with_lines(note, 1), MISSING),
        "with a signature twice": (with_lines(note, 0, 0, 1), MISSING),
        "of another size": (with_text(note, b"\n3\n", b"\n4\n"), WRONG),
        "of a size with a zero before it": (
            with_text(note, b"\n3\n", b"\n03\n"),
            "parcel_head_malformed",
        ),
        "with a fourth line": (with_text(note, b"\n3\n", b"\n3\nx\n"), "parcel_head_malformed"),
        "that is a receipt": (vector("receipt")["note"], MISSING),
    }
    for name, (other, code) in bad.items():
        yield declined(f"head {name}", "head.check", {**good, "note": other}, code)
    stranger = {**good, "key": public("US", "sender")}
    yield declined("head by another key", "head.check", stranger, MISSING)


def _receipts() -> Iterator[Case]:
    origin, root = vector("link")["origin"], vector("log")["roots"][3]
    told, wrong = vector("receipt"), "receipt_signature_wrong"
    note = told["note"]
    good = {"note": note, "key": public("US", "holder"), "origin": origin}
    yield asked("receipt", "receipt.check", good, size=3, root=root, time=told["time"])
    bad = {
        "without its second signature": (with_lines(note, 0), wrong),
        "without its first signature": (with_lines(note, 1), wrong),
        "for another size": (with_text(note, b"\n3\n", b"\n4\n"), wrong),
        "that is a head": (vector("head")["note"], wrong),
        "that is nothing": ("", "receipt_malformed"),
    }
    for name, (other, code) in bad.items():
        yield declined(f"receipt {name}", "receipt.check", {**good, "note": other}, code)
    elsewhere = {**good, "origin": origin.replace("/UA/US/", "/US/UA/")}
    yield declined("receipt of another log", "receipt.check", elsewhere, "receipt_other_channel")
    stranger = {**good, "key": public("UA", "holder")}
    yield declined("receipt by another key", "receipt.check", stranger, wrong)


def _head_in(parcel: str) -> str:
    """The head of a parcel of the scenarios: up to its second empty line."""
    raw = base(vector("scenarios")["parcels"][parcel])
    end = raw.index(b"\n\n", raw.index(b"\n\n") + 2)
    return text_of(raw[: end + 1])


def _forks() -> Iterator[Case]:
    told = vector("scenarios")["fork"]
    good = {
        **{"key": public("UA", "sender"), "origin": vector("link")["origin"]},
        **{"one": _head_in(told["one"]), "other": _head_in(told["other"])},
        **{"root": told["root"], "path": told["path"]},
    }
    yield asked("fork", "fork.check", good)
    honest = {**good, "one": _head_in(told["honest"])}
    bad = {
        "of a head that is no other": honest,
        "whose proof does not lead there": {**good, "path": told["path"][::-1]},
        "without its proof": {**good, "path": []},
        "from a root that was not held": {**good, "root": vector("log")["roots"][2]},
    }
    for name, each in bad.items():
        yield declined(f"fork {name}", "fork.check", each, "proof_wrong")
    stripped = {**good, "one": with_lines(good["one"], 0)}
    yield declined("fork of a head with one signature", "fork.check", stripped, MISSING)


def _parcels() -> Iterator[Case]:
    told, log = vector("parcel"), vector("log")
    whole = text_of(base(vector("head")["note"]) + b"\n" + base(told["sealed"]))
    shown = [{name: m[name] for name in ("envelope", "salt", "body")} for m in log["messages"]]
    opens = {
        **{"key": public("UA", "sender"), "origin": vector("link")["origin"]},
        "seed": vector("keys")["US"]["sealing"]["seed"],
    }
    good = {"parcel": whole, **opens}
    yield asked("parcel", "parcel.open", good, start=0, messages=shown)
    other = {**good, "seed": vector("keys")["UA"]["sealing"]["seed"]}
    yield declined("parcel with another key", "parcel.open", other, "parcel_sealed_to_another")
