"""What is filled in on the pages of a standing exchange."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.standing import StandingWord
from comity.assistance.terms.standing_fields import STANDING_FIELDS
from comity.interfaces.web.forms import DayField
from comity.interfaces.web.kind_fields import own_field


class StandingWordForm(forms.Form):
    """The fields of one word."""

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        word: StandingWord,
        begun: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(typed, initial=dict(begun or {}))
        for field in STANDING_FIELDS[word]:
            self.fields[field.name] = own_field(field)


class SupplyForm(forms.Form):
    """A file of one period."""

    period_from = DayField(label=_("First day of its period"))
    file = forms.FileField(required=False, allow_empty_file=True, label=_("File"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["file"].help_text = _(
            "It is checked line by line as it comes in, and taken in whole or not at all."
        )
