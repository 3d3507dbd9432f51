"""What is filled in when the data protection officer gives a word on a transfer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import TypedField


class WordForm(forms.Form):
    """Why; the buttons say what."""

    reasons = TypedField(
        lines=3,
        label=_("Reasons"),
        help_text=_("Owed when you oppose it. Those who work on the case read them."),
    )
