"""What one case is, and what the cases read: the published vectors and nothing else."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

VECTORS = Path(__file__).parents[3] / "docs" / "protocol" / "vectors"
Told = dict[str, Any]


class DifferentError(Exception):
    """The program answered otherwise than the documents demand."""


class Asked(Protocol):
    """A program that answers; `program.Program` is one."""

    def ask(self, do: str, **told: Any) -> Told:
        """Return the answer to one request."""


@dataclass(frozen=True)
class Both:
    """The program under test, and the one that reads what it makes."""

    program: Asked
    checker: Asked


@dataclass(frozen=True)
class Case:
    """One case: its name, and what is done; it raises when an answer differs."""

    name: str
    play: Callable[[Both], None]


@cache
def vector(name: str) -> Told:
    found: Told = json.loads((VECTORS / f"{name}.json").read_text())
    return found


def base(text: str) -> bytes:
    return base64.b64decode(text)


def text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def public(code: str, role: str) -> Told:
    """The public half of a key of `keys.json`, as the verbs take it."""
    key = vector("keys")[code][role]
    return {name: key[name] for name in ("name", "ed25519", "mldsa44")}


def seeds(code: str, role: str) -> Told:
    """The private half, as the verbs take it."""
    key = vector("keys")[code][role]
    return {name: key[name] for name in ("name", "ed25519_seed", "mldsa44_seed")}


def maker(code: str) -> Told:
    """The private keys of a node, as `descriptor.make` takes them."""
    return {
        **{role: seeds(code, role) for role in ("sender", "holder")},
        "sealing_seed": vector("keys")[code]["sealing"]["seed"],
    }


def descriptor_fields(code: str) -> Told:
    """What a descriptor of the vectors says, but for its keys."""
    told = descriptor_text(vector("descriptors")[code]["note"])
    return {name: value for name, value in told.items() if name not in ("comity", "keys")}


def descriptor_text(note: str) -> Told:
    """What a descriptor says, whether or not it is one."""
    told: Told = json.loads(base(note).decode().rpartition("\n\n")[0])
    return told


def taken(answer: Told, **expected: Any) -> Told:
    """Return what a program answered, if it took what it was given and says what is expected."""
    if "ok" not in answer:
        raise DifferentError(f"refused as {answer['refused']} {answer.get('facts', {})}")
    found: Told = answer["ok"]
    for name, value in expected.items():
        if found.get(name) != value:
            raise DifferentError(f"{name} is {shown(found.get(name))}, not {shown(value)}")
    return found


def refused(answer: Told, code: str, **facts: str) -> None:
    """Demand that a program refused what it was given, by this code."""
    if "ok" in answer:
        raise DifferentError(f"taken, where {code} was due")
    if answer["refused"] != code:
        raise DifferentError(f"refused as {answer['refused']}, not as {code}")
    told = answer.get("facts", {})
    for name, value in facts.items():
        if str(told.get(name)) != value:
            raise DifferentError(f"{code} with {name} {told.get(name)!r}, not {value!r}")


def shown(value: Any) -> str:
    """A value short enough for a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"


def asked(name: str, do: str, told: Told, **expected: Any) -> Case:
    """A case of one request that is taken."""
    return Case(name, lambda both: void(taken(both.program.ask(do, **told), **expected)))


def declined(name: str, do: str, told: Told, code: str, **facts: str) -> Case:
    """A case of one request that is refused."""
    return Case(name, lambda both: refused(both.program.ask(do, **told), code, **facts))


def void(_value: object) -> None:
    """Nothing."""


def with_lines(note: str, *places: int) -> str:
    """A note with only the signature lines at these places, in this order."""
    text, _, lines = base(note).decode().rpartition("\n\n")
    each = lines.splitlines(keepends=True)
    return text_of((text + "\n\n" + "".join(each[place] for place in places)).encode())


def with_text(note: str, old: bytes, new: bytes) -> str:
    """A note whose text was changed after it was signed."""
    raw = base(note)
    if old not in raw:
        raise ValueError(old)
    return text_of(raw.replace(old, new, 1))
