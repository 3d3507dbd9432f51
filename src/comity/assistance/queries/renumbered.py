"""Letters whose number the partner's node has used since."""

from dataclasses import dataclass

from comity.assistance.models import Request
from comity.assistance.terms import Party
from comity.assistance.terms.events import LETTER_RENUMBERED
from comity.ledger.queries import latest_of
from comity.officers.terms import Viewer

# It is rare: a letter was forged, or the same matter came both ways.
_MOST = 200


@dataclass(frozen=True, slots=True)
class SameNumber:
    """Two matters of which one had the other's number.

    Attributes:
        letter: reference of the letter's matter now.
        node: reference of what the partner's node sent, the letter's until then.
    """

    letter: str
    node: str


def same_number(request: Request, *, seen_by: Viewer) -> SameNumber | None:
    """Return both matters, if a request is one of them and the viewer may see the other."""
    if request.own_side is not Party.REQUESTED:
        return None
    for entry in latest_of(LETTER_RENUMBERED.name, most=_MOST):
        found = SameNumber(entry.about, dict(entry.facts())["item"])
        other = {found.letter: found.node, found.node: found.letter}.get(request.reference)
        if other and Request.objects.visible_to(seen_by).filter(reference=other).exists():
            return found
    return None
