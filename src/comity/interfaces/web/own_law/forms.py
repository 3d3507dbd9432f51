"""What officers type of instructions, assurances and breaches."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.rules.own_law_drafts import DECIDERS
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Assurance,
    AssuranceDraft,
    BreachDraft,
    Breaker,
    InstructionDraft,
    InstructionEffect,
    Matter,
    Purpose,
)
from comity.interfaces.web.choices import countries, names_of, partners
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.words import capital, name_of

Offers = list[tuple[str, object]]


class InstructionForm(forms.Form):
    """A national instruction: what it does, what it speaks of, and who gave it."""

    effect = CodeField(label=_("What it does"))
    to = CodeField(label=_("Who decides or approves"))
    partners = CodesField(label=_("Partners"), help_text=_("None ticked means all."))
    another = CodeField(
        label=_("Another administration"), help_text=_("One with which there is no agreement.")
    )
    acts = CodesField(label=_("Acts"), help_text=_("None ticked means all."))
    kinds = CodesField(label=_("Kinds of assistance"), help_text=_("None ticked means all."))
    purposes = CodesField(label=_("Purposes"), help_text=_("None ticked means all."))
    from_on = DayField(label=_("First day"))
    until_on = DayField(
        label=_("First day it counts no longer"),
        help_text=_("Empty while no end is named."),
    )
    office = TypedField(label=_("Authority that gives it"))
    reference = TypedField(label=_("Its number there"))
    dated = DayField(label=_("Dated"))
    source = TypedField(label=_("How it came and where it is kept"))
    text = TypedField(lines=6, label=_("What it says"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "effect", names_of(InstructionEffect, self._typed("effect")))
        _offer(self, "to", names_of(DECIDERS, self._typed("to")))
        _offer(self, "partners", _flat(partners("")))
        _offer(self, "another", countries(self._typed("another")))
        _offer(self, "acts", [(c.value, capital(name_of(c))) for c in ActKind])
        _offer(self, "kinds", [(c.value, capital(name_of(c))) for c in AssistanceKind])
        _offer(self, "purposes", [(c.value, capital(name_of(c))) for c in Purpose])

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def draft(self) -> InstructionDraft:
        """Return what was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = dict(self.cleaned_data)
        another = typed.pop("another")
        typed["partners"] = (*typed["partners"], *([another] if another else ()))
        return InstructionDraft(**typed)


class AssuranceForm(forms.Form):
    """A partner's promise, with its document and its days."""

    partner = CodeField(label=_("Partner"))
    unit = TypedField(
        label=_("Its agency"), help_text=_("Empty when it speaks for the whole administration.")
    )
    assurance = CodeField(label=_("What is promised"))
    given_by = TypedField(label=_("Given by"), help_text=_("The person or office that gave it."))
    document = TypedField(lines=2, label=_("Document"), help_text=_("Where it is written."))
    given_on = DayField(label=_("Given on"))
    from_on = DayField(label=_("First day it covers"))
    until_on = DayField(
        label=_("First day it no longer covers"),
        help_text=_("Empty while no end is named."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "partner", countries(str(self.data.get("partner", ""))))
        _offer(self, "assurance", names_of(Assurance, str(self.data.get("assurance", ""))))

    def draft(self) -> AssuranceDraft:
        """Return what was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        return AssuranceDraft(**self.cleaned_data)


class BreachForm(forms.Form):
    """A promise that is said to have been broken."""

    breaker = CodeField(label=_("Who broke it"))
    partner = CodeField(label=_("Partner"))
    unit = TypedField(
        label=_("Agency or person that did it"), help_text=_("As far as it is known.")
    )
    assurance = CodeField(label=_("Which promise"))
    item = TypedField(
        label=_("Case, exhibit or item"), help_text=_("Its reference, where it has one.")
    )
    what = TypedField(lines=6, label=_("What happened"))
    happened_on = DayField(label=_("Day it happened"), help_text=_("Empty when not known."))
    known_on = DayField(label=_("Day it became known here"))
    source = TypedField(lines=2, label=_("How it became known"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "breaker", [(c.value, capital(name_of(c))) for c in Breaker])
        _offer(self, "partner", countries(str(self.data.get("partner", ""))))
        promises = names_of(Assurance, str(self.data.get("assurance", "")))
        _offer(self, "assurance", [("", gettext("A term of the agreement")), *promises[1:]])

    def draft(self) -> BreachDraft:
        """Return what was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        return BreachDraft(**self.cleaned_data)


class SettleLawForm(forms.Form):
    """What the treaty desk has read of own law: one power, with its section and its source."""

    acts = CodesField(
        label=_("Acts it opens"),
        help_text=_("None ticked means answering, and giving without being asked."),
    )
    kinds = CodesField(label=_("Kinds of assistance"), help_text=_("None ticked means all."))
    article = TypedField(label=_("Section"), help_text=_("As own law cites it."))
    states = TypedField(
        lines=2,
        label=_("What is stated"),
        help_text=_("One sentence; every ground that rests on it will repeat it."),
    )
    source = TypedField(lines=2, label=_("Source"), help_text=_("What was read, and where."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "acts", [(c.value, capital(name_of(c))) for c in ActKind])
        _offer(self, "kinds", [(c.value, capital(name_of(c))) for c in AssistanceKind])

    def typed(self) -> dict[str, object]:
        """Return what was typed, as a settlement of own law is told."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        told = self.cleaned_data
        several = {name: list(told[name]) for name in ("acts", "kinds")}
        return {**told, **several, "matter": Matter.OWN_LAW.value}


def _offer(form: forms.Form, name: str, choices: Offers) -> None:
    field = form.fields[name]
    assert isinstance(field, CodeField | CodesField)
    field.offer(choices)


def _flat(offered: Iterable[tuple[str, object]]) -> Offers:
    """Return grouped choices in one list, without the one that chooses nothing."""
    flat: Offers = []
    for code, name in offered:
        if isinstance(name, list):
            flat += name
        elif code:
            flat.append((code, name))
    return flat
