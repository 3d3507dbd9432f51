"""The fields of one entry of a register file: how each is typed, and what it becomes in the file.

A form here does not judge. What cannot be a day is written down as it was typed, and the strict
reader says so at its line, in the words it has for everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField

Choices = Iterable[tuple[str, object]]


class Typed(StrEnum):
    """How a value is typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"
    SIDES = "sides"


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of an entry.

    Attributes:
        path: the key in the entry, or the keys down to it.
        typed: how it is typed.
        label: what the form calls it.
        help: a remark beneath the label.
        choices: what can be chosen.
    """

    path: tuple[str | int, ...]
    typed: Typed
    label: Promise | str
    help: Promise | str = ""
    choices: tuple[tuple[str, object], ...] = ()

    @property
    def name(self) -> str:
        """The name of its form field."""
        return "-".join(str(part) for part in self.path)

    def field(self) -> forms.Field:
        """Return its form field."""
        named: dict[str, Any] = {"label": self.label}
        if self.help:
            named["help_text"] = self.help
        match self.typed:
            case Typed.DAY:
                return DayField(**named)
            case Typed.FLAG:
                return _offering(CodeField(**named), [("", "–"), *_YES_OR_NO])
            case Typed.CODE:
                return _offering(CodeField(**named), self.choices)
            case Typed.CODES:
                return _offering(CodesField(**named), self.choices)
            case _:
                return self._text_field(named)

    def _text_field(self, named: dict[str, Any]) -> forms.Field:
        if self.typed in {Typed.LINES, Typed.SIDES}:
            return TypedField(lines=3, **{"help_text": _("One on each line."), **named})
        return TypedField(lines=3 if self.typed is Typed.TEXT else 0, **named)

    def value(self, typed: object) -> object:
        """Return what was typed as the file has it; None for nothing."""
        match self.typed:
            case Typed.CODES:
                return list(typed) if isinstance(typed, tuple | list) and typed else None
            case Typed.LINES:
                return [row.strip() for row in str(typed).split("\n") if row.strip()] or None
            case Typed.SIDES:
                return _sides(str(typed))
            case Typed.FLAG:
                return {"true": True, "false": False}.get(str(typed))
            case Typed.DAY:
                return _day(str(typed).strip())
            case Typed.NUMBER:
                text = str(typed).strip()
                return int(text) if text.isdecimal() and len(text) < _LONG_NUMBER else text or None
            case _:
                return str(typed).strip() or None

    def shown(self, value: object) -> object:
        """Return a value of the file as it is typed."""
        match value:
            case None:
                return "" if self.typed is not Typed.CODES else ()
            case bool():
                return "true" if value else "false"
            case date():
                return value.isoformat()
            case dict():
                return "\n".join(f"{side}: {', '.join(words)}" for side, words in value.items())
            case list():
                return tuple(value) if self.typed is Typed.CODES else "\n".join(map(str, value))
            case _:
                return str(value)


_YES_OR_NO = [("true", _("yes")), ("false", _("no"))]
_LONG_NUMBER = 7


def _offering(field: CodeField | CodesField, choices: Choices) -> forms.Field:
    field.offer(choices)
    return field


def _day(typed: str) -> object:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return typed


def _sides(typed: str) -> object:
    """Return a list for all sides alike, or, where each line begins with a party, one for each."""
    rows = [row.strip() for row in typed.split("\n") if row.strip()]
    if rows and all(row.partition(":")[0].isupper() and ":" in row for row in rows):
        parted = [row.split(":", maxsplit=1) for row in rows]
        return {side: [w.strip() for w in words.split(",") if w.strip()] for side, words in parted}
    return rows or None
