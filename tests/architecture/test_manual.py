"""The manual says what the specification says, and nothing else."""

import ast
import re

import pytest

from tests.browser.screenshots import SHOTS, TAKEN
from tools.print_manual import CHAPTERS, MANUAL, SPECIFICATION, Chapter

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.folder)


@each_chapter
def test_the_printed_chapter_is_current(chapter: Chapter) -> None:
    """Print it again with `python -m tools.print_manual`."""
    assert chapter.printed.read_text() == chapter.page()


def test_every_folder_of_the_specification_is_a_chapter_and_every_page_is_printed() -> None:
    folders = {path.parent.name for path in SPECIFICATION.glob("*/test_*.py")}
    assert folders == {chapter.folder for chapter in CHAPTERS}
    assert {path.name for path in MANUAL.glob("*.md")} == {chapter.file for chapter in CHAPTERS}


@each_chapter
def test_every_test_of_the_specification_stands_in_its_chapter(chapter: Chapter) -> None:
    tests = [
        node.name
        for path in chapter.paths
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    told = chapter.page().splitlines()
    sentences = [line for line in told if line.startswith(("### ", "- "))]
    headings = [line for line in sentences if line == "### And always"]
    assert len(sentences) - len(headings) == len(tests)
    assert {*chapter.order} <= {path.stem.removeprefix("test_") for path in chapter.paths}


@each_chapter
def test_every_row_of_every_table_stands_in_its_chapter(chapter: Chapter) -> None:
    written = [
        line
        for path in chapter.paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value
        for line in node.value.strip().splitlines()
        if "|" in line
    ]
    page = chapter.page()
    printed = [line for line in page.splitlines() if line.startswith("|")]
    rules = [line for line in printed if set(line) <= set("|- ")]
    words = page.partition("## The codes in words")[2].count("\n|")
    assert len(printed) - len(rules) - (words - 1) == len(written)


@each_chapter
def test_every_picture_of_a_chapter_is_one_that_is_taken_from_the_pages(chapter: Chapter) -> None:
    shown = set(re.findall(r"\(../screenshots/([a-z-]+)\.png\)", chapter.page()))
    assert shown <= {shot.name for shot in TAKEN}
    assert all((SHOTS / f"{name}.png").is_file() for name in shown)
