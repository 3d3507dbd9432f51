"""What is wrong with an instruction, an assurance or a breach before anybody enters it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from comity.agreements.terms import (
    LONGEST,
    ActKind,
    AssistanceKind,
    Assurance,
    AssuranceDraft,
    BreachDraft,
    Breaker,
    InstructionDraft,
    InstructionEffect,
    Purpose,
)
from comity.agreements.terms.own_law import LETTING
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.rulings import Role
from comity.kernel.texts import has_hidden_characters

DECIDERS = (
    Role.CENTRAL_UNIT,
    Role.TREATY_DESK,
    Role.APPROVER,
    Role.DATA_PROTECTION_OFFICER,
)
"""The roles an instruction may leave a decision or an approval to."""


def problems_in_instruction(draft: InstructionDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with an instruction, so that it is corrected at once.

    Without the authority that gives it, and where it is kept, an instruction would be hearsay.
    """
    owed = ("effect", "to", "from_on", "office", "reference", "dated", "source", "text")
    return (
        *_left_empty(draft, owed),
        *_not_offered(draft.effect, InstructionEffect, "effect"),
        *_not_offered(draft.to, DECIDERS, "to"),
        *_several_not_offered(draft.kinds, AssistanceKind, "kinds"),
        *_several_not_offered(draft.purposes, Purpose, "purposes"),
        *_several_not_offered(draft.acts, ActKind, "acts"),
        *_acts_unnamed(draft),
        *(p for code in draft.partners for p in _no_country(code, "partners")),
        *_no_days(draft, ("from_on", "until_on", "dated")),
        *_no_period(draft.from_on, draft.until_on),
        *_unfit_texts(draft, ("office", "reference", "source", "text")),
    )


def problems_in_assurance(draft: AssuranceDraft, *, own: CountryCode) -> tuple[Problem, ...]:
    """Return everything that is wrong with an assurance.

    Args:
        draft: as typed.
        own: this administration, which promises itself nothing.
    """
    owed = ("partner", "assurance", "given_by", "document", "given_on", "from_on")
    return (
        *_left_empty(draft, owed),
        *_no_partner(draft.partner, own),
        *_not_offered(draft.assurance, Assurance, "assurance"),
        *_no_days(draft, ("given_on", "from_on", "until_on")),
        *_no_period(draft.from_on, draft.until_on),
        *_unfit_texts(draft, ("unit", "given_by", "document")),
    )


def problems_in_breach(draft: BreachDraft, *, own: CountryCode, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with the report of a breach.

    Args:
        draft: as typed.
        own: this administration.
        on: the civil day; nothing that is reported lies after it.
    """
    return (
        *_left_empty(draft, ("breaker", "partner", "what", "known_on", "source")),
        *_not_offered(draft.breaker, Breaker, "breaker"),
        *_no_partner(draft.partner, own),
        *_not_offered(draft.assurance, Assurance, "assurance"),
        *_no_days(draft, ("happened_on", "known_on")),
        *_days_ahead(draft, ("happened_on", "known_on"), on),
        *_unfit_texts(draft, ("unit", "item", "what", "source")),
    )


def problems_in_reason(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with a reason that is owed."""
    if not reason.strip():
        return (Problem("left_empty", "reason"),)
    return tuple(_unfit_text(reason, "reason"))


def _acts_unnamed(draft: InstructionDraft) -> Iterator[Problem]:
    """What lets something be done says what: silence never lets anything."""
    if draft.effect in LETTING and not draft.acts:
        yield Problem("left_empty", "acts")


_Draft = InstructionDraft | AssuranceDraft | BreachDraft


def _left_empty(draft: _Draft, names: Iterable[str]) -> Iterator[Problem]:
    return (Problem("left_empty", name) for name in names if not getattr(draft, name).strip())


def _not_offered(code: str, among: Iterable[StrEnum], field: str) -> Iterator[Problem]:
    if code and code not in {each.value for each in among}:
        yield Problem("not_offered", field)


def _several_not_offered(
    codes: Iterable[str], among: Iterable[StrEnum], field: str
) -> Iterator[Problem]:
    known = {each.value for each in among}
    if any(code not in known for code in codes):
        yield Problem("not_offered", field)


def _no_country(code: str, field: str) -> Iterator[Problem]:
    try:
        CountryCode(code)
    except ValueError:
        yield Problem("not_offered", field)


def _no_partner(code: str, own: CountryCode) -> Iterator[Problem]:
    if code:
        yield from _no_country(code, "partner")
    if code == own:
        yield Problem("partner_is_ourselves", "partner")


def _no_days(draft: _Draft, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        typed = getattr(draft, name)
        if typed and _day(typed) is None:
            yield Problem("no_such_day", name)


def _days_ahead(draft: BreachDraft, names: Iterable[str], on: date) -> Iterator[Problem]:
    for name in names:
        day = _day(getattr(draft, name))
        if day is not None and day > on:
            yield Problem("day_lies_ahead", name)


def _no_period(start: str, end: str) -> Iterator[Problem]:
    first, last = _day(start), _day(end)
    if first is not None and last is not None and last <= first:
        yield Problem("ends_before_it_starts", "until_on")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None


def _unfit_texts(draft: _Draft, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        yield from _unfit_text(getattr(draft, name), name)


def _unfit_text(text: str, field: str) -> Iterator[Problem]:
    longest = LONGEST[field]
    if len(text) > longest:
        yield Problem("longer_than_allowed", field, (("limit", str(longest)),))
    if has_hidden_characters(text, lines=longest > 200):
        yield Problem("hidden_characters", field)
