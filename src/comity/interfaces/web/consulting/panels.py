"""The card of the consultations on a draft."""

from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.models import Consultation
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.consulting import consultations_of, may_consult
from comity.assistance.terms import Channel
from comity.assistance.wording.consulting import CONSULTATION_NAMES
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class ConsultationsShown:
    """What the card tells: each consultation with where it stands."""

    reference: str
    rows: list[tuple[Consultation, str]]
    may: bool


def consultations_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Show the partner's informal views of a draft; who writes it may ask for one."""
    request = detail.request
    rows = [(each, gettext(CONSULTATION_NAMES[each.stands])) for each in consultations_of(request)]
    may = detail.channel is Channel.NODE and may_consult(request, viewer)
    if not rows and not (may and request.partner):
        return None
    shown = ConsultationsShown(request.reference, rows, may)
    return Panel("consulting/consultations.html", shown, beside=True)
