"""Reading one version of a code list from its file."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from comity.agreements.register_files.instrument_file import read_sources
from comity.agreements.register_files.tables import REFERENCE_PATTERN, Table
from comity.subjects.terms import Code, CodeList

_NAME = re.compile(REFERENCE_PATTERN)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def read_list(table: Table) -> CodeList:
    """Return the list a file describes, noting every fault on its page."""
    name, version = _name(table, "list"), _name(table, "version")
    if name and version and PurePath(table.page.file).name != f"{name}-{version}.toml":
        table.fault("list", "list_file_name", name=f"{name}-{version}.toml")
    found = CodeList(
        name=name,
        version=version,
        title=table.text("title", required=True),
        period=table.period(),
        codes=tuple(_codes(table)),
        sources=read_sources(table),
        parents_in=table.text("parents_in"),
        path_in=table.text("path_in"),
    )
    table.refuse_the_rest()
    if not found.codes:
        table.fault("", "missing_key", key="codes")
    return found


def _name(table: Table, key: str) -> str:
    found = table.text(key, required=True)
    if found and not _NAME.fullmatch(found):
        table.fault(key, "list_name_malformed", value=found)
        return ""
    return found


def _codes(table: Table) -> Iterator[Code]:
    seen: set[str] = set()
    for each in table.tables("codes"):
        code = each.text("code", required=True)
        if code in seen:
            each.fault("code", "code_twice", value=code)
        elif code and not _CODE.fullmatch(code):
            each.fault("code", "code_malformed", value=code)
        seen.add(code)
        yield Code(
            code=code,
            name=each.text("name", required=True),
            meaning=each.text("meaning"),
            parent=_points(table, each, "parent", "parents_in"),
            path=each.texts("path"),
        )
        if each.has("path") and not table.has("path_in"):
            each.fault("path", "missing_key", key="path_in")
        each.refuse_the_rest()


def _points(table: Table, each: Table, key: str, lists: str) -> str:
    if each.has(key) and not table.has(lists):
        each.fault(key, "missing_key", key=lists)
    return each.text(key)
