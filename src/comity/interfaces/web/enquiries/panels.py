"""The card of the own enquiries."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from comity.assistance.duties import SAVE_DRAFT
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.enquiries import enquiries_of
from comity.assistance.terms.enquiries import Looked, Outcome
from comity.assistance.wording.enquiries import LOOKED_NAMES, OUTCOME_NAMES
from comity.interfaces.web.panel import Panel
from comity.interfaces.web.words import capital
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class EnquiriesShown:
    """What the card tells: of each enquiry day, place, outcome, note and who noted it."""

    reference: str
    rows: list[tuple[date, str, str, str, str]]
    may: bool


def enquiries_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show what was looked up at home; whoever writes the draft notes more."""
    request = detail.request
    found = enquiries_of(request)
    own = viewer.holds(*SAVE_DRAFT.roles) and request.agency_code == viewer.agency
    may = own and (request.own_side, request.stands) in SAVE_DRAFT.states
    if not found and not may:
        return None
    rows = [
        (
            each.on,
            capital(gettext(LOOKED_NAMES[Looked(each.looked)])),
            gettext(OUTCOME_NAMES[Outcome(each.outcome)]),
            each.note,
            each.by,
        )
        for each in found
    ]
    return Panel("enquiries/enquiries.html", EnquiriesShown(request.reference, rows, may), True)
