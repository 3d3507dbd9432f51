"""Who keeps the people and machines of a node. Pure."""

from typing import Final

from comity.kernel.duties import Duty
from comity.kernel.rulings import Role

ADMINISTRATORS: Final = (Role.NODE_ADMINISTRATOR,)

SEE_PEOPLE: Final = Duty("person", "see the people and machines of the node", ADMINISTRATORS)
APPOINT: Final = Duty("person", "appoint", ADMINISTRATORS)
CHANGE_OFFICES: Final = Duty("person", "change the offices", ADMINISTRATORS)
CHANGE_NAME: Final = Duty("person", "change the name", ADMINISTRATORS)
CHANGE_AGENCY: Final = Duty("person", "change the agency", ADMINISTRATORS)
STRIKE_OFF: Final = Duty("person", "strike off", ADMINISTRATORS)
SET_PASSWORD: Final = Duty("person", "give a new password", ADMINISTRATORS)
END_FACTORS: Final = Duty("person", "take every second factor away", ADMINISTRATORS)
LINK_PROVIDER: Final = Duty(
    "person", "let sign in by the administration's provider, or no longer", ADMINISTRATORS
)
GIVE_CARD: Final = Duty("person", "let sign in by a smart card, or no longer", ADMINISTRATORS)
ADMIT_MACHINE: Final = Duty("machine", "admit", ADMINISTRATORS)
END_MACHINE: Final = Duty("machine", "end", ADMINISTRATORS)
RECORD_ABSENCE: Final = Duty(
    "absence", "record or end for another officer, who may do it for themselves", ADMINISTRATORS
)
COME_IN_FIRST: Final = Duty("node", "sign in while it is being set up", ADMINISTRATORS)
DUTIES: Final = (
    SEE_PEOPLE,
    APPOINT,
    CHANGE_OFFICES,
    CHANGE_NAME,
    CHANGE_AGENCY,
    STRIKE_OFF,
    SET_PASSWORD,
    END_FACTORS,
    LINK_PROVIDER,
    GIVE_CARD,
    ADMIT_MACHINE,
    END_MACHINE,
    RECORD_ABSENCE,
    COME_IN_FIRST,
)
