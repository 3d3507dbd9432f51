"""How the own fields of a kind of assistance, and the codes of lists, are typed on the form."""

from datetime import date

from django import forms
from django.utils.translation import gettext

from comity.assistance.terms.kind_fields import Entry, KindField
from comity.interfaces.web.choices import Choices, with_typed
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.words import capital
from comity.subjects.queries import readable_code_lists
from comity.subjects.terms import Code


def own_field(field: KindField) -> forms.Field:
    """Return the control for a field that only some kinds have."""
    label = gettext(field.label)
    hint = gettext(field.help) if field.help else ""
    if field.entry is Entry.DAY:
        return DayField(label=label)
    if field.entry is Entry.CODE:
        control = CodeField(label=label)
        offered = [(code, capital(gettext(name))) for code, name in field.codes.items()]
        control.offer([("", gettext("Not stated")), *offered])
        return control
    return TypedField(label=label, help_text=hint, lines=3 if field.entry is Entry.TEXT else 0)


def area_choices(typed: str, *, on: date) -> Choices:
    """Offer the areas of offences by their names."""
    return with_typed([("", gettext("Not stated")), *_named(_codes("areas", on))], typed)


def offence_choices(typed: str, *, area: str, on: date) -> Choices:
    """Offer the offences of an area by their names; all of them would make a long page.

    Args:
        typed: the code chosen before.
        area: the area chosen; while none is, that of the offence.
        on: the civil day.
    """
    offences = _codes("offences", on)
    wanted = area or next((each.parent for each in offences if each.code == typed), "")
    found = tuple(each for each in offences if wanted and each.parent == wanted)
    empty = gettext("Not stated") if wanted else gettext("Choose the area first")
    return with_typed([("", empty), *_named(found)], typed)


def _codes(name: str, on: date) -> tuple[Code, ...]:
    versions = readable_code_lists().during(name)
    return next((each.codes for each in versions if on in each.period), ())


def _named(codes: tuple[Code, ...]) -> Choices:
    return [(code.code, gettext(code.name)) for code in codes]
