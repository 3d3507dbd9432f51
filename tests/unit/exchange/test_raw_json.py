"""JSON from outside: read once, strictly, and refused by name."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.crypto.canonical import canonical_json
from comity.exchange.raw_json import Fields, Limits, read_object
from comity.exchange.refusals import JsonFault, JsonRefusedError

LIMITS = Limits(size=2000, depth=4)
TEXT = re.compile(r"[a-z]+")
MANY_KEYS = [b'"%d":1' % number for number in range(90_000)]


def refusal_of(raw: bytes) -> JsonFault:
    with pytest.raises(JsonRefusedError) as refused:
        read_object(raw, limits=LIMITS)
    return refused.value.fault


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b'{"a":"' + b"x" * 2000 + b'"}', JsonFault.TOO_LARGE),
        (b'{"a":"\xff"}', JsonFault.NOT_UTF8),
        (b'\xef\xbb\xbf{"a":1}', JsonFault.MALFORMED),
        (b"", JsonFault.MALFORMED),
        (b"{", JsonFault.MALFORMED),
        (b'{"a":1} {"a":2}', JsonFault.MALFORMED),
        (b'{"a":1,}', JsonFault.MALFORMED),
        (b'{"a":01}', JsonFault.MALFORMED),
        (b'{"a":1,"a":2}', JsonFault.DUPLICATE_KEY),
        (b'{"b":[{"a":1,"\\u0061":2}]}', JsonFault.DUPLICATE_KEY),
        (b'{"a":[[[[1]]]]}', JsonFault.TOO_DEEP),
        (b"[" * 1900, JsonFault.TOO_DEEP),
        (b'{"a":9007199254740992}', JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":' + b"9" * 1900 + b"}", JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":1e999}', JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":0.' + b"1" * 100 + b"}", JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":NaN}', JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":-Infinity}', JsonFault.NUMBER_OUT_OF_RANGE),
        (b'{"a":"\\ud800"}', JsonFault.TEXT_UNPRINTABLE),
        (b'{"a":[{"\\u0000":1}]}', JsonFault.TEXT_UNPRINTABLE),
        (b"[1]", JsonFault.NOT_AN_OBJECT),
        (b'"text"', JsonFault.NOT_AN_OBJECT),
        (b"null", JsonFault.NOT_AN_OBJECT),
    ],
)
def test_what_readers_would_disagree_on_is_refused(raw: bytes, fault: JsonFault) -> None:
    assert refusal_of(raw) is fault


def test_brackets_in_texts_are_not_depth() -> None:
    assert read_object(b'{"a":"[[[[[[{{{{{{","b":[[[1]]]}', limits=LIMITS)


def test_brackets_beside_escapes_are_not_depth() -> None:
    assert read_object(rb'{"a\"[[[[":"\\","b\\":"[[[[\"{{{{","c":[[[1]]]}', limits=LIMITS)
    assert refusal_of(rb'{"a\\":[[[["x"]]]]}') is JsonFault.TOO_DEEP


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"[" * 33 + b'"' + b'\\"' * 500_000, JsonFault.TOO_DEEP),
        (b'{"a":"' + b'\\"' * 500_000, JsonFault.MALFORMED),
        (b"{" + b",".join(MANY_KEYS) + b',"0":1}', JsonFault.DUPLICATE_KEY),
    ],
    ids=["a text of escapes without an end", "nothing else", "the last of many keys"],
)
def test_a_megabyte_is_gone_through_once(raw: bytes, fault: JsonFault) -> None:
    """Where it is gone through again for every part of it, this takes minutes to hours."""
    with pytest.raises(JsonRefusedError) as refused:
        read_object(raw, limits=Limits(size=1024 * 1024, depth=32))
    assert refused.value.fault is fault


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert read_object(b'{"a":"\\ud83d\\ude00"}', limits=LIMITS) == {"a": "😀"}


def test_nesting_hidden_from_the_count_is_still_refused() -> None:
    hidden = b'{"a":"' + b"[" * 100_000
    with pytest.raises(JsonRefusedError):
        read_object(hidden, limits=Limits(size=200_000, depth=90_000))
    deep = b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    with pytest.raises(JsonRefusedError) as refused:
        read_object(deep, limits=Limits(size=200_000, depth=90_000))
    assert refused.value.fault is JsonFault.TOO_DEEP


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text('aé"\\[]{}\n ', max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab[", max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc", max_size=3), plain, max_size=4))
def test_what_this_node_writes_it_reads_back(value: dict[str, object]) -> None:
    assert read_object(canonical_json(value), limits=Limits(size=100_000, depth=20)) == value


@given(st.binary(max_size=60))
def test_no_bytes_at_all_raise_anything_but_a_refusal(raw: bytes) -> None:
    with suppress(JsonRefusedError):
        read_object(raw, limits=LIMITS)


@pytest.mark.parametrize("value", [None, 7, True, "A", "", [], {}])
def test_a_field_of_another_kind_is_named(value: object) -> None:
    fields = Fields({"outer": {"name": value}})
    with pytest.raises(JsonRefusedError) as refused:
        fields.inner("outer").text("name", TEXT)
    assert refused.value.facts == (("field", "outer.name"),)


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(JsonRefusedError) as refused:
        Fields({}).text("name", TEXT)
    assert refused.value.fault is JsonFault.FIELD_MISSING


@pytest.mark.parametrize("value", [True, 0, 11, 1.0, "5", None])
def test_a_whole_number_is_one_within_its_bounds(value: object) -> None:
    with pytest.raises(JsonRefusedError):
        Fields({"n": value}).whole("n", least=1, most=10)
    assert Fields({"n": 10}).whole("n", least=1, most=10) == 10


@pytest.mark.parametrize("value", ["x", {}, [1], [{}, 2], [{}, {}, {}, {}]])
def test_a_list_of_objects_is_that_and_not_longer(value: object) -> None:
    with pytest.raises(JsonRefusedError):
        Fields({"l": value}).each("l", most=3)


@pytest.mark.parametrize("value", ["x", {}, [1], ["a", "A"], ["a"] * 4])
def test_a_list_of_texts_is_that_and_not_longer(value: object) -> None:
    with pytest.raises(JsonRefusedError):
        Fields({"l": value}).texts("l", TEXT, most=3)
    assert Fields({"l": ["a", "b"]}).texts("l", TEXT, most=3) == ("a", "b")


def test_what_is_optional_may_be_null_or_absent() -> None:
    fields = Fields({"a": None})
    assert fields.optional_text("a", TEXT) is None
    assert fields.optional_inner("b") is None
    assert fields.each("c", most=1) == ()
    with pytest.raises(JsonRefusedError):
        Fields({"a": 7}).optional_inner("a")
