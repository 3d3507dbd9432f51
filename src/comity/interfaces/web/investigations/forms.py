"""What is filled in for a joint case folder and for what is put into it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import DataCategory
from comity.assistance.wording.markings import HANDLING_MEANINGS, HANDLING_SCHEME_NAMES
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.words import capital, country_name, name_of
from comity.investigations.terms import FolderDraft, ItemDraft, ItemKind
from comity.kernel.wording import N_

Choices = Iterable[tuple[str, object]]
_TEXT_LABELS: Mapping[ItemKind, str] = {
    ItemKind.NOTE: N_("The note"),
    ItemKind.TASK: N_("What is to be done"),
    ItemKind.DECISION: N_("What is to be decided"),
}
_AGENCY = "agency:"  # before the code of an agency of ours, among the members a task may be of
_OF_A_REQUEST = frozenset({ItemKind.REQUEST, ItemKind.ANSWER})
REACH_FIELDS = (
    "handling",
    "categories",
    "suppliers",
    "consented",
    "consent",
    "keep_from",
    "tell_existence",
)


class FolderForm(forms.Form):
    """A folder as it is being opened."""

    title = TypedField(label=_("Title"), help_text=_("Whoever is invited reads it."))
    mandate = TypedField(
        lines=6,
        label=_("What it is for"),
        help_text=_("The matter and the aim, in general words: no person is named here."),
    )

    def draft(self) -> FolderDraft:
        """Return what was typed, as it was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        return FolderDraft(**self.cleaned_data)


class CountriesField(CountryField):
    """Several countries, parted by commas; what names none is kept as typed."""

    def to_python(self, value: object) -> str:
        """Return the codes of the countries that were typed, parted by commas."""
        typed = str(value or "").replace("،", ",").split(",")
        read = super().to_python
        return ",".join(found for found in map(read, typed) if found)


class ItemForm(forms.Form):
    """One item as it is being put into a folder."""

    title = TypedField(label=_("Title"))
    text = TypedField(lines=6, label=_("What they may know of it"))
    request = TypedField(
        label=_("Reference of the request"), help_text=_("As it stands on the request's page.")
    )
    exhibit = CodeField(label=_("Exhibit"))
    for_member = CodeField(label=_("Whose task it is"))
    due_on = DayField(label=_("To be done by"))
    handling = CodeField(label=_("Handling code"))
    categories = CodesField(label=_("It contains"))
    suppliers = CountriesField(
        label=_("Other administrations it comes from"),
        help_text=_("Names of countries with commas between them. Empty: it is all ours."),
    )
    consented = CountriesField(
        label=_("Those of them that consented"),
        help_text=_("To its being shown to the other members of this folder."),
    )
    consent = TypedField(
        label=_("Their consent"), help_text=_("Reference and day of what they wrote.")
    )
    keep_from = CodesField(label=_("Keep it from"))
    tell_existence = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Tell the others that it is there"),
        help_text=_("From whom it is hidden learns whose it is and why, and no word of it."),
    )

    def __init__(
        self,
        *args: Any,
        kind: ItemKind,
        members: Iterable[str],
        agencies: Choices = (),
        exhibits: Iterable[tuple[str, str, str]] = (),
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        self.kind = kind
        if kind in _TEXT_LABELS:
            self.fields["text"].label = gettext(_TEXT_LABELS[kind])
        for name in _not_of(kind):
            del self.fields[name]
        countries = [(code, country_name(code)) for code in members]
        self._offer("keep_from", countries)
        self._offer("categories", [(each.value, capital(name_of(each))) for each in DataCategory])
        self._offer("handling", [("", gettext("Not stated")), *_handling_codes()])
        found = tuple(exhibits)
        offered = [(id_, f"{name} ({reference})") for id_, name, reference in found]
        self._offer("exhibit", [("", gettext("Choose…")), *offered])
        self.is_without_exhibits = kind is ItemKind.EXHIBIT and not offered
        self._came_with = {id_: reference for id_, _name, reference in found}
        own = [(f"{_AGENCY}{code}", name) for code, name in agencies]
        self._offer("for_member", [("", gettext("Choose…")), *own, *countries])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields.get(name)
        if isinstance(field, CodeField | CodesField):
            field.offer(choices)

    def what(self) -> list[forms.BoundField]:
        """Return the fields that say what the item is."""
        return [field for field in self if field.name not in REACH_FIELDS]

    def reach(self) -> list[forms.BoundField]:
        """Return the fields on which it depends who may see it."""
        return [field for field in self if field.name in REACH_FIELDS]

    def draft(self) -> ItemDraft:
        """Return what was typed, as it was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = dict(self.cleaned_data)
        scheme, _colon, code = typed.pop("handling").partition(":")
        whose = typed.pop("for_member", "")
        for_agency = whose.removeprefix(_AGENCY) if whose.startswith(_AGENCY) else ""
        if self.kind is ItemKind.EXHIBIT:
            # Who may not see the request sees no exhibit of it, and its partner must consent.
            typed["request"] = self._came_with.get(typed["exhibit"], "")
        return ItemDraft(
            kind=self.kind.value,
            handling_scheme=scheme,
            handling=code,
            suppliers=_codes(typed.pop("suppliers")),
            consented=_codes(typed.pop("consented")),
            for_agency=for_agency,
            for_member="" if for_agency else whose,
            **typed,
        )


class AnswerForm(forms.Form):
    """What is answered to an invitation."""

    agency = CodeField(label=_("Agency in charge"), help_text=_("Its officers see the folder."))
    reason = TypedField(
        lines=3,
        label=_("Reason, where you decline"),
        help_text=_("It stays in this node, for colleagues."),
    )

    def __init__(self, *args: Any, agencies: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        own = list(agencies)
        field.offer(own if len(own) == 1 else [("", gettext("Choose…")), *own])


def _not_of(kind: ItemKind) -> tuple[str, ...]:
    """Return the fields that an item of this kind does not have."""
    return (
        *(() if kind in _OF_A_REQUEST else ("request",)),
        *(() if kind is ItemKind.EXHIBIT else ("exhibit",)),
        *(() if kind is ItemKind.TASK else ("for_member", "due_on")),
    )


def _handling_codes() -> list[tuple[str, object]]:
    schemes = {scheme.value: gettext(name) for scheme, name in HANDLING_SCHEME_NAMES.items()}
    return [
        (f"{scheme}:{code}", f"{schemes[scheme]} {code}: {gettext(meaning)}")
        for (scheme, code), meaning in HANDLING_MEANINGS.items()
    ]


def _codes(typed: str) -> tuple[str, ...]:
    return tuple(part for part in typed.split(",") if part)
