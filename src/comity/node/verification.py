"""`comity verify`: the record and the channels recomputed, and said in words."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from comity.exchange.anchors import anchors_sent
from comity.exchange.services import check_anchors
from comity.exchange.verification import verify_channels
from comity.interfaces.sentences import sentence
from comity.ledger.verification import verify_ledger
from comity.node.health.verified import note_verification
from comity.node.keyring import keys


def verify(*, as_json: bool) -> int:
    """Recompute everything and print up to where it is whole.

    Returns:
        0 when the record and every channel are whole, else 1.
    """
    told = whole_truth()
    note_verification(told["record"]["entries"], told["whole"], datetime.now(UTC))
    if as_json:
        json.dump(told, sys.stdout, indent=2)
        print()
    else:
        print("\n".join(in_words(told)))
    return 0 if told["whole"] else 1


def whole_truth() -> dict[str, Any]:
    """Return what verification found, as plain data."""
    ledger = verify_ledger(keys().ledger.public())
    channels = verify_channels()
    anchors = check_anchors(keys().ledger.public())
    whole = ledger.whole and all(channel.whole for channel in channels) and not anchors
    return {
        "whole": whole,
        "record": {
            "whole": ledger.whole,
            "entries": ledger.size,
            "epochs": ledger.epochs,
            "up_to": ledger.upto_at or None,
            "root": ledger.root,
            "checkpoints": ledger.checkpoints,
            "faults": [
                {"entry": f.index, "code": f.code, "sentence": sentence(f.code, f.facts)}
                for f in ledger.faults
            ],
        },
        "channels": [
            {
                "partner": channel.partner,
                "direction": channel.direction,
                "origin": channel.origin,
                "whole": channel.whole,
                "messages": channel.size,
                "root": channel.root,
                "faults": [
                    {"message": f.index, "code": f.code, "sentence": sentence(f.code, f.facts)}
                    for f in channel.faults
                ],
            }
            for channel in channels
        ],
        "anchors": {
            "whole": not anchors,
            "checked": anchors_sent(),
            "faults": [
                {
                    "partner": f.partner,
                    "day": f.day.isoformat(),
                    "code": f.code.value,
                    "sentence": sentence(f.code.value, f.facts),
                }
                for f in anchors
            ],
        },
    }


def in_words(told: dict[str, Any]) -> list[str]:
    """Return what verification found as sentences."""
    record = told["record"]
    if record["whole"]:
        lines = [
            f"The record is whole up to entry {record['entries']}"
            + (f", {record['up_to']}" if record["up_to"] else "")
            + f"; {record['checkpoints']} signed checkpoints agree with it."
        ]
        if record["epochs"] > 1:
            lines.append(
                f"It has {record['epochs']} epochs: the first entry of each later one says what is"
                " missing since the backup this node was restored from."
            )
    else:
        lines = ["The record is NOT whole:", *(f"  {f['sentence']}" for f in record["faults"])]
    for channel in told["channels"]:
        way = "to" if channel["direction"] == "out" else "from"
        if channel["whole"]:
            lines.append(
                f"The channel {way} {channel['partner']} is whole: {channel['messages']} messages."
            )
        else:
            lines.append(f"The channel {way} {channel['partner']} is NOT whole:")
            lines += [f"  {fault['sentence']}" for fault in channel["faults"]]
    return [*lines, *_anchors_in_words(told["anchors"])]


def _anchors_in_words(anchors: dict[str, Any]) -> list[str]:
    if not anchors["whole"]:
        faults = [f"  {fault['sentence']}" for fault in anchors["faults"]]
        return ["The record does NOT agree with what partners witnessed:", *faults]
    if not anchors["checked"]:
        return ["No partner has been made a witness of the record yet."]
    return [f"The record agrees with {anchors['checked']} anchors that partners hold."]
