"""Exhibits: what a door gives of one, and what a receiver makes of what it is given."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.conformance.cases.case import (
    Asked,
    Both,
    Case,
    DifferentError,
    base,
    refused,
    taken,
    text_of,
    vector,
)

Told = dict[str, Any]
NOT_OFFERED = {"status": 404, "content_range": "", "data": ""}
MOST_STEPS = 400


def cases() -> Iterator[Case]:
    yield from _given()
    yield from _pulled()


def _ends(own: str, partner: str) -> Told:
    notes, keys = vector("descriptors"), vector("keys")
    seed = keys[own]["sealing"]["seed"]
    return {
        **{"own": notes[own]["note"], "partner": notes[partner]["note"]},
        "sealing_seed": seed,
    }


# ---- what a door gives: UA to US


def _given() -> Iterator[Case]:
    stretches: dict[str, Callable[[int], tuple[str | None, int, int]]] = {
        "without a range": lambda total: (None, 0, total - 1),
        "from the first byte on": lambda total: ("bytes=0-", 0, total - 1),
        "of the first bytes": lambda _: ("bytes=0-999", 0, 999),
        "of bytes in the middle": lambda _: ("bytes=1000-1700", 1000, 1700),
        "of one byte": lambda _: ("bytes=65000-65000", 65_000, 65_000),
        "over the end of the header": lambda _: ("bytes=1500-1700", 1500, 1700),
        "of the last byte": lambda total: (f"bytes={total - 1}-", total - 1, total - 1),
        "beyond the end": lambda total: (f"bytes=66000-{total + 9}", 66_000, total - 1),
    }
    for name, stretch in stretches.items():
        yield Case(f"exhibit given {name}", partial(_gives, stretch))
    beyond: dict[str, Callable[[int], str]] = {
        "from its end": lambda total: f"bytes={total}-",
        "from beyond its end": lambda total: f"bytes={total + 7}-{total + 9}",
        "that ends before it begins": lambda _: "bytes=900-800",
    }
    for name, wanted in beyond.items():
        yield Case(f"exhibit not given {name}", partial(_has_fewer, wanted))
    odd = ("bytes=-5", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=", "bytes=0-1 ", "0-1")
    for text in (*odd, "bytes=0-9999999999999999"):
        yield Case(f"exhibit not given by {text!r}", partial(_not_given, text))
    shown = {
        "unknown": "x" * 43,
        "too short": "x" * 31,
        "too long": "x" * 129,
        "odd": "x" * 42 + "+",
    }
    for name, capability in shown.items():
        yield Case(f"exhibit not given for a capability {name}", partial(_unknown, capability))
    yield Case("exhibit given in pieces, the same each time", _same_each_time)
    yield Case("exhibit given opens elsewhere to its content", _travels)
    yield Case("exhibit of one byte given opens elsewhere", partial(_travels, content=b"x"))
    full = bytes(65_536)
    yield Case("exhibit of one whole chunk given opens elsewhere", partial(_travels, content=full))


def _offered(asked: Asked, content: bytes = b"") -> Told:
    """A new giver offers one exhibit; return how its message names it."""
    told = content or base(vector("exhibits")["content"])
    taken(asked.ask("giver.new", **_ends("UA", "US")))
    offered = taken(asked.ask("giver.offer", content=text_of(told)))
    return {name: offered[name] for name in ("exhibit", "line")}


def _got(asked: Asked, capability: str, wanted: str | None) -> tuple[int, bytes]:
    """Fetch a stretch; return how many bytes the whole has, and those it gave."""
    answer = taken(asked.ask("giver.give", capability=capability, range=wanted), status=206)
    told, data = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer["content_range"]), answer["data"]
    if told is None or int(told[2]) - int(told[1]) + 1 != len(base(data)):
        raise DifferentError(f"{answer['content_range']!r} with {len(base(data))} bytes")
    return int(told[3]), base(data)


def _gives(stretch: Callable[[int], tuple[str | None, int, int]], both: Both) -> None:
    capability = _offered(both.program)["exhibit"]["capability"]
    total, whole = _got(both.program, capability, None)
    wanted, begins, ends = stretch(total)
    found = _got(both.program, capability, wanted)
    if found != (total, whole[begins : ends + 1]):
        raise DifferentError(f"{len(found[1])} other bytes of {found[0]}")


def _has_fewer(wanted: Callable[[int], str], both: Both) -> None:
    capability = _offered(both.program)["exhibit"]["capability"]
    total, _ = _got(both.program, capability, "bytes=0-0")
    answer = both.program.ask("giver.give", capability=capability, range=wanted(total))
    refused(answer, "range_not_satisfiable", total=str(total))


def _not_given(wanted: str, both: Both) -> None:
    capability = _offered(both.program)["exhibit"]["capability"]
    answer = both.program.ask("giver.give", capability=capability, range=wanted)
    refused(answer, "exhibit_not_offered")


def _unknown(capability: str, both: Both) -> None:
    _offered(both.program)
    answer = both.program.ask("giver.give", capability=capability, range="bytes=0-9")
    refused(answer, "exhibit_not_offered")


def _same_each_time(both: Both) -> None:
    capability = _offered(both.program)["exhibit"]["capability"]
    total, whole = _got(both.program, capability, None)
    pieces = [
        _got(both.program, capability, f"bytes={at}-{at + 9999}")[1]
        for at in range(0, total, 10_000)
    ]
    if b"".join(pieces) != whole:
        raise DifferentError("pieces are not the whole")


def _travels(both: Both, content: bytes = b"") -> None:
    """What the program offers is pulled and opened by another one."""
    offered = _offered(both.program, content)
    exhibit, line = offered["exhibit"], offered["line"]
    due = {"id": exhibit["id"], "payload_digest": exhibit["payload_digest"]}
    if line != {**due, "size": exhibit["payload_size"]}:
        raise DifferentError("envelope and body name it differently")
    total, whole = _got(both.program, exhibit["capability"], None)
    if total <= exhibit["payload_size"]:
        raise DifferentError("no header is before the payload")
    _awaits(both.checker, exhibit)
    _pull(both.checker, Door(whole))
    told = text_of(content) if content else vector("exhibits")["content"]
    taken(both.checker.ask("puller.state"), state="held", content=told)


# ---- what a receiver makes of it: US, of what UA offers


@dataclass
class Door:
    """A door that gives one file, as it is told to.

    Attributes:
        file: all of it.
        longest: most bytes of one answer.
        odd: by the number of a request, what is answered to it in place of the right thing.
        asked: from where each stretch was asked for.
    """

    file: bytes
    longest: int = 1 << 30
    odd: Mapping[int, Callable[[Told], Told]] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def answer(self, wanted: str) -> Told:
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", wanted)
        if found is None or int(found[1]) > int(found[2]):
            raise DifferentError(f"asks for {wanted!r}")
        begins, total = int(found[1]), len(self.file)
        self.asked.append(begins)
        data = self.file[begins : int(found[2]) + 1][: self.longest]
        if not data:
            raise DifferentError(f"asks for {wanted!r} of {total}")
        told = {
            **{"status": 206, "data": text_of(data)},
            "content_range": f"bytes {begins}-{begins + len(data) - 1}/{total}",
        }
        odd = self.odd.get(len(self.asked))
        return told if odd is None else odd(told)


def _awaits(asked: Asked, exhibit: Told) -> None:
    taken(asked.ask("puller.new", **_ends("US", "UA")))
    taken(asked.ask("puller.announce", exhibit=exhibit))


def _pull(asked: Asked, door: Door) -> None:
    """Let a receiver fetch until it asks no more; it goes on from where it stopped."""
    here = 0
    for _ in range(MOST_STEPS):
        wanted = taken(asked.ask("puller.next"))
        if wanted["range"] is None:
            return
        told = door.answer(wanted["range"])
        if not max(here - 1, 0) <= door.asked[-1] <= here:
            raise DifferentError(f"goes on from {door.asked[-1]}, not from {here}")
        taken(asked.ask("puller.given", **told))
        if len(door.asked) not in door.odd:
            here = max(here, door.asked[-1] + len(base(told["data"])))
    raise DifferentError("asks for ever")


def _file(header: str = "US") -> bytes:
    told = vector("exhibits")
    return base(told["headers"][header]) + base(told["payload"])


def _pulled() -> Iterator[Case]:
    due = {"state": "held", "content": vector("exhibits")["content"]}
    file = _file()
    yield _ends_as("pulled at once", Door(file), **due)
    yield _ends_as("pulled in pieces", Door(file, longest=9_999), **due)
    for name, instead in _ODD.items():
        door = Door(file, longest=30_000, odd={1: instead, 3: instead})
        yield _ends_as(f"pulled from a door that answers {name}", door, **due)
    turned, header = bytearray(file), base(vector("exhibits")["headers"]["US"])
    turned[len(header) + 20] ^= 1
    mac = header.rindex(b"--- ")
    bad = {
        "with a chunk changed": (bytes(turned), "seal_payload_altered"),
        "with more behind it": (file + b"\0", "seal_payload_altered"),
        "without its last chunk": (file[: len(header) + 16 + 65_552], "seal_payload_truncated"),
        "without its last byte": (file[:-1], "seal_payload_altered"),
        "with another line in its header": (
            file[:mac] + b"-> other\n\n" + file[mac:],
            "seal_header_altered",
        ),
        "sealed to another": (_file("UA"), "seal_not_for_this_key"),
        "without a header": (b"x" * len(file), "seal_header_malformed"),
        "of fewer bytes": (file[:60_000], "exhibit_wrong_size"),
        "of many more bytes": (file + bytes(70_000), "exhibit_wrong_size"),
    }
    for name, (other, code) in bad.items():
        yield _ends_as(f"refused {name}", Door(other), state="refused", code=code)
    changes: dict[str, tuple[Told, str]] = {
        "of another digest": ({"digest": "0" * 64}, "exhibit_digest_differs"),
        "of another payload": ({"payload_digest": "0" * 64}, "exhibit_digest_differs"),
    }
    for name, (change, code) in changes.items():
        door = Door(file)
        yield _ends_as(f"refused {name}", door, change, state="refused", code=code)
    sizes = {"size": 65_999}
    disagree = {"state": "refused", "code": "exhibit_sizes_disagree"}
    yield _ends_as("refused for its sizes", Door(file), sizes, asked=0, **disagree)


def _answers(status: int) -> Callable[[Told], Told]:
    return lambda _right: {**NOT_OFFERED, "status": status}


def _from_elsewhere(right: Told) -> Told:
    begins, rest = right["content_range"].removeprefix("bytes ").split("-")
    ends, total = rest.split("/")
    return {**right, "content_range": f"bytes {int(begins) + 1}-{int(ends) + 1}/{total}"}


_ODD: Mapping[str, Callable[[Told], Told]] = {
    "404": _answers(404),
    "503": _answers(503),
    "416": _answers(416),
    "200": lambda right: {**right, "status": 200, "content_range": ""},
    "no Content-Range": lambda right: {**right, "content_range": ""},
    "other bytes than asked for": _from_elsewhere,
    "fewer bytes than it tells": lambda right: {
        **right,
        "data": text_of(base(right["data"])[:-1]),
    },
    "in other units": lambda right: {
        **right,
        "content_range": right["content_range"].replace("bytes", "lines"),
    },
}


def _ends_as(
    name: str, door: Door, change: Told | None = None, *, asked: int | None = None, **state: str
) -> Case:
    def play(both: Both) -> None:
        door.asked.clear()
        _awaits(both.program, {**vector("exhibits")["exhibit"], **(change or {})})
        _pull(both.program, door)
        taken(both.program.ask("puller.state"), **state)
        if asked is not None and len(door.asked) != asked:
            raise DifferentError(f"asked {len(door.asked)} times")

    return Case(f"exhibit {name}", play)
