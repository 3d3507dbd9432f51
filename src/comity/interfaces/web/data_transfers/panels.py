"""The card of the data protection officer's word on what would leave."""

from dataclasses import dataclass

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import TransferApproval
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.data_transfers import LEAVING, word_on_transfer
from comity.assistance.terms import RequestState
from comity.interfaces.transfers import waiting_of
from comity.interfaces.web.clock import today
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class WordShown:
    """What the card tells.

    Attributes:
        reference: of the request.
        word: the data protection officer's, on the version that stands there.
        may: who looks gives it.
    """

    reference: str
    word: TransferApproval | None
    may: bool


def data_transfer_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the word on what would leave; to the data protection officer also that one waits."""
    request = detail.request
    if request.stands not in LEAVING:
        return None
    if viewer.holds(*PROTECT_DATA.roles):
        waits = waiting_of(request, on=today())
        told = WordShown(request.reference, waits.word, may=True) if waits else None
    else:
        answering = request.stands is RequestState.ANSWER_DRAFTED
        word = word_on_transfer(request, detail.answer if answering else None)
        told = WordShown(request.reference, word, may=False) if word else None
    return Panel("data_transfers/card.html", told, beside=True) if told else None
