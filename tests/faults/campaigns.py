"""The campaigns on one machine's own loopback: the road, kills, named moments, power, backups."""

import time
from collections import deque
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.crash_points import CRASH_POINTS, CrashPoint
from tests.faults.nodes import DOOR, OFFICER, WORKERS, FaultNode, await_
from tests.faults.oracle import Finding, Wrong
from tests.faults.pair import PARTNER, Pair
from tests.faults.power import Loss
from tests.faults.relay import any_byte_fault
from tests.faults.road_faults import ROAD_FAULTS
from tests.faults.run import Run

EVERYTHING = (DOOR, *WORKERS, OFFICER)
_KILLED = ((DOOR,), WORKERS[:1], WORKERS[1:], (OFFICER,), WORKERS, EVERYTHING, EVERYTHING)
_SHORT_WAIT = 20.0


def road(run: Run, many: int) -> None:
    """Parcels and receipts that are lost, doubled, reordered, damaged, replayed, or late."""
    with run.pair("road") as pair:
        pair.counts_damage = True
        for name in run.spread(sorted(ROAD_FAULTS), many):
            way = run.chance.choice(sorted(pair.roads))
            pair.roads[way].planned.append((name, ROAD_FAULTS[name]))
            pair.nodes[PARTNER[way]].queue(way, run.chance.randint(1, 4))
            await_(partial(_is_used_up, pair.roads[way].planned), name, pause=0.01)


def _is_used_up(planned: deque[Any]) -> bool:
    return not planned


def line(run: Run, many: int) -> None:
    """Bytes cut off, flipped or stalled below TLS; lines that are down, or one way only."""
    with run.pair("line") as pair:
        for number in range(many):
            way = run.chance.choice(sorted(pair.roads))
            relay = pair.roads[way].relay
            if number % 5 == 4:
                _lose_a_way(pair, way, run.chance.choice(("down", "up", "down alone")))
            else:
                relay.planned.append(any_byte_fault(run.chance))
                # A fresh connection has more of TLS in it than one that is kept open.
                if run.chance.random() < 0.5:
                    pair.in_loop(relay.hang_up)
            pair.nodes[PARTNER[way]].queue(way, run.chance.randint(1, 4))
            await_(partial(_is_used_up, relay.planned), "the line", pause=0.01)


def _lose_a_way(pair: Pair, way: str, what: str) -> None:
    relay = pair.roads[way].relay
    if what == "down":
        relay.down = True
        pair.in_loop(relay.hang_up)
    else:
        relay.swallows.add("up" if what == "up" else "down")
    pair.injected[f"line: {what}"] += 1
    pair.nodes[PARTNER[way]].queue(way, 2)
    time.sleep(pair.chance.uniform(0.1, 1.3))
    relay.down = False
    relay.swallows.clear()
    pair.in_loop(relay.hang_up)


def kills(run: Run, many: int) -> None:
    """SIGKILL of a door, a worker, an officer's process or a whole node, at any instant."""
    with run.pair("kills") as pair:
        for parts in run.spread(_KILLED, many):
            pair.traffic(4)
            time.sleep(run.chance.uniform(0.0, 0.15))
            node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
            node.kill(*parts)
            name = "a whole node" if parts == EVERYTHING else " and ".join(parts)
            pair.injected[f"kill: {name}"] += 1
            pair.judge_kill(node.code)
            node.start()


def moments(run: Run, many: int) -> None:
    """Death at a named moment of the exchange."""
    with run.pair("moments") as pair:
        for point in run.spread(CRASH_POINTS, many):
            node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
            # Whatever a process does only once is not awaited twice.
            nth = 1 if "state" in point.name else run.chance.randint(1, 2)
            if _die_at(pair, node, point, nth=nth):
                pair.injected[f"moment: {point.name}"] += 1
            else:
                run.notes.append(f"never came by: {point.name}")
                node.kill()
            pair.judge_kill(node.code)
            node.start()


