"""One thing that was looked at on a node or on the way to a partner, and what was found."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from comity.kernel.errors import Problem


class Tone(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    WATCH = "watch"
    STOP = "stop"
    UNTRIED = "untried"


class Side(StrEnum):
    """Who must mend what was found."""

    NOBODY = "nobody"
    HERE = "here"
    PARTNER = "partner"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Check:
    """A finding.

    Attributes:
        name: stable name of what was looked at.
        tone: how bad it is.
        code: stable code of the finding; its sentence names the cause and the way out.
        facts: named values that the sentence speaks of.
        side: who must mend it.
        cause: what lies behind the finding, when it has a code of its own.
    """

    name: str
    tone: Tone
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    side: Side = Side.NOBODY
    cause: Problem | None = None


def worst(checks: tuple[Check, ...]) -> Tone:
    """Return the worst tone of several findings; what was not tried counts for nothing."""
    tones = {check.tone for check in checks}
    return next((tone for tone in (Tone.STOP, Tone.WATCH) if tone in tones), Tone.GOOD)


def instant_in_words(at: datetime) -> str:
    """Return an aware instant as sentences name it: UTC, to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
