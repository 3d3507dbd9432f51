"""The verbs of exhibits."""

from tests.conformance.second.documents import base, read_descriptor
from tests.conformance.second.exhibits import Giver, Puller
from tests.conformance.second.told import Told, text_of


class ExhibitVerbs:
    """The giver and the puller made last."""

    def __init__(self) -> None:
        self.giver: Giver | None = None
        self.puller: Puller | None = None

    def giver_new(self, told: Told) -> Told:
        self.giver = Giver(read_descriptor(base(told["partner"])))
        return {}

    def giver_offer(self, told: Told) -> Told:
        assert self.giver, "giver.new comes first"
        return self.giver.offer(base(told["content"]))

    def giver_give(self, told: Told) -> Told:
        assert self.giver, "giver.new comes first"
        given = self.giver.give(told["capability"], told["range"])
        shown = {"content_range": given.content_range(), "data": text_of(given.data)}
        return {"status": 206, **shown}

    def puller_new(self, told: Told) -> Told:
        self.puller = Puller(bytes.fromhex(told["sealing_seed"]))
        return {}

    def puller_announce(self, told: Told) -> Told:
        assert self.puller, "puller.new comes first"
        self.puller.announce(told["exhibit"])
        return {}

    def puller_next(self, _told: Told) -> Told:
        assert self.puller, "puller.new comes first"
        return {"capability": self.puller.named["capability"], "range": self.puller.wanted()}

    def puller_given(self, told: Told) -> Told:
        assert self.puller, "puller.new comes first"
        self.puller.given(told["status"], told["content_range"], base(told["data"]))
        return {}

    def puller_state(self, _told: Told) -> Told:
        assert self.puller, "puller.new comes first"
        if self.puller.content is not None:
            return {"state": "held", "content": text_of(self.puller.content)}
        state = "refused" if self.puller.refused else "awaited"
        return {"state": state, "code": self.puller.refused}
