"""The form of a request: one field for each of the draft, in the order an officer thinks."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext

from comity.agreements.terms import AssistanceKind, Proceedings, Purpose
from comity.assistance.doubts import DOUBTED, doubts_in_draft
from comity.assistance.terms import LINES, RequestDraft
from comity.assistance.wording import FIELD_HINTS, FIELD_LABELS
from comity.interfaces.web.choices import names_of, partners
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, DayField, DoubtedField, TypedField
from comity.interfaces.web.papers.sections import SECTIONS, Section

_LINES_SHOWN = {"facts": 6, "asked": 5}
_CODES = {"kind": AssistanceKind, "purpose": Purpose, "proceedings_nature": Proceedings}


def _field_for(name: str, *, is_flag: bool) -> forms.Field:
    label, hint = gettext(FIELD_LABELS[name]), FIELD_HINTS.get(name, "")
    hint = gettext(hint) if hint else ""
    if is_flag:
        return forms.BooleanField(required=False, label=label, help_text=hint)
    if name in _CODES or name == "partner":
        # A hint on how to write a code is for those who type it.
        return CodeField(label=label)
    if name == "origin_country":
        return CountryField(label=label, help_text=hint)
    if name == "reply_wanted_on":
        return DayField(label=label)
    lines = _LINES_SHOWN.get(name, 3) if name in LINES else 0
    kind = DoubtedField if name in DOUBTED else TypedField
    return kind(label=label, help_text=hint, lines=lines)


class RequestForm(forms.Form):
    """A draft as it is being typed. The instrument (`under`) is chosen in the basis panel."""

    _draft: RequestDraft | None = None

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for field in fields(RequestDraft):
            self.fields[field.name] = (
                TypedField() if field.name == "under" else _made(field.name, field.type)
            )
        self._offer("partner", partners(self._typed("partner")))
        for name, codes in _CODES.items():
            self._offer(name, names_of(codes, self._typed(name)))

    def _offer(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, CodeField)
        field.offer(choices)

    def _typed(self, name: str) -> str:
        return str(self[name].value() or "")

    def draft(self) -> RequestDraft:
        """Return what was typed, as it was typed."""
        if self._draft is None:
            # Once: a problem that is shown beside a field takes its value out of the clean data.
            assert self.is_valid(), "a form that does not judge has nothing to refuse"
            self._draft = RequestDraft(**self.cleaned_data)
        return self._draft

    def doubted(self) -> list[forms.BoundField]:
        """Return the fields in which identifiers are typed, each with the doubts about it."""
        doubts = doubts_in_draft(self.draft())
        for name in DOUBTED:
            field = self.fields[name]
            assert isinstance(field, DoubtedField)
            field.doubts = tuple(each for each in doubts if each.field == name)
        return [self[name] for name in DOUBTED]

    def sections(self) -> Iterator[tuple[Section, list[list[forms.BoundField]]]]:
        """Yield the parts of the form with their fields, row by row."""
        self.doubted()
        for section in SECTIONS:
            yield section, [[self[name] for name in row] for row in section.rows]


def _made(name: str, told: object) -> forms.Field:
    return _field_for(name, is_flag=told in (bool, "bool"))
