"""Who reads the record. Pure.

Who sees a case sees its record, and nobody else does: the policy of requests says the same.
"""

from typing import Final

from comity.kernel.duties import Duty, Within
from comity.kernel.rulings import Role

READ_ALL: Final = Duty(
    "record", "read every entry", (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER), Within.NODE
)
READ_CASES: Final = Duty(
    "record", "read the entries of every agency", (Role.CENTRAL_UNIT,), Within.NODE
)
READ_AGENCY: Final = Duty(
    "record",
    "read the entries of an agency",
    (Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR),
    Within.AGENCY,
)
# An administrator of the machine runs the node and reads no cases.
READ_NODE: Final = Duty(
    "record", "read the node's own entries", (Role.NODE_ADMINISTRATOR,), Within.NODE
)
DUTIES: Final = (READ_ALL, READ_CASES, READ_AGENCY, READ_NODE)
