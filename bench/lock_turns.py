"""Who had the write lock, and who waited for it: what the benchmark of locks makes of its notes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.exchange import Node

MOST_HOLDERS = 8


@dataclass(frozen=True)
class Act:
    """An officer's act: when it began, and seconds; `stood` of those that it waited."""

    begun: float
    waited: float
    stood: float
    took: float


@dataclass(frozen=True)
class Turn:
    """One turn of the write lock: since when, and seconds.

    Attributes:
        since: by the machine's monotonic clock.
        held: by the clock.
        used: of the holder's processor.
        stood: in which its thread was ready to run and others had the processors.
        who: the function that took the lock.
    """

    since: float
    held: float
    used: float
    stood: float
    who: str


def turns_of(node: Node) -> list[Turn]:
    """Return the turns of a node's write lock that its door's process had."""
    lines = (node.folder / "holds").read_text().splitlines()
    told = [line.split(maxsplit=4) for line in lines]
    return [
        Turn(float(since), float(held), float(used), float(stood), who)
        for since, held, used, stood, who in told
    ]


def without_standing(act: Act, turns: list[Turn]) -> float:
    """Return what an act waited, without its part of what it and who it waited for stood ready."""
    until, stood = act.begun + act.waited, act.stood
    for turn in turns:
        over = min(until, turn.since + turn.held) - max(act.begun, turn.since)
        if over > 0:
            stood += turn.stood * over / turn.held
    return max(0.0, act.waited - stood)


def held_longest(turns: list[Turn]) -> list[str]:
    """Return a line for each function that took the write lock: how often, and how long."""
    of = defaultdict(list)
    for turn in turns:
        of[turn.who].append(turn)
    worst = sorted(of.items(), key=lambda held: -max(each.used for each in held[1]))
    return [
        f"  {who}: {len(held)} times, {described([each.held for each in held])};"
        f" without standing ready {described([each.held - each.stood for each in held])};"
        f" of the processor {described([each.used for each in held])}"
        for who, held in worst[:MOST_HOLDERS]
    ]


def at_percent(values: Sequence[float], percent: float) -> float:
    """Return the value that so many in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def described(values: Sequence[float]) -> str:
    """Return p50, p95, p99 and the most of some seconds, in milliseconds."""
    told = [at_percent(values, percent) * 1000 for percent in (50, 95, 99, 100)]
    return "p50 {:.1f}, p95 {:.1f}, p99 {:.1f}, most {:.1f} ms".format(*told)
