"""What is typed of clocks: a day to be set, a stretch that does not count."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.clock_drafts import DayDraft, PauseDraft
from comity.assistance.terms.clocks import OWN_MATTERS, TYPED_REASONS
from comity.assistance.wording import CLOCK_NAMES, PAUSE_NAMES
from comity.interfaces.web.forms import CodeField, DayField, TypedField


class DayForm(forms.Form):
    """A day that is set to a request."""

    matter = CodeField(label=_("What ends or happens on the day"))
    day = DayField(label=_("Day"))
    note = TypedField(
        label=_("Note"), help_text=_("It stays in this node; nobody tells it to the partner.")
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "matter", {code: CLOCK_NAMES[code] for code in OWN_MATTERS})

    def draft(self) -> DayDraft:
        """Return what was typed."""
        return DayDraft(**_typed(self))


class PauseForm(forms.Form):
    """Days of a request that do not count."""

    reason = CodeField(label=_("Why"))
    begins = DayField(label=_("First day that does not count"))
    ends = DayField(
        label=_("First day that counts again"), help_text=_("Leave it empty while nobody knows.")
    )
    note = TypedField(label=_("Note"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "reason", {code: PAUSE_NAMES[code] for code in TYPED_REASONS})

    def draft(self) -> PauseDraft:
        """Return what was typed."""
        return PauseDraft(**_typed(self))


def _typed(form: forms.Form) -> dict[str, str]:
    form.is_valid()
    return {name: str(form.cleaned_data.get(name) or "") for name in form.fields}


def _offer(form: forms.Form, name: str, names: dict[Any, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, CodeField)
    codes: dict[StrEnum, str] = names
    field.offer(
        [("", gettext("Choose…")), *((code.value, gettext(told)) for code, told in codes.items())]
    )
