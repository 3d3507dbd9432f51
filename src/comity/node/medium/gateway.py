"""The gateway's folder: what a carrier of its own empties and fills, in place of the line.

    <home>/gateway/<partner>/out     whole files for the partner; the gateway takes them away
    <home>/gateway/<partner>/in      whole files from it; the node takes them away
    <home>/gateway/<partner>/refused what came and was none of ours, for a person to look at

A file that was taken away may be lost, doubled, late, or out of order behind it: only the partner's
receipt counts. So what is not receipted within an hour is laid out again. An exhibit has no
receipt: who still awaits it after an hour asks for it by a file of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.evidence.carrying import awaited_payloads
from comity.exchange.carried import (
    Became,
    FileKind,
    FileToCarry,
    MediumFault,
    Told,
    Way,
    exhibit_name,
    wanted_name,
    wanted_text,
)
from comity.exchange.carried_queries import carried_at, partners_by_folder
from comity.exchange.medium.writing import lay_ready, note_carried
from comity.exchange.refusals import MediumRefusedError
from comity.exchange.terms import Direction
from comity.kernel.errors import ComityError
from comity.node.medium.carrying import EXHIBITS_OF, Carrier
from comity.node.medium.folder import Folder

AHEAD = 64
AGAIN_AFTER = timedelta(hours=1)
_WANTED = Became.EXHIBIT_WANTED.value
_PLACES = ("out", "in", "refused")


@dataclass
class Gateway:
    """One worker's way round the folders; it remembers nothing that the database does not.

    Attributes:
        root: under which each partner's folders lie.
        own_code: this node's administration.
        keys: the node's keys.
        clock: what time it is.
    """

    root: Path
    own_code: str
    keys: NodeKeys
    clock: Callable[[], datetime]
    failures: dict[str, str] = field(default_factory=dict)

    def pass_once(self) -> int:
        """Read and write the folders of every link that a folder carries.

        Returns:
            How many files were taken or laid out.
        """
        moved = 0
        self.failures = {}
        for partner in partners_by_folder():
            try:
                moved += self._serve(partner)
            except ComityError as error:
                # One partner's folder that is gone must not hold up the others.
                self.failures[partner] = error.code
        return moved

    def _serve(self, partner: str) -> int:
        places = self._made(partner)
        with Folder(places / "in") as inbox:
            told = self._taken(inbox, places)
        with Folder(places / "out") as outbox:
            return len(told) + self._laid_out(partner, outbox, told)

    def _made(self, partner: str) -> Path:
        places = self.root / partner
        for place in _PLACES:
            # The gateway is another user: it shares a group with the node.
            try:
                (places / place).mkdir(parents=True, exist_ok=True, mode=0o770)
            except OSError as error:
                raise MediumRefusedError(MediumFault.NO_FOLDER, folder=places / place) from error
        return places

    def _taken(self, inbox: Folder, places: Path) -> list[Told]:
        carrier = Carrier(self.own_code, self.keys, self.clock, Way.FOLDER)
        done = []
        for told in carrier.read(inbox):
            if told.is_to_come_again:
                continue
            done.append(told)
            if told.is_in_order:
                inbox.remove(told.name)
            else:
                inbox.set_aside(told.name, places / "refused")
        return done

    def _laid_out(self, partner: str, outbox: Folder, told: list[Told]) -> int:
        laid = lay_ready(partner, keys=self.keys, clock=self.clock, ahead=AHEAD, patience=0.0)
        at = self.clock()
        wanted = _wanted_from(partner, since=at - EXHIBITS_OF, before=at - AGAIN_AFTER)
        files = (*laid.files, *Carrier.exhibits_for(partner, at - EXHIBITS_OF))
        names = (file.name for file in (*files, *wanted))
        went_at = carried_at(partner, names, way=Way.FOLDER)
        asked_for = {file.name for file in wanted} | _exhibits_asked_for(told)
        # A parcel that comes again asks for the receipt again: ours may have been lost.
        parcel_came = any(each.kind is FileKind.PARCEL and each.partner == partner for each in told)

        def is_due(file: FileToCarry) -> bool:
            if outbox.has(file.name):
                return False
            last = went_at.get(file.name)
            if last is None:
                return True
            if file.kind is FileKind.RECEIPT:
                return parcel_came
            counts = file.kind is FileKind.PARCEL or file.name in asked_for
            return counts and last < at - AGAIN_AFTER

        # However many exhibits are announced and never brought, a look stays short.
        asking = tuple(islice((file for file in wanted if is_due(file)), AHEAD))
        due = (*(file for file in files if is_due(file)), *asking)
        for file in due:
            outbox.write(file.name, file.pieces())
        if due:
            with transaction.atomic(durable=True):
                note_carried(partner, due, way=Way.FOLDER, direction=Direction.OUT, at=at)
        return len(due)


def _wanted_from(partner: str, *, since: datetime, before: datetime) -> tuple[FileToCarry, ...]:
    """Return the files that ask for what a partner announced in a time and was not brought."""
    return tuple(
        FileToCarry(wanted_name(digest), FileKind.EXHIBIT, 0, partial(_text_for, digest))
        for digest in awaited_payloads(partner, since=since, before=before)
    )


def _text_for(payload_digest: str) -> Iterator[bytes]:
    yield wanted_text(payload_digest)


def _exhibits_asked_for(told: list[Told]) -> set[str]:
    """Return the names of our exhibits that the partner asks for again."""
    return {exhibit_name(each.facts["exhibit"]) for each in told if each.code == _WANTED}
