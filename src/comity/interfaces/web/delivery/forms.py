"""What is filled in for each word about a controlled delivery."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from comity.assistance.terms.delivery import DELIVERY_FIELDS, DeliveryWord
from comity.interfaces.web.forms import CodeField
from comity.interfaces.web.kind_fields import own_field
from comity.interfaces.web.words import country_name


class WordForm(forms.Form):
    """The fields of one word."""

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        word: DeliveryWord,
        states: Iterable[str] = (),
        begun: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(typed, initial=dict(begun or {}))
        if word is DeliveryWord.DECISION:
            of_state = CodeField(label=gettext("State whose authority decided"))
            of_state.offer([("", gettext("Choose…")), *((s, country_name(s)) for s in states)])
            self.fields["state"] = of_state
        for field in DELIVERY_FIELDS[word]:
            self.fields[field.name] = own_field(field)
