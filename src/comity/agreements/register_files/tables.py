"""Strict reading of one TOML table: every key is asked for by name and type, no other is taken."""

import re
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from comity.agreements.register_files.faults import Fault
from comity.agreements.register_files.lines import Path, line_of, lines_of
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period

Choice = TypeVar("Choice", bound=StrEnum)

# No customs agreement is older, and no day further off is anything but a slip of the pen.
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
REFERENCE_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
_REFERENCE = re.compile(REFERENCE_PATTERN)


class Page:
    """One file while it is read: its name, its text, and what was found wrong with it."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._text = text

    @cached_property
    def lines(self) -> dict[Path, int]:
        """Where everything stands; found out only for a file that has a fault."""
        return lines_of(self._text)

    def fault(self, path: Path, code: str, /, **facts: object) -> None:
        """Note a fault at the line where `path` stands."""
        told = tuple((name, str(value)) for name, value in facts.items())
        self.faults.append(Fault(self.file, line_of(self.lines, path), code, told))


class Table:
    """One table of a file. After a fault it gives a stand-in: the file is refused anyway."""

    def __init__(self, page: Page, data: dict[str, object], path: Path = ()) -> None:
        self.page = page
        self.data = data
        self.path = path
        self._asked: set[str] = set()

    def fault(self, key: str, code: str, /, **facts: object) -> None:
        """Note a fault at one key of this table, or at the table itself for an empty key."""
        self.page.fault((*self.path, key) if key else self.path, code, **facts)

    def has(self, key: str) -> bool:
        """Return whether a key stands in the table."""
        return key in self.data

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text; "" when it is not given."""
        value = self._value(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, "wrong_type", key=key, wanted="text")
            return ""
        if not value.strip():
            self.fault(key, "empty_text", key=key)
        return value.strip()

    def name_of_file(self) -> str:
        """Return the reference a file goes by, which is also its name."""
        found = self.reference()
        if found and not _REFERENCE.fullmatch(found):
            self.fault("reference", "bad_reference", value=found)
        return found

    def reference(self) -> str:
        """Return the reference of what the table describes; a table without one is refused."""
        value = self._value("reference")
        if value is None or (isinstance(value, str) and not value.strip()):
            self.fault("reference", "reference_missing")
            return ""
        return self.text("reference")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; () when it is not given."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(key, "wrong_type", key=key, wanted="list of texts")
            return ()
        found = tuple(str(each).strip() for each in value)
        if not all(found):
            self.fault(key, "empty_text", key=key)
        if len(set(found)) < len(found):
            self.fault(key, "said_twice", key=key)
        return found

    def flag(self, key: str) -> bool | None:
        """Return true or false; None when it is not given."""
        value = self._value(key)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, "wrong_type", key=key, wanted="true or false")
        return None

    def number(self, key: str) -> int:
        """Return a whole number from 1; a table without it is refused."""
        value = self._value(key, required=True)
        if value is not None and (type(value) is not int or value < 1):
            self.fault(key, "wrong_type", key=key, wanted="whole number from 1")
        return value if type(value) is int else 1

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a civil day; None when it is not given."""
        value = self._value(key, required=required)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.fault(key, "wrong_type", key=key, wanted="day, as 2016-12-13 without quotes")
            return None
        if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            facts = {"day": value, "first": _FIRST_YEAR, "last": _LAST_YEAR}
            self.fault(key, "day_out_of_range", **facts)
            return None
        return value

    def choice(
        self, key: str, among: type[Choice], *, required: bool = False, code: str = "unknown_value"
    ) -> Choice | None:
        """Return one of a closed list; None when it is not given."""
        value = self.text(key, required=required)
        return self._one_of(key, value, among, code) if value else None

    def choices(self, key: str, among: type[Choice]) -> tuple[Choice, ...]:
        """Return several of a closed list; () when none is given."""
        found = (self._one_of(key, value, among, "unknown_value") for value in self.texts(key))
        return tuple(each for each in found if each is not None)

    def country(self, key: str, *, required: bool = False) -> CountryCode | None:
        """Return a country or union; None when it is not given."""
        value = self.text(key, required=required)
        return self._country(key, value) if value else None

    def countries(self, key: str) -> tuple[CountryCode, ...]:
        """Return several countries or unions; () when none is given."""
        found = (self._country(key, value) for value in self.texts(key))
        return tuple(each for each in found if each is not None)

    def period(self) -> Period:
        """Return the half-open period the keys `from` and `until` give; open where not given."""
        start, end = self.day("from"), self.day("until")
        if start is not None and end is not None and end <= start:
            self.fault("until", "empty_period", start=start, end=end)
            return ALWAYS
        return Period(start, end) if start or end else ALWAYS

    def table(self, key: str) -> "Table | None":
        """Return a table inside this one; None when it is not given."""
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, "wrong_type", key=key, wanted="table")
            return None
        return Table(self.page, value, (*self.path, key))

    def tables(self, key: str) -> list["Table"]:
        """Return an array of tables; [] when it is not given."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.fault(key, "wrong_type", key=key, wanted="tables")
            return []
        return [Table(self.page, each, (*self.path, key, n)) for n, each in enumerate(value)]

    def refuse_the_rest(self) -> None:
        """Note a fault for every key nobody asked for."""
        for key in sorted(self.data.keys() - self._asked):
            self.fault(key, "unknown_key", key=key)

    def _value(self, key: str, *, required: bool = False) -> object:
        self._asked.add(key)
        if required and key not in self.data:
            self.fault("", "missing_key", key=key)
        return self.data.get(key)

    def _one_of(self, key: str, value: str, among: type[Choice], code: str) -> Choice | None:
        try:
            return among(value)
        except ValueError:
            known = ", ".join(each.value for each in among) if len(among) < _FEW else ""
            self.fault(key, code, key=key, value=value, known=known)
            return None

    def _country(self, key: str, value: str) -> CountryCode | None:
        try:
            return CountryCode(value)
        except ValueError:
            self.fault(key, "no_such_country", key=key, value=value)
            return None


_FEW = 20
