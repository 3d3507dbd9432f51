"""What is filled in when a request takes a turn."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms import Missing, PostponementGround
from comity.assistance.wording import MISSING_NAMES, POSTPONEMENT_NAMES
from comity.interfaces.web.forms import CodeField, DayField, TypedField


class CompletionForm(forms.Form):
    """What a partner's request lacks."""

    missing = CodeField(label=_("What is missing"))
    reasons = TypedField(
        lines=4,
        label=_("What they should add or change"),
        help_text=_("It travels to the partner as you write it."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "missing", {code: MISSING_NAMES[code] for code in Missing})


class CompletedForm(forms.Form):
    """What a partner's letter adds to its request."""

    written_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Day it was received"))
    number = TypedField(label=_("Their reference"))
    unit = TypedField(label=_("Their unit"), help_text=_("Who wrote it, or has it in hand."))
    facts = TypedField(
        lines=6,
        label=_("What the letter adds"),
        help_text=_("It is written below the matter; what was told before stays beside it."),
    )


class PostponeForm(forms.Form):
    """Why it is put off, and to which day."""

    ground = CodeField(
        label=_("Ground"), help_text=_("Agreements let assistance be put off on these grounds.")
    )
    until = DayField(label=_("Day on which we look at it again"))
    reasons = TypedField(
        lines=4,
        label=_("Reasons"),
        help_text=_("They travel to the partner; say nothing that would harm the proceedings."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "ground", {code: POSTPONEMENT_NAMES[code] for code in PostponementGround})


class WithdrawForm(forms.Form):
    """Why a request is withdrawn."""

    reasons = TypedField(
        lines=4, label=_("Reasons"), help_text=_("They travel to the partner as you write them.")
    )


def _offer(form: forms.Form, name: str, names: dict[Any, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, CodeField)
    codes: dict[StrEnum, str] = names
    field.offer(
        [("", gettext("Choose…")), *((code.value, gettext(told)) for code, told in codes.items())]
    )
