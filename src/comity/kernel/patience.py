"""Patience: how long something that failed is left alone before it is tried again."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Patience:
    """A wait that doubles with every failure, up to a longest one.

    Attributes:
        longest: the longest wait, before jitter.
        pause: the next wait, before jitter.
        until: aware UTC instant before which nothing is tried; long past when nothing failed.
    """

    longest: timedelta
    pause: timedelta = timedelta(seconds=0.5)
    until: datetime = _LONG_AGO

    def lose(self, at: datetime) -> None:
        """Wait from `at` (aware UTC) on, and longer the next time."""
        # Jitter keeps two nodes that failed together from calling each other in step for ever.
        self.until = at + self.pause * random.uniform(0.5, 1.5)  # noqa: S311  no secret
        self.pause = min(self.pause * 2, self.longest)

    def rests(self, at: datetime) -> bool:
        """Tell whether nothing is tried at `at`, an aware UTC instant.

        A wait that ends later than any could was begun by a clock that has been set back since.
        """
        return at < self.until <= at + 2 * self.longest
