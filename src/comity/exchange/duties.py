"""Who keeps the links to partners and mends what stands in a message's way. Pure."""

from typing import Final

from comity.exchange.terms import InboundState, LinkState
from comity.kernel.duties import EVERY_OFFICE, Duty
from comity.kernel.rulings import Role

_KEEPERS: Final = (Role.TREATY_DESK, Role.CENTRAL_UNIT, Role.NODE_ADMINISTRATOR)
_MENDERS: Final = (Role.CENTRAL_UNIT, Role.NODE_ADMINISTRATOR)

SEE_LINKS: Final = Duty("link", "see", EVERY_OFFICE)
# How much is on its way tells of cases; only who keeps links, or checks them, is told.
SEE_TRAFFIC: Final = Duty(
    "link", "see how many messages went, came and wait", (*_KEEPERS, Role.AUDITOR)
)
PROPOSE_LINK: Final = Duty(
    "link",
    "propose, or propose again",
    _KEEPERS,
    states=(LinkState.PROPOSED, LinkState.HALF_CONFIRMED),
)
CONFIRM_LINK: Final = Duty(
    "link", "confirm its number", _KEEPERS, states=(LinkState.PROPOSED, LinkState.HALF_CONFIRMED)
)
SUSPEND_LINK: Final = Duty("link", "suspend", _KEEPERS, states=(LinkState.CONFIRMED,))
RESUME_LINK: Final = Duty("link", "resume", _KEEPERS, states=(LinkState.SUSPENDED,))
REVOKE_LINK: Final = Duty(
    "link", "revoke", _KEEPERS, states=(LinkState.CONFIRMED, LinkState.SUSPENDED)
)
# What stands in a message's way concerns who must mend it, and who must be able to check.
SEE_SET_ASIDE: Final = Duty("message set aside", "see", (*_MENDERS, Role.AUDITOR))
TAKE_UP_AGAIN: Final = Duty(
    "message set aside", "take up again", _MENDERS, states=(InboundState.SET_ASIDE,)
)
CONFIRM_RESTORED: Final = Duty(
    "node", "let speak again after it was set back to a backup", (Role.NODE_ADMINISTRATOR,)
)
DUTIES: Final = (
    SEE_LINKS,
    SEE_TRAFFIC,
    PROPOSE_LINK,
    CONFIRM_LINK,
    SUSPEND_LINK,
    RESUME_LINK,
    REVOKE_LINK,
    SEE_SET_ASIDE,
    TAKE_UP_AGAIN,
    CONFIRM_RESTORED,
)
