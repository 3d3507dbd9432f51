"""What is filled in when information is given without a request, or came so."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.queries import current_register
from comity.assistance.terms import Came
from comity.assistance.terms.information import (
    VOLUNTEERED_KINDS,
    InformationByLetter,
    InformationDraft,
    InformationUrgency,
)
from comity.assistance.wording import PRESSING_NAMES
from comity.interfaces.web.answers.forms import AnswerForm, typed_answer
from comity.interfaces.web.choices import Choices, names_of, partners, with_typed
from comity.interfaces.web.clock import today
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, CodesField, DayField, TypedField
from comity.interfaces.web.kind_fields import area_choices, offence_choices
from comity.interfaces.web.words import capital, country_name
from comity.officers.queries import agencies, own_administration

_MATTER = ("partner", "kind", "subject", "urgency")
_CONCERNED = ("area", "offence", "goods_description", "hs_code", "consignment_reference", "parties")


class WrittenOnForm(AnswerForm):
    """Information that was begun: whom it is for is settled.

    Its conditions are typed as those of an answer.
    """

    kind = CodeField(label=_("What it is"))
    subject = TypedField(label=_("Subject"), help_text=_("One line that names the matter."))
    urgency = CodeField(
        label=_("Why it cannot wait"),
        help_text=_("Urgent information is sent first, and stands first in their inbox."),
    )
    area = CodeField(label=_("Area"))
    offence = CodeField(
        label=_("Offence"), help_text=_("Save once the area is chosen: its offences stand here.")
    )
    goods_description = TypedField(lines=2, label=_("Goods"))
    hs_code = TypedField(label=_("HS code"))
    consignment_reference = TypedField(label=_("Declaration or consignment number"))
    parties = TypedField(
        lines=3,
        label=_("Names and addresses of the persons concerned"),
        help_text=_("What names a person is personal data, and the ruling counts it so."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        # It is told whole: what follows later is information of its own.
        del self.fields["partial"], self.fields["still_to_come"]
        self.fields["text"].label = gettext("The information")
        self.fields["text"].help_text = gettext(
            "What you know, how you know it, and what the reader needs to understand it."
        )
        self._field("kind", CodeField).offer(names_of(VOLUNTEERED_KINDS, self._value_of("kind")))
        area, offence, on = self._value_of("area"), self._value_of("offence"), today()
        self._field("area", CodeField).offer(area_choices(area, on=on))
        self._field("offence", CodeField).offer(offence_choices(offence, area=area, on=on))
        reasons: Choices = [("", gettext("It can wait"))]
        reasons += [
            (each.value, capital(gettext(PRESSING_NAMES[each]))) for each in InformationUrgency
        ]
        self._field("urgency", CodeField).offer(with_typed(reasons, self._value_of("urgency")))

    def _value_of(self, name: str) -> str:
        return str(self[name].value() or "")

    def information(self, *, partner: str = "", under: str = "") -> InformationDraft:
        """Return what was typed, as it was typed.

        Args:
            partner: that is told, where it is settled.
            under: the instrument chosen before.
        """
        told, typed = self.answer(), self.cleaned_data
        names = ("kind", "subject", "urgency", *_CONCERNED)
        matter = {name: typed.get(name, "") for name in names}
        return InformationDraft(
            partner=partner or typed.get("partner", ""), under=under, told=told, **matter
        )

    def matter_fields(self) -> list[forms.BoundField]:
        """Return the fields that say whom it is for, and what it is."""
        return [self[name] for name in _MATTER if name in self.fields]

    def concerned_fields(self) -> list[forms.BoundField]:
        """Return the fields for goods and persons."""
        return [self[name] for name in _CONCERNED]


class InformationForm(WrittenOnForm):
    """Information that nobody asked for, for one partner."""

    partner = CodeField(label=_("Administration that is told"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._field("partner", CodeField).offer(partners(self._value_of("partner")))


class InformationByLetterForm(WrittenOnForm):
    """What a partner's letter says that nobody asked for."""

    partner = CountryField(
        label=_("Partner who wrote"), help_text=_("Its name, or two letters such as UA.")
    )
    under = CodeField(label=_("Agreement it names"))
    article = TypedField(label=_("Article it names"))
    written_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Day it was received"))
    number = TypedField(label=_("Their reference"))
    unit = TypedField(label=_("Their unit"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["proceedings"].label = _("It may be used in these without asking them")
        self.fields["proceedings"].help_text = _("For the others their consent is needed.")
        self._field("under", CodeField).offer(_agreements(self._value_of("under")))

    def letter(self) -> InformationByLetter:
        """Return what was typed."""
        typed = self.cleaned_data
        draft = self.information(under=typed["under"])
        came = Came(**{name: typed[name] for name in Came.__slots__})
        return InformationByLetter(draft, came, typed["article"])

    def came_fields(self) -> list[forms.BoundField]:
        """Return the fields that say how the letter came."""
        return [self[name] for name in (*Came.__slots__, "under", "article")]


class AgencyForm(forms.Form):
    """Which agency works with it."""

    agency = CodeField(
        label=_("Agency that works with it"),
        help_text=_("Its officers see the matter from now on, and open the information."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["agency"]
        assert isinstance(field, CodeField)
        own = [(agency.code, f"{agency.name} ({agency.code})") for agency in agencies()]
        field.offer(own if len(own) == 1 else [("", gettext("Choose…")), *own])


class PartnersForm(forms.Form):
    """Which partners are told as well."""

    partners = CodesField(label=_("Tell these partners too"))

    def __init__(self, *args: Any, but: Iterable[str], **named: Any) -> None:
        super().__init__(*args, **named)
        field, told = self.fields["partners"], set(but)
        assert isinstance(field, CodesField)
        field.offer((code, name) for name, code in _known_partners() if code not in told)


def typed_information(draft: InformationDraft) -> dict[str, object]:
    """Return saved information as its form shows it."""
    names = (*_MATTER, *_CONCERNED, "under")
    return {**typed_answer(draft.told), **{name: getattr(draft, name) for name in names}}


def _known_partners() -> list[tuple[str, str]]:
    """Return whom an agreement or a link ties to this administration, by name."""
    groups = (group for _, group in partners("") if isinstance(group, list))
    codes = {code for group in groups for code, _ in group}
    return sorted((country_name(code), code) for code in codes)


def _agreements(typed: str) -> Choices:
    own = own_administration().code
    found: Choices = [("", gettext("Choose…"))]
    found += sorted(
        (str(each.reference), each.short_title)
        for each in current_register().instruments
        if any(party.code == own for party in each.parties)
    )
    return with_typed(found, typed)
