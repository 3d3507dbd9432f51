"""Every case that a program is put through, in the order in which they are told."""

from collections.abc import Iterator

from tests.conformance.cases import (
    bodies,
    documents,
    ends,
    exhibits,
    limits,
    logs,
    made,
    media,
    notes,
    suites,
    turning,
)
from tests.conformance.cases.case import Case

CHAPTERS = (documents, bodies, logs, notes, made, ends, exhibits, suites, limits, turning, media)


def all_cases() -> Iterator[Case]:
    """Yield the cases of every chapter."""
    for chapter in CHAPTERS:
        yield from chapter.cases()
