"""Where a consultation stands, and what stands in its way."""

from collections.abc import Mapping

from comity.assistance.terms.consulting import ConsultationState
from comity.kernel.wording import N_

CONSULTATION_NAMES: Mapping[ConsultationState, str] = {
    ConsultationState.WRITTEN: N_("waits for a second person"),
    ConsultationState.SENT: N_("asked"),
    ConsultationState.ANSWERED: N_("their view is here"),
    ConsultationState.RECEIVED: N_("our view is asked for"),
    ConsultationState.VIEW_WRITTEN: N_("our view waits for a second person"),
    ConsultationState.REPLIED: N_("our view was sent"),
}

LABELS: Mapping[str, str] = {
    "summary": N_("Summary of the draft"),
    "view": N_("Informal view"),
}

SENTENCES: Mapping[str, str] = {
    "consultation_not_open": N_("It does not stand where this could be done. Look at it again."),
    "consultation_by_node": N_(
        "{partner} has no node. Ask for its view by letter or telephone; nothing goes on record"
        " here."
    ),
}
