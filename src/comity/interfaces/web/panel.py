"""One card on a request's page; which there are stands in `panels`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """One card.

    Attributes:
        template: what renders it, with `panel` in its context.
        told: what the template tells.
        beside: it stands in the narrow column; otherwise after the answer.
    """

    template: str
    told: object
    beside: bool = False
