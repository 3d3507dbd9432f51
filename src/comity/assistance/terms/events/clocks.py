"""Days that officers set to a request, and what stops its clocks."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

DAY_SET = EventKind(
    "request.day_set",
    ("partner", "clock", "day"),
    N_("A day was set to the request: {clock}, {day}."),
)
DAY_MET = EventKind(
    "request.day_met",
    ("partner", "clock", "day"),
    N_("What was due on {day} is done, or needed no longer: {clock}."),
)
CLOCKS_STOPPED = EventKind(
    "request.clocks_stopped",
    ("partner", "pause", "since", "until"),
    N_("The clocks of the request stand still from {since}: {pause}."),
)
CLOCKS_GO_ON = EventKind(
    "request.clocks_go_on",
    ("partner", "pause", "until"),
    N_("The clocks of the request go on from {until}: {pause}."),
)
CALENDAR_MADE = EventKind(
    "officer.calendar_made",
    ("officer",),
    N_("{officer} has a new secret calendar address; an earlier one counts no longer."),
)
CALENDAR_ENDED = EventKind(
    "officer.calendar_ended",
    ("officer",),
    N_("The calendar address of {officer} counts no longer."),
)

EVENTS = (DAY_SET, DAY_MET, CLOCKS_STOPPED, CLOCKS_GO_ON, CALENDAR_MADE, CALENDAR_ENDED)
