"""What a malware scanner says of an exhibit: the words. Pure.

A finding never touches the evidence. It is written on the chain of custody, and whoever takes a
copy all the same says so.
"""

from dataclasses import dataclass
from enum import StrEnum

from comity.kernel.errors import ComityError, Problem
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

LONGEST_FINDING = 200


class ScanState(StrEnum):
    """What is known of an exhibit from a scanner."""

    NOT_ASKED = ""
    CLEAN = "clean"
    FOUND = "found"
    TOO_LARGE = "too_large"
    FAILED = "failed"


TO_SCAN = (ScanState.NOT_ASKED, ScanState.FAILED)
"""What is scanned by the next pass, once there is a scanner."""

KEPT_SHUT = (ScanState.FOUND, ScanState.TOO_LARGE)
"""What only somebody who says that they know takes a copy of."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner said of one exhibit.

    Attributes:
        state: clean, found or too large.
        finding: the name of the signature, where one was found.
    """

    state: ScanState
    finding: str = ""


class ScannerError(ComityError):
    """The scanner could not be asked, or what it said cannot be believed."""

    code = "scanner_unreachable"


class ScannerSlowError(ScannerError):
    """The scanner has not answered in time."""

    code = "scanner_too_slow"


class ScannerBrokeOffError(ScannerError):
    """The scanner ended the connection without an answer."""

    code = "scanner_broke_off"


class ScannerReplyError(ScannerError):
    """The scanner said something that its protocol does not know."""

    code = "scanner_reply_strange"


class ScannerFaultError(ScannerError):
    """The scanner says that it failed."""

    code = "scanner_fault"


class ScanAwaitedError(ComityError):
    """The scanner has not been asked yet."""

    code = "exhibit_scan_awaited"


class ScanFailedError(ComityError):
    """The scanner could not be asked."""

    code = "exhibit_scan_failed"


class KeptShutError(ComityError):
    """The scanner found something, and who would open it has not said that they know."""

    code = "exhibit_kept_shut"


class FoundStaysError(ComityError):
    """The scanner found something, and it would leave for a partner."""

    code = "exhibit_found_stays"


class TooLargeForScannerError(ComityError):
    """The scanner does not take so much, and who would open it has not said that they know."""

    code = "exhibit_not_scannable"


EXHIBIT_SCANNED = EventKind(
    "exhibit.scanned", ("exhibit",), N_("An exhibit was scanned for malware; nothing was found.")
)
EXHIBIT_FINDING = EventKind(
    "exhibit.finding",
    ("exhibit", "finding"),
    N_("The malware scanner found something in an exhibit: {finding}. It is kept as it is."),
)
EXHIBIT_NOT_SCANNABLE = EventKind(
    "exhibit.not_scannable",
    ("exhibit",),
    N_("An exhibit is larger than the malware scanner takes; it was not scanned."),
)
EVENTS = (EXHIBIT_SCANNED, EXHIBIT_FINDING, EXHIBIT_NOT_SCANNABLE)


def scan_in_words(state: ScanState, *, finding: str, has_scanner: bool) -> Problem:
    """Return what to tell of an exhibit's scan, as a code and its facts.

    Args:
        state: what is known of it.
        finding: the name of what was found.
        has_scanner: this node has one, so that what is not scanned waits for it.
    """
    match state:
        case ScanState.FOUND:
            return Problem("exhibit_scan_found", facts=(("finding", finding),))
        case ScanState.NOT_ASKED | ScanState.FAILED if not has_scanner:
            return Problem("exhibit_scan_none")
        case _:
            return Problem(_TOLD[state])


_TOLD = {
    ScanState.CLEAN: "exhibit_scan_clean",
    ScanState.TOO_LARGE: "exhibit_scan_too_large",
    ScanState.NOT_ASKED: ScanAwaitedError.code,
    ScanState.FAILED: ScanFailedError.code,
}


def demand_scanned(state: ScanState, *, finding: str, knowing: bool) -> None:
    """Demand that an exhibit of a node with a scanner was scanned, or is opened knowingly.

    Args:
        state: what is known of it.
        finding: the name of what was found.
        knowing: who would open it has said that they know of the finding.

    Raises:
        ScanAwaitedError: the scanner has not been asked yet.
        ScanFailedError: it could not be asked.
        KeptShutError: it found something.
        TooLargeForScannerError: it does not take so much.
    """
    match state:
        case ScanState.CLEAN:
            return
        case ScanState.NOT_ASKED:
            raise ScanAwaitedError()
        case ScanState.FAILED:
            raise ScanFailedError()
        case ScanState.FOUND if not knowing:
            raise KeptShutError(finding=finding)
        case ScanState.TOO_LARGE if not knowing:
            raise TooLargeForScannerError()
