"""Writing a medium for a partner and reading what partners brought, whoever made the files."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from comity.crypto.keys import NodeKeys
from comity.evidence.carrying import Took, sealed_files, take_sealed
from comity.exchange.carried import (
    Became,
    FileFault,
    FileKind,
    FileToCarry,
    MediumFault,
    Told,
    Way,
    exhibit_name,
    payload_digest_in,
    payload_wanted_in,
    printable,
)
from comity.exchange.medium.reading import (
    Claim,
    Taker,
    demand_carrier,
    handle_what_is_held,
    record_read,
)
from comity.exchange.medium.writing import Laid, lay_ready, record_written
from comity.exchange.parcel import HEAD_LIMIT, MOST_PARCEL
from comity.exchange.refusals import MediumRefusedError
from comity.kernel.errors import ComityError
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.medium.folder import Folder
from comity.node.milestones import restored_and_unconfirmed
from comity.officers.terms import Viewer

EXHIBITS_OF = timedelta(days=30)
_TOOK = {
    Took.HELD: Became.EXHIBIT_HELD,
    Took.HELD_ALREADY: Became.EXHIBIT_HELD_ALREADY,
    Took.WOULD_TAKE: Became.WOULD_TAKE,
    Took.NOT_NAMED: FileFault.NOT_NAMED,
    Took.BEING_FETCHED: FileFault.BEING_FETCHED,
}
_AGE = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class Carrier:
    """This node, as far as it writes and reads files.

    Attributes:
        own_code: its administration.
        keys: its keys.
        clock: what time it is.
        way: by which the files go.
    """

    own_code: str
    keys: NodeKeys
    clock: Callable[[], datetime]
    way: Way = Way.MEDIUM

    def ready_for(self, partner: str, *, since: datetime | None = None) -> Laid:
        """Return everything that is to go on a medium for a partner.

        Args:
            partner: code of its administration.
            since: aware UTC instant of the earliest leave whose exhibit goes along; by default
                thirty days ago.

        Raises:
            ComityError: as for `exchange.medium.writing.lay_ready`.
        """
        laid = lay_ready(partner, keys=self.keys, clock=self.clock)
        from_then = self.clock() - EXHIBITS_OF if since is None else since
        return replace(laid, files=laid.files + tuple(self.exhibits_for(partner, from_then)))

    @staticmethod
    def exhibits_for(partner: str, since: datetime) -> Iterator[FileToCarry]:
        """Yield the sealed exhibits a partner was given leave to have since then."""
        for sealed in sealed_files(partner, since=since):
            name = exhibit_name(sealed.payload_digest)
            yield FileToCarry(name, FileKind.EXHIBIT, sealed.size, sealed.pieces)

    def read(self, folder: Folder, *, look_only: bool = False) -> Iterator[Told]:
        """Take what a folder brings, in the order in which it can be taken, and say of each.

        1. What is no plain file of a node is told and passed over.
        2. Parcels are held in the order of their channels, whatever they are called.
        3. Receipts are settled.
        4. What is held is handled, and then the exhibits that it names are taken.

        Args:
            folder: open.
            look_only: whether nothing is to be changed.
        """
        # 1
        listed = folder.listed()
        yield from listed.passed_over
        claims, exhibits, told = self._sorted(folder, listed.names)
        yield from told
        taker = Taker(self.own_code, self.keys, self.clock, self.way)
        reached: dict[str, int] = {}
        # 2, 3
        for name, claim in claims:
            yield _whole(folder, name, claim, taker, reached if look_only else None)
        # 4
        if exhibits and not look_only:
            handle_what_is_held(clock=self.clock)
        for name in exhibits:
            yield self._exhibit(folder, name, look_only=look_only)

    def _sorted(
        self, folder: Folder, names: Iterable[str]
    ) -> tuple[list[tuple[str, Claim]], list[str], list[Told]]:
        claims: list[tuple[str, Claim]] = []
        exhibits: list[str] = []
        told: list[Told] = []
        taker = Taker(self.own_code, self.keys, self.clock, self.way)
        for name in names:
            try:
                with folder.opened(name) as (file, _size):
                    beginning = file.read(HEAD_LIMIT)
            except OSError as error:
                told.append(_unreadable(name, error))
                continue
            if beginning.startswith(_AGE) and payload_digest_in(name):
                exhibits.append(name)
            elif wanted := payload_wanted_in(beginning):
                facts = {"exhibit": wanted}
                told.append(Told(name, Became.EXHIBIT_WANTED.value, facts, FileKind.EXHIBIT))
            elif claim := taker.claim(beginning):
                claims.append((name, claim))
            else:
                told.append(_fault(name, FileFault.FOREIGN))
        # Parcels before receipts; each channel as it grew.
        claims.sort(key=lambda each: _turn(each[1]))
        return claims, exhibits, told

    def _exhibit(self, folder: Folder, name: str, *, look_only: bool) -> Told:
        digest = payload_digest_in(name) or ""
        try:
            with folder.opened(name) as (file, size):
                took, partner = take_sealed(
                    digest,
                    file,
                    size=size,
                    keys=self.keys,
                    clock=self.clock,
                    look_only=look_only,
                )
        except OSError as error:
            return _unreadable(name, error)
        except ComityError as refusal:
            facts = {key: str(value) for key, value in dict(refusal.facts).items()}
            return Told(name, refusal.code, facts, FileKind.EXHIBIT)
        facts = {"partner": partner, "bytes": str(size)}
        return Told(name, _TOOK[took].value, facts, FileKind.EXHIBIT, partner, size)


def this_node() -> Carrier:
    """Return this node as a carrier of media; its keys are opened for it.

    Raises:
        MediumRefusedError: it was set back to a backup, and nobody has confirmed it.
    """
    if restored_and_unconfirmed(Home(home_folder())):
        raise MediumRefusedError(MediumFault.RESTORED)
    return Carrier(NodeSettings().country, keys(), lambda: datetime.now(UTC))


def write_folder(
    partner: str,
    path: Path,
    *,
    carrier: Carrier,
    officer: Viewer,
    since: datetime | None = None,
) -> Laid:
    """Write a medium for a partner into a folder, each file whole or not at all.

    Args:
        partner: code of its administration.
        path: of a folder that is there.
        carrier: this node.
        officer: who takes the medium.
        since: as for `Carrier.ready_for`.

    Returns:
        What was written.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        ComityError: nothing can go to this partner now, or the folder cannot be written.
    """
    demand_carrier(officer)
    with Folder(path) as folder:
        laid = carrier.ready_for(partner, since=since)
        record_written(laid, officer=officer, at=carrier.clock())
        for file in laid.files:
            folder.write(file.name, file.pieces())
    return laid


def read_folder(
    path: Path, *, carrier: Carrier, officer: Viewer, look_only: bool = False
) -> list[Told]:
    """Read a medium from a folder, and say what became of each file.

    Args:
        path: of the folder.
        carrier: this node.
        officer: who has it read.
        look_only: whether nothing is to be changed.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        MediumRefusedError: there is no such folder.
    """
    demand_carrier(officer)
    with Folder(path) as folder:
        told = list(carrier.read(folder, look_only=look_only))
    if not look_only:
        record_read(told, officer=officer, at=carrier.clock())
    return told


def _whole(
    folder: Folder, name: str, claim: Claim, taker: Taker, reached: dict[str, int] | None
) -> Told:
    """Read one parcel or receipt and take it; at most one is in memory."""
    try:
        with folder.opened(name) as (file, _size):
            raw = file.read(MOST_PARCEL + 1)
    except OSError as error:
        return _unreadable(name, error)
    # What was put in its place since it was sorted is judged for what it is now.
    now = taker.claim(raw[:HEAD_LIMIT])
    if now is None:
        return _fault(name, FileFault.FOREIGN)
    if reached is None:
        return taker.take(name, raw, now)
    return taker.would_take(name, raw, now, reached)


def _turn(claim: Claim) -> tuple[bool, str, int]:
    return claim.kind is FileKind.RECEIPT, claim.origin.line(), claim.size


def _unreadable(name: str, error: OSError) -> Told:
    cause = os.strerror(error.errno) if error.errno else type(error).__name__
    return Told(printable(name), FileFault.UNREADABLE.value, {"cause": cause})


def _fault(name: str, fault: FileFault) -> Told:
    return Told(printable(name), fault.value, {})
