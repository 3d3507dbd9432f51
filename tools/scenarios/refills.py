"""What a holder gives back to a partner that recovers."""

import base64
from datetime import timedelta

from tools.scenarios.forging import without_line
from tools.scenarios.shelf import Shelf
from tools.scenarios.steps import Road, Step, root_hex, take
from tools.vector_keys import AT, base, keys_of, signing_key


def gives(ask: str, start: int, size: int, road: Road) -> Step:
    """A question that is answered with one stretch, up to the next signed and receipted head."""
    return {"ask": ask, "gives": {"start": start, "size": size, "root": root_hex(road.of(size))}}


def declines(ask: str, code: str, **facts: str) -> Step:
    """A question that is refused."""
    return {"ask": ask, "refused": code, "facts": facts}


def refills(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    held = [take("1", road.of(1)), take("2 to 3", road.of(3))]
    for start in (0, 1, 2, 3):
        shelf.ask(f"from {start}", start=start)
    shelf.ask("by another key", signer=signing_key("UA/sender", draw="x"))
    shelf.ask("by the holder key", signer=keys_of("UA").holder)
    shelf.ask("of yesterday", at=AT - timedelta(days=1))
    shelf.ask("for another node", asked="KE")
    shelf.ask("of a stranger", asker="KE")
    shelf.ask("of a later epoch", log=shelf.origin(epoch=2))
    asks = shelf.told["asks"]
    good = base64.b64decode(asks["from 0"])[:-1]
    asks["without the second signature"] = base(without_line(good, 1) + b"\n")
    asks["of another text"] = base(good.replace(b"comity/refill/1", b"comity/refill/2") + b"\n")
    bad = {
        "by another key": "parcel_signature_wrong",
        "by the holder key": "parcel_signature_wrong",
        "without the second signature": "parcel_signature_wrong",
        "of yesterday": "refill_ask_old",
        "for another node": "parcel_for_another_node",
        "of a stranger": "parcel_sender_unknown",
        "of another text": "refill_ask_malformed",
    }
    return {
        "what was lost is given back, a stretch at a time": [
            *held,
            gives("from 0", 0, 1, road),
            gives("from 1", 1, 3, road),
            gives("from 2", 2, 3, road),
            declines("from 3", "refill_ends", size="3", epoch="1"),
            declines("of a later epoch", "refill_ends", epoch="2"),
        ],
        **{f"a question {name}": [*held, declines(name, code)] for name, code in bad.items()},
    }
