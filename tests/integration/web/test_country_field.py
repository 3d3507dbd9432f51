"""A country is typed as one calls it: its name in one's language, in English, or its code."""

import pytest
from django.utils import translation

from comity.interfaces.web.country_field import CountryField, CountryInput


@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [
        ("UA", "en", "UA"),
        (" ukraine ", "en", "UA"),
        ("Côte d’Ivoire", "fr", "CI"),
        ("cote d’ivoire", "fr", "CI"),
        ("Ukraine", "ar", "UA"),
        ("أوكرانيا", "ar", "UA"),
        ("Ruritania", "en", "Ruritania"),
        ("", "en", ""),
    ],
)
def test_a_country_is_read_as_it_is_called(typed: str, language: str, code: str) -> None:
    with translation.override(language):
        assert CountryField(label="", help_text="").clean(typed) == code


def test_a_chosen_country_is_shown_by_its_name_and_a_mistake_as_it_was_typed() -> None:
    with translation.override("fr"):
        assert CountryInput().format_value("DE") == "Allemagne"
        assert CountryInput().format_value("Ruritania") == "Ruritania"
