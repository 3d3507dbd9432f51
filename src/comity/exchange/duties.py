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
# A revoked link is proposed again from a new descriptor: the re-keying, compared anew.
PROPOSE_LINK: Final = Duty(
    "link",
    "propose, or propose again",
    _KEEPERS,
    states=(LinkState.PROPOSED, LinkState.HALF_CONFIRMED, LinkState.REVOKED),
)
CONFIRM_LINK: Final = Duty(
    "link", "confirm its number", _KEEPERS, states=(LinkState.PROPOSED, LinkState.HALF_CONFIRMED)
)
SUSPEND_LINK: Final = Duty("link", "suspend", _KEEPERS, states=(LinkState.CONFIRMED,))
RESUME_LINK: Final = Duty("link", "resume", _KEEPERS, states=(LinkState.SUSPENDED,))
REVOKE_LINK: Final = Duty(
    "link", "revoke", _KEEPERS, states=(LinkState.CONFIRMED, LinkState.SUSPENDED)
)
# How long the record is tells how much is done here.
SEE_ANCHORS: Final = Duty(
    "record",
    "see what partners witnessed of it",
    (*_MENDERS, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
)
# What stands in a message's way concerns who must mend it, and who must be able to check.
SEE_SET_ASIDE: Final = Duty("message set aside", "see", (*_MENDERS, Role.AUDITOR))
TAKE_UP_AGAIN: Final = Duty(
    "message set aside", "take up again", _MENDERS, states=(InboundState.SET_ASIDE,)
)
CONFIRM_RESTORED: Final = Duty(
    "node", "let speak again after it was set back to a backup", (Role.NODE_ADMINISTRATOR,)
)
# Whoever has the files may copy them: they are sealed, but their number tells how much goes on.
CARRY_BY_MEDIUM: Final = Duty(
    "medium", "write for a partner, and read from one", (Role.NODE_ADMINISTRATOR,)
)
CARRY_BY_FOLDER: Final = Duty(
    "link", "let a gateway's folder carry it, or the line again", (Role.NODE_ADMINISTRATOR,)
)
SET_OPENINGS: Final = Duty(
    "link",
    "decide whether the partner is told that what came from it was opened",
    (Role.TREATY_DESK, Role.NODE_ADMINISTRATOR),
    states=(LinkState.CONFIRMED,),
)
# What discards what was signed takes two: who proposes and another who confirms.
OPEN_EPOCH: Final = Duty(
    "channel",
    "propose, and by another person confirm, a new epoch",
    _MENDERS,
    states=(LinkState.CONFIRMED, LinkState.SUSPENDED),
)
RECOVER: Final = Duty(
    "link",
    "begin, and end, recovery from what the partner holds",
    _MENDERS,
    states=(LinkState.CONFIRMED,),
)
TURN_KEYS: Final = Duty(
    "key of the node", "replace, confirm, or tell as compromised", (Role.NODE_ADMINISTRATOR,)
)
SEE_KEYS: Final = Duty("key of the node", "see", (Role.NODE_ADMINISTRATOR, Role.AUDITOR))
# It tells the partner something, and nothing of any case.
ANNOUNCE: Final = Duty(
    "link",
    "tell the partner that it will be re-keyed or revoked",
    _KEEPERS,
    states=(LinkState.CONFIRMED,),
)
SEE_NOTICES: Final = Duty("notice on a link", "see", (*_KEEPERS, Role.AUDITOR))
DUTIES: Final = (
    ANNOUNCE,
    SEE_NOTICES,
    TURN_KEYS,
    SEE_KEYS,
    CARRY_BY_MEDIUM,
    CARRY_BY_FOLDER,
    SET_OPENINGS,
    SEE_LINKS,
    SEE_TRAFFIC,
    PROPOSE_LINK,
    CONFIRM_LINK,
    SUSPEND_LINK,
    RESUME_LINK,
    REVOKE_LINK,
    SEE_ANCHORS,
    SEE_SET_ASIDE,
    TAKE_UP_AGAIN,
    CONFIRM_RESTORED,
    OPEN_EPOCH,
    RECOVER,
)
