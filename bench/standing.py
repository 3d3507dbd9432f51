"""How long a thread stands ready to run while others have the processors, as Linux counts it."""

from pathlib import Path


def delayed() -> float:
    """Return the seconds the calling thread has stood ready so far."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
