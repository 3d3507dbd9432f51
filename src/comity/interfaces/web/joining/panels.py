"""The card of a matter that goes by letter though its partner has a node."""

from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.models import Continuation
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.joining import last_continuation, sees_joining
from comity.assistance.wording.joining import CONTINUATION_NAMES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class JoiningShown:
    """What the card tells."""

    partner: str
    last: Continuation | None
    state: str


def joining_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show that the partner has a node, and how far the carrying over is; nothing else costs."""
    request = detail.request
    if not request.by_letter or not sees_joining(request, viewer):
        return None
    last = last_continuation(request)
    state = "" if last is None else gettext(CONTINUATION_NAMES[last.stands])
    return Panel("joining/card.html", JoiningShown(request.partner, last, state), beside=True)
