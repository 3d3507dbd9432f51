"""Settlements as plain data: how they are stored, typed into a form, or sent to the API."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from comity.agreements.terms.act_kinds import ActKind
from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.catalogue import CATALOGUE
from comity.agreements.terms.happenings import EventType
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.provisions import Effect
from comity.agreements.terms.settlements import Matter, Settlement
from comity.agreements.terms.shapes import (
    Parameter,
    ParameterValue,
    Shape,
    day_from,
    plain,
    value_from,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem

Choice = TypeVar("Choice", bound=StrEnum)

_NOT_TYPED = frozenset({"about", "by", "on"})
_TYPED = tuple(field.name for field in fields(Settlement) if field.name not in _NOT_TYPED)


def settlement_data(settlement: Settlement) -> dict[str, Any]:
    """Return what a settlement states as JSON values, without who made it and when."""
    given = {name: getattr(settlement, name) for name in _TYPED}
    told = {name: _plain(value) for name, value in given.items()}
    told["parameters"] = {name: _plain(plain(value)) for name, value in settlement.parameters}
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def settlement_from(data: Mapping[str, Any], *, about: str, by: str, on: date) -> Settlement:
    """Build a settlement from what somebody typed, sent or stored.

    Args:
        data: the fields of `Settlement` as JSON values; `parameters` is an object.
        about: reference of the instrument, or of own law.
        by: who settles.
        on: the civil day it is settled.

    Raises:
        InvalidDraftError: some fields cannot be read; it names them all.
    """
    reading = _Reading(data)
    settlement = Settlement(
        about=about,
        matter=reading.one("matter", Matter) or Matter.TERM,
        states=reading.text("states"),
        source=reading.text("source"),
        by=by,
        on=on,
        provision=reading.one("provision", ProvisionKind),
        article=reading.text("article"),
        effect=reading.one("effect", Effect) or Effect.GRANTED,
        parameters=reading.parameters("parameters"),
        event=reading.one("event", EventType),
        event_on=reading.day("event_on"),
        party=reading.party("party"),
        parts=reading.texts("parts"),
        kinds=frozenset(reading.several("kinds", AssistanceKind)),
        acts=frozenset(reading.several("acts", ActKind)),
    )
    if not data.get("matter"):
        reading.wrong("matter", "settlement_incomplete")
    for key in sorted(set(data) - set(_TYPED)):
        reading.wrong(key, "unknown_key")
    if reading.problems:
        raise InvalidDraftError(tuple(reading.problems))
    return settlement


class _Reading:
    """One pass over typed fields that gathers what is wrong instead of stopping at the first."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.problems: list[Problem] = []

    def wrong(self, key: str, code: str, value: object = "", **more: str) -> None:
        facts = (("field", key), ("key", key), ("value", str(value)), *more.items())
        self.problems.append(Problem(code, key, facts))

    def text(self, key: str) -> str:
        value = self.data.get(key) or ""
        if not isinstance(value, str):
            self.wrong(key, "wrong_type", value, wanted=Shape.TEXT.label)
            return ""
        return value.strip()

    def one(self, key: str, among: type[Choice]) -> Choice | None:
        value = self.text(key)
        try:
            return among(value) if value else None
        except ValueError:
            self.wrong(key, "unknown_value", value, known=", ".join(among))
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(value.strip() for value in self._list(key) if value.strip())

    def several(self, key: str, among: type[Choice]) -> list[Choice]:
        found = []
        for value in self._list(key):
            try:
                found.append(among(value))
            except ValueError:
                self.wrong(key, "unknown_value", value, known=", ".join(among))
        return found

    def day(self, key: str) -> date | None:
        value = self.text(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.wrong(key, "wrong_type", value, wanted=Shape.DAY.label)
            return None

    def party(self, key: str) -> CountryCode | None:
        value = self.text(key)
        try:
            return CountryCode(value) if value else None
        except ValueError:
            self.wrong(key, "no_such_country", value)
            return None

    def parameters(self, key: str) -> tuple[tuple[str, ParameterValue], ...]:
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            self.wrong(key, "wrong_type", value, wanted="table")
            return ()
        kind = self.one("provision", ProvisionKind)
        known = CATALOGUE[kind].parameters if kind is not None else {}
        return tuple((str(n), _value(v, known.get(str(n)))) for n, v in value.items())

    def _list(self, key: str) -> list[str]:
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(key, "wrong_type", value, wanted=Shape.LIST.label)
            return []
        return value


def _value(raw: object, parameter: Parameter | None) -> ParameterValue:
    """Return a typed value; whether the catalogue takes it is asked of the whole settlement."""
    dated = parameter is not None and parameter.shape is Shape.DAY
    return cast(ParameterValue, day_from(raw) if dated else value_from(raw))


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case frozenset() | tuple():
            return sorted(str(each) for each in value)
        case StrEnum() | CountryCode():
            return str(value)
        case _:
            return value
