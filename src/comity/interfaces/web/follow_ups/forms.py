"""What is filled in after a reply was opened."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.feedback import FeedbackCode, FeedbackDraft
from comity.assistance.wording import FEEDBACK_NAMES
from comity.interfaces.web.forms import CodeField, TypedField
from comity.interfaces.web.words import capital


class QuestionForm(forms.Form):
    """A supplementary question."""

    question = TypedField(
        lines=6,
        label=_("Your question"),
        help_text=_("It travels to the partner as you write it, once a colleague puts it."),
    )


class FeedbackForm(forms.Form):
    """What became of an answer."""

    code = CodeField(label=_("What became of it"))
    amount = TypedField(
        label=_("Amount"),
        help_text=_("Of a duty assessed; of a seizure or a penalty where it is known."),
    )
    currency = TypedField(label=_("Currency"), help_text=_("Three letters, such as USD."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["code"]
        assert isinstance(field, CodeField)
        named_codes = (
            (each.value, capital(gettext(FEEDBACK_NAMES[each]))) for each in FeedbackCode
        )
        field.offer([("", gettext("Choose…")), *named_codes])


def said_in(typed: dict[str, str]) -> FeedbackDraft:
    """Return what was typed, without the blanks that pasting leaves."""
    amount = typed["amount"].replace(" ", "").replace("\u00a0", "")
    return FeedbackDraft(typed["code"], amount, typed["currency"].strip().upper())
