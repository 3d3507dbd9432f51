"""Suites, and what is not done under one after its last day: a table with dummies in it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    DifferentError,
    asked,
    declined,
    refused,
    seeds,
    taken,
    vector,
)

Told = dict[str, Any]
RETIRED = "parcel_suite_retired"


def cases() -> Iterator[Case]:
    told = vector("suites")
    for choice in told["choices"]:
        given = {name: choice[name] for name in ("own", "partner", "on")}
        given["suites"] = told["suites"]
        name = f"suite {choice['name']}"
        if "suite" in choice:
            yield asked(name, "suite.choose", given, suite=choice["suite"])
        else:
            yield declined(name, "suite.choose", given, choice["refused"])
    scenes: dict[str, Callable[[Both], None]] = {
        "holder: until its last second": _holds_until_the_end,
        "holder: what is held already": _gives_no_receipt_again,
        "holder: one that never ends": partial(_takes_after, "suites"),
        "holder: one that is named by nobody follows": _not_followed,
        "holder: a head of nobody": partial(
            _judges, "1 by another key of that name", "parcel_signature_missing"
        ),
        "holder: a head for another node": partial(_judges, "1 for another node", RETIRED),
        "holder: a head of another link": partial(_judges, "1 of another link", RETIRED),
        "sender: until its last second": _sends_until_the_end,
        "sender: after its last day": _asks_nothing,
        "sender: what was signed before": _posts_nothing_again,
    }
    for name, play in scenes.items():
        yield Case(f"suite, {name}", play)


def _ends(own: str, partner: str, table: str) -> Told:
    notes = vector("descriptors")
    return {
        **{"own": notes[own]["note"], "partner": notes[partner]["note"]},
        "suites": vector("suites")[table],
    }


# ---- holder: US, of what UA sends


def _holder(both: Both, table: str = "retired") -> Callable[[str, str], Told]:
    """A new holder; what is returned hands it a parcel at a time."""
    keys = {"holder": seeds("US", "holder")}
    keys["sealing_seed"] = vector("keys")["US"]["sealing"]["seed"]
    taken(both.program.ask("holder.new", **_ends("US", "UA", table), **keys))

    def take(parcel: str, time: str) -> Told:
        raw, at = vector("scenarios")["parcels"][parcel], vector("suites")["times"][time]
        return both.program.ask("holder.take", parcel=raw, at=at)

    return take


def _holds_until_the_end(both: Both) -> None:
    take = _holder(both)
    taken(take("1", "before"))
    taken(take("2 to 3", "last"))
    refused(take("4", "after"), RETIRED)
    refused(take("question of nothing", "after"), RETIRED)


def _gives_no_receipt_again(both: Both) -> None:
    take = _holder(both)
    taken(take("1", "last"))
    refused(take("1", "after"), RETIRED)


def _takes_after(table: str, both: Both) -> None:
    taken(_holder(both, table)("1", "after"))


def _not_followed(both: Both) -> None:
    """Both descriptors name `comity/1` alone: another one in force is not used for that."""
    refused(_holder(both, "followed")("1", "after"), RETIRED)


def _judges(parcel: str, code: str, both: Both) -> None:
    refused(_holder(both)(parcel, "after"), code)


# ---- sender: UA, to US


def _sender(both: Both) -> None:
    keys = {"sender": seeds("UA", "sender")}
    taken(both.program.ask("sender.new", **_ends("UA", "US", "retired"), **keys))
    for name in ("first", "second"):
        taken(both.program.ask("sender.write", **vector("scenarios")["messages"][name]))


def _posts(both: Both, time: str) -> bool:
    at = vector("suites")["times"][time]
    return taken(both.program.ask("sender.next", at=at))["parcel"] is not None


def _demand(what: bool, told: str) -> None:
    if not what:
        raise DifferentError(told)


def _settle(both: Both, receipt: str) -> None:
    taken(both.program.ask("sender.settle", receipt=vector("scenarios")["receipts"][receipt]))


def _sends_until_the_end(both: Both) -> None:
    _sender(both)
    _demand(_posts(both, "before"), "the state is not asked for")
    _settle(both, "of 0")
    _demand(_posts(both, "last"), "nothing is posted on the last day")
    _demand(not _posts(both, "after"), "something is posted after the last day")


def _asks_nothing(both: Both) -> None:
    _sender(both)
    _demand(not _posts(both, "after"), "something is posted after the last day")
    taken(both.program.ask("sender.state"), delivered=0, halted=False)


def _posts_nothing_again(both: Both) -> None:
    _sender(both)
    _demand(_posts(both, "before"), "the state is not asked for")
    _settle(both, "of 0")
    _demand(_posts(both, "before"), "nothing is posted")
    _settle(both, "of 2")
    taken(both.program.ask("sender.write", **vector("scenarios")["messages"]["third"]))
    _demand(not _posts(both, "after"), "something is posted after the last day")
    taken(both.program.ask("sender.state"), delivered=2, halted=False)
