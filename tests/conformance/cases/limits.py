"""Limits, each from both sides: what is just within one is taken, what is just beyond is not."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    DifferentError,
    asked,
    base,
    declined,
    public,
    refused,
    seeds,
    taken,
    text_of,
    vector,
)

Told = dict[str, Any]
SALT = "00112233445566778899aabbccddeeff"
KIB, MIB = 1024, 1024 * 1024
LARGEST = 2**53 - 1
MOST_PARCEL = 4 * MIB + 128 * KIB


def cases() -> Iterator[Case]:
    yield from _texts()
    yield from _fields()
    yield from _heads()
    yield from _parcels()
    yield from _sending()
    yield from _questions()
    yield from _at_the_door()


# ---- texts: descriptor, envelope, body


def _padded(raw: bytes, size: int) -> bytes:
    """One JSON object with a field that nobody knows, so that it has this size."""
    return raw[:-1] + b',"x":"%b"}' % (b"a" * (size - len(raw) - len(b',"x":""')))


def _deep(raw: bytes, depth: int) -> bytes:
    return raw[:-1] + b',"x":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


def _texts() -> Iterator[Case]:
    envelope = base(vector("log")["messages"][0]["envelope"])
    body = base(vector("log")["messages"][0]["body"])
    for name, raw, size, depth in (
        ("envelope", envelope, 64 * KIB, 8),
        ("body", body, MIB, 32),
    ):
        verb, code = f"{name}.check", f"message_{name}_malformed"
        longer = {"raw": text_of(_padded(raw, size + 1))}
        yield asked(f"limit: {name} of {size}", verb, {"raw": text_of(_padded(raw, size))})
        yield declined(f"limit: {name} of one more", verb, longer, code, cause="json_too_large")
        deeper = {"raw": text_of(_deep(raw, depth + 1))}
        yield asked(f"limit: {name} {depth} deep", verb, {"raw": text_of(_deep(raw, depth))})
        yield declined(f"limit: {name} one deeper", verb, deeper, code, cause="json_too_deep")
        for number in (str(LARGEST), str(-LARGEST), "0." + 22 * "1", "9007199254740991.0"):
            told = {"raw": text_of(raw[:-1] + f',"x":{number}}}'.encode())}
            yield asked(f"limit: {name} with {number}", verb, told)
    note = vector("descriptors")["UA"]["note"]
    for size, is_taken in ((32 * KIB, True), (32 * KIB + 1, False)):
        told = {"note": _with_more(note, size)}
        if is_taken:
            yield asked(f"limit: descriptor of {size}", "descriptor.check", told, code="UA")
        else:
            name = "limit: descriptor of one more"
            yield declined(name, "descriptor.check", told, "descriptor_malformed")
    head = {"key": public("UA", "sender"), "origin": vector("link")["origin"]}
    note = vector("head")["note"]
    sixteen, more = (_with_lines(note, count) for count in (14, 15))
    yield asked("limit: head of 16 lines", "head.check", {**head, "note": sixteen}, size=3)
    told, code = {**head, "note": more}, "parcel_head_malformed"
    yield declined("limit: head of 17 lines", "head.check", told, code)


def _with_more(note: str, size: int) -> str:
    """A note of this size: signature lines of nobody's stand under those it has."""
    raw = base(note)
    for name in (b"x" * length for length in range(1, 5)):
        left = size - len(raw) - len("\u2014  \n".encode()) - len(name)
        if left % 4 == 0:
            return text_of(raw + "\u2014 ".encode() + name + b" " + b"A" * left + b"\n")
    raise ValueError(size)


def _with_lines(note: str, count: int) -> str:
    return text_of(base(note) + "\u2014 x AAAAAAAA\n".encode() * count)


# ---- fields of the envelope


