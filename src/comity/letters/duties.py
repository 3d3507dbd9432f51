"""Who makes a letter of a request: those who write, release or oversee what leaves. Pure."""

from typing import Final

from comity.assistance.duties import APPROVERS, CENTRAL, OFFICERS
from comity.assistance.terms import Party, RequestState
from comity.kernel.duties import Duty, Within

SENT_STATES: Final = (
    RequestState.APPROVED,
    RequestState.POSTED,
    RequestState.SENT,
    RequestState.ACCEPTED,
    RequestState.REFUSED,
    RequestState.ANSWERED,
    RequestState.OPENED,
    RequestState.CLOSED,
)
"""Where an own request stands once a second person has let it leave."""

MAKE_LETTER: Final = Duty(
    "request",
    "make a sealed letter of it",
    (*OFFICERS, *APPROVERS, *CENTRAL),
    Within.AGENCY,
    tuple((Party.REQUESTING, state) for state in SENT_STATES),
)
REPLY_STATES: Final = (
    RequestState.INCOMPLETE,
    RequestState.ACCEPTED,
    RequestState.REFUSED,
    RequestState.APPROVED,
    RequestState.ANSWERED,
    RequestState.TO_INFORM,
    RequestState.VOLUNTEERED,
    RequestState.CLOSED,
)
"""Where a partner's request by letter stands once there is something to write back."""

MAKE_REPLY: Final = Duty(
    "request",
    "make a sealed letter of what was decided on it, or answered, by letter",
    MAKE_LETTER.roles,
    Within.AGENCY,
    tuple((Party.REQUESTED, state) for state in REPLY_STATES),
)
DUTIES: Final = (MAKE_LETTER, MAKE_REPLY)
