"""What is typed to record an absence."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import CodeField, CodesField, DayField
from comity.kernel.rulings import Role
from comity.officers.absence import AbsenceDraft
from comity.officers.models import Officer
from comity.officers.wording import ROLE_NAMES


class AbsenceForm(forms.Form):
    """Who, when, and who stands in with which offices."""

    officer = CodeField(label=_("Absent officer"))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    deputy = CodeField(label=_("Deputy"))
    roles = CodesField(label=_("Offices handed over"))

    def __init__(
        self,
        *args: Any,
        officers: Iterable[Officer],
        deputies: Iterable[Officer],
        offices: Iterable[Role],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        choose = ("", gettext("Choose…"))
        offers: dict[str, list[tuple[str, object]]] = {
            "officer": [choose, *((each.username, each.name) for each in officers)],
            "deputy": [choose, *((each.username, each.name) for each in deputies)],
            "roles": [(each.value, gettext(ROLE_NAMES[each])) for each in offices],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField | CodesField)
            field.offer(choices)

    def draft(self, *, own: str) -> AbsenceDraft:
        """Return what was typed; `own` names the officer where none is to be chosen."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = dict(self.cleaned_data)
        return AbsenceDraft(**{**typed, "officer": typed.get("officer") or own})
