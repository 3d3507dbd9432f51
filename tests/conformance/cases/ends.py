"""The scenarios: one end of a channel is given what its partner sends, and answers."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import Any

from tests.conformance.cases.case import (
    Asked,
    Both,
    Case,
    DifferentError,
    base,
    public,
    refused,
    seeds,
    shown,
    taken,
    vector,
)

Told = dict[str, Any]


def cases() -> Iterator[Case]:
    told = vector("scenarios")
    for name, steps in told["holder"].items():
        yield Case(f"holder: {name}", partial(_holds, steps))
    for name, steps in told["sender"].items():
        yield Case(f"sender: {name}", partial(_sends, steps))


def _descriptors(own: str, partner: str) -> Told:
    notes = vector("descriptors")
    return {"own": notes[own]["note"], "partner": notes[partner]["note"]}


# ---- as the holder: US, of what UA sends


def _holds(steps: list[Told], both: Both) -> None:
    sealing = vector("keys")["US"]["sealing"]["seed"]
    keys = {"holder": seeds("US", "holder"), "sealing_seed": sealing}
    taken(both.program.ask("holder.new", **_descriptors("US", "UA"), **keys))
    for number, step in enumerate(steps, start=1):
        try:
            _step_of_holder(step, both)
        except DifferentError as different:
            raise DifferentError(f"step {number}, {_named(step)}: {different}") from None


def _step_of_holder(step: Told, both: Both) -> None:
    if "refused messages" in step:
        found = taken(both.program.ask("holder.refused"))["refused"]
        if found != step["refused messages"]:
            raise DifferentError(f"{shown(found)}, not {shown(step['refused messages'])}")
        return
    if "ask" in step:
        _gives(step, both)
        return
    told = vector("scenarios")
    answer = both.program.ask("holder.take", parcel=told["parcels"][step["take"]], at=told["at"])
    if "refused" in step:
        refused(answer, step["refused"], **step["facts"])
        return
    receipt = taken(answer)["receipt"]
    origin = _origin_of(told["parcels"][step["take"]])
    key = public("US", "holder")
    read = both.checker.ask("receipt.check", note=receipt, key=key, origin=origin)
    taken(read, **step["receipt"], time=told["at"])


def _gives(step: Told, both: Both) -> None:
    told = vector("scenarios")
    answer = both.program.ask("holder.give", ask=told["asks"][step["ask"]], at=told["at"])
    if "refused" in step:
        refused(answer, step["refused"], **step["facts"])
        return
    due, names = step["gives"], ("first", "second", "third", "fourth")
    given = {
        **{"answer": taken(answer)["answer"], "origin": vector("link")["origin"]},
        **{"sender": public("UA", "sender"), "holder": public("US", "holder")},
        **{"seed": vector("keys")["UA"]["sealing"]["seed"], "start": due["start"]},
    }
    sent = [told["messages"][name]["envelope"] for name in names[: due["size"]]]
    held = [sha256(b"\0" + base(each)).hexdigest() for each in sent[: due["start"]]]
    for reader in (both.checker, both.program):
        read = reader.ask("refill.open", **given, held=held)
        taken(read, size=due["size"], root=due["root"], envelopes=sent[due["start"] :])
    _reads_no_other(given, held, both.program)


def _reads_no_other(given: Told, held: list[str], program: Asked) -> None:
    """What the one who asked must refuse of the same answer."""
    if held:
        others = [*held[:-1], "0" * 64]
        refused(program.ask("refill.open", **given, held=others), "parcel_root_differs")
    signers = {"sender": given["holder"], "holder": given["sender"]}
    code = "parcel_signature_missing"
    refused(program.ask("refill.open", **{**given, **signers}, held=held), code)


def _origin_of(parcel: str) -> str:
    """The first line of a parcel: the head stands there in clear."""
    return base(parcel).split(b"\n", 1)[0].decode()


def _named(step: Told) -> str:
    acts = ("take", "ask", "settle", "next", "told")
    return shown({name: step[name] for name in step if name in acts})


# ---- as the sender: UA, to US


def _sends(steps: list[Told], both: Both) -> None:
    keys = {"sender": seeds("UA", "sender")}
    taken(both.program.ask("sender.new", **_descriptors("UA", "US"), **keys))
    for number, step in enumerate(steps, start=1):
        try:
            _step_of_sender(step, both)
        except DifferentError as different:
            raise DifferentError(f"step {number}, {_named(step)}: {different}") from None


def _step_of_sender(step: Told, both: Both) -> None:
    program, told = both.program, vector("scenarios")
    if "write" in step:
        taken(program.ask("sender.write", **told["messages"][step["write"]]))
    elif "state" in step:
        taken(program.ask("sender.state"), **step["state"])
    elif "settle" in step:
        _taken_or(step, program.ask("sender.settle", receipt=told["receipts"][step["settle"]]))
    elif "told" in step:
        _posted(step, program.ask("sender.told", **step["told"]), both.checker)
    else:
        _posted(step, program.ask("sender.next"), both.checker)


def _taken_or(step: Told, answer: Told) -> bool:
    if "refused" in step:
        refused(answer, step["refused"])
        return False
    taken(answer)
    return True


def _posted(step: Told, answer: Told, checker: Asked) -> None:
    if not _taken_or(step, answer):
        return
    due, parcel = step["next"], answer["ok"]["parcel"]
    if (due is None) != (parcel is None):
        raise DifferentError(f"a parcel is {'posted' if parcel else 'not posted'}")
    if due is None:
        return
    opens = {"key": public("UA", "sender"), "origin": vector("link")["origin"]}
    seed = vector("keys")["US"]["sealing"]["seed"]
    read = taken(checker.ask("parcel.open", parcel=parcel, **opens, seed=seed), start=due["start"])
    head = checker.ask("head.check", note=read["head"], **opens)
    taken(head, size=due["size"], root=due["root"])
    carried = 0 if due["start"] is None else due["size"] - due["start"]
    if len(read["messages"]) != carried:
        raise DifferentError(f"{len(read['messages'])} messages are sent, not {carried}")
