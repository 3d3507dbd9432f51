"""Every source a docstring cites is known, with how far it was read."""

import ast
import re
import tomllib
from pathlib import Path

import comity

SOURCE = Path(comity.__file__).parent
KNOWN = tomllib.loads(
    (SOURCE.parents[1] / "docs" / "reference" / "sources.toml").read_text(encoding="utf-8")
)
CITED = re.compile(r"\[([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?: [^\]]*)?\]")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_every_cited_source_is_known() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, DOCUMENTED):
                cited = set(CITED.findall(ast.get_docstring(node) or ""))
                assert cited <= KNOWN.keys(), f"{path.name}: {cited - KNOWN.keys()}"


def test_every_source_says_how_far_it_was_read() -> None:
    for source in KNOWN.values():
        assert source["title"]
        assert source["sure"]
        assert source["read"] in {"whole", "part", "summary", "knowledge"}
