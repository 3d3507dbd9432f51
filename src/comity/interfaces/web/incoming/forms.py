"""What the central unit fills in when it decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms import RefusalGround
from comity.assistance.wording import GROUND_NAMES
from comity.interfaces.web.forms import CodeField, TypedField
from comity.officers.queries import agencies


class AcceptForm(forms.Form):
    """Which agency works on it."""

    agency = CodeField(
        label=_("Agency that answers"),
        help_text=_("Its officers will see the request from now on."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        own = [(agency.code, f"{agency.name} ({agency.code})") for agency in agencies()]
        field.offer(own if len(own) == 1 else [("", gettext("Choose…")), *own])


class RefuseForm(forms.Form):
    """On which ground it is refused, and why."""

    ground = CodeField(
        label=_("Ground"),
        help_text=_("The partner is told it by name. Only a person refuses on these grounds."),
    )
    reasons = TypedField(
        lines=4,
        label=_("Reasons"),
        help_text=_("They travel to the partner; add what may help it to go on elsewhere."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["ground"]
        assert isinstance(field, CodeField)
        field.offer(
            [("", gettext("Choose…"))]
            + [(ground.value, gettext(GROUND_NAMES[ground])) for ground in RefusalGround]
        )
