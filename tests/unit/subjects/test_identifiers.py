"""What each check of an identifier finds, and that no value, however hostile, stops it."""

import pytest

from comity.interfaces.sentences import sentence
from comity.subjects.rules import doubts_about, doubts_in, recognised, spotted
from comity.subjects.terms import (
    Account,
    Company,
    Consignment,
    Container,
    Declaration,
    Doubt,
    Goods,
    Identifier,
    Person,
    Scheme,
    Subject,
    Vehicle,
    Vessel,
)
from comity.subjects.wording import SCHEME_NAMES, SENTENCES

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
SMALL = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"

FOUND = """
    imo             | 9074729                     |
    imo             | IMO 9074729                 |
    imo             | ９０７４７２９              |
    imo             | 9074728                     | check_digit
    imo             | 9704729                     | check_digit
    imo             | 907472                      | imo_form
    imo             | IMO                         | imo_form
    container       | CSQU3054383                 |
    container       | csqu 305438-3               |
    container       | CSQU3054384                 | check_digit
    container       | CSQU3045383                 | check_digit
    container       | CSQX3054383                 | container_category check_digit
    container       | CSQU305438                  | container_form
    vin             | 1M8GDM9AXKP042788           |
    vin             | 1M8GDM9A1KP042788           | vin_check_digit
    vin             | 1M8GDM9AXKP042789           | vin_check_digit
    vin             | 1M8GDM9AXKPO42788           | vin_form
    iban            | GB82 WEST 1234 5698 7654 32 |
    iban            | IBAN DE89370400440532013000 |
    iban            | GB82WEST12345698765433      | check_digits
    iban            | GB82WEST12345698765342      | check_digits
    iban            | DE8937040044053201300       | iban_length check_digits
    iban            | US82WEST12345698765432      | iban_country check_digits
    iban            | 12345678                    | iban_form
    lei             | 5493001KJTIIGC8Y1R12        |
    lei             | 5493001KJTIIGC8Y1R13        | check_digits
    lei             | 5493001KJTIIGC8Y1R21        | check_digits
    lei             | 5493001KJTIIGC8Y1R          | lei_form
    mrn             | 26PL401010ABCDEF15          |
    mrn             | 26XI401010ABCDEF15          |
    mrn             | 26ZZ401010ABCDEF15          | country_of_number
    mrn             | 26PL401010                  | mrn_form
    hs              | 7308.90                     |
    hs              | 97                          |
    hs              | 7308 90 98 10               |
    hs              | 73089                       | hs_form
    hs              | 730890981012                | hs_form
    hs              | 0001                        | hs_chapter
    hs              | 7701                        | hs_reserved
    hs              | 9801                        | hs_national
    country         | ua                          |
    country         | ZZ                          | no_country_of_code
    country         | SU                          | no_country_of_code
    phone           | +380 44 123-45-67           |
    phone           | 044 123 45 67               | phone_form
    phone           | +0 44 123 45 67             | phone_form
    phone           | +1234567890123456           | phone_form
    mmsi            | 235 000 000                 |
    mmsi            | 970000000                   | mmsi_no_ship
    mmsi            | 23500000                    | mmsi_form
    call-sign       | 9HA3588                     |
    call-sign       | WDC1234                     |
    call-sign       | 1234567                     | call_sign_form
    call-sign       | WD                          | call_sign_form
    trader          | DE1234567                   |
    trader          | ZZ1234567                   | country_of_number
    trader          | 1234567                     | trader_form
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in FOUND.strip().splitlines()]


def codes(scheme: str, typed: str) -> list[str]:
    return [doubt.code for doubt in doubts_about(Identifier(Scheme(scheme), typed))]


@pytest.mark.parametrize(("scheme", "typed", "found"), ROWS)
def test_a_check_finds_what_the_table_says(scheme: str, typed: str, found: str) -> None:
    assert codes(scheme, typed) == found.split()


@pytest.mark.parametrize("lines", [PASSPORT, CARD, SMALL])
def test_the_specimens_of_travel_documents_pass_and_a_wrong_day_of_birth_does_not(
    lines: str,
) -> None:
    assert codes("travel-document", lines) == []
    assert "mrz_check_digit" in codes("travel-document", lines.replace("740812", "740821"))


def test_a_visa_has_no_digit_over_all_of_its_second_line() -> None:
    visa = f"V<{PASSPORT[2:45]}L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<<"
    assert codes("travel-document", visa) == []
    assert codes("travel-document", f"P{visa[1:]}") == ["mrz_check_digit"]


def test_lines_of_no_known_length_are_told_by_their_form() -> None:
    assert codes("travel-document", "P<UTO") == ["mrz_form"]


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("9" * 1_000_000, "number_too_long"),
        ("\ufdfa" * 1_000_000, "number_too_long"),
        ("9074\u202e729", "hidden_in_number"),
        ("9074\x00729", "hidden_in_number"),
        ("\ud800", "hidden_in_number"),
    ],
)
def test_a_hostile_value_is_answered_by_one_doubt(scheme: str, typed: str, code: str) -> None:
    assert codes(scheme, typed) == [code]


def test_every_scheme_has_a_name_and_answers_an_empty_value() -> None:
    assert set(SCHEME_NAMES) == set(Scheme)
    for scheme in Scheme:
        assert len(codes(scheme, "")) == 1


def test_every_doubt_has_a_sentence_with_all_of_its_places_filled() -> None:
    for scheme, typed, _ in ROWS:
        for doubt in doubts_about(Identifier(Scheme(scheme), typed)):
            assert doubt.code in SENTENCES
            assert "{" not in sentence(doubt.code, doubt.facts)


def test_two_ways_of_writing_one_number_compare_alike() -> None:
    def plain(scheme: Scheme, typed: str) -> str:
        return Identifier(scheme, typed).normalised

    assert plain(Scheme.IMO, "imo 9074729") == plain(Scheme.IMO, "٩٠٧٤٧٢٩") == "9074729"
    assert plain(Scheme.CONTAINER, "csqu 305438-3") == "CSQU3054383"
    assert plain(Scheme.TRAVEL_DOCUMENT, PASSPORT) == PASSPORT.replace("\n", "")


# ---- parties and things


SUBJECTS: list[tuple[Subject, list[tuple[str, str]]]] = [
    (Person(nationality="ZZ", phone="1"), [("nationality", "no_country_of_code")]),
    (Person(travel_document="P<"), [("travel_document", "mrz_form")]),
    (Company(name="Acme", lei="5493001KJTIIGC8Y1R13"), [("lei", "check_digits")]),
    (Company(trader_number="ZZ1"), [("trader_number", "country_of_number")]),
    (Vessel(imo="9074728", call_sign="X"), [("imo", "check_digit"), ("call_sign", "")]),
    (Vehicle(vin="1"), [("vin", "vin_form")]),
    (Container("CSQU3054384"), [("number", "check_digit")]),
    (Consignment(reference="CSQU3054384"), [("reference", "check_digit")]),
    (Consignment(reference="26ZZ401010ABCDEF15"), [("reference", "country_of_number")]),
    (Consignment(reference="AWB 057-1234 5675"), []),
    (Declaration(number="E-2026/15", country="UA"), []),
    (Goods(hs_code="7701"), [("hs_code", "hs_reserved")]),
    (Account(number="GB82WEST12345698765433"), [("number", "check_digits")]),
    (Account(number="0012345678"), []),
]


@pytest.mark.parametrize(("subject", "wanted"), SUBJECTS)
def test_a_subject_says_which_of_its_fields_is_worth_a_second_look(
    subject: Subject, wanted: list[tuple[str, str]]
) -> None:
    found = {doubt.field: doubt.code for doubt in doubts_in(subject)}
    for field, code in wanted:
        assert code in found[field]
    assert bool(found) == bool(wanted)


def test_a_number_of_any_sort_is_checked_only_where_its_form_tells_which() -> None:
    every = (Scheme.CONTAINER, Scheme.MRN, Scheme.IBAN)
    assert recognised("csqu 305438 3", among=every) is Scheme.CONTAINER
    assert recognised("26PL401010ABCDEF15", among=every) is Scheme.MRN
    assert recognised("GB82 WEST 1234 5698 7654 32", among=every) is Scheme.IBAN
    assert recognised("DECLARATION 15", among=every) is None
    assert recognised("x" * 1_000_000, among=every) is None
    # The number of a declaration begins as an account of the same country would.
    assert recognised("UA100000/2026/000123", among=(Scheme.MRN,)) is None


def test_what_a_sentence_names_is_found_once_and_other_figures_are_left() -> None:
    told = (
        "MV Nord (IMO 9074728) took CSQU 305438-4 and CSQU 305438-4; invoice 9074728, "
        "IBAN GB82 WEST 1234 5698 7654 32, MRN 26PL401010ABCDEF15."
    )
    found = [(each.scheme, each.typed) for each in spotted(told)]
    assert found == [
        (Scheme.IMO, "9074728"),
        (Scheme.CONTAINER, "CSQU 305438-4"),
        (Scheme.IBAN, "GB82 WEST 1234 5698 7654 32"),
        (Scheme.MRN, "26PL401010ABCDEF15"),
    ]


def test_a_doubt_without_facts_is_equal_to_another() -> None:
    assert doubts_about(Identifier(Scheme.HS, "77")) == (Doubt("hs_reserved"),)
