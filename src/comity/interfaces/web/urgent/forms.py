"""What is filled in of an oral request, of its confirmation, of acting alone and of its review."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import AssistanceKind
from comity.assistance.terms import Came
from comity.assistance.terms.duty_release import (
    AloneDraft,
    AloneReason,
    Follow,
    ReviewDraft,
    ReviewWord,
)
from comity.assistance.terms.oral import Means, OralDraft, WhyUrgent
from comity.assistance.wording.duty_release import (
    ALONE_REASON_NAMES,
    FOLLOW_NAMES,
    REVIEW_WORD_NAMES,
)
from comity.assistance.wording.oral import MEANS_NAMES, URGENCY_NAMES
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.words import capital


class OralForm(forms.Form):
    """The fewest fields by which what was said can be acted on."""

    partner = CountryField(label=_("Partner"), help_text=_("Its name, or two letters such as UA."))
    put_at = TypedField(
        label=_("When it was said"), help_text=_("Day and time here, such as 2026-12-01 14:30.")
    )
    means = CodeField(label=_("How it was said"))
    spoken_with = TypedField(
        label=_("Spoken with, at the partner"), help_text=_("Name and office there.")
    )
    why_urgent = CodeField(label=_("Why it could not wait"))
    kind = CodeField(label=_("Kind of assistance"))
    subject = TypedField(label=_("Subject"), help_text=_("One line that names the matter."))
    asked = TypedField(lines=4, label=_("What was asked, as it was said"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "means", MEANS_NAMES, Means)
        _offer(self, "why_urgent", URGENCY_NAMES, WhyUrgent)
        _field(self, "kind").offer(
            [
                ("", gettext("Choose…")),
                *((k.value, capital(gettext(k.label))) for k in AssistanceKind),
            ]
        )

    def oral(self) -> OralDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return OralDraft(
            partner=typed["partner"],
            kind=typed["kind"],
            subject=typed["subject"],
            asked=typed["asked"],
            put_at=typed["put_at"],
            spoken_with=typed["spoken_with"],
            means=typed["means"],
            why=typed["why_urgent"],
        )


class RemindForm(forms.Form):
    """How the partner was reminded."""

    means = CodeField(label=_("How it was reminded"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "means", MEANS_NAMES, Means)


class ConfirmationForm(forms.Form):
    """The letter that confirms what was said."""

    written_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Day it was received"))
    number = TypedField(label=_("Their reference"))
    unit = TypedField(label=_("Their unit"), help_text=_("Who wrote it, or has it in hand."))

    def came(self) -> Came:
        """Return what was typed."""
        return Came(**{name: self.cleaned_data[name] for name in Came.__slots__})


class JoinForm(forms.Form):
    """The written request that confirms what was said."""

    written = TypedField(
        label=_("Reference of the written request"), help_text=_("Such as UA-US-2026-00001.")
    )


class AloneForm(forms.Form):
    """Why nobody else could be waited for."""

    alone = CodeField(label=_("Why nobody else could be waited for"))
    reason = TypedField(
        lines=4,
        label=_("What whoever reviews it should know"),
        help_text=_("It stays in this node; the partner does not read it."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "alone", ALONE_REASON_NAMES, AloneReason)

    def why(self) -> AloneDraft:
        """Return what was typed."""
        return AloneDraft(self.cleaned_data["alone"], self.cleaned_data["reason"])


class ReviewForm(forms.Form):
    """A second person's word on what left alone."""

    review = CodeField(label=_("Your word"))
    follows = CodeField(label=_("What follows"))
    reason = TypedField(
        lines=4, label=_("Reasons"), help_text=_("Owed where you do not confirm it.")
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "review", REVIEW_WORD_NAMES, ReviewWord)
        _offer(self, "follows", FOLLOW_NAMES, Follow)

    def draft(self) -> ReviewDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return ReviewDraft(typed["review"], typed["follows"], typed["reason"])


def _field(form: forms.Form, name: str) -> CodeField:
    field = form.fields[name]
    assert isinstance(field, CodeField)
    return field


def _offer(form: forms.Form, name: str, names: Mapping[Any, str], codes: Iterable[StrEnum]) -> None:
    offered = ((code.value, capital(gettext(names[code]))) for code in codes)
    _field(form, name).offer([("", gettext("Choose…")), *offered])
