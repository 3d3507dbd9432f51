"""Campaigns of what a node stands on: its disk, its clock, its certificate."""

import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from comity.crypto.tls import self_signed
from comity.node.home import Home
from tests.faults.nodes import OFFICER, WORKERS, FaultNode
from tests.faults.oracle import Finding, Wrong
from tests.faults.pair import PARTNER, Pair
from tests.faults.run import Run
from tests.faults.shims import shim
from tests.small_disk import SmallDisk, small_disk

_ROOM_KB = 12 * 1024
# What the node keeps of more rounds than these would fill the disk by itself, for good.
_ROUNDS_OF_DISK = 12
_TOLD_WITHIN = 40.0
_DAY = 86_400
# Seconds; the last is beyond the end of a certificate, which is good for 825 days.
_JUMPS = (5, -5, 120, -120, 300, -300, 3_600, -3_600, _DAY, -_DAY, 365 * _DAY, 900 * _DAY)
_SMALL = 300


def disk(run: Run, many: int) -> None:
    """A disk that is full, and one that is read-only, below a node at work."""
    for begin in range(0, many, _ROUNDS_OF_DISK):
        with (
            small_disk(run.new_folder("disk"), kilobytes=_ROOM_KB) as small,
            run.pair("disk", homes={"UA": small.folder / "ua"}) as pair,
        ):
            for number in range(begin, min(many, begin + _ROUNDS_OF_DISK)):
                pair.traffic(3)
                (_read_only if number % 4 == 3 else _full)(run, pair, small)
                pair.come_to_rest()


def _full(run: Run, pair: Pair, small: SmallDisk) -> None:
    us, ua = pair.nodes["US"], pair.nodes["UA"]
    small.fill()
    pair.injected["disk: full"] += 1
    try:
        # The journal of the database has room left for some.
        told = _comes_to_tell(us, {"disk_full"}, lambda: us.queue("UA", 20))
        if not ua.is_alive(OFFICER):
            ua.queue("US", 3)
        if not told:
            run.findings.append(Finding(Wrong.SILENT, f"the disk is full: {pair.why()}"))
        if run.chance.random() < 0.4:
            ua.kill()
            pair.injected["disk: full, and killed"] += 1
            pair.judge_kill("UA")
            ua.start()
    finally:
        small.empty()


def _read_only(run: Run, pair: Pair, small: SmallDisk) -> None:
    us, ua = pair.nodes["US"], pair.nodes["UA"]
    # Nothing of it may have a file open while the disk is shut; it then starts as a node does.
    ua.close()
    small.shut()
    pair.injected["disk: read-only"] += 1
    try:
        ua.open()
        ua.start()
        if not _comes_to_tell(us, {"disk_read_only"}, lambda: us.queue("UA", 2)):
            run.findings.append(Finding(Wrong.SILENT, f"the disk is read-only: {pair.why()}"))
    finally:
        ua.close()
        small.open()
        ua.power.begin_anew()
        ua.open()
        ua.start()


def _comes_to_tell(node: FaultNode, codes: set[str], push: Callable[[], object]) -> bool:
    """Push until a node's log tells one of some codes anew; tell whether it came to."""
    before = len(node.warnings())
    ends = time.monotonic() + _TOLD_WITHIN
    while time.monotonic() < ends:
        if {code for _, code in node.warnings()[before:]} & codes:
            return True
        if not node.is_alive(OFFICER):
            push()
        time.sleep(0.05)
    return False


def clocks(run: Run, many: int) -> None:
    """A clock that jumps, also beyond the end of a partner's certificate, and back again."""
    with run.pair("clocks", change=_give_clocks) as pair:
        for seconds in run.spread(_JUMPS, many):
            node = pair.nodes[run.chance.choice(sorted(pair.nodes))]
            pair.traffic(3)
            _set_clock(node, seconds)
            pair.injected["clock: beyond a certificate" if seconds > 825 * _DAY else "clock"] += 1
            pair.traffic(3)
            if abs(seconds) <= _SMALL:
                # Minutes are tolerated: everything arrives while the clock is wrong.
                pair.come_to_rest()
            elif seconds > 825 * _DAY:
                _certificate_is_told(run, pair, node)
            else:
                time.sleep(run.chance.uniform(0.0, 0.6))
            if run.chance.random() < 0.5:
                node.kill(WORKERS[0])
                pair.injected["clock: and a worker killed"] += 1
            _set_clock(node, 0)
            node.start()


def _certificate_is_told(run: Run, pair: Pair, node: FaultNode) -> None:
    partner = PARTNER[node.code]
    told = {"partner_certificate_not_pinned", "partner_certificate_expired"}
    pair.in_loop(pair.roads[partner].relay.hang_up)
    if not _comes_to_tell(node, told, lambda: node.queue(partner, 1)):
        run.findings.append(Finding(Wrong.SILENT, f"a certificate has expired: {pair.why()}"))


def _set_clock(node: FaultNode, seconds: int) -> None:
    # In place: the processes of the node have it mapped.
    with _clock_of(node).open("r+b" if _clock_of(node).exists() else "wb") as out:
        out.write(struct.pack("=q", seconds))


def _clock_of(node: FaultNode) -> Path:
    return node.scratch / "clock"


def _give_clocks(pair: Pair) -> None:
    for node in pair.nodes.values():
        node.scratch.mkdir(parents=True, exist_ok=True)
        _set_clock(node, 0)
        node.preloaded = {
            "FAULTS_ALSO_PRELOAD": str(shim("clock")),
            "FAULTS_CLOCK": str(_clock_of(node)),
        }


def certificates(run: Run, many: int) -> None:
    """A door that shows another certificate than the one pinned: an expired one, a stranger's."""
    folder = run.new_folder("certificates")
    with run.pair("certificates") as pair:
        for number in range(many):
            way = run.chance.choice(sorted(pair.roads))
            sender, expired = pair.nodes[PARTNER[way]], number % 2 == 0
            at = datetime.now(UTC) - timedelta(days=60 if expired else 0)
            shown = folder / f"{number}.pem", folder / f"{number}.key"
            for path, raw in zip(shown, self_signed("localhost", at=at, days=30), strict=True):
                path.write_bytes(raw)
            pair.roads[way].show(*shown)
            pair.in_loop(pair.roads[way].relay.hang_up)
            name = "an expired one" if expired else "a stranger's"
            pair.injected[f"certificate: {name}"] += 1
            told = {"partner_certificate_not_pinned", "partner_certificate_expired"}
            if not _comes_to_tell(sender, told, partial(sender.queue, way, 1)):
                run.findings.append(Finding(Wrong.SILENT, f"another certificate: {pair.why()}"))
            home = Home(pair.nodes[way].node.folder)
            pair.roads[way].show(home.certificate, home.certificate_key)
