"""What opens force: one event, and what stands before and since its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from comity.agreements.terms.happenings import Event


class Force(StrEnum):
    """Force on a day. What is not recorded is for the treaty desk to settle."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Standing:
    """Force on a day, with the event it rests on.

    Attributes:
        force: yes, no or not recorded.
        code: which of the reasons in `wording` it is.
        event: the event it rests on; None when it rests on the want of one.
    """

    force: Force
    code: str
    event: Event | None = None


class Way(StrEnum):
    """The ways into force."""

    ENTRY = "entry"
    PROVISIONAL = "provisional"
    SUCCESSION = "succession"
    ACCEPTANCE = "acceptance"


# The reason while it has happened, while it has not, and while nothing is recorded.
_REASONS: Mapping[Way, tuple[str, str, str]] = {
    Way.ENTRY: ("in_force", "not_in_force", "force_not_recorded"),
    Way.PROVISIONAL: ("applied_provisionally", "not_in_force", "force_not_recorded"),
    Way.SUCCESSION: ("in_force_by_succession", "not_yet_succeeded", "succession_not_recorded"),
    Way.ACCEPTANCE: ("accepted", "not_yet_accepted", "acceptance_not_recorded"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """An event that opens force.

    Attributes:
        day: the first day on which it is known to have happened; None when none is known.
        before: what stands until then.
        since: what stands from then on.
    """

    day: date | None
    before: Standing
    since: Standing

    @classmethod
    def by(cls, event: Event | None, way: Way) -> Self:
        """Return what an event opens, or what the want of one leaves open."""
        yes, no, unknown = _REASONS[way]
        since = Standing(Force.YES, yes, event)
        if event is None:
            return cls(None, Standing(Force.NOT_RECORDED, unknown), since)
        if event.on is not None:
            return cls(event.on, Standing(Force.NO, no, event), since)
        unsure = Standing(Force.NOT_RECORDED, "force_day_not_recorded", event)
        return cls(event.no_later_than, unsure, since)

    def at(self, on: date) -> Standing:
        """Return what stands on a day."""
        return self.since if self.day is not None and self.day <= on else self.before