def _fields() -> Iterator[Case]:
    good = json.loads(base(vector("log")["messages"][0]["envelope"]))
    condition = {"code": "a", "cites": "b"}
    exhibit = {"id": "e", "payload_digest": "0" * 64, "size": 1}
    word = "a" * 40
    pairs: dict[str, tuple[Told, Told]] = {
        "type.words": ({"type": "a.b.c.d"}, {"type": "a.b.c.d.e"}),
        "type.letters": ({"type": f"{word}.{word}"}, {"type": f"{word}a.b"}),
        "version": ({"version": 999}, {"version": 1000}),
        "case": ({"case": "~" * 64}, {"case": "~" * 65}),
        "conditions": ({"conditions": [condition] * 64}, {"conditions": [condition] * 65}),
        "conditions.0.code": (
            {"conditions": [{**condition, "code": "a" * 64}]},
            {"conditions": [{**condition, "code": "a" * 65}]},
        ),
        "conditions.0.cites": (
            {"conditions": [{**condition, "cites": "я" * 300}]},
            {"conditions": [{**condition, "cites": "я" * 301}]},
        ),
        "conditions.0.facts": (
            {"conditions": [{**condition, "facts": {str(at): "" for at in range(32)}}]},
            {"conditions": [{**condition, "facts": {str(at): "" for at in range(33)}}]},
        ),
        "exhibits": ({"exhibits": [exhibit] * 64}, {"exhibits": [exhibit] * 65}),
        "exhibits.0.id": (
            {"exhibits": [{**exhibit, "id": "_" * 64}]},
            {"exhibits": [{**exhibit, "id": "_" * 65}]},
        ),
        "exhibits.0.size": (
            {"exhibits": [{**exhibit, "size": 0}]},
            {"exhibits": [{**exhibit, "size": -1}]},
        ),
        "recorded_at": (
            {"recorded_at": "2028-02-29T23:59:59.999999Z"},
            {"recorded_at": "2027-02-29T23:59:59.999999Z"},
        ),
        "body.size": (
            {"body": {**good["body"], "size": MIB}},
            {"body": {**good["body"], "size": MIB + 1}},
        ),
        "under.article": (
            {"under": {**good["under"], "article": "я" * 300}},
            {"under": {**good["under"], "article": "я" * 301}},
        ),
    }
    for name, (within, beyond) in pairs.items():
        raws = [
            text_of(json.dumps({**good, **change}, ensure_ascii=False).encode())
            for change in (within, beyond)
        ]
        path = name.split(".")[0] if name.startswith("type") else name
        code, facts = "message_envelope_malformed", {"cause": "json_field_wrong", "field": path}
        yield asked(f"limit: envelope, {name}", "envelope.check", {"raw": raws[0]})
        beyond_told = {"raw": raws[1]}
        named = f"limit: envelope, {name} beyond it"
        yield declined(named, "envelope.check", beyond_told, code, **facts)


# ---- what comes to a holder: US, of what UA sends


def _holder(both: Both) -> None:
    notes = vector("descriptors")
    taken(
        both.program.ask(
            "holder.new",
            own=notes["US"]["note"],
            partner=notes["UA"]["note"],
            holder=seeds("US", "holder"),
            sealing_seed=vector("keys")["US"]["sealing"]["seed"],
        )
    )


def _take(both: Both, parcel: bytes) -> Told:
    at = vector("scenarios")["at"]
    return both.program.ask("holder.take", parcel=text_of(parcel), at=at)


def _heads() -> Iterator[Case]:
    parcel = base(vector("scenarios")["parcels"]["1"])
    end = parcel.index(b"\n\n", parcel.index(b"\n\n") + 2) + 1
    head, sealed = parcel[:end], parcel[end + 1 :]

    def ends_at(size: int) -> bytes:
        # With the empty line that ends it, as many bytes as may be read.
        return base(_with_more(text_of(head), size - 1)) + b"\n" + sealed

    def with_size(size: int) -> bytes:
        lines = parcel.split(b"\n")
        return b"\n".join([lines[0], str(size).encode(), *lines[2:]])

    for name, raw, code in (
        ("a head that ends within 8 KiB", ends_at(8 * KIB), ""),
        ("a head that ends one byte later", ends_at(8 * KIB + 1), "parcel_head_too_long"),
        ("a head of the largest size", with_size(LARGEST), "parcel_signature_wrong"),
        ("a head of one more", with_size(LARGEST + 1), "parcel_head_malformed"),
    ):
        yield Case(f"limit: {name}", partial(_takes_one, raw, code))


def _takes_one(raw: bytes, code: str, both: Both) -> None:
    _holder(both)
    answer = _take(both, raw)
    refused(answer, code) if code else taken(answer)


def _message(both: Both, number: int, body: bytes, *, envelope: int = 0) -> Told:
    """A message that the other program makes; its envelope of a size, where one is told."""
    fields = json.loads(base(vector("log")["messages"][0]["envelope"]))
    del fields["comity"], fields["body"]
    fields["id"] = f"00000000-0000-4000-8000-{number:012}"
    told = {"salt": SALT, "body": text_of(body)}
    made = taken(both.checker.ask("envelope.make", fields=fields, **told))["envelope"]
    raw = base(made) if not envelope else _padded(base(made), envelope)
    return {"envelope": text_of(raw), **told}


