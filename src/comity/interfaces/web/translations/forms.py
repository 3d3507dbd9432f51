"""What is typed of a translation."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.assistance.terms.translations import Authority, TextOf, TranslationDraft
from comity.assistance.wording.translations import AUTHORITY_NAMES, TEXT_NAMES
from comity.interfaces.web.forms import CodeField, DayField, TypedField
from comity.interfaces.web.words import capital

_CODE = _("Its code, such as uk.")


class TranslationForm(forms.Form):
    """A translation beside a text."""

    of = CodeField(label=_("What was translated"))
    from_language = TypedField(label=_("Language of the original"), help_text=_CODE)
    into_language = TypedField(label=_("Language of the translation"), help_text=_CODE)
    text = TypedField(lines=8, label=_("The translation"))
    translator = TypedField(
        label=_("Who translated it"), help_text=_("A person, a bureau, or which machine.")
    )
    translated_on = DayField(label=_("Translated on"))
    certified_by = TypedField(
        label=_("Certified by"), help_text=_("Who, and in which office. Empty when nobody did.")
    )
    authority = CodeField(label=_("What counts where both differ"))

    def __init__(self, *args: Any, texts: tuple[TextOf, ...], **named: Any) -> None:
        super().__init__(*args, **named)
        offered = ((each.value, capital(gettext(TEXT_NAMES[each]))) for each in texts)
        self._field("of").offer(offered)
        self._field("authority").offer(
            (each.value, capital(gettext(AUTHORITY_NAMES[each]))) for each in Authority
        )

    def draft(self) -> TranslationDraft:
        """Return what was typed."""
        typed = self.cleaned_data
        return TranslationDraft(**{name: typed[name] for name in TranslationDraft.__slots__})

    def _field(self, name: str) -> CodeField:
        field = self.fields[name]
        assert isinstance(field, CodeField)
        return field
