"""What a sender makes of the keys that its partner turns: holder keys and sealing keys.

UA sends to US, and hears of the keys of US in the other direction of their link.
"""

import base64
from typing import Any

from comity.crypto.keys import SealingKey, SigningKey
from comity.exchange.key_terms import KeyRole
from comity.exchange.parcel import Message
from comity.exchange.public_keys import PublicKey
from tools.scenarios.shelf import Shelf, Told, id_of
from tools.scenarios.steps import Road, Step, root_hex
from tools.vector_keys import AT, base, kept, keys_of, seed, signing_key

NEW = {number: signing_key(f"US/holder-{number}") for number in range(2, 6)}
SEALING = SealingKey(seed("US sealing-2"))


def turning(before: Told, *, link: str) -> Told:
    """Return the file: everything by name, and the steps of a sender."""
    shelf = Shelf(before, link)
    road = Road(shelf)
    shelf.told["parcels"] = {}
    own = _Own(shelf)
    for size in (1, 2, 3):
        for name, key in (("old", keys_of("US").holder), ("new", NEW[2])):
            shelf.receipt(f"of {size} by the {name} one", road.of(size), signer=key)
    shelf.receipt("of 0", [])
    sender = {**_receipts(own, road), **_sealed(own, road), **_refused(own)}
    sealing = {"seed": SEALING.seed.hex(), "public": base(SEALING.public())}
    return {**shelf.told, "at": int(AT.timestamp()), "sealing": sealing, "sender": sender}


