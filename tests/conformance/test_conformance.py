"""Both implementations pass every case; what is wrong in one thing is caught by a case's name."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.cases import all_cases
from tests.conformance.cases.case import Both, Case, vector
from tests.conformance.program import Program
from tests.conformance.run import NODE, played, run
from tests.conformance.second import verbs
from tests.conformance.wrong import WRONG, wrong_in

HERE = Path(__file__).parent
SECOND = (sys.executable, "-m", "tests.conformance.second")


class Within:
    """The second implementation, asked without a process of its own."""

    def __init__(self) -> None:
        self.program = verbs.Program()

    def ask(self, do: str, **told: Any) -> dict[str, Any]:
        return verbs.answer(self.program, {"do": do, **told})


@pytest.fixture(scope="module")
def node() -> Iterator[Program]:
    """This repository's node, as the one that reads what is made."""
    program = Program(NODE)
    yield program
    program.end()


def test_the_second_implementation_passes_every_case() -> None:
    found = run(SECOND)
    assert [told for told in found if told.wrong] == []
    assert len(found) == len(list(all_cases()))


def test_this_node_passes_every_case() -> None:
    assert [told for told in run(NODE, checker=SECOND) if told.wrong] == []


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in all_cases()]
    assert len(set(names)) == len(names)


@cache
def by_name() -> dict[str, Case]:
    return {case.name: case for case in all_cases()}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_caught_by_name(name: str, node: Program) -> None:
    case = by_name()[WRONG[name].case]
    both = Both(Within(), node)
    assert not played(case, both).wrong
    with wrong_in(name):
        assert played(case, both).wrong


def test_the_runner_tells_which_case_failed_and_ends_with_the_counts() -> None:
    wrong = (sys.executable, "-m", "tests.conformance.wrong", "skips the consistency proof")
    told = subprocess.run(
        [sys.executable, "-m", "tests.conformance.run", "--only", "consistency", "--", *wrong],
        capture_output=True,
        text=True,
        cwd=HERE.parents[1],
    )
    *lines, last = told.stdout.splitlines()
    assert told.returncode == 1
    assert last.startswith(f"conformance: {len(lines)} cases, 3 passed, ")
    assert "FAILED  consistency from 1 to another root: taken, where proof_wrong was due" in lines
    assert "passed  consistency from 1" in lines


def test_a_program_that_ends_or_says_nothing_of_sense_fails_and_is_started_again() -> None:
    talks = (sys.executable, "-c", "print(input()); print('hello')")
    (told, *_) = run(talks, checker=talks, only="root of 0")
    assert "no answer to tree.root" in told.wrong


def test_the_second_implementation_stands_on_nothing_of_this_project() -> None:
    """The documents and the libraries of the lock are all it has."""
    for path in (HERE / "second").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for each in names:
                own = each.startswith(("comity", "tests", "tools", "bench"))
                assert not own or each.startswith("tests.conformance.second"), f"{path}: {each}"


def test_the_runner_and_its_cases_stand_on_the_vectors_alone() -> None:
    for path in (HERE / "run.py", HERE / "program.py", *(HERE / "cases").glob("*.py")):
        assert "comity" not in {
            (node.module or "").split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom)
        }, path


def test_every_scenario_names_what_stands_in_the_file() -> None:
    told = vector("scenarios")
    for steps in told["holder"].values():
        assert all(step["take"] in told["parcels"] for step in steps if "take" in step)
    for steps in told["sender"].values():
        assert all(step["write"] in told["messages"] for step in steps if "write" in step)
        assert all(step["settle"] in told["receipts"] for step in steps if "settle" in step)
    used = {step.get("take") for steps in told["holder"].values() for step in steps}
    assert set(told["parcels"]) <= used, set(told["parcels"]) - used
