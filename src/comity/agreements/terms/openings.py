"""What opens force: one event, and what stands before and since its day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

from comity.agreements.terms.happenings import Event


class Force(StrEnum):
    """Force on a day. What is not recorded is for the treaty desk to settle."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


# More than the ordinal of any day.
_AGES = 10_000_000
_SEVERITY = {Force.NO: 0, Force.NOT_RECORDED: _AGES, Force.YES: 2 * _AGES}


@dataclass(frozen=True, slots=True)
class Standing:
    """Force on a day, with the event it rests on.

    Attributes:
        force: yes, no or not recorded.
        code: which of the reasons in `wording` it is.
        event: the event it rests on; None when it rests on the want of one.
        rank: its place where several starts must all have been reached: what says no, then what
            is not known, then the start that came last.
    """

    force: Force
    code: str
    event: Event | None = None
    rank: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        day = self.event.on if self.event is not None else None
        rank = _SEVERITY[self.force] - (day.toordinal() if day is not None else 0)
        object.__setattr__(self, "rank", rank)


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


_MISSING: Mapping[Way, Standing] = {
    way: Standing(Force.NOT_RECORDED, unknown) for way, (_, _, unknown) in _REASONS.items()
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
        yes, no, _ = _REASONS[way]
        if event is None:
            return cls(None, _MISSING[way], _MISSING[way])
        since = Standing(Force.YES, yes, event)
        if event.on is not None:
            return cls(event.on, Standing(Force.NO, no, event), since)
        unsure = Standing(Force.NOT_RECORDED, "force_day_not_recorded", event)
        return cls(event.no_later_than, unsure, since)

    def at(self, on: date) -> Standing:
        """Return what stands on a day."""
        return self.since if self.day is not None and self.day <= on else self.before


@dataclass(frozen=True, slots=True)
class Entry:
    """What opens force for all parties at once: entry into force, or application before it.

    Attributes:
        entered: by its entry into force.
        provisional: by its provisional application; None when nothing is recorded of one.
        signature: what stands before and since its signature, while nothing is known to have
            opened it; None when that day is not recorded, or when that of its entry is.
    """

    entered: Opening
    provisional: Opening | None
    signature: Opening | None

    @classmethod
    def by(cls, entered: Event | None, applied: Event | None, signed: Event | None) -> Self:
        """Return what these events open, each None when nothing is recorded of it."""
        opened = Opening.by(entered, Way.ENTRY)
        provisional = Opening.by(applied, Way.PROVISIONAL) if applied is not None else None
        signature = None
        if opened.before.force is Force.NOT_RECORDED and signed is not None and signed.on:
            unsigned = Standing(Force.NO, "not_yet_signed", signed)
            signature = Opening(signed.on, unsigned, opened.before)
        return cls(opened, provisional, signature)

    def at(self, on: date) -> Standing:
        """Return what stands on a day."""
        for opening in (self.entered, self.provisional):
            if opening is not None and opening.day is not None and opening.day <= on:
                return opening.since
        return self.signature.at(on) if self.signature is not None else self.entered.before
