"""The keys of a partner: exchange.md §11."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.conformance.second.documents import Descriptor
from tests.conformance.second.notes import (
    LONGEST_HEAD,
    Head,
    Key,
    open_head,
    open_receipt,
    open_text,
    read_head,
    read_note,
    unbase64,
)
from tests.conformance.second.parcels import Origin
from tests.conformance.second.refused import RefusedError

MOST_IN_FORCE = 4
Place = tuple[int, int]


@dataclass
class KeyRange:
    """A key of the partner, and the places it counts at (§11)."""

    key: Key
    begins: Place
    ends: Place | None = None

    def counts_at(self, place: Place) -> bool:
        return self.begins <= place and (self.ends is None or place <= self.ends)


class PartnerKeys:
    """The keys of a partner, by role, in the order of their introduction."""

    def __init__(self, partner: Descriptor) -> None:
        sealing = Key(f"{partner.code}/sealing", partner.sealing, b"")
        self.roles = {
            "sender": [KeyRange(partner.sender, (0, 0))],
            "holder": [KeyRange(partner.holder, (0, 0))],
            "sealing": [KeyRange(sealing, (0, 0))],
        }
        # Of the log that goes the other way: its size, and what is receipted of it.
        self.other_way: Callable[[], tuple[Place, Place]] = lambda: ((1, 0), (1, 0))

    def signed(self, raw: bytes, origin: Origin, size: int) -> Head:
        """A head that a key signed which counts at its size."""
        place, refusal = (origin.epoch, size), RefusedError("parcel_signature_missing")
        ranges = self.roles["sender"]
        for each in reversed([each for each in ranges if each.counts_at(place)]):
            try:
                return open_head(raw, each.key, origin.line())
            except RefusedError as wrong:
                refusal = RefusedError(f"parcel_{wrong.code}", **wrong.facts)
        for each in ranges:
            if each.ends is not None and each.ends < place and _has_signed(each.key, raw, origin):
                raise RefusedError("parcel_key_ended", name=each.key.name)
        raise refusal

    def receipted(self, raw: bytes, origin: Origin) -> Head:
        """A receipt that a key signed which counts at its size."""
        place, ranges = (origin.epoch, claimed_size(raw)), self.roles["holder"]
        refusal = RefusedError("receipt_signature_wrong")
        for each in reversed([each for each in ranges if each.counts_at(place)]):
            try:
                return open_receipt(raw, each.key, origin.line())[0]
            except RefusedError as wrong:
                refusal = wrong
                if wrong.code != "receipt_signature_wrong":
                    raise
        for each in ranges:
            if each.ends is not None and each.ends < place:
                with suppress(RefusedError):
                    open_receipt(raw, each.key, origin.line())
                    refusal = RefusedError("receipt_key_ended", name=each.key.name)
        raise refusal

    def in_force(self, role: str) -> list[KeyRange]:
        return [each for each in self.roles[role] if each.ends is None]

    def introduce(self, body: dict[str, str], link: str, now: Place) -> None:
        """Steps 1 to 3, and 5; `now` is the place of the head over the leaf."""
        role, key = body["role"], _key_of(body)
        if role != "sealing":
            _demand_possession(key, body, link)
        # 5
        if key.digest() in [each.key.digest() for each in self.roles[role]]:
            raise RefusedError("key_known", name=key.name)
        if body["replaces"] not in [each.key.digest() for each in self.in_force(role)]:
            raise RefusedError("key_unknown", role=role, digest=body["replaces"])
        if len(self.in_force(role)) >= MOST_IN_FORCE:
            raise RefusedError("keys_too_many", limit=MOST_IN_FORCE)
        # 1, 2, 3
        begins = self.other_way()[1] if role == "holder" else (now[0], now[1] + 1)
        self.roles[role].append(KeyRange(key, begins))

    def end(self, body: dict[str, str], now: Place) -> None:
        """Step 4: a key counts up to the place told, and up to what was verified by then."""
        role = body["role"]
        found = [each for each in self.in_force(role) if each.key.digest() == body["digest"]]
        if not found:
            raise RefusedError("key_unknown", role=role, digest=body["digest"])
        if found[0] is self.in_force(role)[-1]:
            raise RefusedError("key_is_the_last", role=role, name=found[0].key.name)
        told = (int(body["epoch"]), int(body["size"]))
        reached, verified = self.other_way() if role == "holder" else (now, now)
        if told > reached:
            raise RefusedError("key_end_out_of_range", name=found[0].key.name, size=told[1])
        found[0].ends = max(told, verified)


def _has_signed(key: Key, raw: bytes, origin: Origin) -> bool:
    try:
        open_head(raw, key, origin.line())
    except RefusedError:
        return False
    return True


def claimed_size(receipt: bytes) -> int:
    try:
        return read_head(read_note(receipt, limit=LONGEST_HEAD).text).size
    except RefusedError:
        raise RefusedError("receipt_malformed") from None


def _key_of(body: dict[str, str]) -> Key:
    raw = unbase64(body["public"])
    sizes = {"sealing": 1216}.get(body["role"], 32 + 1312)
    if raw is None or len(raw) != sizes:
        raise RefusedError("key_introduced_malformed")
    ed = raw if body["role"] == "sealing" else raw[:32]
    return Key(body["name"], ed, raw[len(ed) :])


def _demand_possession(key: Key, body: dict[str, str], link: str) -> None:
    """The note of `key.introduced`: signed by the new key, over exactly these lines."""
    lines = (
        "comity/key/1",
        f"role {body['role']}",
        f"name {key.name}",
        f"digest {key.digest()}",
        f"link {link}",
        f"replaces {body['replaces']}",
    )
    try:
        text = open_text(read_note(body["note"].encode(), limit=16384), key)
    except RefusedError:
        raise RefusedError("key_not_possessed", name=key.name) from None
    if text.decode() != "".join(f"{line}\n" for line in lines):
        raise RefusedError("key_states_another", name=key.name)
