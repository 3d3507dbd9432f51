"""What is filled in of a part of a reply."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import DataCategory, ProvisionKind
from comity.assistance.models import ReplyPart
from comity.assistance.terms import RefusalGround
from comity.assistance.terms.markings import Originator
from comity.assistance.terms.parts import ORIGINATOR_REFUSED, PartDraft
from comity.assistance.wording import GROUND_NAMES
from comity.assistance.wording.markings import ORIGINATOR_NAMES
from comity.assistance.wording.parts import WITHHELD_NAMES
from comity.interfaces.web.country_field import CountryField
from comity.interfaces.web.forms import CodeField, CodesField, TypedField
from comity.interfaces.web.words import capital, name_of
from comity.officers.queries import agencies

_MOST_DIGITS = 6


class PartForm(forms.Form):
    """One part, and whose it is."""

    part_text = TypedField(
        lines=5,
        label=_("What this part says"),
        help_text=_("One fact, or what belongs to one originator. Empty for an exhibit."),
    )
    exhibit = CodeField(label=_("Or an exhibit of the reply"))
    originator = CodeField(label=_("Whose it is"))
    agency = CodeField(
        label=_("Agency of this node"),
        help_text=_("Of another agency: its approver decides. Empty for a body elsewhere."),
    )
    supplier = CountryField(
        label=_("Partner that supplied it"), help_text=_("Of a partner: two letters, as UA.")
    )
    source = TypedField(
        label=_("Our case to which it was supplied"),
        help_text=_("Its reference. The consent is asked there, from node to node or by letter."),
    )
    reply = TypedField(label=_("Number of the reply there"), help_text=_("Empty for the last one."))
    named = TypedField(
        label=_("Name of the court or body"), help_text=_("Of a court, or of a body elsewhere.")
    )
    categories = CodesField(label=_("It contains"))
    touches = CodesField(
        label=_("Exemptions you see touched"),
        help_text=_("Tick one and a person decides; the machine neither refuses nor waives."),
    )

    def __init__(self, *args: Any, exhibits: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        exemptions = [kind for kind in ProvisionKind if kind.is_exemption]
        offers: dict[str, list[tuple[str, object]]] = {
            "exhibit": [("", gettext("None")), *exhibits],
            "originator": [(o.value, capital(gettext(ORIGINATOR_NAMES[o]))) for o in Originator],
            "agency": [("", gettext("None")), *((a.code, a.name) for a in agencies())],
            "categories": [(c.value, capital(name_of(c))) for c in DataCategory],
            "touches": [(k.value, capital(name_of(k))) for k in exemptions],
        }
        for name, choices in offers.items():
            field = self.fields[name]
            assert isinstance(field, CodeField | CodesField)
            field.offer(choices)

    def part(self) -> PartDraft:
        """Return what was typed; a number of a reply that is none is no reply's."""
        typed = dict(self.cleaned_data)
        number = typed.pop("reply").strip()
        known = number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS
        reply = int(number) if known else (-1 if number else 0)
        return PartDraft(text=typed.pop("part_text"), reply=reply, **typed)


def typed_part(part: ReplyPart) -> dict[str, object]:
    """Return a part as its form shows it."""
    draft = part.draft
    source = part.source
    return {
        "part_text": draft.text,
        "exhibit": draft.exhibit,
        "originator": draft.originator,
        "agency": part.agency.code if part.agency is not None else "",
        "supplier": draft.supplier,
        "source": source.request.reference if source is not None else "",
        "reply": str(source.number) if source is not None else "",
        "named": draft.named if part.agency is None and not draft.supplier else "",
        "categories": draft.categories,
        "touches": draft.touches,
    }


class WithholdForm(forms.Form):
    """Why a part does not go, and whether the reply says so."""

    ground = CodeField(label=_("Ground"))
    told = forms.BooleanField(
        required=False,
        label=_("The reply says that a part is withheld"),
        help_text=_("With the ground and its article; never whose it is. Own law may bar it."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["ground"]
        assert isinstance(field, CodeField)
        own = (ORIGINATOR_REFUSED, capital(gettext(WITHHELD_NAMES[ORIGINATOR_REFUSED])))
        field.offer(
            [
                ("", gettext("Choose…")),
                own,
                *((each.value, capital(gettext(GROUND_NAMES[each]))) for each in RefusalGround),
            ]
        )


class AskForm(forms.Form):
    """Why a partner is asked to let a part go."""

    why = TypedField(
        lines=4, label=_("Why"), help_text=_("It travels to the partner as you write it.")
    )


class NoteForm(forms.Form):
    """What a court, or a body elsewhere, decided."""

    leave = TypedField(label=_("Decision: its reference and day"))
    consents = forms.BooleanField(required=False, label=_("It consents to the release"))


class DecideForm(forms.Form):
    """What the agency whose part it is says."""

    reasons = TypedField(
        lines=3, label=_("Reasons"), help_text=_("Needed where you do not consent.")
    )


class InPartForm(forms.Form):
    """What is still to come after the parts that may go now."""

    still_to_come = TypedField(
        lines=3,
        label=_("What is still to come"),
        help_text=_("It travels to the partner. Do not say there whose the other parts are."),
    )
