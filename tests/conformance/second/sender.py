"""The sending end: exchange.md §4 (one root for a size), §6 and §7 (what a receipt settles)."""

from tests.conformance.second import trees
from tests.conformance.second.documents import Descriptor, link_of
from tests.conformance.second.holder import Holder
from tests.conformance.second.notes import Head, Signer, write_head
from tests.conformance.second.parcels import (
    LONGEST_CONTENT,
    MOST_MESSAGES,
    Message,
    Origin,
    write_parcel,
)
from tests.conformance.second.partner_keys import PartnerKeys
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.suites import SPOKEN, Suites


class Sender:
    """One end of a link, as it sends by the line."""

    def __init__(self, own: Descriptor, partner: Descriptor, signer: Signer) -> None:
        self.partner, self.signer = partner, signer
        first = max(own.first_epoch, partner.first_epoch)
        self.origin = Origin(link_of(own, partner)[1], own.code, partner.code, first)
        self.suites = Suites(own, partner, SPOKEN)
        self.waiting: list[Message] = []
        self.numbered: list[Message] = []
        self.heads: dict[int, bytes] = {}
        self.receipted = 0
        self.posted = 0
        self.has_asked = False
        self.halted = ""
        self.keys = PartnerKeys(partner)
        self.hears: Holder | None = None

    def listens(self, hears: Holder) -> None:
        """Hear of the partner's keys what the other direction of the link says."""
        self.hears, self.keys = hears, hears.keys
        epoch = self.origin.epoch
        self.keys.other_way = lambda: ((epoch, len(self.numbered)), (epoch, self.receipted))

    def next_parcel(self, at: int = 0) -> bytes | None:
        """What is posted now; nothing when nothing waits, or when the channel stands still."""
        if self.halted or not self.suites.in_force(at):
            return None
        if not self.has_asked:
            # §7: before the first head of a process, the state is asked for.
            self.posted = last = max(self.heads, default=0)
            return write_parcel(self.heads.get(last) or self._head(0), 0, [], b"")
        if len(self.numbered) == self.receipted:
            self.number()
        return self._parcel(self.receipted)

    def _parcel(self, begins: int) -> bytes | None:
        ahead = sorted(size for size in self.heads if size > begins)
        if not ahead:
            return None
        self.posted = ahead[0]
        messages = self.numbered[begins : self.posted]
        sealing = self.keys.in_force("sealing")[-1].key.ed
        return write_parcel(self.heads[self.posted], begins, messages, sealing)

    def settle(self, raw: bytes) -> None:
        """Take a receipt: delivered is what it covers, and nothing else (§7)."""
        stated = self.keys.receipted(raw, self.origin)
        signed = max(self.heads, default=0)
        if stated.size > signed:
            self.halted = "channel_own_tail_lost"
            raise RefusedError(self.halted, held=stated.size, size=signed)
        if stated.root != self._root(stated.size):
            self.halted = "channel_forked"
            raise RefusedError(self.halted, size=stated.size)
        if stated.size and stated.size not in self.heads:
            raise RefusedError("receipt_covers_less", size=stated.size, posted=self.posted)
        self.receipted = max(self.receipted, stated.size)
        if stated.size < self.posted:
            raise RefusedError("receipt_covers_less", size=stated.size, posted=self.posted)
        self.has_asked = True

    def told(self, code: str, facts: dict[str, str]) -> bytes | None:
        """Take a problem; return what is posted at once for it, if anything is.

        It is not signed, so nothing is settled or halted for it (errors.md).
        """
        if code not in ("parcel_gap", "parcel_overlap"):
            return None
        expected = facts.get("expected", "")
        if not expected.isdecimal() or int(expected) > len(self.numbered):
            raise RefusedError("receipt_malformed")
        if int(expected) < self.receipted:
            raise RefusedError("channel_partner_tail_lost", expected=expected)
        return self._parcel(int(expected))

    def number(self) -> None:
        """§4: numbered first, then signed, and nothing more before the receipt covers it."""
        room, taken = LONGEST_CONTENT - 28, 0
        for each in self.waiting[:MOST_MESSAGES]:
            room -= 24 + len(each.envelope) + len(each.body)
            if taken and room < 0:
                break
            taken += 1
        self.numbered += self.waiting[:taken]
        self.waiting = self.waiting[taken:]
        if taken:
            self.heads[len(self.numbered)] = self._head(len(self.numbered))

    def _head(self, size: int) -> bytes:
        return write_head(Head(self.origin.line(), size, self._root(size)), self.signer)

    def _root(self, size: int) -> bytes:
        return trees.root_of([each.leaf() for each in self.numbered[:size]])
