"""What anybody asks the register."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    AssistanceKind,
    Purpose,
)
from comity.interfaces.web.forms import CodeField, DayField
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.countries import COUNTRIES


class MayForm(forms.Form):
    """A question to the register: may one side ask the other for something, on a day."""

    requesting = CodeField(label=_("Who asks"))
    requested = CodeField(label=_("Who is asked"))
    kind = CodeField(label=_("What is asked for"))
    purpose = CodeField(label=_("What for"))
    on = DayField(label=_("On the day"))

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # passed on as the form was called
        named_countries = sorted(((c, country_name(c)) for c in COUNTRIES), key=lambda p: p[1])
        offers = {
            "requesting": [("", gettext("Choose…")), *named_countries],
            "requested": [("", gettext("Choose…")), *named_countries],
            "kind": [
                ("", gettext("Choose…")),
                *((k.value, capital(name_of(k))) for k in AssistanceKind),
            ],
            "purpose": [
                ("", gettext("What this kind of assistance serves")),
                *((p.value, capital(name_of(p))) for p in Purpose),
            ],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer(choices)
