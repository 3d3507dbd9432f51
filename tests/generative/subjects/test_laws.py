"""Laws of identifiers: a computed check digit passes, and a slip that must be noticed is."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.interfaces.sentences import SENTENCES
from comity.subjects.list_files import CodeListsRefusedError, code_lists_from_texts
from comity.subjects.list_files.shipped import SHIPPED
from comity.subjects.rules import doubts_about, spotted
from comity.subjects.rules.check_digits import (
    container_digit,
    digits_mod_97,
    imo_digit,
    mrz_digit,
    vin_character,
)
from comity.subjects.rules.money import IBAN_LENGTHS
from comity.subjects.terms import Identifier, Scheme, normalised

DIGITS = string.digits
UPPER = string.ascii_uppercase


def text_of(letters: str, length: int) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=length, max_size=length)


IMOS = text_of(DIGITS, 6).map(lambda six: six + imo_digit(six))
CONTAINERS = st.builds(
    lambda owner, kind, serial: owner + kind + serial + container_digit(owner + kind + serial),
    text_of(UPPER, 3),
    st.sampled_from("UJZR"),
    text_of(DIGITS, 6),
)
LEIS = text_of(UPPER + DIGITS, 18).map(lambda body: body + digits_mod_97(body))
VINS = text_of("ABCDEFGHJKLMNPRSTUVWXYZ" + DIGITS, 17).map(
    lambda vin: f"{vin[:8]}{vin_character(vin)}{vin[9:]}"
)


@st.composite
def ibans(draw: st.DrawFn) -> str:
    country, length = draw(st.sampled_from(sorted(IBAN_LENGTHS.items())))
    account = draw(text_of(UPPER + DIGITS, length - 4))
    return f"{country}{digits_mod_97(account + country)}{account}"


def codes(scheme: Scheme, typed: str) -> set[str]:
    return {doubt.code for doubt in doubts_about(Identifier(scheme, typed))}


def with_another_digit(number: str, place: int, step: int) -> str:
    digit = str((int(number[place]) + step) % 10)
    return f"{number[:place]}{digit}{number[place + 1 :]}"


STEPS = st.integers(1, 9)


@given(imo=IMOS, container=CONTAINERS, lei=LEIS, vin=VINS, iban=ibans())
def test_a_computed_check_digit_always_passes(
    imo: str, container: str, lei: str, vin: str, iban: str
) -> None:
    assert not codes(Scheme.IMO, imo)
    assert not codes(Scheme.CONTAINER, container)
    assert not codes(Scheme.LEI, lei)
    assert not codes(Scheme.VIN, vin)
    assert not codes(Scheme.IBAN, iban)


@given(imo=IMOS, place=st.sampled_from((0, 4, 6)), step=STEPS)
def test_another_digit_in_an_imo_number_is_noticed_where_its_weight_shares_nothing_with_ten(
    imo: str, place: int, step: int
) -> None:
    assert codes(Scheme.IMO, with_another_digit(imo, place, step)) == {"check_digit"}


@given(container=CONTAINERS, place=st.integers(4, 10), step=STEPS)
def test_another_digit_in_a_container_number_is_noticed_but_between_ten_and_nought(
    container: str, place: int, step: int
) -> None:
    changed = with_another_digit(container, place, step)
    # Ten is written as nought: two numbers that end so can differ in one digit.
    assume(not container[10] == changed[10] == "0")
    assert codes(Scheme.CONTAINER, changed) == {"check_digit"}


@pytest.mark.parametrize(("scheme", "numbers"), [(Scheme.LEI, LEIS), (Scheme.IBAN, ibans())])
@given(data=st.data())
def test_one_other_character_of_its_sort_in_an_iban_or_lei_is_noticed(
    scheme: Scheme, numbers: st.SearchStrategy[str], data: st.DataObject
) -> None:
    number = data.draw(numbers)
    place = data.draw(st.integers(2, len(number) - 1))
    sort = DIGITS if number[place].isdigit() else UPPER
    other = data.draw(st.sampled_from(sort.replace(number[place], "")))
    assert "check_digits" in codes(scheme, f"{number[:place]}{other}{number[place + 1 :]}")


@given(lei=LEIS, place=st.integers(0, 17))
def test_two_neighbours_that_changed_places_in_an_lei_are_noticed(lei: str, place: int) -> None:
    assume(lei[place] != lei[place + 1] and lei[place].isdigit() == lei[place + 1].isdigit())
    swapped = f"{lei[:place]}{lei[place + 1]}{lei[place]}{lei[place + 2 :]}"
    assert codes(Scheme.LEI, swapped) == {"check_digits"}


@given(
    others=text_of(UPPER + DIGITS + "<", 8),
    digit=st.sampled_from(DIGITS),
    place=st.integers(0, 8),
    step=STEPS,
)
def test_another_digit_in_a_field_of_a_travel_document_is_noticed(
    others: str, digit: str, place: int, step: int
) -> None:
    field = f"{others[:place]}{digit}{others[place:]}"
    assert mrz_digit(field) != mrz_digit(with_another_digit(field, place, step))


@given(scheme=st.sampled_from(Scheme), typed=st.text(max_size=300))
def test_whatever_is_typed_is_answered_and_compares_with_itself(scheme: Scheme, typed: str) -> None:
    assert all(doubt.code for doubt in doubts_about(Identifier(scheme, typed)))
    plain = normalised(typed)
    assert normalised(plain) == plain
    assert all(doubts_about(each) is not None for each in spotted(typed))


SHIPPED_TEXTS = {path.name: path.read_text() for path in sorted(SHIPPED.glob("*.toml"))}


@given(data=st.data())
def test_a_file_of_lists_with_any_piece_changed_is_read_or_refused_by_place(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(SHIPPED_TEXTS)))
    text = SHIPPED_TEXTS[name]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    piece = data.draw(st.text(max_size=10) | st.sampled_from(["\n", "[[codes]]\n", "=", '"', "7"]))
    changed = f"{text[:start]}{piece}{text[start + length :]}"
    try:
        code_lists_from_texts(SHIPPED_TEXTS | {name: changed})
    except CodeListsRefusedError as refused:
        assert all(fault.line >= 1 and fault.code in SENTENCES for fault in refused.faults)
