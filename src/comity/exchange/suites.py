"""Suites: which primitives a link uses, under one name, until the day that name is retired.

A suite fixes hash, signatures, sealing and formats together (docs/protocol/exchange.md §1). Nodes
name the suites they speak in their descriptors; nothing in a message chooses one, so nothing in a
message can choose a weaker one. Retiring a suite is a line here with a day, and a release.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.exchange.refusals import LinkFault, LinkRefusedError


@dataclass(frozen=True, slots=True)
class Suite:
    """One way to hash, sign and seal.

    Attributes:
        id: as descriptors name it.
        uses: what it is made of, in words.
        last_day: the last day it may be used, UTC; None while no end is known.
    """

    id: str
    uses: str
    last_day: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Tell whether it may be used on a day."""
        return self.last_day is None or on <= self.last_day


# The one used first comes first.
SUITES: tuple[Suite, ...] = (
    Suite("comity/1", "SHA-256; Ed25519 with ML-DSA-44; X-Wing in age v1"),
)


def suite_for(ours: Sequence[str], theirs: Sequence[str], *, on: date) -> Suite:
    """Return the suite two nodes use with each other on a day.

    Args:
        ours: what this node's descriptor of the link names.
        theirs: what the partner's names.
        on: the day, UTC.

    Raises:
        LinkRefusedError: every suite that both name, and this node knows, is retired.
    """
    both = [suite for suite in SUITES if suite.id in ours and suite.id in theirs]
    for suite in both:
        if suite.is_in_force(on):
            return suite
    named = ", ".join(suite.id for suite in both)
    raise LinkRefusedError(LinkFault.SUITE_RETIRED, suites=named, on=on.isoformat())
