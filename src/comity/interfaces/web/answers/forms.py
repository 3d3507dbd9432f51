"""What is filled in when a request is answered, and when an answer is put to use."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import DataCategory, Leave, Proceedings, ProvisionKind, Purpose
from comity.assistance.terms import HANDLING_CODES, AnswerDraft
from comity.assistance.wording import ONWARD_NAMES
from comity.interfaces.web.forms import CodeField, CodesField, TypedField
from comity.interfaces.web.words import HANDLING_NAMES, capital, name_of

ONWARD = (Leave.NO, Leave.CONSENT, Leave.YES)
_MOST_DIGITS = 6


class AnswerForm(forms.Form):
    """An answer with the conditions that will travel with it."""

    _answer: AnswerDraft | None = None

    text = TypedField(
        lines=10,
        label=_("Answer"),
        help_text=_("The information, with what the reader needs to understand it."),
    )
    purposes = CodesField(
        label=_("It may be used for"),
        help_text=_("The agreement's own limits hold as well; you can only narrow them."),
    )
    proceedings = CodesField(
        label=_("It may be used in these proceedings without asking us"),
        help_text=_("For the others the partner must ask for our consent."),
    )
    onward = CodeField(label=_("Passing on to others"))
    retention_days = TypedField(
        label=_("Days it may be kept"), help_text=_("Empty: no limit of ours.")
    )
    handling = CodeField(label=_("Handling code"))
    categories = CodesField(
        label=_("It contains"),
        help_text=_("Own law treats these apart; the ruling on release depends on them."),
    )
    partial = forms.BooleanField(
        required=False,
        label=_("This is a partial reply"),
        help_text=_("The request stays accepted until the final reply is released."),
    )
    still_to_come = TypedField(
        lines=3,
        label=_("What is still to come"),
        help_text=_("Of a partial reply: what is to follow. It travels to the partner."),
    )
    touches = CodesField(
        label=_("Exemptions you see touched"),
        help_text=_("Tick one and a person decides; the machine neither refuses nor waives."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        exemptions = [kind for kind in ProvisionKind if kind.is_exemption]
        for name, codes in (
            ("purposes", Purpose),
            ("proceedings", Proceedings),
            ("categories", DataCategory),
            ("touches", exemptions),
        ):
            self._field(name, CodesField).offer(
                (code.value, capital(name_of(code))) for code in codes
            )
        self._field("onward", CodeField).offer(
            (leave.value, capital(gettext(ONWARD_NAMES[leave]))) for leave in ONWARD
        )
        self._field("handling", CodeField).offer(
            [("", gettext("None"))]
            + [(code, f"{code}: {HANDLING_NAMES[code]}") for code in HANDLING_CODES]
        )

    def _field(
        self, name: str, kind: type[CodeField] | type[CodesField]
    ) -> "CodeField | CodesField":
        field = self.fields[name]
        assert isinstance(field, kind)
        return field

    def answer(self) -> AnswerDraft:
        """Return what was typed; a number of days that is none is out of every range."""
        if self._answer is None:
            # Once: a problem that is shown beside a field takes its value out of the clean data.
            assert self.is_valid(), "a form that does not judge has nothing to refuse"
            self._answer = self._typed()
        return self._answer

    def _typed(self) -> AnswerDraft:
        known = self.cleaned_data
        typed = {name: known[name] for name in AnswerDraft.__slots__ if name in known}
        days = typed.pop("retention_days").strip()
        number = int(days) if days.isdecimal() and len(days) <= _MOST_DIGITS else -1
        return AnswerDraft(retention_days=number if days else None, **typed)


def typed_answer(draft: AnswerDraft) -> dict[str, object]:
    """Return a saved answer as its form shows it."""
    return {
        name: getattr(draft, name) for name in AnswerDraft.__slots__ if name != "retention_days"
    } | {"retention_days": "" if draft.retention_days is None else str(draft.retention_days)}


class UseForm(forms.Form):
    """What an answer is wanted for."""

    purpose = CodeField(label=_("What for"))
    proceedings = CodeField(
        label=_("In which proceedings"), help_text=_("None, when it is used outside proceedings.")
    )
    court = TypedField(
        label=_("Court and case"),
        help_text=_("As it was named when consent was asked; a consent is for one court."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name, codes, nothing in (
            ("purpose", Purpose, gettext("Choose…")),
            ("proceedings", Proceedings, gettext("None")),
        ):
            field = self.fields[name]
            assert isinstance(field, CodeField)
            field.offer([("", nothing), *((code.value, capital(name_of(code))) for code in codes)])
