"""What is filled in for a practice note."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.interfaces.web.forms import CodeField, TypedField
from comity.interfaces.web.words import capital
from comity.practices.terms import NoteDraft, Topic, Usefulness
from comity.practices.wording import TOPIC_NAMES, USEFULNESS_NAMES


class NoteForm(forms.Form):
    """A note as it is being written."""

    topic = CodeField(label=_("What it is about"))
    title = TypedField(label=_("Title"))
    text = TypedField(
        lines=12,
        label=_("The note"),
        help_text=_("What was seen, how it works, how it is found. No person and no case."),
    )
    no_persons = forms.BooleanField(
        required=False, label=_("I have read it once more: it names no person and no case")
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["topic"]
        assert isinstance(field, CodeField)
        named_topics = ((topic.value, capital(gettext(TOPIC_NAMES[topic]))) for topic in Topic)
        field.offer([("", gettext("Choose…")), *named_topics])

    def draft(self) -> NoteDraft:
        """Return what was typed, as it was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        return NoteDraft(**self.cleaned_data)


class FeedbackForm(forms.Form):
    """What a partner's note is worth."""

    usefulness = CodeField(label=_("It is"))
    words = TypedField(
        lines=3,
        label=_("In words"),
        help_text=_("Your words stay in this node, for colleagues. No person and no case."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["usefulness"]
        assert isinstance(field, CodeField)
        told = ((each.value, capital(gettext(USEFULNESS_NAMES[each]))) for each in Usefulness)
        field.offer([("", gettext("Choose…")), *told])
