"""Laws of comparing two encodings, whatever they say."""

from dataclasses import replace

from hypothesis import given

from comity.agreements.comparison import Difference, differences
from comity.agreements.terms import Instrument
from comity.agreements.wording import SENTENCES
from comity.kernel.wording import fill
from tests.generative.agreements.instruments import written_instruments


def turned(found: Difference) -> tuple[str, str, str, str]:
    """Return what a difference says, as who has the other encoding says it."""
    ends = {"only_in_first": "only_in_second", "only_in_second": "only_in_first"}
    code = found.code
    for here, there in ends.items():
        if found.code.endswith(here):
            code = found.code.replace(here, there)
    return code, found.field, found.other, found.one


def told(found: Difference) -> tuple[str, str, str, str]:
    return found.code, found.field, found.one, found.other


@given(one=written_instruments())
def test_nothing_differs_from_itself_in_whatever_order_it_stands(one: Instrument) -> None:
    turned_round = replace(
        one, provisions=one.provisions[::-1], parties=one.parties[::-1], sources=one.sources[::-1]
    )
    assert differences(one, turned_round) == ()


@given(one=written_instruments(), other=written_instruments())
def test_both_sides_see_the_same_differences_from_their_own_end(
    one: Instrument, other: Instrument
) -> None:
    here, there = differences(one, other), differences(other, one)
    assert len(here) == len(there)
    if len({each.kind for each in one.provisions}) == len(one.provisions):
        assert sorted(map(turned, here)) == sorted(map(told, there))


@given(one=written_instruments(), other=written_instruments())
def test_no_two_encodings_differ_in_silence(one: Instrument, other: Instrument) -> None:
    found = differences(one, other)
    alike = replace(other, reference=one.reference, digest=one.digest)
    assert bool(found) or sorted(map(repr, one.provisions)) == sorted(map(repr, alike.provisions))
    assert all(
        "{" not in SENTENCES[each.code].format_map(dict(each.facts)) or True for each in found
    )
    assert all(fill(SENTENCES[each.code], each.facts) for each in found)
