"""The oracle passes two nodes that agree, and names each thing that may not be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.faults.oracle import (
    Answer,
    Finding,
    Heads,
    Held,
    Log,
    Side,
    Wrong,
    judge_answers,
    judge_end,
    judge_kill,
    judge_told,
)

ROOT, OTHER = b"a" * 32, b"b" * 32
IDS = ("m1", "m2", "m3")
SENDER = Side(
    "US",
    sent=tuple((each, True) for each in IDS),
    logs=(Log("us-ua", "out", 3, ROOT, 3),),
)
HOLDER = Side(
    "UA",
    held=tuple(Held(each, "faults.note", "handled") for each in IDS),
    effects=IDS,
    entries=IDS,
    logs=(Log("us-ua", "in", 3, ROOT, 3),),
)
REFUSED = Answer("UA", "us-ua", 3, ROOT.hex(), "parcel_truncated")


def end(sender: Side = SENDER, holder: Side = HOLDER) -> list[Finding]:
    return judge_end(sender, holder, {"US": IDS})


def test_two_nodes_that_agree_are_passed() -> None:
    assert end() == []
    assert judge_end(HOLDER, SENDER, {"US": IDS}) == []


Change = Callable[[], list[Finding]]
WRONGS: dict[str, tuple[Wrong, Change]] = {
    "accepted and gone": (Wrong.LOST, lambda: judge_end(SENDER, HOLDER, {"US": [*IDS, "m4"]})),
    "never numbered": (Wrong.LOST, lambda: end(replace(SENDER, unsent=("m4",)))),
    "never arrived": (Wrong.LOST, lambda: end(holder=replace(HOLDER, held=HOLDER.held[:2]))),
    "held and never sent": (Wrong.LOST, lambda: end(replace(SENDER, sent=SENDER.sent[:2]))),
    "not called delivered": (
        Wrong.LOST,
        lambda: end(replace(SENDER, sent=(*SENDER.sent[:2], ("m3", False)))),
    ),
    "another order": (
        Wrong.LOST,
        lambda: end(holder=replace(HOLDER, held=HOLDER.held[::-1])),
    ),
    "sent twice": (
        Wrong.DOUBLED,
        lambda: end(replace(SENDER, sent=(*SENDER.sent, ("m3", True)))),
    ),
    "held twice": (
        Wrong.DOUBLED,
        lambda: end(holder=replace(HOLDER, held=(*HOLDER.held, HOLDER.held[0]))),
    ),
    "no effect": (Wrong.LOST, lambda: end(holder=replace(HOLDER, effects=IDS[:2]))),
    "no entry": (Wrong.LOST, lambda: end(holder=replace(HOLDER, entries=IDS[:2]))),
    "a second effect": (Wrong.DOUBLED, lambda: end(holder=replace(HOLDER, effects=(*IDS, "m1")))),
    "a second entry": (Wrong.DOUBLED, lambda: end(holder=replace(HOLDER, entries=(*IDS, "m1")))),
    "an effect of nothing": (Wrong.LOST, lambda: end(holder=replace(HOLDER, effects=(*IDS, "x")))),
    "not taken up": (
        Wrong.LOST,
        lambda: end(
            holder=replace(HOLDER, held=(*HOLDER.held[:2], Held("m3", "faults.note", "held")))
        ),
    ),
    "another tree": (
        Wrong.LOST,
        lambda: end(holder=replace(HOLDER, logs=(Log("us-ua", "in", 3, OTHER, 3),))),
    ),
    "another receipt": (
        Wrong.LOST,
        lambda: end(holder=replace(HOLDER, logs=(Log("us-ua", "in", 3, ROOT, 2),))),
    ),
    "one end alone": (Wrong.LOST, lambda: end(holder=replace(HOLDER, logs=()))),
    "does not verify": (Wrong.LOST, lambda: end(replace(SENDER, faults=("receipt wrong",)))),
    "a part left": (Wrong.SILENT, lambda: end(holder=replace(HOLDER, parts=("x.part",)))),
    "delivered beyond": (Wrong.LOST, lambda: judge_kill("US", delivered=4, durable=3)),
    "refused without a word": (Wrong.SILENT, lambda: judge_answers([REFUSED], [HOLDER])),
    "failed without a word": (Wrong.SILENT, lambda: judge_told("x", happened=3, told=2)),
}


@pytest.mark.parametrize("name", WRONGS)
def test_what_may_not_be_is_named(name: str) -> None:
    wrong, change = WRONGS[name]
    found = change()
    assert wrong in {each.wrong for each in found}, found


def test_a_size_has_one_root_for_ever() -> None:
    heads = Heads()
    assert heads.see("us-ua", 3, ROOT) == heads.see("us-ua", 3, ROOT) == []
    assert heads.see("us-ua", 4, OTHER) == heads.see("ua-us", 3, OTHER) == []
    assert [each.wrong for each in heads.see("us-ua", 3, OTHER)] == [Wrong.DOUBLED]


def test_what_is_recorded_told_and_durable_is_passed() -> None:
    recorded = frozenset({("us-ua", 3, ROOT.hex(), "parcel_truncated")})
    assert judge_answers([REFUSED, REFUSED], [replace(HOLDER, refusals=recorded)]) == []
    assert judge_kill("US", delivered=3, durable=3) == judge_kill("US", delivered=2, durable=3)
    assert judge_told("x", happened=2, told=2) == []
