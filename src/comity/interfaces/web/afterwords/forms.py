"""What is filled in to ask consent, to ask back, to give notice, and to answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import Proceedings, Purpose
from comity.assistance.terms.afterwords import (
    AfterwordDraft,
    AfterwordKind,
    ConsentReply,
    Fate,
    ItemReply,
    LetterMark,
    OriginatorConsent,
    Wish,
)
from comity.assistance.wording.afterwords import FATE_NAMES, WISH_NAMES
from comity.interfaces.web.choices import names_of
from comity.interfaces.web.correctable import offer_fields
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.words import capital

_DAYS: Mapping[AfterwordKind, Any] = {
    AfterwordKind.CONSENT: _("Needed until"),
    AfterwordKind.DISCLOSURE: _("Day of the disclosure"),
    AfterwordKind.EVIDENCE: _("Day of the use"),
}


class AfterwordForm(forms.Form):
    """What is asked or told; only the fields of its kind stand there."""

    answer = CodeField(label=_("About which reply"))
    wish = CodeField(label=_("What you ask them to do"))
    items = CodesField(label=_("With what"))
    field = CodeField(
        label=_("Which field is wrong"),
        help_text=_("Only to correct one field; none, to correct the whole text."),
    )
    old = TypedField(lines=2, label=_("What stands there"))
    ground = CodeField(label=_("Why it is wrong"))
    corrected = TypedField(
        lines=6,
        label=_("The text that is right"),
        help_text=_("Only to correct. It is kept there beside the old one, and both are marked."),
    )
    purpose = CodeField(label=_("What for"))
    proceedings = CodeField(
        label=_("In which proceedings"), help_text=_("None, when it is used outside proceedings.")
    )
    onward_to = TypedField(
        label=_("Passed on to"), help_text=_("Empty, when it stays with your administration.")
    )
    court = TypedField(label=_("Court and case"))
    day = DayField()
    why = TypedField(
        lines=4, label=_("Why"), help_text=_("It travels to the partner as you write it.")
    )

    def __init__(
        self,
        *args: Any,
        kind: AfterwordKind,
        used: Iterable[str],
        replies: Iterable[tuple[str, str]],
        items: Iterable[tuple[str, str]],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        wanted = {*used, *(("answer",) if list(replies) else ())}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if "day" in self.fields:
            self.fields["day"].label = _DAYS[kind]
        self._offer("answer", replies)
        self._offer("items", items)
        wishes = [("", gettext("Choose…"))]
        wishes += [(wish.value, capital(gettext(WISH_NAMES[wish]))) for wish in Wish]
        self._offer("wish", wishes)
        if "field" in self.fields:
            offer_fields(self)
        self._offer("purpose", names_of(Purpose, str(self.data.get("purpose", ""))))
        none, *known = names_of(Proceedings, str(self.data.get("proceedings", "")))
        self._offer("proceedings", [(none[0], gettext("None")), *known])

    def _offer(self, name: str, choices: Iterable[tuple[str, object]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, CodeField | CodesField):
            field.offer(choices)

    def draft(self) -> AfterwordDraft:
        """Return what was typed."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        typed = {name: value for name, value in self.cleaned_data.items() if name != "answer"}
        return AfterwordDraft(**typed)


class LetterForm(forms.Form):
    """By which letter it goes or comes, where the partner has no node."""

    number = TypedField(label=_("Number of the letter"))
    on = DayField(label=_("Day of the letter"))

    def letter(self) -> LetterMark:
        """Return what was typed; nothing where the partner has a node."""
        typed = self.cleaned_data
        return LetterMark(typed.get("number", ""), typed.get("on", ""), typed.get("scan", ""))


def without_letter(form: forms.Form, *, by_letter: bool) -> None:
    """Take the fields of the letter out where none goes or comes."""
    if not by_letter:
        for name in ("number", "on", "scan"):
            form.fields.pop(name, None)


class SendForm(LetterForm):
    """What is confirmed when it leaves."""

    def __init__(self, *args: Any, by_letter: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        without_letter(self, by_letter=by_letter)


class ConsentForm(LetterForm):
    """What the supplier decides."""

    decision = CodeField(label=_("Decision"))
    conditions = TypedField(
        lines=3, label=_("On these conditions"), help_text=_("Empty for a consent without any.")
    )
    until = DayField(label=_("Until and including"))
    reasons = TypedField(lines=3, label=_("Reasons"), help_text=_("Needed to refuse."))
    scan = CodeField(label=_("Scan of the letter"))
    field_order = ("decision", "conditions", "until", "reasons", "number", "on", "scan")

    def __init__(
        self,
        *args: Any,
        by_letter: bool,
        scans: Iterable[tuple[str, str]],
        others: Iterable[str] = (),
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        without_letter(self, by_letter=by_letter)
        self._others = tuple(others)
        for place, name in enumerate(self._others):
            self.fields[f"originator_{place}"] = TypedField(
                label=gettext("Consent of %(originator)s: reference and day")
                % {"originator": name},
                help_text=_(
                    "Part of the reply is theirs. Empty as long as they have not consented."
                ),
            )
        decision = self.fields["decision"]
        assert isinstance(decision, CodeField)
        decision.offer(
            [
                ("", gettext("Choose…")),
                ("given", gettext("Consent")),
                ("refused", gettext("Refuse")),
            ]
        )
        scan = self.fields.get("scan")
        if isinstance(scan, CodeField):
            scan.offer([("", gettext("None")), *scans])

    def reply(self) -> ConsentReply:
        """Return what was typed; without a decision it is a refusal that lacks its reasons."""
        typed = self.cleaned_data
        given = typed["decision"] == "given"
        return ConsentReply(
            given=given,
            conditions=typed["conditions"] if given else "",
            until=typed["until"] if given else "",
            reasons="" if given else typed["reasons"],
            originators=self._originators() if given else (),
        )

    def _originators(self) -> tuple[OriginatorConsent, ...]:
        typed = [self.cleaned_data[f"originator_{place}"] for place in range(len(self._others))]
        said = zip(self._others, typed, strict=True)
        return tuple(OriginatorConsent(name, leave) for name, leave in said if leave.strip())


class WithdrawForm(LetterForm):
    """Why a consent is withdrawn."""

    reasons = TypedField(lines=3, label=_("Reasons"), help_text=_("They travel to the partner."))

    def __init__(self, *args: Any, by_letter: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        without_letter(self, by_letter=by_letter)


class RecallForm(LetterForm):
    """What was done with each item that is asked back."""

    def __init__(
        self,
        *args: Any,
        by_letter: bool,
        items: Iterable[tuple[str, str]],
        fates: Iterable[Fate],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        without_letter(self, by_letter=by_letter)
        self._items = [item for item, _name in items]
        known = list(fates)
        for place, (_item, name) in enumerate(items):
            fate = CodeField(label=name)
            offered = [(each.value, capital(gettext(FATE_NAMES[each]))) for each in known]
            fate.offer([("", gettext("Choose…")), *offered])
            self.fields[f"fate_{place}"] = fate
            for field, label in (
                ("article", _("Kept under this article")),
                ("disclosed_to", _("Already disclosed to")),
                ("consent", _("With this consent")),
            ):
                self.fields[f"{field}_{place}"] = TypedField(label=label)

    def replies(self) -> tuple[ItemReply, ...]:
        """Return what was typed for each item."""
        typed = self.cleaned_data
        names = ("fate", "article", "disclosed_to", "consent")
        return tuple(
            ItemReply(item=item, **{name: typed[f"{name}_{place}"] for name in names})
            for place, item in enumerate(self._items)
        )
