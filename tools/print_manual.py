"""Print the chapters of the manual from the specification: `python -m tools.print_manual`.

A folder of `tests/spec` is a chapter, written to be read: a module is a section, a test is a
sentence that is true of the product, its docstring says more, its table is the law in rows. A
paragraph `Picture: NAME: words` of a module shows a screenshot. A test fails when a printed
chapter is stale, so the manual never says what is not so.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.interfaces.sentences import SENTENCES
from comity.kernel.countries import NAMES

ROOT = Path(__file__).resolve().parent.parent
SPECIFICATION = ROOT / "tests" / "spec"
MANUAL = ROOT / "docs" / "manual"

LAW = """# What the law permits

Printed from the specification by `python -m tools.print_manual`; do not edit. Every row of every
table below is tested.

Nothing is asked, sent, used, passed on or kept without a ruling. A ruling is one of three:
**permitted**, **refused**, or **referred** to a person in a named role. It always names every
ground. The tables give what stands in the way as codes; the last section says each in words. They
rule on the agreements this repository ships, as `us-ua-2016`, or on agreements made up for the
purpose, which are then shown above the table.
"""
# Acts in the order in which a case meets them; whatever is not named follows by name.
OF_LAW = (
    "asking",
    "courtesy",
    "answering",
    "own_law_in_the_node",
    "volunteering",
    "acting_for_another",
    "controlled_delivery",
    "standing_work",
    "conditions",
    "use",
    "holding",
)
LIFE = """# A request from need to feedback

Printed from the specification by `python -m tools.print_manual`; do not edit. Every row of every
table below is tested, and the pictures are taken from the running pages.

Follow one request in the order in which an officer meets it: from what is wanted to what became of
the answer. Where a table says what is wrong, it gives the code, and the last section says each in
words. What the law says of each act stands in [What the law permits](what-the-law-permits.md), and
every state in [States](../reference/states.md).
"""
OF_LIFE = (
    "need",
    "own_means",
    "draft_and_approval",
    "on_the_way",
    "decision",
    "clocks",
    "replies",
    "after_receipt",
    "working_together",
    "what_became_of_it",
)
# Last columns that hold codes, beside those of rulings.
_CODED = frozenset({"what is wrong", "what bars it"})
# What the specification makes agreements, own law and registers of.
MAKERS = frozenset(
    {
        "agreement",
        "narrowed",
        "own_law",
        "register",
        "settlement",
        "with_living_law",
        "with_parameters",
        "with_settlements",
    }
)
# Names of tests are written small; these words are not.
PROPER = {name.lower(): name for name in NAMES.values()} | {
    word.lower(): word
    for word in ("American", "Austrian", "Chinese", "Kenyan", "Swedish", "Ukrainian")
}


PICTURE = "Picture: "


@dataclass(frozen=True)
class Section:
    """One module of the specification, parsed."""

    source: str
    tree: ast.Module

    @property
    def given(self) -> dict[str, ast.stmt]:
        """What stands at the top of the module and is made for its tests."""
        return {name: node for node in self.tree.body for name in _names_made(node)}

    @property
    def tests(self) -> list[ast.FunctionDef]:
        """The tests, in the order in which they are written."""
        functions = (node for node in self.tree.body if isinstance(node, ast.FunctionDef))
        return [each for each in functions if each.name.startswith("test_")]

    def text_of(self, node: ast.AST) -> str:
        """Return the source of a node, as it is written."""
        return ast.get_source_segment(self.source, node) or ""


@dataclass(frozen=True)
class Chapter:
    """One chapter of the manual.

    Attributes:
        folder: of the specification.
        file: of the printed page.
        opening: what stands before its sections.
        order: of its sections, by the names of their modules.
    """

    folder: str
    file: str
    opening: str
    order: tuple[str, ...]

    @property
    def printed(self) -> Path:
        """Where it is printed."""
        return MANUAL / self.file

    @property
    def paths(self) -> list[Path]:
        """The modules of the specification in the order of the chapter."""
        order = {name: place for place, name in enumerate(self.order)}
        return sorted(
            (SPECIFICATION / self.folder).glob("test_*.py"),
            key=lambda path: (order.get(_topic(path), len(order)), _topic(path)),
        )

    def page(self) -> str:
        """Return the chapter as it is printed."""
        sections = [section_of(path) for path in self.paths]
        lines = [self.opening, *(line for each in sections for line in _section(each))]
        return "\n".join([*lines, *_words("\n".join(lines))]).rstrip() + "\n"


CHAPTERS = (
    Chapter("agreements", "what-the-law-permits.md", LAW, OF_LAW),
    Chapter("assistance", "a-request-from-need-to-feedback.md", LIFE, OF_LIFE),
)


def _topic(path: Path) -> str:
    return path.stem.removeprefix("test_")


def section_of(path: Path) -> Section:
    """Parse one module."""
    source = path.read_text()
    return Section(source, ast.parse(source))


def _section(section: Section) -> Iterator[str]:
    text = ast.get_docstring(section.tree) or ""
    first, _, rest = text.partition("\n\n")
    title, _, rule = first.replace("\n", " ").partition(": ")
    yield f"## {title}\n"
    told = (_sentence(rule), *_paragraphs(rest))
    yield from (f"{_shown(paragraph)}\n" for paragraph in told if paragraph)
    plain = []
    for test in section.tests:
        if tables := list(_tables(section, test)):
            yield from _told_in_tables(section, test, tables)
        else:
            plain.append(_told_in_words(test))
    if plain:
        yield "### And always\n"
        yield from (*plain, "")


def _shown(paragraph: str) -> str:
    """Return a paragraph, or the picture it names with its words."""
    if not paragraph.startswith(PICTURE):
        return paragraph
    name, _, words = paragraph.removeprefix(PICTURE).partition(": ")
    return f"![{words}](../screenshots/{name}.png)"


def _told_in_tables(section: Section, test: ast.FunctionDef, tables: list[str]) -> Iterator[str]:
    yield f"### {_sentence(_name(test)).rstrip('.')}\n"
    yield from (f"{paragraph}\n" for paragraph in _paragraphs(ast.get_docstring(test) or ""))
    if given := _given_for(section, test):
        yield "Given:\n"
        yield f"```python\n{given}\n```\n"
    for table in tables:
        yield from _table(table)
        yield ""


def _told_in_words(test: ast.FunctionDef) -> str:
    more = " ".join(_paragraphs(ast.get_docstring(test) or ""))
    return f"- {_sentence(_name(test))}" + (f" {more}" if more else "")


def _name(test: ast.FunctionDef) -> str:
    words = test.name.removeprefix("test_").replace("_", " ")
    for small, proper in PROPER.items():
        words = re.sub(rf"\b{re.escape(small)}\b", proper, words)
    return words


def _sentence(words: str) -> str:
    """Return words with a capital letter and a full stop."""
    return words and words[0].upper() + words[1:].rstrip(".") + "."


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


def _tables(section: Section, test: ast.FunctionDef) -> Iterator[str]:
    """The tables a test writes down itself, or names from the top of its module."""
    written = {name: node.value for name, node in _assigned(section.tree.body)}
    for node in ast.walk(test):
        value = written.get(node.id) if isinstance(node, ast.Name) else node
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            lines = value.value.strip().splitlines()
            if len(lines) > 1 and all("|" in line for line in lines):
                yield value.value


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.Assign]]:
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node


def _names_made(node: ast.stmt) -> Iterator[str]:
    """The names a statement gives to something the language of the specification made."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    called = {getattr(each, "id", "") or getattr(each, "attr", "") for each in calls}
    if called & MAKERS:
        yield from (name for name, _ in _assigned([node]))


