"""Whether the malware scanner answers, and what waits for it."""

from comity.evidence.clamd import Clamd
from comity.evidence.scanning import to_scan
from comity.evidence.scans import ScannerError, ScanState
from comity.kernel.checks import Check, Side, Tone
from comity.kernel.errors import Problem
from comity.node.scan_settings import ScanSettings

NAME = "scanner"
GREETING_SECONDS = 3.0


def check_scanner(told: ScanSettings) -> Check:
    """Return whether the scanner answers a greeting, and whether exhibits were scanned in vain."""
    if not told.clamd:
        return Check(NAME, Tone.GOOD, "health_scanner_none")
    facts = (("place", told.clamd), ("count", str(to_scan().count())))
    try:
        Clamd(told.clamd, piece_seconds=GREETING_SECONDS).answers()
    except ScannerError as error:
        cause = Problem(error.code)
        return Check(NAME, Tone.STOP, "health_scanner_gone", facts, Side.HERE, cause)
    failed = to_scan().filter(scan=ScanState.FAILED.value).order_by("-taken_in_at").first()
    if failed is not None:
        cause = Problem(failed.scan_told)
        return Check(NAME, Tone.WATCH, "health_scanner_fails", facts, Side.HERE, cause)
    return Check(NAME, Tone.GOOD, "health_scanner_answers", facts)
