"""The form of a request: one field for each of the draft, in the order an officer thinks."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext

from comity.agreements.terms import AssistanceKind, Proceedings, Purpose
from comity.assistance.doubts import DOUBTED, doubts_in_draft
from comity.assistance.terms import LINES, RequestDraft
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.kinds import KindOfAssistance, kind_of
from comity.assistance.wording import FIELD_HINTS, FIELD_LABELS
from comity.interfaces.web.choices import names_of, partners
from comity.interfaces.web.clock import today
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, DayField, DoubtedField, TypedField
from comity.interfaces.web.kind_fields import area_choices, offence_choices, own_field
from comity.interfaces.web.papers.sections import SECTIONS, Section

_LINES_SHOWN = {"facts": 6, "asked": 5}
_CODES = {"kind": AssistanceKind, "purpose": Purpose, "proceedings_nature": Proceedings}
# Codes of lists: they change with one another, as the own fields change with the kind.
_LISTED = ("area", "offence")
# Buttons that only show the form anew: what was typed stays, and nothing is saved.
SHOWING = frozenset({"fields", "short", "whole"})


def _field_for(name: str, *, is_flag: bool) -> forms.Field:
    label, hint = gettext(FIELD_LABELS[name]), FIELD_HINTS.get(name, "")
    hint = gettext(hint) if hint else ""
    if is_flag:
        return forms.BooleanField(required=False, label=label, help_text=hint)
    if name in _CODES or name in _LISTED or name == "partner":
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
            if field.name != "particulars":
                self.fields[field.name] = (
                    TypedField() if field.name == "under" else _made(field.name, field.type)
                )
        for own in FIELDS.values():
            self.fields[own.name] = own_field(own)
        self._offer("partner", partners(self._typed("partner")))
        for name, codes in _CODES.items():
            self._offer(name, names_of(codes, self._typed(name)))
        area, offence, on = self._typed("area"), self._typed("offence"), today()
        self._offer("area", area_choices(area, on=on))
        self._offer("offence", offence_choices(offence, area=area, on=on))

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
            typed = self.cleaned_data
            own = {name: typed[name] for name in FIELDS if typed[name]}
            common = {name: value for name, value in typed.items() if name not in FIELDS}
            self._draft = RequestDraft(**common, particulars=own)
        return self._draft

    def doubted(self) -> list[forms.BoundField]:
        """Return the fields in which identifiers are typed, each with the doubts about it."""
        doubts = doubts_in_draft(self.draft())
        for name in DOUBTED:
            field = self.fields[name]
            assert isinstance(field, DoubtedField)
            field.doubts = tuple(each for each in doubts if each.field == name)
        return [self[name] for name in DOUBTED]

    @property
    def entry(self) -> KindOfAssistance | None:
        """The kind chosen; None while none is."""
        return kind_of(self._typed("kind"))

    @property
    def own_of(self) -> str:
        """What the own fields and the offences that are shown belong to: kind and area."""
        return f"{self._typed('kind')}/{self._typed('area')}"

    @property
    def is_short(self) -> bool:
        """Whether only what is needed is shown."""
        wish = self.data.get("action")
        asked = wish == "short" or (wish != "whole" and self.data.get("form") == "short")
        return asked and self.entry is not None

    def sections(self) -> Iterator[tuple[Section, list[list[forms.BoundField]]]]:
        """Yield the parts of the form with the fields that are shown, row by row."""
        self.doubted()
        for section in SECTIONS:
            rows = [[self[n] for n in row if self._is_shown(n)] for row in section.rows]
            rows = [[field for field in row if field.name not in _LISTED] for row in rows]
            if any(rows):
                yield section, [row for row in rows if row]

    def listed(self) -> list[forms.BoundField]:
        """Return area and offence, where they are shown."""
        return [self[name] for name in _LISTED if self._is_shown(name)]

    def own(self) -> list[forms.BoundField]:
        """Return the fields that are the chosen kind's own, the needed ones first."""
        fields_of_kind = () if self.entry is None else self.entry.own_fields
        return [self[field.name] for field in fields_of_kind if self._is_shown(field.name)]

    def carried(self) -> list[forms.BoundField]:
        """Return what was typed into fields that are not shown: it goes along, and is not lost."""
        return [f for f in self if f.name != "under" and f.value() and not self._is_shown(f.name)]

    def carried_own(self) -> list[forms.BoundField]:
        """Return what was typed into fields of other kinds."""
        return [field for field in self.carried() if field.name in FIELDS]

    def carried_common(self) -> list[forms.BoundField]:
        """Return what was typed into fields that the short form does not show."""
        return [field for field in self.carried() if field.name not in FIELDS]

    def _is_shown(self, name: str) -> bool:
        kind = self.entry
        if name in self.errors or name in {"partner", "kind"}:
            return True
        if kind is None:
            return name not in FIELDS
        if self.is_short:
            return name in kind.minimum
        if name in FIELDS:
            return FIELDS[name] in kind.own_fields
        return name not in kind.without or bool(self._typed(name))


def _made(name: str, told: object) -> forms.Field:
    return _field_for(name, is_flag=told in (bool, "bool"))
