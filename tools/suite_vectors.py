"""Suites that are retired by day: a table with dummies in it, and what follows from it."""

from datetime import UTC, datetime
from typing import Any

from tools.vector_keys import AT

Told = dict[str, Any]
OLD, NOW, NEXT, OTHER = "dummy/0", "comity/1", "dummy/2", "dummy/9"
LAST_DAY = "2026-11-21"
# The one used first comes first; `dummy/9` is spoken by nobody here.
TABLE = [
    {"id": OLD, "last_day": LAST_DAY},
    {"id": NOW, "last_day": None},
    {"id": NEXT, "last_day": None},
]
RETIRED = "link_suite_retired"


def _choice(name: str, own: list[str], partner: list[str], on: str, suite: str) -> Told:
    due = {"refused": RETIRED} if suite == RETIRED else {"suite": suite}
    return {"name": name, "own": own, "partner": partner, "on": on, **due}


def suites(_before: Told) -> Told:
    """Return the file."""
    both, day = [OLD, NOW], "2026-11-22"
    last, after = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
    return {
        "suites": TABLE,
        "choices": [
            _choice("on its last day", both, both, LAST_DAY, OLD),
            _choice("after its last day", both, both, day, NOW),
            _choice("in another order", [NOW, OLD], [NOW, OLD], LAST_DAY, OLD),
            _choice("that the other side does not name", both, [NOW], LAST_DAY, NOW),
            _choice("that this side does not name", [NOW], both, LAST_DAY, NOW),
            _choice("of which nobody heard", [OTHER, NOW], [OTHER, NOW], day, NOW),
            _choice("of two in force", [NEXT, NOW], [NOW, NEXT], day, NOW),
            _choice("alone, retired", [OLD], both, day, RETIRED),
            _choice("alone, on its last day", [OLD], both, LAST_DAY, OLD),
        ],
        "retired": [{"id": NOW, "last_day": LAST_DAY}],
        "followed": [{"id": NOW, "last_day": LAST_DAY}, {"id": NEXT, "last_day": None}],
        "times": {
            "before": int(AT.timestamp()),
            "last": int(last.timestamp()),
            "after": int(after.timestamp()),
        },
    }
