"""The verbs of media and of the folder."""

from pathlib import Path

from tests.conformance.second import media
from tests.conformance.second.documents import base
from tests.conformance.second.exhibit_verbs import ExhibitVerbs
from tests.conformance.second.holder import Holder
from tests.conformance.second.sender import Sender
from tests.conformance.second.told import Told, text_of


def files_of(told: Told) -> media.Files:
    return {each["name"]: base(each["data"]) for each in told["files"]}


def codes(found: media.Codes) -> Told:
    return {"files": [{"name": name, "code": code} for name, code in found.items()]}


def written(found: media.Files) -> Told:
    return {"files": [{"name": name, "data": text_of(raw)} for name, raw in found.items()]}


class MediaVerbs(ExhibitVerbs):
    """The holder and the sender made last, beside the giver and the puller."""

    def __init__(self) -> None:
        super().__init__()
        self.holder: Holder | None = None
        self.sender: Sender | None = None

    def holder_bring(self, told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        return codes(media.bring(self.holder, files_of(told), at=told["at"]))

    def holder_look(self, told: Told) -> Told:
        assert self.holder, "holder.new comes first"
        media.look(self.holder, Path(told["root"]), at=told["at"])
        return {}

    def sender_carry(self, _told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        return written(media.carry(self.sender))

    def sender_bring(self, told: Told) -> Told:
        assert self.sender, "sender.new comes first"
        return codes(media.settle(self.sender, files_of(told)))

    def giver_carry(self, _told: Told) -> Told:
        assert self.giver, "giver.new comes first"
        return written(media.exhibit_files(self.giver, self.giver.digests))

    def puller_bring(self, told: Told) -> Told:
        assert self.puller, "puller.new comes first"
        return codes(media.bring_exhibit(self.puller, files_of(told)))
