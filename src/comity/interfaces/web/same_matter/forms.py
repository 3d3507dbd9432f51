"""What is filled in when somebody has looked at two matters that may be the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.same_matter import HitOutcome
from comity.assistance.wording import HIT_OUTCOME_NAMES
from comity.interfaces.web.forms import CodeField
from comity.officers.queries import agencies


class HitForm(forms.Form):
    """What was done about it."""

    outcome = CodeField(label=_("What was done"))
    unit = CodeField(
        label=_("Agency that was told"),
        help_text=_("Only when one was told. This act shows nobody anything."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        nothing = ("", gettext("Choose…"))
        outcomes = [(code.value, gettext(HIT_OUTCOME_NAMES[code])) for code in HitOutcome]
        units = [(agency.code, agency.name) for agency in agencies()]
        for name, offered in (("outcome", outcomes), ("unit", units)):
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer([nothing, *offered])