def _length(message: Told) -> int:
    return len(base(message["envelope"])) + len(base(message["body"]))


def _parcel(both: Both, messages: list[Told]) -> bytes:
    """A parcel of UA to US, made by the other program."""
    origin = vector("link")["origin"]
    root = taken(both.checker.ask("tree.root", entries=[m["envelope"] for m in messages]))["root"]
    stated = {"origin": origin, "size": len(messages), "root": root}
    head = taken(both.checker.ask("head.make", **stated, signer=seeds("UA", "sender")))["note"]
    recipient = vector("keys")["US"]["sealing"]["public"]
    told = {"head": head, "start": 0, "messages": messages, "recipient": recipient}
    return base(taken(both.checker.ask("parcel.make", **told))["parcel"])


def _parcels() -> Iterator[Case]:
    def count(number: int) -> Callable[[Both], list[Told]]:
        return lambda both: [_message(both, at, b"{}") for at in range(number)]

    def body(size: int) -> Callable[[Both], list[Told]]:
        def made(both: Both) -> list[Told]:
            told = _message(both, 1, b"{}")
            return [{**told, "body": text_of(_padded(b'{"a":1}', size))}]

        return made

    def whole(size: int) -> Callable[[Both], list[Told]]:
        """Messages that fill the content of one parcel to this size."""

        def made(both: Both) -> list[Told]:
            four = [_message(both, at, _padded(b'{"a":1}', MIB - 2048)) for at in range(4)]
            left = size - 28 - sum(24 + _length(m) for m in four)
            last = _message(both, 5, b"{}")
            return [*four, _message(both, 5, b"{}", envelope=left - 24 - len(base(last["body"])))]

        return made

    kinds: Mapping[str, tuple[Callable[[Both], list[Told]], str]] = {
        "a parcel of 256 messages": (count(256), ""),
        "a parcel of 257 messages": (count(257), "parcel_gap"),
        "a body of 1 MiB that is another": (body(MIB), "parcel_body_differs"),
        "a body of one byte more": (body(MIB + 1), "parcel_content_malformed"),
        "a content of 4 MiB": (whole(4 * MIB), ""),
        "a content of one byte more": (whole(4 * MIB + 1), "parcel_too_large"),
        "an envelope of 64 KiB": (lambda both: [_message(both, 1, b"{}", envelope=64 * KIB)], ""),
        "an envelope of one byte more": (
            lambda both: [_message(both, 1, b"{}", envelope=64 * KIB + 1)],
            "parcel_content_malformed",
        ),
    }
    for name, (made, code) in kinds.items():
        yield Case(f"limit: {name}", partial(_takes_made, made, code))


def _takes_made(made: Callable[[Both], list[Told]], code: str, both: Both) -> None:
    messages = made(both)
    _takes_one(_parcel(both, messages), code, both)
    if not code:
        taken(both.program.ask("holder.refused"))


# ---- what a sender puts into one parcel: UA, to US


def _sending() -> Iterator[Case]:
    yield Case("limit: a sender posts 256 messages at most", partial(_posts, 300, b"{}", 256))
    large = _padded(b'{"a":1}', MIB)
    yield Case("limit: a sender posts 4 MiB at most", partial(_posts, 5, large, 3))
    yield Case(
        "limit: a sender posts 4 MiB of small ones", partial(_posts, 70, large[:62_000] + b'"}', 67)
    )


def _posts(count: int, body: bytes, first: int, both: Both) -> None:
    """Of so many messages the first parcel holds as many as fit; the next begins behind them."""
    notes, opens = vector("descriptors"), {"key": public("UA", "sender")}
    opens |= {"origin": vector("link")["origin"], "seed": vector("keys")["US"]["sealing"]["seed"]}
    ends = {"own": notes["UA"]["note"], "partner": notes["US"]["note"]}
    taken(both.program.ask("sender.new", **ends, sender=seeds("UA", "sender")))
    for number in range(count):
        taken(both.program.ask("sender.write", **_message(both, number, body)))
    taken(both.program.ask("sender.next"))
    taken(both.program.ask("sender.settle", receipt=vector("scenarios")["receipts"]["of 0"]))
    parcel = taken(both.program.ask("sender.next"))["parcel"]
    read = taken(both.checker.ask("parcel.open", parcel=parcel, **opens), start=0)
    if len(read["messages"]) != first:
        raise DifferentError(f"{len(read['messages'])} messages are posted, not {first}")


