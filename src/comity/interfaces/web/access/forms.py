"""What is filled in about persons' requests, and about hearing whoever supplied their data."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.access import (
    Exemption,
    IdentityShown,
    ItemVerdict,
    LawDraft,
    Opinion,
    OpinionDraft,
    SubjectDraft,
    SubjectRight,
    VerdictDraft,
)
from comity.assistance.terms.afterwords import AfterwordDraft, LetterMark
from comity.assistance.terms.clocks import ClockUnit
from comity.assistance.wording.access import (
    EXEMPTION_NAMES,
    IDENTITY_NAMES,
    ITEM_VERDICT_NAMES,
    OPINION_NAMES,
    RIGHT_NAMES,
)
from comity.interfaces.web.correctable import offer_fields
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.words import capital
from comity.kernel.languages import LANGUAGES

_UNIT_NAMES = {
    ClockUnit.DAYS: _("days"),
    ClockUnit.WORKING_DAYS: _("working days"),
    ClockUnit.MONTHS: _("months"),
}


def _offer(form: forms.Form, name: str, names: Mapping[Any, Any], codes: Iterable[StrEnum]) -> None:
    field = form.fields[name]
    assert isinstance(field, CodeField)
    known = [(code.value, capital(gettext(str(names[code])))) for code in codes]
    field.offer([("", gettext("Choose…")), *known])


def _number(typed: object) -> int:
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


class SubjectForm(forms.Form):
    """A person's request, as it is registered."""

    right = CodeField(label=_("What is asked for"))
    person = TypedField(label=_("Name of the person"))
    identifiers = TypedField(
        lines=3,
        label=_("What else to search by"),
        help_text=_("Numbers, addresses, other spellings: one on a line."),
    )
    contact = TypedField(lines=2, label=_("Where the reply goes"))
    received_on = DayField(label=_("Came on"))
    identity = CodeField(label=_("How the person showed who they are"))
    identity_on = DayField(label=_("Shown on"))
    asked = TypedField(lines=4, label=_("What is asked, in words"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "right", RIGHT_NAMES, SubjectRight)
        _offer(self, "identity", IDENTITY_NAMES, IdentityShown)

    def draft(self) -> SubjectDraft:
        """Return what was typed."""
        return SubjectDraft(**self.cleaned_data)


class IdentityForm(forms.Form):
    """How and when a person showed who they are."""

    identity = CodeField(label=_("How the person showed who they are"))
    identity_on = DayField(label=_("Shown on"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        known = [each for each in IdentityShown if each is not IdentityShown.NOT_YET]
        _offer(self, "identity", IDENTITY_NAMES, known)


class LawForm(forms.Form):
    """What our own law wants of answering persons."""

    days = TypedField(label=_("A person is answered within"))
    unit = CodeField(label=_("Counted in"))
    article = TypedField(label=_("Where our law says so"))
    consult_days = TypedField(label=_("Working days a partner has for its opinion"))
    keep_days = TypedField(
        label=_("Days the request is kept after it was answered"),
        help_text=_("Empty, when no rule says so."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "unit", _UNIT_NAMES, _UNIT_NAMES)

    def law(self) -> LawDraft:
        """Return what was typed; a number that is none is 0, which no rule takes."""
        typed = self.cleaned_data
        return LawDraft(
            days=_number(typed["days"]),
            unit=typed["unit"],
            article=typed["article"],
            consult_days=_number(typed["consult_days"]),
            keep_days=_number(typed["keep_days"]),
        )


class ReasonedForm(forms.Form):
    """Why a proposed reply is returned, or a request ends without one."""

    reason = TypedField(
        lines=2,
        label=_("Reason"),
        help_text=_("This stays in the record for good. Name no person."),
    )


class LeftForm(forms.Form):
    """By which letter something left, or came."""

    number = TypedField(label=_("Number of the letter"))
    on = DayField(label=_("Day of the letter"))

    def letter(self) -> LetterMark:
        """Return what was typed."""
        return LetterMark(self.cleaned_data.get("number", ""), self.cleaned_data.get("on", ""))


class ReleaseForm(LeftForm):
    """What is confirmed when a question or an opinion leaves; the letter where there is one."""

    def __init__(self, *args: Any, by_letter: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not by_letter:
            self.fields.clear()


class VerdictForm(forms.Form):
    """What is decided on one thing that was found."""

    verdict = CodeField(label=_("Decision"))
    ground = CodeField(label=_("Exemption"))
    cites = TypedField(label=_("Article it stands in"))
    reasons = TypedField(lines=3, label=_("Reasons"), help_text=_("They stay in the house."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "verdict", ITEM_VERDICT_NAMES, ItemVerdict)
        _offer(self, "ground", EXEMPTION_NAMES, Exemption)

    def draft(self) -> VerdictDraft:
        """Return what was typed."""
        return VerdictDraft(**self.cleaned_data)


class ConsultForm(forms.Form):
    """What the partner should know beside the question."""

    why = TypedField(
        lines=3,
        label=_("What the partner should know"),
        help_text=_("It travels, with the person's name, what is asked for and the day."),
    )


class OpinionForm(LeftForm):
    """An opinion, ours or the partner's by letter."""

    verdict = CodeField(label=_("Opinion"))
    ground = CodeField(label=_("Ground of the objection"))
    reasons = TypedField(lines=3, label=_("Reasons"), help_text=_("They go to the other side."))
    field_order = ("verdict", "ground", "reasons", "number", "on")

    def __init__(self, *args: Any, came_by_letter: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not came_by_letter:
            del self.fields["number"], self.fields["on"]
        _offer(self, "verdict", OPINION_NAMES, Opinion)
        _offer(self, "ground", EXEMPTION_NAMES, Exemption)

    def draft(self) -> OpinionDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return OpinionDraft(typed["verdict"], typed["ground"], typed["reasons"])


class ReplyLetterForm(forms.Form):
    """The language of the letter to a person."""

    language = CodeField(label=_("Language of the letter"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["language"]
        assert isinstance(field, CodeField)
        field.offer(LANGUAGES.items())


class RectifyForm(forms.Form):
    """The same correction to every partner that got what was found."""

    items = CodesField(label=_("What was supplied by us"))
    field = CodeField(label=_("Which field is wrong"))
    old = TypedField(lines=2, label=_("What stands there"))
    corrected = TypedField(lines=2, label=_("What is right"))
    ground = CodeField(label=_("Why it is wrong"))
    why = TypedField(
        lines=3,
        label=_("Why, in words"),
        help_text=_("It travels to the partner as you write it. Do not say that the person asked."),
    )

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        chosen = self.fields["items"]
        assert isinstance(chosen, CodesField)
        chosen.offer(items)
        offer_fields(self)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the things chosen."""
        return tuple(filter(None, map(_number, self.cleaned_data["items"])))

    def draft(self) -> AfterwordDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        names = ("field", "old", "corrected", "ground", "why")
        return AfterwordDraft(**{name: typed[name] for name in names})
