"""The campaigns of faults, seeded.

    python -m tests.faults short [SEED]        some hundreds, in minutes
    python -m tests.faults long [SEED]         ten thousand and more
    python -m tests.faults mutations [SEED]    each planted bug, and whether it is caught
    python -m tests.faults NAME [SEED [MANY]]  one campaign alone

Ends with one line, and with an exit code that is not zero when anything was lost, doubled or
silent.
"""

import os
import random
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.campaign_list import CAMPAIGNS, LONG_TIMES, SHORT, SHOWN_SHORT
from tests.faults.catching import is_caught
from tests.faults.mutation_list import BY_NAME, MUTATIONS
from tests.faults.pair import Template
from tests.faults.run import Run
from tools.test import NOTHING_KEPT, surroundings


def play(chosen: dict[str, int], seed: int, *, shown: tuple[str, ...] = ()) -> int:
    """Play campaigns; return 0 when nothing was lost, doubled or silent.

    Args:
        chosen: how many faults each campaign is to inject.
        seed: of whatever is left to chance.
        shown: planted bugs that must be caught first.
    """
    folder = Path(tempfile.mkdtemp(prefix="comity-faults-"))
    template = Template(folder / "template")
    run = Run(folder, template, random.Random(seed))
    print(f"faults: seed {seed}", flush=True)
    template.make()
    planted = [BY_NAME[name] for name in shown]
    missed = [each for each in planted if not is_caught(each, folder, template, seed)]
    for name, many in chosen.items():
        before, began = run.injected.total(), time.monotonic()
        CAMPAIGNS[name](run, many)
        count, took = run.injected.total() - before, time.monotonic() - began
        print(f"faults: {name}: {count} injected, {took:.0f} s", flush=True)
        for finding in run.findings:
            print(f"faults: {finding.wrong}: {finding.what}", flush=True)
    for note in run.notes:
        print(f"faults: note: {note}")
    failed = bool(missed) or any(run.counts().values())
    if failed:
        print(f"faults: everything is kept in {folder}; play it again with SEED={seed}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    print(run.last_line(), flush=True)
    return 1 if failed else 0


def catch(seed: int) -> int:
    """Plant each bug of the list in both nodes; return 0 when every one is caught by its name."""
    folder = Path(tempfile.mkdtemp(prefix="comity-faults-"))
    template = Template(folder / "template")
    template.make()
    missed = [each.name for each in MUTATIONS if not is_caught(each, folder, template, seed)]
    shutil.rmtree(folder, ignore_errors=True)
    print(f"faults: {len(MUTATIONS)} mutations, {len(missed)} not caught")
    return 1 if missed else 0


def main(words: list[str]) -> int:
    chosen = words[0] if words else "short"
    seed = int(words[1]) if len(words) > 1 and words[1] else secrets.randbelow(10**6)
    if chosen == "mutations":
        return catch(seed)
    if chosen == "short":
        return play(SHORT, seed, shown=SHOWN_SHORT)
    if chosen == "long":
        return play({name: many * LONG_TIMES for name, many in SHORT.items()}, seed)
    many = int(words[2]) if len(words) > 2 else SHORT[chosen]
    return play({chosen: many}, seed)


if __name__ == "__main__":
    # Nodes start often, and most of a start is reading what Python can have kept.
    os.environ.update(surroundings())
    os.environ.pop(NOTHING_KEPT, None)
    sys.exit(main(sys.argv[1:]))
