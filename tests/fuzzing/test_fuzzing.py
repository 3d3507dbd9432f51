"""Every parser on its seeds, on what once crashed it, and on a few hundred changed inputs."""

import random
import tracemalloc
from pathlib import Path

import pytest

from tests.fuzzing import __main__ as fuzzing
from tests.fuzzing.mutations import mutated
from tests.fuzzing.targets import TARGETS, Target, refused_by_name

MOST_MEMORY = 32 * 1024 * 1024
INPUTS = 200
KEPT = sorted(path for path in fuzzing.CRASHES.iterdir() if "--" in path.name)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_read_or_refused_by_name_in_bounded_memory(name: str) -> None:
    target, chance = TARGETS[name], random.Random(name)
    seeds = target.seeds()
    assert not refused_by_name(target, seeds[0]), "the first seed is a good one"
    changed = [mutated(seeds, chance, longest=target.longest) for _ in range(INPUTS)]
    tracemalloc.start()
    try:
        refused = sum(refused_by_name(target, raw) for raw in (*seeds, *changed))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert refused > INPUTS // 4


def test_what_once_crashed_a_parser_is_read_or_refused_by_name_now() -> None:
    for path in KEPT:
        target = TARGETS[path.name.partition("--")[0].replace("_", " ")]
        refused_by_name(target, path.read_bytes())


def test_a_crash_is_not_taken_for_a_refusal() -> None:
    broken = Target(lambda raw: raw[10_000], list)
    with pytest.raises(IndexError):
        refused_by_name(broken, b"short")


def test_a_planted_fault_is_found_and_its_input_is_kept(tmp_path: Path) -> None:
    tried, crashes = fuzzing.fuzzed("planted fault", 20, kept=tmp_path)
    (kept,) = tmp_path.iterdir()
    assert (crashes, kept.name.startswith("planted_fault--")) == (1, True)
    assert b"!" in kept.read_bytes()
    assert tried >= 0
