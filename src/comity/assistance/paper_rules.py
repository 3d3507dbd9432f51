"""What is wrong with what the central unit types about a letter. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.assistance.deciding_rules import problems_in_acceptance
from comity.assistance.rules import problems_in_answer, problems_in_text
from comity.assistance.terms import (
    AddressDraft,
    Came,
    Carrier,
    Dispatch,
    LetterKind,
    RefusalGround,
    Reply,
    RequestDraft,
)
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

NAME_LIMIT = 200
LINES_LIMIT = 600
NUMBER_LIMIT = 80
_NO_REPLY = frozenset({LetterKind.REQUEST, LetterKind.INFORMATION})
REPLIES = tuple(kind for kind in LetterKind if kind not in _NO_REPLY)
# Older letters are registered too, but not by a slip of the pen.
_OLDEST = date(1990, 1, 1)


def day_typed(text: str) -> date | None:
    """Return the civil day that was typed as year-month-day; None when it is none."""
    return RequestDraft(reply_wanted_on=text).reply_day


def problems_in_address(address: AddressDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a postal address."""
    return (
        *_line(address.name, "name", owed=True),
        *_line(address.unit, "unit"),
        *_line(address.lines, "lines", limit=LINES_LIMIT, owed=True, lines=True),
    )


def problems_in_dispatch(dispatch: Dispatch, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with what was typed of a letter that left.

    Args:
        dispatch: as typed.
        on: the civil day; nothing has left on a later one.
    """
    by_hand = dispatch.carrier == Carrier.ATTACHE
    return (
        *_line(dispatch.number, "number", limit=NUMBER_LIMIT, owed=True),
        *_day(dispatch.on, "on", on),
        *_code(dispatch.carrier, "carrier", frozenset(Carrier)),
        *_line(dispatch.carried_by, "carried_by", owed=by_hand),
        *_line(dispatch.signed_by, "signed_by"),
    )


def problems_in_came(came: Came, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with what was typed of a letter that came.

    Args:
        came: as typed.
        on: the civil day; nothing has come on a later one.
    """
    written, received = day_typed(came.written_on), day_typed(came.received_on)
    early = written is not None and received is not None and received < written
    return (
        *_day(came.written_on, "written_on", on),
        *_day(came.received_on, "received_on", on),
        *((Problem("received_before_written", "received_on"),) if early else ()),
        *_line(came.number, "number", limit=NUMBER_LIMIT, owed=True),
        *_line(came.unit, "unit"),
    )


def problems_in_reply(reply: Reply, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a reply on paper as it was typed.

    Args:
        reply: as typed.
        on: the civil day.
    """
    return (
        *_code(reply.kind, "kind", frozenset(REPLIES)),
        *problems_in_came(reply.came, on=on),
        *_of_kind(reply),
    )


def _of_kind(reply: Reply) -> Iterator[Problem]:
    match reply.kind:
        case LetterKind.ACCEPTED:
            yield from problems_in_acceptance(reply.acceptance)
        case LetterKind.REFUSED:
            yield from _code(reply.ground, "ground", frozenset(RefusalGround))
            yield from problems_in_text(reply.reasons, field="reasons")
        case LetterKind.ASKS_MORE:
            yield from problems_in_text(reply.reasons, field="reasons")
        case LetterKind.PARTIAL:
            yield from problems_in_answer(replace(reply.answer, partial=True))
        case LetterKind.ANSWER:
            yield from problems_in_answer(reply.answer)
        case _:
            pass


def _line(
    text: str, field: str, *, limit: int = NAME_LIMIT, owed: bool = False, lines: bool = False
) -> Iterator[Problem]:
    if owed and not text.strip():
        yield Problem("missing", field)
    if len(text) > limit:
        yield Problem("too_long", field, (("limit", str(limit)), ("length", str(len(text)))))
    if has_hidden_characters(text, lines=lines):
        yield Problem("control_characters", field)


def _code(text: str, field: str, known: frozenset[str]) -> Iterator[Problem]:
    if text not in known:
        yield Problem("unknown_code" if text else "missing", field)


def _day(text: str, field: str, on: date) -> Iterator[Problem]:
    day = day_typed(text)
    if day is None:
        yield Problem("not_a_day" if text else "missing", field)
    elif day > on:
        yield Problem("day_ahead", field, (("day", day.isoformat()),))
    elif day < _OLDEST:
        yield Problem("day_too_far", field, (("day", day.isoformat()),))
