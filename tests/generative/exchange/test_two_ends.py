"""Two ends of a link over a road that loses, doubles, delays, reorders and damages.

Whatever the road does, no end ever holds what was not sent, in any other order, or twice; and
once the road is good again both ends come to hold the same.
"""

from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from comity.crypto.keys import NodeKeys
from comity.exchange.descriptor import read_descriptor
from comity.exchange.refusals import ParcelRefusedError
from comity.kernel.errors import Problem
from tests.nodes.partner_simulator import PartnerSimulator, descriptor_for

KEYS = {code: NodeKeys.generate(code) for code in ("UA", "US")}
DESCRIPTORS = {code: read_descriptor(descriptor_for(keys, code)) for code, keys in KEYS.items()}
OTHER = {"UA": "US", "US": "UA"}
codes = st.sampled_from(["UA", "US"])
places = st.integers(0, 10_000)


class TwoEnds(RuleBasedStateMachine):
    """Two nodes, what is on the road between them, and everything either ever wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = {
            code: PartnerSimulator(code, DESCRIPTORS[OTHER[code]], keys=KEYS[code])
            for code in OTHER
        }
        self.waiting = dict.fromkeys(OTHER, 0)
        self.parcels: list[tuple[str, bytes]] = []
        self.answers: list[tuple[str, bytes | Problem]] = []

    @rule(code=codes, many=st.integers(1, 5))
    def record(self, code: str, many: int) -> None:
        self.waiting[code] += many

    @rule(code=codes)
    def post(self, code: str) -> None:
        """Number what waits unless a parcel is in flight, and put the parcel on the road."""
        self.parcels.append((OTHER[code], self._parcel(code)))

    @rule(code=codes)
    def ask(self, code: str) -> None:
        self.parcels.append((OTHER[code], self.ends[code].question()))

    @rule(place=places, stays=st.booleans())
    def deliver(self, place: int, stays: bool) -> None:
        """Deliver any parcel on the road, in any order, and perhaps again later."""
        if self.parcels:
            at = place % len(self.parcels)
            code, raw = self.parcels[at] if stays else self.parcels.pop(at)
            self.answers.append((OTHER[code], self.ends[code].take(raw)))

    @rule(place=places, bit=places)
    def damage(self, place: int, bit: int) -> None:
        """Deliver a parcel with one bit flipped: it is refused, or it was the same parcel."""
        if self.parcels:
            code, raw = self.parcels[place % len(self.parcels)]
            changed = bytearray(raw)
            changed[bit * 7919 % len(raw)] ^= 1 << bit % 8
            self.ends[code].take(bytes(changed))

    @rule(place=places, stays=st.booleans())
    def deliver_answer(self, place: int, stays: bool) -> None:
        if self.answers:
            at = place % len(self.answers)
            code, answer = self.answers[at] if stays else self.answers.pop(at)
            self._settle(code, answer)

    @rule(code=codes, place=places)
    def answer_astray(self, code: str, place: int) -> None:
        """A receipt for one end reaches the other: it is not taken for one of its own."""
        if self.answers:
            owner, answer = self.answers[place % len(self.answers)]
            before = self.ends[OTHER[owner]].sent.receipted
            with suppress(ParcelRefusedError):
                self._settle(OTHER[owner], answer)
            assert self.ends[OTHER[owner]].sent.receipted == before

    @rule()
    def lose_everything_on_the_road(self) -> None:
        self.parcels.clear()
        self.answers.clear()

    @invariant()
    def nobody_holds_what_was_not_sent(self) -> None:
        for code, end in self.ends.items():
            sent = self.ends[OTHER[code]].sent.messages
            assert end.held.messages == sent[: len(end.held.messages)]
            assert end.held.frontier.root() == end.held.root_at(len(end.held.messages))

    @invariant()
    def nothing_counts_as_delivered_that_is_not_held(self) -> None:
        for code, end in self.ends.items():
            assert end.sent.receipted <= len(self.ends[OTHER[code]].held.messages)

    def teardown(self) -> None:
        """The road is good again: both ends come to hold the same."""
        for _ in range(3):
            for code in self.ends:
                self._settle(code, self.ends[OTHER[code]].take(self._parcel(code)))
        for code, end in self.ends.items():
            assert self.waiting[code] == 0
            assert end.sent.receipted == len(end.sent.messages)
            assert self.ends[OTHER[code]].held.messages == end.sent.messages

    def _parcel(self, code: str) -> bytes:
        end = self.ends[code]
        if end.sent.receipted == len(end.sent.messages):
            for _ in range(self.waiting[code]):
                end.write()
            self.waiting[code] = 0
        if end.sent.receipted == len(end.sent.messages):
            return end.question()
        return end.parcel()

    def _settle(self, code: str, answer: bytes | Problem) -> None:
        if isinstance(answer, bytes):
            self.ends[code].settle(answer)


TestTwoEnds = TwoEnds.TestCase
TestTwoEnds.settings = settings(max_examples=25, stateful_step_count=40)
