"""Showing exhibits to the malware scanner: by the clock, newest first, each written down."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from comity.evidence.custody import Hand, add_link
from comity.evidence.models import Exhibit, Exhibits
from comity.evidence.scanner import scanner
from comity.evidence.scans import (
    EXHIBIT_FINDING,
    EXHIBIT_NOT_SCANNABLE,
    EXHIBIT_SCANNED,
    TO_SCAN,
    ScannerError,
    ScanState,
    Verdict,
)
from comity.evidence.terms import BytesMissingError, CustodyKind
from comity.evidence.vault import vault
from comity.kernel.errors import ComityError
from comity.kernel.patience import Patience
from comity.ledger.services import append
from comity.ledger.terms import NODE

_LONGEST_PAUSE = timedelta(minutes=5)
_AT_A_TIME = 20
_EVENTS = {
    ScanState.CLEAN: (CustodyKind.SCANNED, EXHIBIT_SCANNED),
    ScanState.FOUND: (CustodyKind.FINDING, EXHIBIT_FINDING),
    ScanState.TOO_LARGE: (CustodyKind.NOT_SCANNABLE, EXHIBIT_NOT_SCANNABLE),
}
_log = logging.getLogger(__name__)


@dataclass
class Scanning:
    """Shows the scanner what it has not seen, and remembers what to leave alone for a while.

    Attributes:
        clock: what time it is.
        more: asked between two exhibits whether there is time for another.
    """

    clock: Callable[[], datetime]
    more: Callable[[], bool] = lambda: True
    _rests: dict[UUID, Patience] = field(default_factory=dict)
    _all: Patience = field(default_factory=lambda: Patience(_LONGEST_PAUSE))

    def pass_once(self) -> int:
        """Show the scanner what is due; nothing without a scanner, or while it is left alone.

        Returns:
            How many exhibits it gave a verdict on.
        """
        asked, seen = scanner(), 0
        if asked is None or self._all.rests(self.clock()):
            return 0
        for exhibit in self._due():
            if not self.more():
                break
            try:
                verdict = asked.scan(_pieces_of(exhibit))
            except ComityError as error:
                if not self._failed(exhibit, error):
                    break
            else:
                self._rests.pop(exhibit.id, None)
                self._all = Patience(_LONGEST_PAUSE)
                seen += record_verdict(exhibit, verdict, at=self.clock())
        return seen

    def _due(self) -> list[Exhibit]:
        resting = [known for known, rest in self._rests.items() if rest.rests(self.clock())]
        return list(to_scan().exclude(pk__in=resting).order_by("-taken_in_at")[:_AT_A_TIME])

    def _failed(self, exhibit: Exhibit, error: ComityError) -> bool:
        """Note a failure; return whether it makes sense to go on with the next exhibit."""
        unreachable = isinstance(error, ScannerError) and error.code == ScannerError.code
        # One that cannot be reached is nobody's fault in particular: everything waits for it.
        waiting = to_scan() if unreachable else to_scan().filter(pk=exhibit.pk)
        told = {"scan": ScanState.FAILED.value, "scan_told": error.code}
        if waiting.exclude(**told).update(**told):
            _log.warning("exhibits are not scanned", extra={"code": error.code})
        if unreachable:
            self._all.lose(self.clock())
        else:
            self._rests.setdefault(exhibit.id, Patience(_LONGEST_PAUSE)).lose(self.clock())
        return not unreachable


def _pieces_of(exhibit: Exhibit) -> Iterator[bytes]:
    """Return an exhibit's content, checked; where the disk fails is this exhibit's trouble alone.

    Raises:
        BytesMissingError: it cannot be read.
    """
    try:
        pieces = vault().checked_pieces(exhibit)
    except OSError as error:
        raise BytesMissingError() from error
    return _read_on(pieces)


def _read_on(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except OSError as error:
        # As it is, the scanner's connection would be taken for what failed.
        raise BytesMissingError() from error


def to_scan() -> Exhibits:
    """Return the exhibits held here that no scanner has given a verdict on."""
    return Exhibit.objects.filter(
        scan__in=[state.value for state in TO_SCAN], held_at__isnull=False
    )


def record_verdict(exhibit: Exhibit, verdict: Verdict, *, at: datetime) -> bool:
    """Record what the scanner said of an exhibit; the evidence itself is not touched.

    Args:
        exhibit: held here.
        verdict: what it said.
        at: aware UTC instant.

    Returns:
        Whether it is news; False when another has recorded a verdict meanwhile.
    """
    link, event = _EVENTS[verdict.state]
    with transaction.atomic(durable=True):
        told = {"scan": verdict.state.value, "scan_told": verdict.finding, "scanned_at": at}
        if not to_scan().filter(pk=exhibit.pk).update(**told):
            return False
        add_link(exhibit, link, hand=Hand(NODE, "", at), reason=verdict.finding)
        facts = {"finding": verdict.finding} if verdict.state is ScanState.FOUND else {}
        append(
            event,
            about=exhibit.case,
            by=NODE,
            agency=exhibit.owner_on_record,
            at=at,
            exhibit=exhibit.record_name,
            **facts,
        )
    return True
