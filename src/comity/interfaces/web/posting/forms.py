"""What is typed of letters: where they go, how one left, what one says that came."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.queries import current_register
from comity.agreements.terms import AssistanceKind, Purpose
from comity.assistance.coding import LISTS
from comity.assistance.paper_rules import REPLIES
from comity.assistance.terms import (
    AddressDraft,
    Came,
    Carrier,
    Dispatch,
    RefusalGround,
    Reply,
    RequestByLetter,
    RequestDraft,
)
from comity.assistance.terms.deciding import Acceptance, Scope
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.kinds import kind_of
from comity.assistance.wording import CARRIER_NAMES, GROUND_NAMES, LETTER_NAMES, SCOPE_NAMES
from comity.interfaces.web.answers.forms import ONWARD, AnswerForm
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.kind_fields import own_field
from comity.interfaces.web.words import ONWARD_NAMES, capital, name_of
from comity.kernel.codes import CountryCode
from comity.officers.queries import own_administration

_COUNTRY = _("Its name, or two letters such as UA.")


class ScanField(forms.FileField):
    """The scan of a letter."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            allow_empty_file=True,
            label=_("Scan of the letter"),
            help_text=_("It becomes an exhibit: hashed, sealed, with its custody on record."),
        )


class AddressForm(forms.Form):
    """Where letters to a partner go."""

    partner = CountryField(label=_("Partner"), help_text=_COUNTRY)
    name = TypedField(label=_("Administration"))
    unit = TypedField(label=_("Central unit"), help_text=_("Who is addressed there."))
    lines = TypedField(lines=4, label=_("Postal address"), help_text=_("Line by line."))

    def address(self) -> AddressDraft:
        """Return what was typed."""
        return AddressDraft(**{name: self.cleaned_data[name] for name in AddressDraft.__slots__})


class DispatchForm(forms.Form):
    """How a letter left."""

    number = TypedField(
        label=_("Dispatch number"), help_text=_("As the registry of your administration gave it.")
    )
    on = DayField(label=_("Day it left"))
    carrier = CodeField(label=_("How it left"))
    carried_by = TypedField(
        label=_("Attaché who hands it over"), help_text=_("Empty where nobody does.")
    )
    signed_by = TypedField(
        label=_("Who signed the print by hand"), help_text=_("Empty when only the file is sealed.")
    )
    scan = ScanField()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "carrier", ((each, CARRIER_NAMES[each]) for each in Carrier))

    def dispatch(self) -> Dispatch:
        """Return what was typed."""
        return Dispatch(**{name: self.cleaned_data[name] for name in Dispatch.__slots__})


