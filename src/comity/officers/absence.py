"""Absence, and who stands in meanwhile: the words, and what may be handed over. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from comity.kernel.errors import ComityError, NotAllowedError, Problem
from comity.kernel.rulings import Role
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

NEVER_HANDED_OVER = frozenset({Role.NODE_ADMINISTRATOR})
"""A node has two administrators at least: the other one is there, and no office is given out by
somebody who was only lent the means."""

OVERSIGHT_OFFICES = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER})
"""Who looks at what others do holds no office beside it for a while, nor lends theirs to one who
does: they would look at their own acts."""

LONGEST_ABSENCE = timedelta(days=366)
"""Whoever is away for longer hands over the caseload; somebody else is appointed."""

_LONGEST_NAME = 97


class NotStandingInError(NotAllowedError):
    """The officer stands in for nobody of that name on this day."""

    code = "not_standing_in"


class NotWhileStandingInError(ComityError):
    """Who stands in for another hands nothing on: there is no chain of deputies."""

    code = "not_while_standing_in"


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """An absence as it was typed.

    Attributes:
        officer: sign-in name of the officer who will be absent.
        since: first day of the absence, as an ISO day.
        until: last day of it.
        deputy: sign-in name of whoever stands in.
        roles: the offices handed over for these days.
    """

    officer: str
    since: str
    until: str
    deputy: str
    roles: tuple[str, ...]

    def days(self) -> tuple[date, date] | None:
        """Return first and last day; None while one of them is no day."""
        since, until = _day(self.since), _day(self.until)
        return (since, until) if since and until else None

    def offices(self) -> frozenset[Role]:
        """Return the offices named that there are."""
        known = {role.value for role in Role}
        return frozenset(Role(role) for role in self.roles if role in known)


@dataclass(frozen=True, slots=True)
class Known:
    """What this node knows of the two officers and these days.

    Attributes:
        held: offices the absent officer was appointed to.
        deputy_offices: offices the deputy was appointed to, and those lent to the deputy on any
            of the days already; None when nobody of that name could stand in.
        deputy_is_away: the deputy is absent on one of the days.
        is_away: the absent officer has an absence on one of the days already.
        for_oneself: whoever records it would be the deputy, without being the absent officer.
    """

    held: frozenset[Role]
    deputy_offices: frozenset[Role] | None
    deputy_is_away: bool
    is_away: bool
    for_oneself: bool


def problems_in_absence(draft: AbsenceDraft, known: Known, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with an absence; empty when it may be recorded.

    Args:
        draft: as typed.
        known: what this node knows of the two officers.
        on: the civil day.
    """
    return (
        *(Problem("missing", name) for name in ("since", "until") if not getattr(draft, name)),
        *_wrong_days(draft, known, on),
        *_wrong_deputy(draft, known),
        *_wrong_offices(draft, known),
    )


def would_audit_themselves(offices: Iterable[Role]) -> bool:
    """Tell whether somebody with all of `offices` would look at their own acts."""
    held = frozenset(offices)
    return bool(held & OVERSIGHT_OFFICES) and bool(held - OVERSIGHT_OFFICES)


def name_in_place(deputy: str, absent: str) -> str:
    """Return how the record names whoever acted for somebody: `B for A`.

    The record's column takes two hundred characters; the entry of the absence has both names whole.
    """
    return f"{deputy[:_LONGEST_NAME]} for {absent[:_LONGEST_NAME]}"


def _wrong_days(draft: AbsenceDraft, known: Known, on: date) -> Iterator[Problem]:
    for name in ("since", "until"):
        if getattr(draft, name) and _day(getattr(draft, name)) is None:
            yield Problem("not_a_day", name)
    days = draft.days()
    if days is None:
        return
    since, until = days
    if until < since:
        yield Problem("absence_ends_first", "until")
    elif until < on:
        yield Problem("absence_over", "until")
    elif until - since >= LONGEST_ABSENCE:
        yield Problem("absence_too_long", "until", (("days", str(LONGEST_ABSENCE.days)),))
    elif known.is_away:
        yield Problem("absence_recorded_already", "since")


def _wrong_deputy(draft: AbsenceDraft, known: Known) -> Iterator[Problem]:
    if not draft.deputy:
        yield Problem("missing", "deputy")
    elif draft.deputy == draft.officer:
        yield Problem("deputy_oneself", "deputy")
    elif known.deputy_offices is None:
        yield Problem("deputy_not_here", "deputy")
    elif known.for_oneself:
        yield Problem("not_oneself", "deputy")
    elif known.deputy_is_away:
        yield Problem("deputy_away", "deputy")


def _wrong_offices(draft: AbsenceDraft, known: Known) -> Iterator[Problem]:
    offices = draft.offices()
    if not draft.roles:
        yield Problem("missing", "roles")
    elif len(offices) < len(set(draft.roles)) or offices - known.held:
        yield Problem("office_not_held", "roles")
    elif offices & NEVER_HANDED_OVER:
        yield Problem("office_stays", "roles")
    elif would_audit_themselves(offices | (known.deputy_offices or frozenset())):
        yield Problem("would_audit_themselves", "roles")


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


SENTENCES: Mapping[str, str] = {
    "not_standing_in": N_("You do not stand in for that officer today. Nothing was done."),
    "not_while_standing_in": N_(
        "You are standing in for another officer; what was handed to you is not handed on. Act for"
        " yourself again first."
    ),
    "absence_ends_first": N_("The last day lies before the first."),
    "absence_over": N_("These days are over already."),
    "absence_too_long": N_("An absence lasts {days} days at most. Hand over the caseload instead."),
    "absence_recorded_already": N_("An absence on one of these days is recorded already."),
    "deputy_oneself": N_("Nobody is their own deputy."),
    "deputy_not_here": N_("The deputy is an officer of the same agency who holds an office."),
    "deputy_away": N_("That officer is absent on one of these days."),
    "office_not_held": N_("Only an office that the absent officer holds is handed over."),
    "office_stays": N_("The office of node administrator is not handed over: there is another."),
    "would_audit_themselves": N_(
        "The deputy would oversee what they do themselves: auditors and data protection officers"
        " stand in for each other only."
    ),
}

ABSENCE_RECORDED = EventKind(
    "officer.absence_recorded",
    ("officer", "deputy", "since", "until", "roles"),
    N_("{officer} is absent from {since} to {until}; {deputy} stands in: {roles}."),
)
ABSENCE_ENDED = EventKind(
    "officer.absence_ended",
    ("officer", "deputy"),
    N_("The absence of {officer} was ended; {deputy} stands in no longer."),
)
EVENTS = (ABSENCE_RECORDED, ABSENCE_ENDED)
