"""What the central unit fills in when it decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms import RefusalGround
from comity.assistance.terms.deciding import Acceptance, Consulted, Scope
from comity.assistance.wording import GROUND_NAMES, SCOPE_NAMES
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.words import capital
from comity.officers.queries import agencies


class AcceptForm(forms.Form):
    """Which agency works on it."""

    agency = CodeField(
        label=_("Agency that answers"),
        help_text=_("Its officers will see the request from now on."),
    )
    scope = CodeField(label=_("What is done"))
    not_done = TypedField(
        lines=3,
        label=_("What will not be done"),
        help_text=_("Where you accept a part: say which, and why. It travels to the partner."),
    )
    conditions = TypedField(
        lines=3,
        label=_("Conditions"),
        help_text=_("On which the assistance is given; empty when on none. They travel too."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        own = [(agency.code, f"{agency.name} ({agency.code})") for agency in agencies()]
        field.offer(own if len(own) == 1 else [("", gettext("Choose…")), *own])
        scope = self.fields["scope"]
        assert isinstance(scope, CodeField)
        scope.offer((each.value, capital(gettext(SCOPE_NAMES[each]))) for each in Scope)

    def acceptance(self) -> Acceptance:
        """Return how much is done and on which conditions, as typed."""
        typed = self.cleaned_data
        scope = typed["scope"] or Scope.WHOLE.value
        return Acceptance(scope, typed["not_done"], typed["conditions"])


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
    consulted_on = DayField(label=_("The partner was consulted on"))
    consultation = TypedField(
        lines=3,
        label=_("With whom, and what came of it"),
        help_text=_("It stays in our record. Empty where nobody was consulted."),
    )

    def consulted(self) -> Consulted:
        """Return the consultation as typed."""
        return Consulted(self.cleaned_data["consulted_on"], self.cleaned_data["consultation"])

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["ground"]
        assert isinstance(field, CodeField)
        field.offer(
            [("", gettext("Choose…"))]
            + [(ground.value, gettext(GROUND_NAMES[ground])) for ground in RefusalGround]
        )
