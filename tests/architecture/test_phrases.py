"""What a fault names in plain English among its facts can be translated."""

import ast
from collections.abc import Iterator
from pathlib import Path

from comity.interfaces.phrases import PHRASES_OF_FAULTS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "comity"
TOLD = {"part", "wanted", "what"}
# Whose sentence never prints what was looked for, so that nobody learns what exists.
SILENT = {"NotFoundError"}


def phrases(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that calls give to facts which people read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") not in SILENT:
            for keyword in node.keywords:
                value = keyword.value
                if keyword.arg in TOLD and isinstance(value, ast.Constant) and value.value:
                    yield str(value.value)


def test_every_phrase_of_a_fault_is_known_to_the_pages_and_no_other() -> None:
    packages = ("crypto", "ledger", "exchange", "evidence", "agreements", "interfaces")
    files = (path for package in packages for path in (SOURCE / package).rglob("*.py"))
    raised = {each for path in files for each in phrases(ast.parse(path.read_text()))}
    assert raised == PHRASES_OF_FAULTS
