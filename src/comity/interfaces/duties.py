"""Who is told how the node and the roads to its partners are. Pure."""

from typing import Final

from comity.kernel.duties import Duty
from comity.kernel.rulings import Role

CLIMB_LADDER: Final = Duty(
    "link",
    "climb the ladder to the partner's door",
    (Role.NODE_ADMINISTRATOR, Role.CENTRAL_UNIT, Role.TREATY_DESK),
)
WATCH_HEALTH: Final = Duty("node", "see its health", (Role.NODE_ADMINISTRATOR,))
DUTIES: Final = (CLIMB_LADDER, WATCH_HEALTH)
