"""What is filled in when a task is given out, done or withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.tasks import TaskDraft
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.officers.queries import agencies


class TaskForm(forms.Form):
    """Who does what, by when."""

    agency = CodeField(label=_("Agency"), help_text=_("Its officers see the task."))
    task_office = TypedField(label=_("Office there"), help_text=_("Empty: the agency decides."))
    task_what = TypedField(
        lines=4,
        label=_("What is to be done"),
        help_text=_(
            "The agency reads this. It sees the request only where that is shared with it."
        ),
    )
    task_due = DayField(label=_("To be done by"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        own = [(agency.code, f"{agency.name} ({agency.code})") for agency in agencies()]
        field.offer(own if len(own) == 1 else [("", gettext("Choose…")), *own])

    def task(self) -> TaskDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return TaskDraft(
            typed["agency"], typed["task_office"], typed["task_what"], typed["task_due"]
        )


class EndForm(forms.Form):
    """What came of a task, or why it is withdrawn."""

    task_result = TypedField(lines=4, label=_("Result"))
