"""The sender keys of a partner: exchange.md §11."""

import base64
from dataclasses import dataclass

from tests.conformance.second.notes import Head, Key, open_head, open_text, read_note
from tests.conformance.second.parcels import Origin
from tests.conformance.second.refused import RefusedError

MOST_IN_FORCE = 4
Place = tuple[int, int]


@dataclass
class KeyRange:
    """A sender key of the partner, and the places it counts at (§11)."""

    key: Key
    begins: Place
    ends: Place | None = None

    def counts_at(self, place: Place) -> bool:
        return self.begins <= place and (self.ends is None or place <= self.ends)


class PartnerKeys:
    """Every sender key of a partner, in the order of their introduction."""

    def __init__(self, first: Key) -> None:
        self.ranges = [KeyRange(first, (0, 0))]

    def signed(self, raw: bytes, origin: Origin, size: int) -> Head:
        """A head that a key signed which counts at its size."""
        place, refusal = (origin.epoch, size), RefusedError("parcel_signature_missing")
        for each in reversed([each for each in self.ranges if each.counts_at(place)]):
            try:
                return open_head(raw, each.key, origin.line())
            except RefusedError as wrong:
                refusal = RefusedError(f"parcel_{wrong.code}", **wrong.facts)
        for each in self.ranges:
            if each.ends is not None and each.ends < place:
                self._demand_not_signed_by(each.key, raw, origin)
        raise refusal

    @staticmethod
    def _demand_not_signed_by(key: Key, raw: bytes, origin: Origin) -> None:
        try:
            open_head(raw, key, origin.line())
        except RefusedError:
            return
        raise RefusedError("parcel_key_ended", name=key.name)

    @property
    def in_force(self) -> list[KeyRange]:
        return [each for each in self.ranges if each.ends is None]

    def introduce(self, body: dict[str, str], link: str, now: Place) -> None:
        """Step 1; a holder's or a sealing key matters to the other direction alone."""
        if body["role"] != "sender":
            return
        public = base64.b64decode(body["public"])
        key = Key(body["name"], public[:32], public[32:])
        if len(public) != 32 + 1312:
            raise RefusedError("key_introduced_malformed")
        _demand_possession(key, body, link)
        # 5
        if key.digest() in [each.key.digest() for each in self.ranges]:
            raise RefusedError("key_known", name=key.name)
        if body["replaces"] not in [each.key.digest() for each in self.in_force]:
            raise RefusedError("key_unknown", role="sender", digest=body["replaces"])
        if len(self.in_force) >= MOST_IN_FORCE:
            raise RefusedError("keys_too_many", limit=MOST_IN_FORCE)
        # 1
        self.ranges.append(KeyRange(key, (now[0], now[1] + 1)))

    def end(self, body: dict[str, str], now: Place) -> None:
        """Step 4: a key counts up to the place told, and up to what was verified by then."""
        if body["role"] != "sender":
            return
        found = [each for each in self.in_force if each.key.digest() == body["digest"]]
        if not found:
            raise RefusedError("key_unknown", role="sender", digest=body["digest"])
        if found[0] is self.in_force[-1]:
            raise RefusedError("key_is_the_last", role="sender", name=found[0].key.name)
        told = (int(body["epoch"]), int(body["size"]))
        if told > now:
            raise RefusedError("key_end_out_of_range", name=found[0].key.name, size=told[1])
        found[0].ends = now


def _demand_possession(key: Key, body: dict[str, str], link: str) -> None:
    """The note of `key.introduced`: signed by the new key, over exactly these lines."""
    lines = (
        "comity/key/1",
        "role sender",
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
