"""Who oversees: who is told who looked, and who takes the record out. Pure."""

from typing import Final

from comity.kernel.duties import Duty, Within
from comity.kernel.rulings import Role

_OVERSEERS: Final = (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER)

# Their own looks stay among themselves.
OVERSEE: Final = Duty("record", "see who looked at what, and take the record out", _OVERSEERS)
SEE_WHO_LOOKED: Final = Duty(
    "request",
    "see who looked at what it holds",
    (Role.APPROVER, Role.CENTRAL_UNIT, *_OVERSEERS),
    Within.SEEN,
)
VERIFY: Final = Duty("record", "verify", (*_OVERSEERS, Role.NODE_ADMINISTRATOR))
WORK_ON_CASES: Final = Duty(
    "record",
    "have one's looks told with the acts of one's agency",
    (
        Role.REQUEST_OFFICER,
        Role.APPROVER,
        Role.CENTRAL_UNIT,
        Role.INVESTIGATOR,
        Role.TREATY_DESK,
    ),
    Within.AGENCY,
)
DUTIES: Final = (OVERSEE, SEE_WHO_LOOKED, VERIFY, WORK_ON_CASES)
