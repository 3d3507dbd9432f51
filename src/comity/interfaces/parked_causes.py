"""Why messages are set aside, as a file that may leave the house: it holds nothing of a case."""

import json
from datetime import datetime
from typing import Any

from comity.exchange.parked import CauseView, causes
from comity.interfaces.sentences import sentence
from comity.officers.terms import Viewer


def causes_json(*, seen_by: Viewer) -> list[dict[str, Any]]:
    """Return the causes as data: codes, types, counts and times, names of facts and no values.

    Args:
        seen_by: whose policy applies.
    """
    return [_cause(each) for each in causes(seen_by=seen_by)]


def causes_file(*, seen_by: Viewer, at: datetime) -> str:
    """Return the causes as a JSON file for whoever mends the program.

    Args:
        seen_by: whose policy applies.
        at: aware UTC instant.
    """
    told = {"made_at": at.isoformat(timespec="seconds"), "causes": causes_json(seen_by=seen_by)}
    return json.dumps(told, indent=2) + "\n"


def _cause(each: CauseView) -> dict[str, Any]:
    return {
        "code": each.code,
        # What the sentence speaks of stays in: names in braces, and none of their values.
        "sentence": sentence(each.code, [(name, f"{{{name}}}") for name in each.named]),
        "type": each.type,
        "partner": each.partner,
        "count": each.count,
        "first_held_at": each.first_at.isoformat(timespec="seconds"),
        "last_held_at": each.last_at.isoformat(timespec="seconds"),
        "facts": list(each.named),
        "messages": list(each.ids),
    }
