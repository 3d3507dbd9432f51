"""What a sender posts, and what it makes of each answer."""

import base64

from tools.scenarios.forging import without_line
from tools.scenarios.shelf import Shelf
from tools.scenarios.steps import Road, Step, root_hex
from tools.vector_keys import base, seed, signing_key


def sending(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    shelf.receipt("of 0", [])
    shelf.receipt("of 1", road.of(1))
    shelf.receipt("of 2", road.of(2))
    shelf.receipt("of 5", [], size=5, root=seed("five"))
    shelf.receipt("of another 2", road.all[2:4])
    shelf.receipt("of 2 in epoch 2", road.of(2), epoch=2)
    shelf.receipt("of 2 by another key", road.of(2), signer=signing_key("US/holder", draw="x"))
    receipts = shelf.told["receipts"]
    receipts["of 2 without the second signature"] = base(
        without_line(base64.b64decode(receipts["of 2"]), 1)
    )
    receipts["no receipt"] = base(b"thank you\n")

    def posts(start: int, size: int) -> Step:
        return {
            "next": {"start": start, "size": size, "root": root_hex(road.of(size))},
        }

    def state(delivered: int, *, halted: bool = False) -> Step:
        return {"state": {"delivered": delivered, "halted": halted}}

    asks: Step = {"next": {"start": None, "size": 0, "root": root_hex([])}}
    two = [{"write": "first"}, {"write": "second"}, asks, {"settle": "of 0"}, posts(0, 2)]
    still = [state(0), posts(0, 2)]
    wrong = {
        "a receipt for less than was posted": ("of 0", "receipt_covers_less"),
        "a receipt for half a parcel": ("of 1", "receipt_covers_less"),
        "a receipt by another key": ("of 2 by another key", "receipt_signature_wrong"),
        "a receipt without its second signature": (
            "of 2 without the second signature",
            "receipt_signature_wrong",
        ),
        "a receipt of another log": ("of 2 in epoch 2", "receipt_other_channel"),
        "an answer that is no receipt": ("no receipt", "receipt_malformed"),
    }
    halts = {
        "a receipt for more than was ever signed": ("of 5", "channel_own_tail_lost"),
        "a receipt for another root": ("of another 2", "channel_forked"),
    }

    def told(code: str, expected: str = "") -> Step:
        facts = {"expected": expected} if expected else {}
        return {"told": {"code": code, "facts": facts}}

    return {
        "the state is asked for first, and nothing is numbered before the receipt": [
            *two,
            {"write": "third"},
            posts(0, 2),
            {"settle": "of 2"},
            state(2),
            posts(2, 3),
            {"settle": "of 3"},
            state(3),
            {"next": None},
        ],
        **{
            name: [*two, {"settle": receipt, "refused": code}, *still]
            for name, (receipt, code) in wrong.items()
        },
        **{
            name: [
                *two,
                {"settle": receipt, "refused": code},
                state(0, halted=True),
                {"next": None},
            ]
            for name, (receipt, code) in halts.items()
        },
        "a door that expects another size": [
            *two,
            {**told("parcel_gap", "1"), **posts(1, 2)},
            state(0),
            {"settle": "of 2"},
            state(2),
        ],
        "a problem settles and halts nothing": [
            *two,
            {**told("parcel_gap", "7"), "refused": "receipt_malformed"},
            *still,
            {**told("parcel_fork"), "next": None},
            *still,
            {**told("parcel_epoch_closed"), "next": None},
            *still,
            {"settle": "of 2"},
            state(2),
        ],
    }
