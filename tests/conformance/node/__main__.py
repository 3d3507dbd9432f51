"""`python -m tests.conformance.node`: JSON lines in, JSON lines out.

The checks and what is made need no database. The first holder or sender starts Django in a home
folder of its own and lays the tables; each further one begins from a copy of them.
"""

import json
import os
import sys
from importlib import import_module
from typing import Any

from comity.kernel.errors import ComityError
from tests.conformance.node import checks

Told = dict[str, Any]
# By the first word of a verb, which module answers it.
PARTS = {"holder": "ends", "sender": "ends", "giver": "exhibits", "puller": "exhibits"}


def answer(told: Told) -> Told:
    """One answer to one request."""
    verb = str(told["do"])
    try:
        return {"ok": _called(verb, told)}
    except ComityError as refusal:
        return {"refused": refusal.code, "facts": dict(refusal.facts)}


def _called(verb: str, told: Told) -> Told:
    if verb in checks.VERBS:
        return checks.VERBS[verb](told)
    # What stands on the database is read only once Django can be started for it.
    os.environ["COMITY_DATABASE"] = "sqlite"
    part: Any = import_module(f"tests.conformance.node.{PARTS[verb.partition('.')[0]]}")
    found: Told = part.take_up(verb, told)
    return found


def main() -> int:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
