"""Keys that a partner turns: what a sender believes, and what it seals to. UA sends, to US."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    DifferentError,
    public,
    refused,
    seeds,
    taken,
    vector,
)

Told = dict[str, Any]
BACK = ("/UA/US/", "/US/UA/")


def cases() -> Iterator[Case]:
    for name, steps in vector("turning")["sender"].items():
        yield Case(f"turned: {name}", partial(_plays, steps))


def _plays(steps: list[Told], both: Both) -> None:
    notes, keys = vector("descriptors"), vector("keys")
    taken(
        both.program.ask(
            "sender.new",
            own=notes["UA"]["note"],
            partner=notes["US"]["note"],
            sender=seeds("UA", "sender"),
            holder=seeds("UA", "holder"),
            sealing_seed=keys["UA"]["sealing"]["seed"],
        )
    )
    for number, step in enumerate(steps, start=1):
        try:
            _step(step, both)
        except DifferentError as different:
            raise DifferentError(f"step {number}: {different}") from None


def _step(step: Told, both: Both) -> None:
    program, told = both.program, vector("turning")
    match step:
        case {"write": name}:
            taken(program.ask("sender.write", **told["messages"][name]))
        case {"state": state}:
            taken(program.ask("sender.state"), **state)
        case {"refused messages": due}:
            taken(program.ask("sender.refused"), refused=due)
        case {"settle": name}:
            answer = program.ask("sender.settle", receipt=told["receipts"][name])
            refused(answer, step["refused"]) if "refused" in step else taken(answer)
        case {"take": name}:
            _takes(name, step["receipt"], both)
        case {"next": due}:
            _posts(due, step["key"], both)
        case _:
            raise ValueError(step)


def _takes(name: str, due: Told, both: Both) -> None:
    told = vector("turning")
    answer = both.program.ask("sender.take", parcel=told["parcels"][name], at=told["at"])
    back = {"key": public("UA", "holder"), "origin": vector("link")["origin"].replace(*BACK)}
    read = both.checker.ask("receipt.check", note=taken(answer)["receipt"], **back)
    taken(read, **due, time=told["at"])


def _posts(due: Told, key: str, both: Both) -> None:
    """A parcel that is sealed to one key and opens with no other."""
    parcel = taken(both.program.ask("sender.next"))["parcel"]
    if parcel is None:
        raise DifferentError("a parcel is not posted")
    seeds_of = {"old": vector("keys")["US"]["sealing"], "new": vector("turning")["sealing"]}
    opens = {"parcel": parcel, "key": public("UA", "sender"), "origin": vector("link")["origin"]}
    read = taken(
        both.checker.ask("parcel.open", **opens, seed=seeds_of[key]["seed"]), start=due["start"]
    )
    head = both.checker.ask(
        "head.check", note=read["head"], key=opens["key"], origin=opens["origin"]
    )
    taken(head, size=due["size"], root=due["root"])
    if due["start"] is not None:
        (other,) = seeds_of.keys() - {key}
        answer = both.checker.ask("parcel.open", **opens, seed=seeds_of[other]["seed"])
        refused(answer, "parcel_sealed_to_another")
