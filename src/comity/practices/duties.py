"""Who writes, shares and reads practice notes. Pure."""

from typing import Final

from comity.kernel.duties import Duty, Within
from comity.kernel.rulings import Role

_AT_WORK: Final = (Role.REQUEST_OFFICER, Role.INVESTIGATOR, Role.AEO_MANAGER, Role.ATTACHE)

# A note names no person: whoever works on cases, or watches over them, reads what was shared.
READ_NOTES: Final = Duty(
    "practice note",
    "read what was shared or received",
    (
        *_AT_WORK,
        Role.APPROVER,
        Role.CENTRAL_UNIT,
        Role.TREATY_DESK,
        Role.AUDITOR,
        Role.DATA_PROTECTION_OFFICER,
    ),
)
READ_DRAFTS: Final = Duty(
    "practice note", "read before it is shared", (*_AT_WORK, Role.APPROVER), Within.AGENCY
)
WRITE_NOTE: Final = Duty("practice note", "write", _AT_WORK, Within.AGENCY)
SHARE_NOTE: Final = Duty(
    "practice note", "share with partners, as a second person", (Role.APPROVER,), Within.AGENCY
)
TELL_FEEDBACK: Final = Duty("practice note", "tell the partner what it is worth", _AT_WORK)
DUTIES: Final = (READ_NOTES, READ_DRAFTS, WRITE_NOTE, SHARE_NOTE, TELL_FEEDBACK)