def _die_at(pair: Pair, node: FaultNode, point: CrashPoint, *, nth: int) -> bool:
    """Let a process die at a moment; tell whether it came by."""
    partner = pair.nodes[PARTNER[node.code]]
    deaths = _deaths(node.moments)
    if point.part == OFFICER:
        node.queue(partner.code, 3, moment=point.name, nth=nth)
    else:
        # The one that is to die has to do the work.
        node.kill(*(WORKERS if point.part == WORKERS[0] else (point.part,)))
        node.start(point.part, moment=point.name, nth=nth)
    ends = time.monotonic() + _SHORT_WAIT
    while _deaths(node.moments) == deaths and time.monotonic() < ends:
        if point.part != OFFICER:
            for each, to in ((node, partner), (partner, node)):
                if not each.is_alive(OFFICER):
                    each.queue(to.code, 2)
        time.sleep(0.05)
    return _deaths(node.moments) > deaths


def _deaths(moments_: Path) -> int:
    return len(moments_.read_bytes().splitlines()) if moments_.exists() else 0


def power(run: Run, many: int) -> None:
    """Power loss: writes that no fsync covers are dropped or torn, at one node or at both."""
    with run.pair("power") as pair:
        for how in run.spread(list(Loss), many):
            pair.traffic(6)
            time.sleep(run.chance.uniform(0.02, 0.3))
            code = run.chance.choice(sorted(pair.nodes))
            lost = [code, PARTNER[code]] if run.chance.random() < 0.25 else [code]
            for each in lost:
                pair.nodes[each].kill()
            for each in lost:
                pair.nodes[each].lose_power(how, run.chance)
                pair.injected[f"power: {how.name.lower()}"] += 1
            for each in lost:
                pair.judge_kill(each)
            for each in lost:
                pair.nodes[each].start()


def backups(run: Run, many: int) -> None:
    """A node set back to an old copy: it stands still and says so; no size gets a second root.

    Then the newest copy is put back, as if the old one had never been: whatever the node had
    signed meanwhile would show.
    """
    for number in range(many):
        with run.pair("backup") as pair:
            node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
            pair.traffic(5)
            pair.come_to_rest()
            node.kill()
            old, new = (node.scratch / name for name in ("old", "new"))
            node.copy_disk(old)
            _send_one_parcel(pair, node)
            pair.come_to_rest()
            pair.traffic(5)
            pair.come_to_rest()
            pair.see_heads()
            node.kill()
            node.copy_disk(new)
            told, road_to = node.told.read_bytes(), pair.roads[node.code]
            refused = set(road_to.answers)
            node.set_back(old)
            pair.injected["backup: an old one restored"] += 1
            _send_one_parcel(pair, node)
            pair.nodes[PARTNER[node.code]].queue(node.code, 2)
            run.findings += _stands_still(pair, node, number)
            node.kill()
            pair.see_heads()
            node.set_back(new)
            node.told.write_bytes(told)
            # What it recorded as the old one is gone with the old one.
            road_to.answers = refused


def _send_one_parcel(pair: Pair, node: FaultNode) -> None:
    """Start a node with so much waiting that its next head is of one size, old copy or new."""
    node.start(DOOR)
    node.queue(PARTNER[node.code], 4)
    await_(lambda: not node.is_alive(OFFICER), "the officer", pause=0.01)
    node.start()


def _stands_still(pair: Pair, node: FaultNode, number: int) -> list[Finding]:
    """Wait until both ends say that something is amiss; return what they do not say."""
    asked = "SELECT count(*) FROM exchange_channel WHERE halted <> ''"
    partner = pair.nodes[PARTNER[node.code]]
    ends = time.monotonic() + _SHORT_WAIT
    while time.monotonic() < ends:
        halted = bool(node.rows(asked)[0][0])
        warned = {code for _, code in partner.warnings()}
        if halted and "channel_partner_tail_lost" in warned:
            return []
        time.sleep(0.05)
    told = f"backup {number}: {node.code} was set back, and goes on: {pair.why()}"
    return [Finding(Wrong.SILENT, told)]
