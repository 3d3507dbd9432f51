"""Who may do what stands in the tables of duties, and nowhere else."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import comity
from comity.kernel.rulings import Role
from tools.print_roles import PACKAGES, duties

SOURCE = Path(comity.__file__).parent
# Where an office is named, and is no leave to do something: addressees of a referral, people who
# are appointed, what is never handed to a deputy, and what an office is called.
NO_LEAVE = (
    "kernel/rulings.py",
    "agreements/rules",
    "agreements/register_files/own_law_file.py",
    "assistance/services/deciding.py",
    "node/demo",
    "node/set_up/making.py",
    "officers/absence.py",
    "officers/wording.py",
)


def offices_named() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE).as_posix()
        if place.endswith("/duties.py") or place.startswith(NO_LEAVE):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Attribute) or getattr(node.value, "id", "") != "Role":
                continue
            if node.attr in Role.__members__:
                yield f"{place}:{node.lineno}"


def test_an_office_is_named_in_the_tables_alone() -> None:
    assert list(offices_named()) == []


def test_every_table_of_duties_is_printed() -> None:
    found = {path.parent.name for path in SOURCE.glob("*/duties.py")} - {"kernel"}
    assert found == set(PACKAGES)


def test_every_duty_of_a_module_stands_in_its_table() -> None:
    for package in PACKAGES:
        module = importlib.import_module(f"comity.{package}.duties")
        named = {id(each) for each in vars(module).values() if type(each).__name__ == "Duty"}
        assert named == {id(each) for each in module.DUTIES}, package


def test_no_duty_is_nobodys() -> None:
    assert [str(duty) for duty in duties() if not duty.roles] == []
