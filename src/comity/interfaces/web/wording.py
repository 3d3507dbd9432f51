"""What only pages say: whose turn it is, and the colour of a state."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms import RequestState

TURNS: Mapping[str, Promise] = {
    "us_drafter": _("Here: the drafter"),
    "us_approver": _("Here: an approver"),
    "us_central_unit": _("Here: the central unit"),
    "us_officer": _("Here: an officer"),
    "us_treaty_desk": _("Here: the treaty desk"),
    "partner": _("There: %(partner)s"),
    "nobody": _("Nobody: it has ended"),
}

WHAT: Mapping[str, Promise] = {
    "request": _("The request"),
    "decision": _("The decision"),
    "answer": _("The answer"),
    "opening": _("Word of its opening"),
    "incomplete": _("The return for completion"),
    "completed": _("The completed request"),
    "postponed": _("The postponement"),
    "taken_back": _("The withdrawal"),
    "letter_request": _("The letter with the request"),
    "letter_accepted": _("The letter of acceptance"),
    "letter_refused": _("The letter of refusal"),
    "letter_asks_more": _("The letter with questions"),
    "partial": _("A partial reply"),
    "question": _("A supplementary question"),
    "letter_partial": _("The letter with a partial reply"),
    "letter_answer": _("The letter with the answer"),
    "letter_information": _("The letter with the information"),
    "information": _("The information"),
}

STATE_TONES: Mapping[RequestState, str] = {
    RequestState.DRAFT: "pill-calm",
    RequestState.SUBMITTED: "pill-wait",
    RequestState.APPROVED: "pill-wait",
    RequestState.POSTED: "pill-calm",
    RequestState.SENT: "pill-calm",
    RequestState.INCOMPLETE: "pill-wait",
    RequestState.COMPLETED: "pill-wait",
    RequestState.POSTPONED: "pill-wait",
    RequestState.TAKEN_BACK: "pill-stop",
    RequestState.RECEIVED: "pill-wait",
    RequestState.ACCEPTED: "pill-calm",
    RequestState.ANSWER_DRAFTED: "pill-wait",
    RequestState.ANSWERED: "pill-good",
    RequestState.OPENED: "pill-good",
    RequestState.REFUSED: "pill-stop",
    RequestState.INFORMING: "pill-wait",
    RequestState.TO_INFORM: "pill-wait",
    RequestState.VOLUNTEERED: "pill-good",
    RequestState.INFORMED: "pill-wait",
    RequestState.ALLOCATED: "pill-wait",
    RequestState.NOTED: "pill-good",
}
