"""The words of notices: what one node tells the other is coming on their link. Pure."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

NOTICE_TYPE: Final = "link.notice"
WARNED_DAYS: Final = (90, 30, 7, 1)
"""So many days before a key's planned end it is told."""
MOST_A_DAY: Final = 20
"""How many notices of one partner are taken within a day."""
SHOWN_FOR: Final = timedelta(days=30)
"""For how long a notice is shown after the day it names."""
MOST_SHOWN: Final = 20
"""How many notices of each end of a link are shown, the newest."""
FURTHEST: Final = timedelta(days=731)
"""How far ahead the day that a notice names may lie: two years."""


class NoticeKind(StrEnum):
    """What is coming."""

    KEY_ENDS = "key-ends"
    REKEYING = "re-keying"
    REVOCATION = "revocation"


ANNOUNCED = (NoticeKind.REKEYING, NoticeKind.REVOCATION)
"""What a person announces; that a key ends is told by the node itself."""

LINK_ANNOUNCED = EventKind(
    "link.announced",
    ("partner", "kind", "day", "reason"),
    N_("{partner} was told that {kind} is coming on {day}: {reason}."),
)
LINK_NOTICE_HELD = EventKind(
    "link.notice_held",
    ("partner", "kind", "role", "day", "reason"),
    N_("{partner} told that {kind} is coming on {day}: {role} {reason}"),
)
KEY_END_TOLD = EventKind(
    "key.end_told",
    ("role", "day", "days"),
    N_("It was told that the {role} key is meant to be used until {day}, another {days} days."),
)
NOTICE_EVENTS = (LINK_ANNOUNCED, LINK_NOTICE_HELD, KEY_END_TOLD)