def _given_for(section: Section, test: ast.FunctionDef) -> str:
    """Return what was made for a test: at the top of its module, and then in the test itself."""
    top = section.given
    local = [node for node in test.body if list(_names_made(node))]
    functions = {f.name: f for f in section.tree.body if isinstance(f, ast.FunctionDef)}
    wanted, seen = _names_in(test), set[str]()
    while fresh := wanted - seen:
        seen |= fresh
        for name in fresh:
            node = functions.get(name) or top.get(name)
            wanted |= _names_in(node) if node is not None else set()
    nodes = [*(node for name, node in top.items() if name in wanted), *local]
    return "\n".join(_dedented(section.text_of(node)) for node in nodes)


def _names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _dedented(text: str) -> str:
    first, *rest = text.splitlines()
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    depth = len(rest[-1]) - len(rest[-1].lstrip()) if rest else margin
    return "\n".join([first, *(line[min(margin, depth) :] for line in rest)])


def _table(text: str) -> Iterator[str]:
    header, *rows = (
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    )
    yield _row(header)
    yield _row(["---"] * len(header))
    for cells in rows:
        told = cells[:-1] if header[-1] == "ruling" else [_spaced(cell) for cell in cells[:-1]]
        yield _row([*told, _last(header[-1], cells[-1])])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _last(column: str, cell: str) -> str:
    """Return the last cell of a row, which tells what is so, with its codes as codes."""
    if column == "ruling":
        return _ruling(cell)
    if column in _CODED and cell != "nothing":
        return ", ".join(f"`{code}`" for code in cell.split(", "))
    return _spaced(cell)


def _spaced(cell: str) -> str:
    """Return a cell with its moves, states and fields as words."""
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda found: found[0].replace("_", " "), cell)


def _ruling(cell: str) -> str:
    """Return a ruling with its outcome in bold and its codes as codes."""
    told, colon, codes = cell.partition(": ")
    outcome, _, how = told.partition(" ")
    how = how.replace("_", " ") if outcome == "referred" else how
    coded = ", ".join(f"`{code}`" for code in codes.split(", ")) if colon else ""
    return " ".join(part for part in (f"**{outcome}**", how) if part) + (
        f": {coded}" if coded else ""
    )


def _words(chapter: str) -> Iterator[str]:
    """Say in words every code the chapter has used."""
    used = sorted(set(re.findall(r"`([a-z_]+)`", chapter)) & SENTENCES.keys())
    yield "## The codes in words\n"
    yield _row(["code", "what an officer reads"])
    yield _row(["---", "---"])
    for code in used:
        yield _row([f"`{code}`", re.sub(r"\{(\w+)\}", r"‹\1›", SENTENCES[code])])


if __name__ == "__main__":
    MANUAL.mkdir(exist_ok=True)
    for chapter in CHAPTERS:
        chapter.printed.write_text(chapter.page())
