"""Whether openings are told on a link, by either of its ends."""

from dataclasses import dataclass

from comity.exchange.duties import SEE_NOTICES
from comity.exchange.models import Link
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class OpeningsView:
    """What stands for a link.

    Attributes:
        tells: whether this node tells the partner.
        told: whether the partner's node tells this one, as it said last.
    """

    tells: bool
    told: bool


def tells_openings(partner: str) -> bool:
    """Return whether a partner is told that what came from it was opened.

    Args:
        partner: code of its administration; without a node nothing is told.
    """
    return Link.objects.filter(code=partner, tells_openings=True).exists()


def partners_silent_on_openings() -> frozenset[str]:
    """Return the codes of the partners whose node does not tell what it has opened."""
    silent = Link.objects.filter(openings_told=False)
    return frozenset(silent.values_list("code", flat=True))


def openings_of(partner: str, *, seen_by: Viewer) -> OpeningsView | None:
    """Return what stands for a link; None where there is none, or for whom it is not to know."""
    if not seen_by.holds(*SEE_NOTICES.roles):
        return None
    stands = Link.objects.visible_to(seen_by).filter(code=partner)
    found = stands.values_list("tells_openings", "openings_told").first()
    return None if found is None else OpeningsView(*found)
