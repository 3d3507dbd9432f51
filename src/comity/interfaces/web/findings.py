"""Findings as a page shows them: a name, a colour with its word, a sentence, who must mend it."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.exchange.ladder.wording import SIDE_NAMES, TONE_NAMES
from comity.interfaces.diagnosis import NAMES, first_broken
from comity.kernel.checks import Check, Tone, worst

_PILLS: Mapping[Tone, str] = {
    Tone.GOOD: "pill-good",
    Tone.WATCH: "pill-wait",
    Tone.STOP: "pill-stop",
    Tone.UNTRIED: "pill-calm",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, with what its row needs.

    Attributes:
        check: what was found.
        title: what was looked at.
        tone: its tone in a word.
        pill: class of its colour.
        mended: who must mend it; empty when nobody.
    """

    check: Check
    title: str
    tone: str
    pill: str
    mended: str


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in order, and the one to begin with.

    Attributes:
        findings: every one.
        broken: the first fault; None when there is none.
        watched: whether something is to be watched.
    """

    findings: tuple[Finding, ...]
    broken: Finding | None
    watched: bool


def shown(checks: tuple[Check, ...]) -> Report:
    """Return findings as a page shows them."""
    broken = first_broken(checks)
    return Report(
        tuple(_finding(check) for check in checks),
        None if broken is None else _finding(broken),
        worst(checks) is Tone.WATCH,
    )


def _finding(check: Check) -> Finding:
    return Finding(
        check,
        NAMES[check.name],
        TONE_NAMES[check.tone.value],
        _PILLS[check.tone],
        SIDE_NAMES[check.side.value],
    )
