"""What is stated of an answer and of each exhibit with it; all of it optional."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.markings import MarkingDraft, Originator
from comity.assistance.wording.markings import (
    EVALUATION_SCHEME_NAMES,
    HANDLING_MEANINGS,
    HANDLING_SCHEME_NAMES,
    INFORMATION_MEANINGS,
    ORIGINATOR_NAMES,
    SOURCE_MEANINGS,
)
from comity.interfaces.web.forms import CodeField, TypedField
from comity.interfaces.web.words import capital

_LABELS = {
    "handling": _("Handling code"),
    "source": _("The source"),
    "information": _("The information"),
    "originator": _("Whose it is"),
    "named": _("Name of the originator"),
    "leave": _("The originator's consent to its release"),
}


class MarkingsForm(forms.Form):
    """One set of fields for the answer as a whole, and one for each exhibit."""

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.items = tuple(items)
        for place in range(len(self.items)):
            for name, label in _LABELS.items():
                text = name in {"named", "leave"}
                self.fields[f"{name}_{place}"] = (
                    TypedField(label=label) if text else _choice(name, label)
                )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields of each item under its name."""
        return [
            (shown, [self[f"{name}_{place}"] for name in _LABELS])
            for place, (_item, shown) in enumerate(self.items)
        ]

    def markings(self) -> tuple[MarkingDraft, ...]:
        """Return what was typed."""
        return tuple(self._marking(place, item) for place, (item, _name) in enumerate(self.items))

    def _marking(self, place: int, item: str) -> MarkingDraft:
        typed = {name: self.cleaned_data[f"{name}_{place}"] for name in _LABELS}
        handling, source = typed["handling"].partition(":"), typed["source"].partition(":")
        information = typed["information"].partition(":")
        agree = source[0] == information[0] or not (source[0] and information[0])
        return MarkingDraft(
            item=item,
            handling_scheme=handling[0],
            handling=handling[2],
            evaluation_scheme=source[0] or information[0],
            source=source[2],
            # A code of another scheme than the source's is none of that scheme.
            information=information[2] if agree else information[0],
            originator=typed["originator"],
            named=typed["named"],
            leave=typed["leave"],
        )


def typed_markings(
    markings: Iterable[MarkingDraft], items: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return what was stated before as the form shows it."""
    stated = {each.item: each for each in markings}
    typed = {}
    for place, (item, _name) in enumerate(items):
        each = stated.get(item, MarkingDraft())
        codes = {
            "handling": (each.handling_scheme, each.handling),
            "source": (each.evaluation_scheme, each.source),
            "information": (each.evaluation_scheme, each.information),
        }
        for name, (scheme, code) in codes.items():
            typed[f"{name}_{place}"] = f"{scheme}:{code}" if code else ""
        for name in ("originator", "named", "leave"):
            typed[f"{name}_{place}"] = getattr(each, name)
    return typed


def _choice(name: str, label: object) -> CodeField:
    field = CodeField(label=label)
    offers: Mapping[str, list[tuple[str, object]]] = {
        "handling": _coded(HANDLING_SCHEME_NAMES, HANDLING_MEANINGS),
        "source": _coded(EVALUATION_SCHEME_NAMES, SOURCE_MEANINGS),
        "information": _coded(EVALUATION_SCHEME_NAMES, INFORMATION_MEANINGS),
        "originator": [(o.value, capital(gettext(ORIGINATOR_NAMES[o]))) for o in Originator],
    }
    field.offer([("", gettext("Not stated")), *offers[name]])
    return field


def _coded(
    schemes: Mapping[Any, str], meanings: Mapping[tuple[str, str], str]
) -> list[tuple[str, object]]:
    return [
        (f"{scheme}:{code}", f"{gettext(schemes[scheme])} {code}: {gettext(meaning)}")
        for (scheme, code), meaning in meanings.items()
    ]
