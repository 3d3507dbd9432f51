"""A country as officers type it: by its name in their language, in English, or by its code."""

from functools import lru_cache

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language

from comity.interfaces.web.forms import TypedField
from comity.interfaces.web.words import country_name
from comity.kernel.countries import COUNTRIES, NAMES
from comity.kernel.languages import SOURCE
from comity.kernel.search_words import folded


class CountryInput(forms.TextInput):
    """Shows a country that was chosen by its name."""

    def format_value(self, value: object) -> str:
        """Return the name of a code; what is none is shown as it was typed."""
        return country_name(str(value)) if value in COUNTRIES else str(value or "")


class CountryField(TypedField):
    """One country; what names none is kept as typed, so that the law can say so.

    A list of all countries is longer than the rest of a form; a field that reads names is not.
    """

    def __init__(self, *, label: str | Promise, help_text: str | Promise) -> None:
        super().__init__(label=label, help_text=help_text)
        self.widget = CountryInput(attrs={"dir": "auto"})

    def to_python(self, value: object) -> str:
        """Return the code of the country that was typed."""
        typed = super().to_python(value).strip()
        return _codes(get_language() or SOURCE).get(folded(typed), typed)


@lru_cache(maxsize=16)
def _codes(language: str) -> dict[str, str]:
    """Return the codes of countries by what they are called, in the language now spoken."""
    return {
        folded(called): str(code)
        for code in COUNTRIES
        for called in (NAMES[code], country_name(code), code)
    }
