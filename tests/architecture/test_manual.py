"""The manual's chapter on rulings says what the specification says, and nothing else."""

import ast

from tools.print_manual import PAGE, SPECIFICATION, page, paths


def test_the_printed_chapter_is_current() -> None:
    """Print it again with `python -m tools.print_manual`."""
    assert PAGE.read_text() == page()


def test_every_test_of_the_specification_stands_in_the_chapter() -> None:
    tests = [
        node.name
        for path in SPECIFICATION.glob("test_*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    told = page().splitlines()
    sentences = [line for line in told if line.startswith(("### ", "- "))]
    headings = [line for line in sentences if line == "### And always"]
    assert len(sentences) - len(headings) == len(tests)
    assert len(paths()) == len(list(SPECIFICATION.glob("test_*.py")))


def test_every_row_of_every_table_stands_in_the_chapter() -> None:
    written = [
        line
        for path in SPECIFICATION.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value
        for line in node.value.strip().splitlines()
        if "|" in line
    ]
    printed = [line for line in page().splitlines() if line.startswith("|")]
    rules = [line for line in printed if set(line) <= set("|- ")]
    words = page().partition("## The codes in words")[2].count("\n|")
    assert len(printed) - len(rules) - (words - 1) == len(written)
