"""Who may know of an exhibit. Pure."""

from typing import Final

from comity.kernel.duties import Duty, Within
from comity.kernel.rulings import Role

SEE_EVERY_EXHIBIT: Final = Duty(
    "exhibit",
    "see",
    (Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
    Within.NODE,
)
SEE_AGENCYS_EXHIBITS: Final = Duty(
    "exhibit",
    "see, and what another agency shared with it",
    (Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR),
    Within.AGENCY,
)
DUTIES: Final = (SEE_EVERY_EXHIBIT, SEE_AGENCYS_EXHIBITS)