# ---- questions for what was lost


def _questions() -> Iterator[Case]:
    for seconds, code in (
        (3600, ""),
        (-3600, ""),
        (3601, "refill_ask_old"),
        (-3601, "refill_ask_old"),
    ):
        yield Case(f"limit: a question {seconds} seconds off", partial(_asks, seconds, code))


def _asks(seconds: int, code: str, both: Both) -> None:
    told = vector("scenarios")
    _holder(both)
    taken(_take(both, base(told["parcels"]["1"])))
    answer = both.program.ask("holder.give", ask=told["asks"]["from 0"], at=told["at"] + seconds)
    refused(answer, code) if code else taken(answer)


# ---- time and size at the door


def _at_the_door() -> Iterator[Case]:
    parcel = base(vector("scenarios")["parcels"]["1"])
    strange = base(vector("scenarios")["parcels"]["1 by another key of that name"])
    head = parcel.index(b"\n\n", parcel.index(b"\n\n") + 2) + 2
    slow = [(14, bytes([each])) for each in parcel[head : head + 85]]
    too_slow = {"code": "parcel_too_slow"}
    heard: Mapping[str, tuple[list[tuple[int, bytes]], bool, Told]] = {
        "at once": ([(0, parcel)], True, {}),
        "a head of 9 seconds": ([(4, parcel[:100]), (5, parcel[100:])], True, {}),
        "a head of 11 seconds": (
            [(4, parcel[:100]), (7, parcel[100:])],
            True,
            {**too_slow, "seconds": "10"},
        ),
        "a head that drips": (
            [(1, parcel[at : at + 1]) for at in range(20)],
            True,
            {**too_slow, "seconds": "10"},
        ),
        "14 seconds of silence": ([(9, parcel[:head]), (14, parcel[head:])], True, {}),
        "16 seconds of silence": (
            [(9, parcel[:head]), (16, parcel[head:])],
            True,
            {**too_slow, "seconds": "15"},
        ),
        "silence without end": ([(0, parcel[:-1])], False, {**too_slow, "seconds": "15"}),
        "a parcel of 1190 seconds": (
            [(0, parcel[:head]), *slow, (0, parcel[head + 85 :])],
            True,
            {},
        ),
        "a parcel of 1204 seconds": (
            [(0, parcel[:head]), *slow, (14, parcel[head + 85 :])],
            True,
            {**too_slow, "seconds": "1200"},
        ),
        "more than a parcel may be": (
            [(0, parcel[:head]), (0, bytes(MOST_PARCEL + 1))],
            True,
            {"code": "parcel_too_large"},
        ),
        "as much as a parcel may be": (
            [(0, parcel), (0, bytes(MOST_PARCEL - len(parcel) + head))],
            True,
            {"code": "parcel_too_large"},
        ),
        "a head of nobody's": (
            [(0, strange), *[(5, bytes(10_000))] * 9],
            True,
            {"code": "parcel_signature_missing", "heard": len(strange)},
        ),
        "no head at all": (
            [(0, b"x" * 1000)] * 90,
            True,
            {"code": "parcel_head_too_long", "heard": 9000},
        ),
    }
    for name, (pieces, ends, due) in heard.items():
        yield Case(f"limit: a door hears {name}", partial(_hears, pieces, ends, due))


def _hears(pieces: list[tuple[int, bytes]], ends: bool, due: Told, both: Both) -> None:
    _holder(both)
    told = [{"after": after, "data": text_of(data)} for after, data in pieces]
    at = vector("scenarios")["at"]
    found = taken(both.program.ask("holder.hear", pieces=told, ends=ends, at=at))
    if found["heard"] > due.get("heard", found["heard"]):
        raise DifferentError(f"{found['heard']} bytes are read before it answers")
    if found["code"] != due.get("code", ""):
        raise DifferentError(f"answered {found['code']!r}, not {due.get('code', '')!r}")
    seconds = str(found["facts"].get("seconds", "")).removesuffix(".0")
    if due.get("seconds", seconds) != seconds:
        raise DifferentError(f"after {seconds} seconds, not {due['seconds']}")
