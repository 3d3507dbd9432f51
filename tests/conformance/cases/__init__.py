"""Every case that a program is put through, in the order in which they are told."""

from collections.abc import Iterator

from tests.conformance.cases import bodies, documents, ends, logs, made, notes
from tests.conformance.cases.case import Case


def all_cases() -> Iterator[Case]:
    """Yield the cases of every chapter."""
    for chapter in (documents, bodies, logs, notes, made, ends):
        yield from chapter.cases()
