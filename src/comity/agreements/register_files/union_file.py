"""Reading the members of a union from their file."""

from collections.abc import Iterable

from comity.agreements.register_files.instrument_checks import check_members
from comity.agreements.register_files.instrument_file import read_member, read_sources
from comity.agreements.register_files.tables import Page, Table
from comity.agreements.terms import Membership, Union
from comity.kernel.codes import CountryCode


def read_union(table: Table) -> Union:
    """Return the union a file describes, noting every fault on its page."""
    table.text("kind")
    found = Union(
        reference=table.name_of_file(),
        code=table.country("code", required=True) or CountryCode("EU"),
        title=table.text("title", required=True),
        memberships=tuple(_memberships(table)),
        sources=read_sources(table),
        open_points=table.texts("open_points"),
        note=table.text("note"),
    )
    table.refuse_the_rest()
    if not table.data.get("members"):
        table.fault("", "missing_key", key="members")
    if not found.code.is_union:
        table.fault("code", "no_union", party=found.code.english_name)
    check_members(table.page, (), code=found.code, members=found.members)
    return found


def check_unions(read: Iterable[tuple[Page, Union]]) -> None:
    """Note a union whose members stand in a second file."""
    files: dict[CountryCode, str] = {}
    for page, union in read:
        if page.faults:
            continue  # what was read may be a stand-in
        if union.code in files:
            facts = {"party": union.code.english_name, "other": files[union.code]}
            page.fault(("code",), "union_twice", **facts)
        files.setdefault(union.code, page.file)


def _memberships(table: Table) -> Iterable[Membership]:
    for each in table.tables("members"):
        source = each.text("source", required=True)
        member = read_member(each)
        if member is not None:
            yield Membership(member, source)
