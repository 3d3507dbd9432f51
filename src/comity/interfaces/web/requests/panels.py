"""What stands on a request's page beside its papers, each part of the work with a card of its own.

A card asks the database as little as it can, and nothing where what the page has read already says
that there is nothing to show: most requests have none of these.
"""

from collections.abc import Callable
from dataclasses import dataclass

from comity.assistance.queries import RequestDetail
from comity.officers.terms import Viewer


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


MakePanel = Callable[[RequestDetail, Viewer], Panel | None]

# In the order in which they stand.
PANELS: tuple[MakePanel, ...] = ()


def panels_of(detail: RequestDetail, viewer: Viewer) -> tuple[Panel, ...]:
    """Return the cards that have something to show, or to offer, to this viewer."""
    made = (make(detail, viewer) for make in PANELS)
    return tuple(panel for panel in made if panel is not None)
