"""Which ports the nodes under test listen on: each worker of a run has a range of its own.

The tutorial alone names its ports itself, as its reader types them.
"""

import os

_OF_A_WORKER = 100
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST = 18200 + _OF_A_WORKER * _WORKER

# Six each: three nodes have two doors.
THREE_NODES = _FIRST + 1
DEMONSTRATION = _FIRST + 11
SMALL_DISK = _FIRST + 21
MANY_PROCESSES = _FIRST + 31
OWN_OFFICERS = _FIRST + 41
OWN_PARTNERS = _FIRST + 42
