"""Canonical form: one value, one way to write it."""

import pytest

from comity.crypto.canonical import canonical_json
from comity.crypto.errors import NotCanonicalError
from comity.crypto.hashing import salted_digest, sha256


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"a": {"z": "é", "y": -2}}, '{"a":{"y":-2,"z":"é"}}'),
        ('\x00\x1f"\\/\n', '"\\u0000\\u001f\\"\\\\/\\n"'),
        ("😀", '"😀"'),
        ((1, 2), "[1,2]"),
        (2**53 - 1, "9007199254740991"),
        ([], "[]"),
    ],
)
def test_a_value_is_written_in_one_way(value: object, written: str) -> None:
    assert canonical_json(value) == written.encode()


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.5, "$"),
        (b"bytes", "$"),
        (2**53, "$"),
        (-(2**53), "$"),
        ("\ud800", "$"),
        ({"a": [1, {"b": 0.1}]}, "$.a[1].b"),
        ({1: "x"}, "$"),
        ({"ключ": 1}, "$"),
        ({"a": object()}, "$.a"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, place: str) -> None:
    with pytest.raises(NotCanonicalError) as refused:
        canonical_json(value)
    assert refused.value.facts == (("place", place),)


def test_a_salt_keeps_equal_bodies_apart() -> None:
    assert salted_digest(b"s" * 16, b"body") == sha256(b"s" * 16 + b"body")
    assert salted_digest(b"s" * 16, b"body") != salted_digest(b"t" * 16, b"body")


def test_a_salt_of_another_size_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        salted_digest(b"short", b"body")
