"""Every campaign, and how many faults it is to inject in a short run."""

from collections.abc import Callable

from tests.faults import campaigns, floods, killed_server, partition, surroundings
from tests.faults.run import Run

Campaign = Callable[[Run, int], None]
CAMPAIGNS: dict[str, Campaign] = {
    "road": campaigns.road,
    "line": campaigns.line,
    "kills": campaigns.kills,
    "moments": campaigns.moments,
    "power": campaigns.power,
    "backups": campaigns.backups,
    "disk": surroundings.disk,
    "clocks": surroundings.clocks,
    "certificates": surroundings.certificates,
    "floods": floods.floods,
    "partitions": partition.partitions,
    "postgres": killed_server.postgres,
}
SHORT = {
    "road": 120,
    "line": 30,
    "kills": 60,
    "moments": 33,
    "power": 24,
    "backups": 2,
    "disk": 4,
    "clocks": 12,
    "certificates": 2,
    "floods": 4,
    "partitions": 9,
    "postgres": 8,
}
# Three hundred and a few in a short run, more than ten thousand in a long one.
LONG_TIMES = 36
# The planted bugs that a short run shows to be caught.
SHOWN_SHORT = ("fsync skipped", "idempotency dropped", "refusal not recorded")
