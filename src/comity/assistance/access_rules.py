"""What is wrong with what a person asks, what is proposed on what is found, and when it is due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.assistance.clock_reckoning import due_day
from comity.assistance.terms.access import (
    ACCESS_LIMITS,
    LEAST_SEARCHED,
    LONGEST_KEPT_DAYS,
    LONGEST_LAW_DAYS,
    MOST_IDENTIFIERS,
    MOVES,
    Exemption,
    IdentityShown,
    ItemVerdict,
    LawDraft,
    Opinion,
    OpinionDraft,
    SubjectDraft,
    SubjectMove,
    SubjectMoveError,
    SubjectRight,
    SubjectState,
    VerdictDraft,
)
from comity.assistance.terms.afterwords import day_in
from comity.assistance.terms.clocks import ClockUnit
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters
from comity.kernel.working_days import Calendar

_LINES = frozenset({"identifiers", "asked", "contact", "why", "reasons"})
_UNITS = frozenset({ClockUnit.DAYS, ClockUnit.WORKING_DAYS, ClockUnit.MONTHS})


@dataclass(frozen=True, slots=True)
class SupplierLaw:
    """What the agreement a thing came under says of giving it to the person it names.

    Attributes:
        cites: where it says that the supplier is heard; empty where it does not.
        binds: the supplier's objection binds.
    """

    cites: str = ""
    binds: bool = False


def state_after(state: SubjectState, move: SubjectMove) -> SubjectState:
    """Return where a person's request stands after a move.

    Raises:
        SubjectMoveError: the table has no such move.
    """
    after = MOVES.get((state, move))
    if after is None:
        raise SubjectMoveError()
    return after


def problems_in_subject(draft: SubjectDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a person's request before it is registered.

    Args:
        draft: as typed.
        on: the civil day; nothing that has happened lies after it.
    """
    owed = ("right", "person", "identity", "received_on", "asked")
    shown = draft.identity not in ("", IdentityShown.NOT_YET)
    return (
        *(Problem("missing", name) for name in owed if not getattr(draft, name).strip()),
        *(() if not shown or draft.identity_on else (Problem("missing", "identity_on"),)),
        *_unknown("right", draft.right, frozenset(SubjectRight)),
        *_unknown("identity", draft.identity, frozenset(IdentityShown)),
        *_past("received_on", draft.received_on, on=on),
        *_past("identity_on", draft.identity_on, on=on),
        *_searchable(draft),
        *texts_too_long(
            {name: getattr(draft, name) for name in ("person", "identifiers", "asked", "contact")}
        ),
    )


def _searchable(draft: SubjectDraft) -> Iterator[Problem]:
    terms = draft.searched()
    if len(terms) > MOST_IDENTIFIERS + 1:
        yield Problem("too_many", "identifiers", (("limit", str(MOST_IDENTIFIERS)),))
    least = (("least", str(LEAST_SEARCHED)),)
    for term in terms:
        if len(term) < LEAST_SEARCHED:
            field = "person" if term == draft.person.strip() else "identifiers"
            yield Problem("search_too_short", field, least)
            return


def problems_in_verdict(draft: VerdictDraft) -> tuple[Problem, ...]:
    """Return what is wrong with the decision on one thing found."""
    withheld = draft.verdict not in ("", ItemVerdict.GRANT)
    return (
        *(() if draft.verdict else (Problem("missing", "verdict"),)),
        *_unknown("verdict", draft.verdict, frozenset(ItemVerdict)),
        *(() if draft.ground or not withheld else (Problem("missing", "ground"),)),
        *_unknown("ground", draft.ground, frozenset(Exemption)),
        *(() if draft.cites.strip() or not withheld else (Problem("missing", "cites"),)),
        *texts_too_long({"cites": draft.cites, "reasons": draft.reasons}),
    )


def problems_in_opinion(draft: OpinionDraft) -> tuple[Problem, ...]:
    """Return what is wrong with an opinion on giving what was supplied."""
    objects = draft.verdict == Opinion.OBJECTION
    return (
        *(() if draft.verdict else (Problem("missing", "verdict"),)),
        *_unknown("verdict", draft.verdict, frozenset(Opinion)),
        *(() if draft.ground or not objects else (Problem("missing", "ground"),)),
        *_unknown("ground", draft.ground, frozenset(Exemption)),
        *texts_too_long({"reasons": draft.reasons}),
    )


def problems_in_law(law: LawDraft) -> tuple[Problem, ...]:
    """Return what is wrong with what our own law is said to want."""
    return (
        *_number("days", law.days, least=1, most=LONGEST_LAW_DAYS),
        *_number("consult_days", law.consult_days, least=1, most=LONGEST_LAW_DAYS),
        *_number("keep_days", law.keep_days, least=0, most=LONGEST_KEPT_DAYS),
        *_unknown("unit", law.unit, _UNITS),
        *(() if law.article.strip() else (Problem("missing", "article"),)),
        *texts_too_long({"article": law.article}),
    )


def answer_due(
    law: LawDraft, *, received_on: date, identity_on: date | None, calendars: Iterable[Calendar]
) -> date | None:
    """Return by when a person is to be answered; None while who they are is not shown.

    Args:
        law: our own law, or the administrative default.
        received_on: on which day the request came.
        identity_on: on which day the person showed who they are; the days run from the later.
        calendars: whose holidays count.
    """
    if identity_on is None:
        return None
    begins = max(received_on, identity_on)
    return due_day(begins, law.days, ClockUnit(law.unit), pauses=(), calendars=calendars)


def opinion_due(days: int, *, begins: date, calendars: Iterable[Calendar]) -> date | None:
    """Return until when a partner's opinion is waited for, in working days."""
    return due_day(begins, days, ClockUnit.WORKING_DAYS, pauses=(), calendars=calendars)


def exemption_proposed(
    *, from_partner: bool, going_on: bool, heard: SupplierLaw
) -> tuple[str, str]:
    """Return the exemption a thing found suggests, and where it is said; empty for none.

    It is a proposal: the data protection officer decides.

    Args:
        from_partner: a partner supplied it.
        going_on: the case it stands in is not closed.
        heard: what the agreement says of hearing the supplier.
    """
    if going_on:
        return Exemption.INVESTIGATION.value, ""
    if from_partner and heard.cites:
        return Exemption.PARTNER_CONDITION.value, heard.cites
    return "", ""


def texts_too_long(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what cannot be kept of texts: too long, or with hidden characters."""
    for name, text in texts.items():
        limit = ACCESS_LIMITS[name]
        if len(text) > limit:
            yield Problem("too_long", name, (("limit", str(limit)), ("length", str(len(text)))))
        if has_hidden_characters(text, lines=name in _LINES):
            yield Problem("control_characters", name)


def _unknown(field: str, code: str, known: frozenset[str]) -> Iterator[Problem]:
    if code and code not in known:
        yield Problem("unknown_code", field)


def _past(field: str, typed: str, *, on: date) -> Iterator[Problem]:
    if not typed:
        return
    day = day_in(typed)
    if day is None:
        yield Problem("not_a_day", field)
    elif day > on:
        yield Problem("day_ahead", field, (("day", day.isoformat()),))


def _number(field: str, number: int, *, least: int, most: int) -> Iterator[Problem]:
    if not least <= number <= most:
        yield Problem("days_out_of_range", field, (("longest", str(most)),))
