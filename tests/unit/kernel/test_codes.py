"""Codes: what names nobody, and no goods, cannot be made."""

import pytest

from comity.kernel.codes import CountryCode, HsCode
from comity.kernel.countries import COUNTRIES, FORMER_STATES, UNIONS


@pytest.mark.parametrize("code", ["UA", "EU", "SU", "CS", "SACU"])
def test_countries_former_states_and_unions_have_codes(code: str) -> None:
    assert CountryCode(code) == code
    assert CountryCode(code).english_name


def test_a_union_acts_through_members_and_a_country_does_not() -> None:
    assert CountryCode("EU").is_union
    assert not CountryCode("UA").is_union


@pytest.mark.parametrize("text", ["", "ua", "XX", "UKR", "U", "UA "])
def test_letters_that_name_nobody_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such country"):
        CountryCode(text)


def test_no_code_names_two() -> None:
    assert len(COUNTRIES) == 249
    assert not COUNTRIES.keys() & FORMER_STATES.keys()
    assert all(len(code) > 2 for code in UNIONS if code != "EU")


def test_goods_are_named_by_chapter_and_subheading() -> None:
    code = HsCode("8471.30 01")
    assert (code, code.chapter, code.subheading) == ("84713001", "84", "847130")
    assert HsCode("84").subheading == "84"


@pytest.mark.parametrize("text", ["", "847", "00", "84713", "8471301234x", "123456789012", "८४७१"])
def test_what_is_no_tariff_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        HsCode(text)