class _Own:
    """What US says of its keys, each as the whole of its log so far."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def introduced(
        self, name: str, new: SigningKey, /, *, replaces: SigningKey, **changes: Any
    ) -> Message:
        told = self._said(name, new, PublicKey.of(KeyRole.HOLDER, replaces.public()).digest())
        return self._message(name, "key.introduced", {**told, **changes})

    def _said(self, name: str, new: SigningKey, gone: bytes, *, link: str = "") -> Told:
        public = PublicKey.of(KeyRole.HOLDER, new.public())
        statement = public.statement(link=link or self.shelf.link, replaces=gone)
        made, verifier = new.sign_note(statement), new.public()
        old = self.shelf.before.get("notes", {}).get(name)
        note = kept(made, old, lambda raw: verifier.open(raw, limit=len(raw)))
        self.shelf.told["notes"][name] = note
        return public.told(replaces=gone, note=base64.b64decode(note))

    def of_another_link(self, name: str, new: SigningKey, *, replaces: SigningKey) -> Message:
        gone = replaces.public().digest()
        return self._message(name, "key.introduced", self._said(name, new, gone, link="0" * 32))

    def sealing(self, name: str) -> Message:
        old = PublicKey(KeyRole.SEALING, "US/sealing", keys_of("US").sealing.public())
        new = PublicKey(KeyRole.SEALING, "US/sealing", SEALING.public())
        told = new.told(replaces=old.digest(), note=b"")
        return self._message(name, "key.introduced", told)

    def ended(self, name: str, key: SigningKey, size: int) -> Message:
        told = {"role": "holder", "digest": key.public().digest().hex(), "epoch": 1, "size": size}
        return self._message(name, "key.ended", told)

    def _message(self, name: str, type_: str, told: Told) -> Message:
        return self.shelf.of_link(name, type_, told, sender="US", recipient="UA")

    def says(self, name: str, messages: list[Message], *, start: int = 0) -> Step:
        """A parcel of US, taken."""
        head = self.shelf.head(messages, signer=keys_of("US").sender, sender="US", recipient="UA")
        self.shelf.parcel(name, head, messages[start:], start=start, to="UA")
        return {"take": name, "receipt": {"size": len(messages), "root": root_hex(messages)}}


def _posts(road: Road, start: int, size: int, *, key: str = "old") -> Step:
    return {"next": {"start": start, "size": size, "root": root_hex(road.of(size))}, "key": key}


def _begun(road: Road) -> list[Step]:
    asks: Step = {"next": {"start": None, "size": 0, "root": root_hex([])}, "key": "old"}
    settled: Step = {"settle": "of 0"}
    return [{"write": "first"}, {"write": "second"}, asks, settled, _posts(road, 0, 2)]


def _state(delivered: int) -> Step:
    return {"state": {"delivered": delivered, "halted": False}}


def _receipts(own: _Own, road: Road) -> dict[str, list[Step]]:
    old, wrong = keys_of("US").holder, "receipt_signature_wrong"
    said = own.introduced("holder 2", NEW[2], replaces=old)
    ended = own.ended("holder ends at 2", old, 2)
    introduced, ends = own.says("says 2", [said]), own.says("ends 1", [said, ended], start=1)
    settled: list[Step] = [*_begun(road), {"settle": "of 2 by the old one"}, introduced]
    third: list[Step] = [{"write": "third"}, _posts(road, 2, 3)]
    return {
        "a receipt by a key that nobody introduced": [
            *_begun(road),
            {"settle": "of 2 by the new one", "refused": wrong},
            _state(0),
        ],
        "a key that is introduced gives receipts from then on": [
            *settled,
            *third,
            {"settle": "of 3 by the new one"},
            _state(3),
        ],
        "a key that is introduced before the first receipt": [
            introduced,
            *_begun(road),
            {"settle": "of 2 by the new one"},
            _state(2),
        ],
        "a key that is replaced still gives receipts": [
            *settled,
            *third,
            {"settle": "of 3 by the old one"},
            _state(3),
        ],
        "a key gives no receipt below where it was introduced": [
            *settled,
            *third,
            {"settle": "of 1 by the new one", "refused": wrong},
            _state(2),
        ],
        "a key that has ended gives no receipt beyond": [
            *settled,
            ends,
            *third,
            {"settle": "of 3 by the old one", "refused": "receipt_key_ended"},
            _state(2),
            {"settle": "of 3 by the new one"},
            _state(3),
        ],
        "a key that has ended gives receipts up to there": [
            *_begun(road),
            introduced,
            ends,
            {"settle": "of 2 by the old one"},
            _state(2),
        ],
    }


def _sealed(own: _Own, road: Road) -> dict[str, list[Step]]:
    said = own.says("says sealing", [own.sealing("sealing 2")])
    return {
        "what is posted is sealed to the newest key": [
            *_begun(road),
            said,
            _posts(road, 0, 2, key="new"),
        ],
    }


def _refused(own: _Own) -> dict[str, list[Step]]:
    old = keys_of("US").holder
    public = PublicKey.of(KeyRole.HOLDER, NEW[5].public()).raw
    said = {
        "holder 2": (own.introduced("holder 2", NEW[2], replaces=old), ""),
        "holder 2 again": (own.introduced("holder 2 again", NEW[2], replaces=old), "key_known"),
        "in the place of nobody's": (
            own.introduced("in the place of nobody's", NEW[5], replaces=keys_of("US").sender),
            "key_unknown",
        ),
        "too short": (
            own.introduced("too short", NEW[5], replaces=old, public=base(public[:-1])),
            "key_introduced_malformed",
        ),
        "by another name": (
            own.introduced("by another name", NEW[5], replaces=old, name="US/holder-9"),
            "key_not_possessed",
        ),
        "of another link": (
            own.of_another_link("of another link", NEW[5], replaces=old),
            "key_states_another",
        ),
        "holder 3": (own.introduced("holder 3", NEW[3], replaces=NEW[2]), ""),
        "holder 4": (own.introduced("holder 4", NEW[4], replaces=NEW[3]), ""),
        "holder 5": (own.introduced("holder 5", NEW[5], replaces=NEW[4]), "keys_too_many"),
        "the newest ends": (own.ended("the newest ends", NEW[4], 0), "key_is_the_last"),
        "nobody's ends": (own.ended("nobody's ends", NEW[5], 0), "key_unknown"),
        "ends beyond": (own.ended("ends beyond", old, 900), "key_end_out_of_range"),
    }
    messages = [message for message, _ in said.values()]
    refused = [{"answers": id_of(name), "code": code} for name, (_, code) in said.items() if code]
    return {
        "keys that cannot be turned so are refused by name": [
            own.says("keys of all kinds", messages),
            {"refused messages": refused},
        ]
    }
