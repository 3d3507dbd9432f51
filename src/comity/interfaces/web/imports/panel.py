"""The card of a matter that came from the former files."""

from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.models import ImportedMatter
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.imports import imported_as
from comity.assistance.terms.imports import OldState
from comity.assistance.wording.imports import OLD_STATE_NAMES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Former:
    """What the former file told."""

    matter: ImportedMatter
    state: str


def former_panel(detail: RequestDetail, _viewer: Viewer) -> Panel | None:
    """Return the card; none for what began here, of which nothing is asked."""
    found = imported_as(detail.request)
    if found is None:
        return None
    state = gettext(OLD_STATE_NAMES[OldState(found.old_state)])
    return Panel("imports/former.html", Former(found, state), beside=True)
