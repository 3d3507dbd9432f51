"""What may be asked under one instrument: each kind of assistance for each purpose, as ruled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind, Instrument, Purpose, Register
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One question and how it is ruled.

    Attributes:
        purpose: what for.
        outcome: what the ruling comes down to.
        question: the question part of the ruling explorer's address, which gives every ground.
    """

    purpose: Purpose
    outcome: Outcome
    question: str


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of assistance for each purpose."""

    kind: AssistanceKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What one side may ask the other under one instrument on a day.

    Attributes:
        requesting: who asks.
        requested: who is asked.
        lines: one for each kind of assistance.
        others: further sides that could be asked, by name.
    """

    requesting: CountryCode
    requested: CountryCode | None
    lines: tuple[Line, ...]
    others: tuple[tuple[CountryCode, str], ...]

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes, in the order of each line."""
        return tuple(Purpose)


def matrix_of(
    register: Register,
    instrument: Instrument,
    *,
    own: CountryCode,
    asked: str,
    on: date,
    name_of: Callable[[str], str],
) -> Matrix | None:
    """Rule on every question under an instrument; None where nobody may ask anybody under it.

    Args:
        register: the law.
        instrument: under which; never mixed with what else links the two.
        own: this node's country, which asks where it is party. Otherwise the first party asks.
        asked: the side chosen; "" takes the only other one, or none where there are many.
        on: the day.
        name_of: the name of a country in the reader's language.
    """
    if not instrument.parties:
        return None
    requesting = own if instrument.party_of(own, on=on) else instrument.parties[0].code
    others = _others(instrument, requesting, on)
    if not others or not instrument.kind.carries_assistance:
        return None
    requested = next((code for code in others if code == asked), None)
    if requested is None and len(others) == 1:
        requested = others[0]
    named = sorted(((code, name_of(code)) for code in others), key=lambda pair: pair[1])
    if requested is None:
        return Matrix(requesting, None, (), tuple(named))
    lines = tuple(
        _line(register, instrument, requesting, requested, kind, on) for kind in AssistanceKind
    )
    return Matrix(requesting, requested, lines, tuple(named))


def _others(instrument: Instrument, requesting: CountryCode, on: date) -> list[CountryCode]:
    return [p.code for p in instrument.parties if instrument.links(requesting, p.code, on=on)]


def _line(
    register: Register,
    instrument: Instrument,
    requesting: CountryCode,
    requested: CountryCode,
    kind: AssistanceKind,
    on: date,
) -> Line:
    cells = []
    for purpose in Purpose:
        ask = Ask(requesting=requesting, requested=requested, kind=kind, purpose=purpose)
        ruling = rule_on_asking(register, ask, on=on, under=instrument.reference)
        question = {
            "requesting": requesting,
            "requested": requested,
            "kind": kind,
            "purpose": purpose,
            "on": on.isoformat(),
            "under": instrument.reference,
        }
        cells.append(Cell(purpose, outcome_of(ruling), urlencode(question)))
    return Line(kind, tuple(cells))
