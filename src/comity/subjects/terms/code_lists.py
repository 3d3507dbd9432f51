"""Code lists as data: each with its versions, so that a case of last year reads as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import Source
from comity.kernel.errors import NotFoundError
from comity.kernel.periods import ALWAYS, Period


class CodeListNotFoundError(NotFoundError):
    """There is no code list of this name."""

    code = "code_list_not_found"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list.

    Attributes:
        code: as it is kept.
        name: in English; translated where it is shown.
        meaning: what it stands for where the name does not say it; may be empty.
        parent: the code it belongs to, in the list that the list names; may be empty.
        path: the bodies to which a matter goes when customs is not competent, in this order.
    """

    code: str
    name: str
    meaning: str = ""
    parent: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """One version of a list.

    Attributes:
        name: of the list; all its versions share it.
        version: of this file.
        title: in English; translated where it is shown.
        period: the days on which it holds.
        codes: in the order in which they are offered.
        sources: where they come from.
        parents_in: the list that holds the parents; empty where there are none.
        path_in: the list that holds the bodies of paths; empty where there are none.
    """

    name: str
    version: str
    title: str
    period: Period
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    parents_in: str = ""
    path_in: str = ""

    def find(self, code: str) -> Code | None:
        """Return one code; None when this version has no such code."""
        return next((each for each in self.codes if each.code == code), None)


@dataclass(frozen=True, slots=True)
class CodeLists:
    """Every version of every list that a node holds."""

    versions: tuple[CodeList, ...] = ()

    def __iter__(self) -> Iterator[CodeList]:
        return iter(self.versions)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the lists, sorted."""
        return tuple(sorted({each.name for each in self.versions}))

    def of(self, name: str) -> tuple[CodeList, ...]:
        """Return the versions of one list, the newest first.

        Raises:
            CodeListNotFoundError: there is no such list.
        """
        found = [each for each in self.versions if each.name == name]
        if not found:
            raise CodeListNotFoundError(name=name)
        return tuple(sorted(found, key=lambda each: each.period.start or date.min, reverse=True))

    def on(self, name: str, day: date) -> CodeList | None:
        """Return the version of a list that holds on a day; None when none does.

        Raises:
            CodeListNotFoundError: there is no such list.
        """
        return next((each for each in self.of(name) if day in each.period), None)

    def during(self, name: str, period: Period = ALWAYS) -> tuple[CodeList, ...]:
        """Return the versions of a list that hold on any day of a period; () for no such list."""
        among = (each for each in self.versions if each.name == name)
        return tuple(each for each in among if each.period.overlaps(period))

    def path(self, held: CodeList, code: Code, *, on: date) -> tuple[Code, ...]:
        """Return the bodies to which a matter of this code goes when customs is not competent.

        A code without a path of its own has that of its parent.

        Args:
            held: the version the code stands in.
            code: of a matter.
            on: the day.
        """
        if code.path:
            bodies = self._held_on(held.path_in, on)
            return tuple(each for each in _of(bodies, code.path) if each is not None)
        above = self._held_on(held.parents_in, on)
        parent = above.find(code.parent) if above is not None and code.parent else None
        return () if above is None or parent is None else self.path(above, parent, on=on)

    def _held_on(self, name: str, day: date) -> CodeList | None:
        return next((each for each in self.during(name) if day in each.period), None)


def _of(held: CodeList | None, codes: Iterable[str]) -> Iterator[Code | None]:
    return (None if held is None else held.find(code) for code in codes)
