"""What is filled in about keeping closed matters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import TypedField


class RuleForm(forms.Form):
    """How long closed matters are kept."""

    days = TypedField(label=_("Days after closing"))
    reason = TypedField(lines=2, label=_("Rule it rests on"))

    def number(self) -> int:
        """Return the days typed; 0, which is none, where no number was."""
        typed = str(self.cleaned_data["days"]).strip()
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


class HoldForm(forms.Form):
    """Why a matter is kept, or need not be kept any more."""

    reason = TypedField(
        lines=3,
        label=_("Reason"),
        help_text=_("This stays in the record for good. Name no person the case is about."),
    )
