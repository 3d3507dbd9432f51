"""What all forms of these pages share: they keep what was typed and show what the law says of it.

Forms here do not judge. What is wrong with a draft is said once, by the package that owns it, as
`Problem`s; a form only puts each beside its field.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from comity.interfaces.web.lists import ChoiceList
from comity.interfaces.web.telling import tell
from comity.kernel.errors import Problem
from comity.subjects.terms import Doubt


class TypedField(forms.CharField):
    """Text exactly as typed, but for the line ends that browsers make of a line break."""

    def __init__(self, *, lines: int = 0, **named: Any) -> None:
        # What is typed sets its own direction, whatever the language of the page is.
        widget = (
            forms.Textarea(attrs={"rows": lines, "dir": "auto"})
            if lines
            else forms.TextInput(attrs={"dir": "auto"})
        )
        widget.attrs.pop("cols", None)  # the page sets the width
        super().__init__(required=False, strip=False, widget=widget, **named)
        self.validators = []  # what may not stand in a text is said once, by the law of the draft

    def to_python(self, value: object) -> str:
        """Return the text with one sort of line end."""
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


class _BesideDoubts(forms.BoundField):
    """A control that says also where the doubts about what is typed in it are told."""

    @property
    def aria_describedby(self) -> str:
        """The ids of hint, errors and doubts."""
        return f"{super().aria_describedby or ''} {self.auto_id}_doubts".strip()


class DoubtedField(TypedField):
    """Text in which identifiers are typed: what looks mistyped is told, and nothing is refused."""

    bound_field_class = _BesideDoubts
    is_doubted = True
    doubts: tuple[Doubt, ...] = ()


class CodeField(forms.CharField):
    """A code chosen from a list; an unknown one is kept, so that the law can say so."""

    def __init__(self, **named: Any) -> None:
        super().__init__(required=False, widget=ChoiceList(), **named)
        self.validators = []

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Offer these choices."""
        assert isinstance(self.widget, forms.Select)
        self.widget.choices = list(choices)


class CodesField(forms.Field):
    """Any number of codes from a list, as check boxes."""

    def __init__(self, **named: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple(), **named)

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Offer these choices."""
        assert isinstance(self.widget, forms.CheckboxSelectMultiple)
        self.widget.choices = list(choices)

    def to_python(self, value: object) -> tuple[str, ...]:
        """Return the codes as they came; the law says whether it knows them."""
        return tuple(str(code) for code in value) if isinstance(value, list | tuple) else ()


def _day_hint() -> SafeString:
    # The example keeps the order of its figures in a page that is written from right to left.
    return format_html(
        gettext("Year-month-day: {day}."), day=format_html('<bdi dir="ltr">{}</bdi>', "2026-12-01")
    )


class DayField(TypedField):
    """A civil day as year-month-day: the browser's own day field writes days as figures only."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**{"help_text": lazy(_day_hint, SafeString)(), **named})
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: object) -> str:
        """Return the day without the blanks that pasting leaves."""
        return super().to_python(value).strip()


def show_problems(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Put each problem beside its field, as a sentence in the reader's language."""
    for problem in problems:
        text = tell(problem.code, problem.facts)
        form.add_error(problem.field if problem.field in form.fields else None, text)


class ReasonForm(forms.Form):
    """One reason, owed in writing."""

    reason = TypedField(lines=3)

    def __init__(
        self,
        *args: Any,
        label: str,
        help_text: str = "",
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
