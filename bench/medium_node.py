"""What the medium's benchmark does inside one node: write a medium for a partner, or read one.

Prints the CPU seconds it took, the most memory it had over what it had before, in MB, and how many
files it was.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from bench.note_kind import NOTE
from comity.exchange import wiring
from comity.kernel.rulings import Role
from comity.node.medium.carrying import read_folder, this_node, write_folder
from comity.officers.terms import Viewer

KEEPER = Viewer(1, "One", "HQ", frozenset({Role.NODE_ADMINISTRATOR}))
KB = 1024
_FORGET_PEAK = "5"


def write(partner: str, folder: str) -> int:
    """Write everything that waits for a partner, and our receipt."""
    return len(write_folder(partner, Path(folder), carrier=this_node(), officer=KEEPER).files)


def read(folder: str) -> int:
    """Take what a medium brings."""
    told = read_folder(Path(folder), carrier=this_node(), officer=KEEPER)
    refused = [each.code for each in told if not each.is_in_order]
    if refused:
        raise SystemExit(f"not taken: {refused}")
    return len(told)


def measured(act: Callable[[], int]) -> tuple[float, float, int]:
    """Return the CPU seconds of an act, its memory over that of before in MB, and its files."""
    Path("/proc/self/clear_refs").write_text(_FORGET_PEAK)
    before, begun = _memory("VmRSS"), time.process_time()
    files = act()
    return time.process_time() - begun, (_memory("VmHWM") - before) / KB, files


def _memory(which: str) -> int:
    found = re.search(rf"^{which}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def main() -> None:
    """Do the one or the other."""
    wiring.register([NOTE])
    connection.ensure_connection()
    # Opening the keys takes memory on purpose, once, and has nothing to do with any medium.
    this_node()
    what, *words = sys.argv[1:]
    acts: dict[str, Callable[..., int]] = {"write": write, "read": read}
    print(*measured(lambda: acts[what](*words)))


if __name__ == "__main__":
    main()
