"""Suites and their last days: exchange.md §1."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.conformance.second.documents import Descriptor
from tests.conformance.second.refused import RefusedError

# The table of §1.
SPOKEN = [{"id": "comity/1", "last_day": None}]


def choose(own: list[str], partner: list[str], on: date, table: list[dict[str, Any]]) -> str:
    """The first of the list that both name and that is in force."""
    both = [each for each in table if each["id"] in own and each["id"] in partner]
    for each in both:
        if each["last_day"] is None or on <= date.fromisoformat(each["last_day"]):
            return str(each["id"])
    named = ", ".join(each["id"] for each in both)
    raise RefusedError("link_suite_retired", suites=named, on=on.isoformat())


@dataclass
class Suites:
    """What the two ends of a link speak."""

    own: Descriptor
    partner: Descriptor
    table: list[dict[str, Any]]

    def in_force(self, at: int) -> bool:
        """Whether one is in force at a time; the day is that of UTC."""
        try:
            on = datetime.fromtimestamp(at, tz=UTC).date()
            choose(self.own.protocols, self.partner.protocols, on, self.table)
        except RefusedError:
            return False
        return True