class ReplyForm(AnswerForm):
    """A partner's letter about a request of ours; its answer is typed as our own are."""

    kind = CodeField(label=_("What the letter says"))
    written_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Day it was received"))
    number = TypedField(label=_("Their reference"))
    unit = TypedField(label=_("Their unit"), help_text=_("Who wrote it, or has it in hand."))
    scan = ScanField()
    ground = CodeField(label=_("Ground of their refusal"))
    reasons = TypedField(lines=4, label=_("Their reasons, or what more they ask for"))
    scope = CodeField(label=_("What they will do"))
    not_done = TypedField(lines=3, label=_("What they will not do"))
    conditions = TypedField(lines=3, label=_("Their conditions"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["proceedings"].label = _("It may be used in these without asking them")
        self.fields["proceedings"].help_text = _("For the others their consent is needed.")
        self.fields["purposes"].help_text = _(
            "As the letter says; the agreement's own limits hold as well."
        )
        self.fields["retention_days"].help_text = _(
            "Counted from the day it was received. Empty: the letter sets no limit."
        )
        self._field("onward", CodeField).offer(
            (leave.value, capital(str(ONWARD_NAMES[leave]))) for leave in ONWARD
        )
        _offer(self, "kind", ((each, LETTER_NAMES[each]) for each in REPLIES))
        _offer(self, "ground", ((each, GROUND_NAMES[each]) for each in RefusalGround))
        _offer(self, "scope", ((each, SCOPE_NAMES[each]) for each in Scope))

    def reply(self) -> Reply:
        """Return what was typed."""
        answer = self.answer()
        typed = self.cleaned_data
        scope = typed["scope"] or Scope.WHOLE.value
        accepted = Acceptance(scope, typed["not_done"], typed["conditions"])
        came, ground = _came(typed), typed["ground"]
        return Reply(typed["kind"], came, ground, typed["reasons"], answer, accepted)

    def sections(self) -> list[tuple[str, object, list[forms.BoundField]]]:
        """Return the parts of the form with their titles."""
        parts = (
            ("came", _("The letter"), _CAME),
            ("acceptance", _("Where they have it in hand"), _ACCEPTED),
            ("refusal", _("Where they refuse, or ask for more"), ("ground", "reasons")),
            ("answer", _("Where they answer"), _ANSWERED),
        )
        return [(name, title, [self[each] for each in names]) for name, title, names in parts]


_CAME = ("kind", "written_on", "received_on", "number", "unit", "scan")
_ACCEPTED = ("scope", "not_done", "conditions")
_ANSWERED = (
    "text",
    "still_to_come",
    "purposes",
    "proceedings",
    "onward",
    "retention_days",
    "handling",
)
_ASKED = (
    "partner",
    "under",
    "kind",
    "purpose",
    "subject",
    "facts",
    "asked",
    "legal_elements",
    "parties",
)
_PROMISED = (
    "reciprocity",
    "urgent",
    "assures_confidentiality",
    "assures_law_enforcement_use",
)
_UNSHOWN = tuple(
    field.name
    for field in fields(RequestDraft)
    if field.name not in {*_ASKED, *_PROMISED} and isinstance(field.default, str)
)
_DRAFT = (*_ASKED, *_PROMISED, *_UNSHOWN)
_VERSIONS = {listed: f"{listed}_version" for listed in LISTS.values()}


class RequestByLetterForm(forms.Form):
    """A partner's request that came by letter."""

    written_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Day it was received"))
    number = TypedField(label=_("Their reference"))
    unit = TypedField(label=_("Their unit"))
    scan = ScanField()
    partner = CountryField(label=_("Who asks"), help_text=_COUNTRY)
    under = CodeField(label=_("Agreement it names"))
    article = TypedField(label=_("Article it names"))
    kind = CodeField(label=_("Kind of assistance"))
    purpose = CodeField(label=_("Purpose"))
    subject = TypedField(label=_("Subject"))
    facts = TypedField(lines=5, label=_("The matter and the reasons"))
    asked = TypedField(lines=4, label=_("Exactly what is asked for"))
    legal_elements = TypedField(lines=2, label=_("Laws and provisions involved"))
    parties = TypedField(lines=3, label=_("Names and addresses of the persons concerned"))
    reciprocity = forms.BooleanField(
        required=False, initial=True, label=_("They could do the same in return")
    )
    urgent = forms.BooleanField(required=False, label=_("Urgent"))
    assures_confidentiality = forms.BooleanField(
        required=False, label=_("They promise confidentiality")
    )
    assures_law_enforcement_use = forms.BooleanField(
        required=False, label=_("They promise use for customs enforcement only")
    )
    reference = forms.CharField(required=False, strip=True, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["reference"].validators = []
        for name in (*_UNSHOWN, *_VERSIONS.values()):
            # What only a letter's file says is carried along as it was read.
            self.fields[name] = TypedField()
            self.fields[name].widget = forms.HiddenInput()
        self._add_own()
        _offer(self, "kind", ((each, each.label) for each in AssistanceKind))
        _offer(self, "purpose", ((each, name_of(each)) for each in Purpose))
        _offer(self, "under", _agreements())

    def letter(self) -> RequestByLetter:
        """Return what was typed."""
        typed = self.cleaned_data
        own = {name: typed[name] for name in FIELDS if typed.get(name)}
        draft = RequestDraft(**{name: typed[name] for name in _DRAFT}, particulars=own)
        versions = {listed: typed[name] for listed, name in _VERSIONS.items()}
        return RequestByLetter(draft, _came(typed), typed["article"], typed["reference"], versions)

    def _add_own(self) -> None:
        """Show the fields of the kind chosen; what was typed for another kind is carried along."""
        for field in FIELDS.values():
            if field.name in self._own_shown():
                self.fields[field.name] = own_field(field)
            elif self._typed(field.name):
                self.fields[field.name] = TypedField()
                self.fields[field.name].widget = forms.HiddenInput()

    def _own_shown(self) -> tuple[str, ...]:
        kind = kind_of(self._typed("kind"))
        return () if kind is None else tuple(field.name for field in kind.own_fields)

    def _typed(self, name: str) -> str:
        told = self.data if self.is_bound else self.initial
        return str(told.get(name) or "")

    def sections(self) -> list[tuple[str, object, list[forms.BoundField]]]:
        """Return the parts of the form with their titles."""
        asked = (*_ASKED[2:], *self._own_shown())
        parts = (
            ("came", _("The letter"), _CAME[1:]),
            ("asked", _("What it asks"), ("partner", "under", "article", *asked, *_PROMISED)),
        )
        return [(name, title, [self[each] for each in names]) for name, title, names in parts]


class LetterFileForm(forms.Form):
    """The file of a letter that another node made."""

    letter = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Letter as PDF"),
        help_text=_("Where a node made it, the request is read from the file."),
    )


def typed_from(letter: RequestByLetter) -> dict[str, object]:
    """Return a request that was read from a letter's file as its form shows it."""
    draft = letter.draft
    return {
        **{name: getattr(draft, name) for name in _DRAFT},
        **draft.particulars,
        **{name: letter.code_versions.get(listed, "") for listed, name in _VERSIONS.items()},
        **{name: getattr(letter.came, name) for name in Came.__slots__},
        "article": letter.article,
        "reference": letter.reference,
    }


def _came(typed: dict[str, Any]) -> Came:
    return Came(**{name: typed[name] for name in Came.__slots__})


def _offer(form: forms.Form, name: str, codes: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, CodeField)
    field.offer(
        [("", gettext("Choose…")), *((str(code), capital(gettext(label))) for code, label in codes)]
    )


def _agreements() -> list[tuple[str, str]]:
    own = CountryCode(own_administration().code)
    found = (each for each in current_register().instruments if each.kind.carries_assistance)
    return [(each.reference, each.title) for each in found if each.names(own)]
