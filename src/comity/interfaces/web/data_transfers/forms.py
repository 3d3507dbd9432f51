"""What is filled in when the data protection officer gives a word on a transfer."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import DataCategory
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.assistance.wording import TRANSFER_NAMES
from comity.interfaces.web.forms import CodesField, TypedField
from comity.interfaces.web.words import capital, name_of


class WordForm(forms.Form):
    """Why; the buttons say what."""

    reasons = TypedField(
        lines=3,
        label=_("Reasons"),
        help_text=_("Owed when you oppose it. Those who work on the case read them."),
    )


class RuleForm(forms.Form):
    """One rule of our own law; what is left empty speaks of all."""

    article = TypedField(label=_("Where our own law says so"))
    kinds = CodesField(label=_("What leaves"), help_text=_("None chosen: whatever leaves."))
    categories = CodesField(
        label=_("With which data"), help_text=_("None chosen: with any data, or none.")
    )
    partners = TypedField(
        label=_("To whom"),
        help_text=_(
            "Codes of countries, such as those whose protection is not found adequate: UA TR."
            " Empty: to whomever."
        ),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        kinds, categories = self.fields["kinds"], self.fields["categories"]
        assert isinstance(kinds, CodesField)
        assert isinstance(categories, CodesField)
        kinds.offer((kind.value, gettext(TRANSFER_NAMES[kind])) for kind in TransferKind)
        categories.offer((each.value, capital(name_of(each))) for each in DataCategory)

    def draft(self) -> TransferRuleDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        partners = tuple(typed["partners"].replace(",", " ").upper().split())
        return TransferRuleDraft(typed["article"], typed["kinds"], typed["categories"], partners)
