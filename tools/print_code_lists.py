"""Print the code lists from their files: a part of the reference."""

from collections.abc import Iterator

from comity.subjects.list_files import load_code_lists
from comity.subjects.rules import LONGEST
from comity.subjects.terms import CodeList
from comity.subjects.wording import SCHEME_NAMES

OPENING = """# Code lists

Printed from the source by `python -m tools.print_reference`; do not edit.

Each list is a file with a version, the days on which it holds, its sources and its codes; a case of
last year reads in the version of its day. [How a node brings its own](../how-to/code-lists.md).
"""


def page() -> str:
    return "\n".join([OPENING, *_lists(), *_schemes()])


def _lists() -> Iterator[str]:
    held = load_code_lists()
    for name in held.names:
        for version in held.of(name):
            yield from _list(version)


def _list(version: CodeList) -> Iterator[str]:
    start, end = version.period.start, version.period.end
    days = f"{start or 'the beginning'} until {end or 'further notice'}"
    yield f"## {version.title} (`{version.name}`)\n"
    yield f"Version {version.version}, from {days}.\n"
    for source in version.sources:
        yield f"Source: {source.title}{f' ({source.says})' if source.says else ''}.\n"
    yield "| code | name | belongs to | passes to, when customs is not competent |"
    yield "| --- | --- | --- | --- |"
    for code in version.codes:
        told = f"{code.name}. {code.meaning}" if code.meaning else code.name
        path = ", ".join(f"`{body}`" for body in code.path)
        yield f"| `{code.code}` | {told} | {f'`{code.parent}`' if code.parent else ''} | {path} |"
    yield ""


def _schemes() -> Iterator[str]:
    yield "## Identifiers that are checked\n"
    yield (
        "`comity codes check SCHEME VALUE` and the form of a request say what looks mistyped; "
        f"nothing is refused for it. A value of more than {LONGEST} characters is not looked "
        "into.\n"
    )
    yield "| scheme | of |"
    yield "| --- | --- |"
    for scheme, name in SCHEME_NAMES.items():
        yield f"| `{scheme.value}` | {name} |"
    yield ""
