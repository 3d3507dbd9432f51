"""Which malware scanner this process asks, if any."""

from collections.abc import Iterator
from typing import Protocol

from comity.evidence.scans import Verdict


class Scanner(Protocol):
    """Who can say whether content is known malware; clamd can."""

    def scan(self, pieces: Iterator[bytes]) -> Verdict:
        """Return what is said of content.

        Raises:
            ScannerError: it cannot be asked, or its answer cannot be believed.
        """


_furnished: list[Scanner] = []


def furnish(scanner: Scanner | None) -> None:
    """Say which scanner this node has; `node` does at start, again replaces."""
    _furnished[:] = [] if scanner is None else [scanner]


def scanner() -> Scanner | None:
    """Return the scanner that every exhibit is shown before it is opened; None for none."""
    return _furnished[0] if _furnished else None
