"""Lists to choose from are what Django's own templates would print."""

import pytest
from django import forms
from django.test.html import parse_html

from comity.interfaces.web.lists import ChoiceList

CHOICES = [
    ("", "Choose…"),
    ("A", "salt & <pepper>"),
    ("Group & co", [("X", "one"), ("Y", "two")]),
    ('"B"', "last"),
]


@pytest.mark.parametrize("chosen", ["", "A", "Y", '"B"', "unknown", None])
def test_a_list_is_what_django_prints(chosen: str | None) -> None:
    attrs = {"id": "id_x", "required": True, "hidden": False, "class": 'a "b"'}
    ours = ChoiceList(choices=CHOICES, attrs={"dir": "auto"}).render("x", chosen, attrs)
    django = forms.Select(choices=CHOICES, attrs={"dir": "auto"}).render("x", chosen, attrs)
    assert parse_html(ours) == parse_html(django)
