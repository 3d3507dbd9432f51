"""What can only be seen over all code lists: versions that overlap, parents and paths."""

from collections.abc import Iterable
from datetime import date

from comity.agreements.register_files.tables import Page
from comity.kernel.periods import Period
from comity.subjects.terms import Code, CodeList, CodeLists

Read = list[tuple[Page, CodeList]]


def check_lists(read: Read) -> None:
    """Note versions that hold on the same day, and codes that name none that is there."""
    held = CodeLists(tuple(each for _, each in read))
    for page, each in read:
        if page.faults:
            continue  # what was read may be a stand-in
        _check_versions(page, each, held)
        _check_codes(page, each, held)


def _check_versions(page: Page, ours: CodeList, held: CodeLists) -> None:
    for other in held.during(ours.name, ours.period):
        if other is not ours:
            page.fault(("version",), "versions_overlap", other=other.version)


def _check_codes(page: Page, ours: CodeList, held: CodeLists) -> None:
    for key, name in (("parents_in", ours.parents_in), ("path_in", ours.path_in)):
        if name and not _covers(held.during(name, ours.period), ours.period):
            page.fault((key,), "no_such_list", name=name)
    for place, code in enumerate(ours.codes):
        where = ("codes", place)
        parents = held.during(ours.parents_in, ours.period) if code.parent else ()
        _note_missing(page, (*where, "parent"), (code.parent,), parents)
        paths = held.during(ours.path_in, ours.period) if code.path else ()
        _note_missing(page, (*where, "path"), code.path, paths)
        if ours.parents_in == ours.name and _goes_round(code, ours):
            page.fault((*where, "parent"), "parents_go_round", value=code.code)


def _note_missing(
    page: Page, where: tuple[str | int, ...], codes: Iterable[str], among: Iterable[CodeList]
) -> None:
    for other in among:
        for code in codes:
            if other.find(code) is None:
                facts = {"name": other.name, "value": code, "version": other.version}
                page.fault(where, "no_such_code", **facts)


def _covers(versions: Iterable[CodeList], period: Period) -> bool:
    """Tell whether versions, none of which overlap, hold on every day of a period."""
    reached = period.start or date.min
    for start, end in sorted(_days(each.period) for each in versions):
        if start > reached:
            return False
        reached = end
    return reached >= (period.end or date.max)


def _days(period: Period) -> tuple[date, date]:
    return period.start or date.min, period.end or date.max


def _goes_round(code: Code, held: CodeList) -> bool:
    seen = {code.code}
    above = held.find(code.parent)
    while above is not None and above.code not in seen:
        seen.add(above.code)
        above = held.find(above.parent)
    return above is not None
