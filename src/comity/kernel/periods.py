"""Half-open stretches of civil days: the first day is inside, the last is not.

Agreements say "from 13 December" and "until 1 January"; half-open periods join without a gap and
without a day counted twice.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of civil days, either end of which may be open.

    Attributes:
        start: first day inside, or None when it has no recorded beginning.
        end: first day outside, or None when it has no recorded end.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"a period must end after it starts: {self}")

    def __contains__(self, day: date) -> bool:
        after_start = self.start is None or self.start <= day
        return after_start and (self.end is None or day < self.end)

    def __str__(self) -> str:
        start = "" if self.start is None else self.start.isoformat()
        end = "" if self.end is None else self.end.isoformat()
        return f"{start}/{end}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `start/end` as ISO 8601 writes it, either side of which may be empty.

        Raises:
            ValueError: the text is not two days, or the period would be empty.
        """
        start, slash, end = text.partition("/")
        if not slash:
            raise ValueError(f"not a period: {text!r}")
        return cls(
            date.fromisoformat(start) if start else None,
            date.fromisoformat(end) if end else None,
        )

    def overlaps(self, other: "Period") -> bool:
        """Return whether any day lies in both periods."""
        starts_in_time = self.start is None or other.end is None or self.start < other.end
        ends_in_time = self.end is None or other.start is None or other.start < self.end
        return starts_in_time and ends_in_time


ALWAYS = Period()
