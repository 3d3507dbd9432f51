"""By what two matters are recognised as the same, however each was typed."""

from typing import Any

import pytest

from comity.assistance.fingerprints import MOST_OF_A_MATTER, traces_in
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.same_matter import Mark


def marks(**fields: Any) -> dict[str, Mark]:
    return {trace.value: trace.mark for trace in traces_in(RequestDraft(**fields))}


def shared(one: RequestDraft, other: RequestDraft) -> set[Mark]:
    first = {trace.key: trace.mark for trace in traces_in(one)}
    return {first[trace.key] for trace in traces_in(other) if trace.key in first}


@pytest.mark.parametrize(
    ("one", "other", "mark"),
    [
        ("Container MSKU 907032-3 was opened.", "It left in msku9070323.", Mark.CONTAINER),
        ("MRN 26UA100000123456K1 of May", "see 26UA100000123456K1.", Mark.DECLARATION),
        ("the ship Orion, IMO 9074729", "IMO: 9074729 called twice", Mark.VESSEL),
        ("plate KAA 123B at the gate", "Plates: KAA-123B", Mark.VEHICLE),
        ("IBAN GB82 WEST 1234 5698 7654 32", "to IBAN: GB82WEST12345698765432", Mark.ACCOUNT),
        ("company register C-445566/2019", "реєстр C445566/2019, Одеса", Mark.NUMBER),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str, mark: Mark) -> None:
    assert mark in shared(RequestDraft(facts=one), RequestDraft(asked=other))


def test_a_number_in_a_field_is_found_in_another_ones_text() -> None:
    one = RequestDraft(consignment_reference="KE-2026/MBA-00412")
    other = RequestDraft(facts="The entry KE2026MBA00412 names another value.")
    assert shared(one, other) == {Mark.CONSIGNMENT}


def test_the_name_of_a_trader_is_the_same_in_any_order_and_form() -> None:
    one = RequestDraft(parties="Baobab Trading Ltd, Moi Avenue, Mombasa")
    other = RequestDraft(parties="TRADING, Baobab Limited\nBáobab Trading Limited; Nairobi")
    assert shared(one, other) == {Mark.NAME}
    assert not shared(one, RequestDraft(parties="Baobab Shipping Ltd"))


def test_goods_are_the_same_at_one_value_on_one_day() -> None:
    goods: dict[str, Any] = {"hs_code": "8482.10", "value_currency": "USD"}
    one = RequestDraft(**goods, value_amount="71760.00", facts="Entered 2026-03-04.")
    same = RequestDraft(**goods, value_amount="71760", facts="On 2026-03-04 it left.")
    assert shared(one, same) == {Mark.GOODS}
    round_one = RequestDraft(**goods, value_amount="50000")
    assert not shared(round_one, round_one), "a round value on no day says nothing"
    dated = RequestDraft(**goods, value_amount="50000", particulars={"period_from": "2026-03-04"})
    assert shared(dated, dated) == {Mark.GOODS}
    assert not shared(dated, round_one)


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-03-04 and 04-03-2026, in 2016/679.",
        "It answers US-UA-2026-00001.",
        "Value 71760, twice 1250000.",
        "undervaluation of ball-bearings",
        "",
    ],
)
def test_days_amounts_words_and_our_references_are_no_marks(text: str) -> None:
    assert marks(facts=text, parties="Kyiv") == {}


def test_a_hostile_text_leaves_no_more_than_a_few_marks_and_none_of_its_words() -> None:
    many = "\n".join(f"number AB{place:08}" for place in range(2_000))
    traces = traces_in(RequestDraft(facts=many, hs_code="٨٤٨٢١٠", value_amount="1e999999"))
    assert len(traces) == MOST_OF_A_MATTER
    assert all(len(trace.key) == 16 for trace in traces)
