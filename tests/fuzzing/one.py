"""Fuzz one target until its time is up: `python -m tests.fuzzing.one TARGET SECONDS FOLDER`.

Run in a process of its own, because the engine ends the process it runs in.
"""

import random
import resource
import sys
import time
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ENGINE = "atheris"
MEMORY_MB = 512
SLOWEST_SECONDS = 5


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """Fuzz a target; an input that crashes it is kept in `folder` and ends the process."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    if find_spec(ENGINE) is None:
        _without_coverage(name, seconds, folder)
        return
    engine = import_module(ENGINE)
    with engine.instrument_imports(include=["comity", "tests.fuzzing.targets"]):
        targets = import_module("tests.fuzzing.targets")
    target = targets.target_of(name)
    for raw in target.seeds():
        (seeds / sha256(raw).hexdigest()).write_bytes(raw[: target.longest])
    arguments = (
        f"-max_total_time={seconds}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-timeout={SLOWEST_SECONDS}",
        f"-max_len={target.longest}",
        f"-artifact_prefix={folder}/crash-",
        "-print_final_stats=1",
        "-verbosity=0",
    )
    engine.Setup(
        [sys.argv[0], *arguments, str(seeds)],
        lambda raw: targets.refused_by_name(target, raw) and None,
    )
    engine.Fuzz()


def _without_coverage(name: str, seconds: int, folder: Path) -> None:
    """Change seeds at random under a limit of memory."""
    targets = import_module("tests.fuzzing.targets")
    mutations = import_module("tests.fuzzing.mutations")
    target = targets.target_of(name)
    seeds, chance = target.seeds(), random.Random(name)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20,) * 2)
    ends, done = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        raw = mutations.mutated(seeds, chance, longest=target.longest)
        try:
            targets.refused_by_name(target, raw)
        except BaseException:
            (folder / f"crash-{sha256(raw).hexdigest()[:40]}").write_bytes(raw)
            raise
        done += 1
    print(f"stat::number_of_executed_units: {done}", file=sys.stderr)


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
