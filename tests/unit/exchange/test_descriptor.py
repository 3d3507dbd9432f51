"""Descriptors, and the number two officers compare."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from comity.crypto.keys import NodeKeys
from comity.exchange.descriptor import (
    DESCRIPTOR_LIMIT,
    Descriptor,
    DescriptorDraft,
    Trust,
    make_own_descriptor,
    pinned,
    read_descriptor,
)
from comity.exchange.link_number import is_same_number, link_id, link_number
from comity.exchange.refusals import LinkFault, LinkRefusedError
from tests.nodes.partner_simulator import AT, certificate, descriptor_for

KEYS = NodeKeys.generate("US")
RAW = descriptor_for(KEYS, "US")
TEXT = RAW[: RAW.rfind(b"\n\n") + 1]


def one_of(code: str) -> Descriptor:
    return read_descriptor(descriptor_for(NodeKeys.generate(code), code))


def signed(change: Callable[[dict[str, Any]], None]) -> bytes:
    """The descriptor with a change in it, signed again by its own keys."""
    told = json.loads(TEXT)
    change(told)
    return KEYS.sender.sign_note(json.dumps(told, indent=1).encode() + b"\n")


def test_what_is_made_is_read_back() -> None:
    read = read_descriptor(RAW)
    assert (read.code, read.name, read.agencies) == (
        "US",
        "Customs of US",
        (("HQ", "Head Office"),),
    )
    assert read.sender == KEYS.sender.public() and read.holder == KEYS.holder.public()
    assert read.sealing == KEYS.sealing.public() and read.trust is Trust.CERTIFICATE
    assert pinned(RAW) == read


def test_unknown_fields_are_passed_over() -> None:
    assert read_descriptor(signed(lambda told: told.update(colour="blue"))).code == "US"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("comity", "descriptor/2"),
        ("administration", None),
        ("administration.code", "USA"),
        ("administration.name", ""),
        ("administration.agencies", [{"code": "C B P", "name": "x"}]),
        ("administration.agencies", [{"code": "C", "name": "x"}] * 41),
        ("address", "http://us.example"),
        ("address", "https://us.example/path"),
        ("address", "https://us.example:99999"),
        ("address", "https://us.example:0"),
        ("address", "https://user@us.example"),
        ("tls.trust", "everyone"),
        ("tls.certificate", "AAAA"),
        ("tls.certificate", "not base64!"),
        ("keys.sender.name", "US sender"),
        ("keys.sender.ed25519", "AAAA"),
        ("keys.holder.mldsa44", "AAAA"),
        ("keys.holder", {}),
        ("keys.sealing", "AAAA"),
        ("keys.sealing", "A" * 7),
        ("protocols", "comity/1"),
    ],
)
def test_what_is_out_of_form_is_refused(place: str, value: object) -> None:
    def change(told: dict[str, Any]) -> None:
        *outer, last = place.split(".")
        for name in outer:
            told = told[name]
        told[last] = value

    with pytest.raises(LinkRefusedError) as refused:
        read_descriptor(signed(change))
    assert refused.value.fault is LinkFault.DESCRIPTOR_MALFORMED


@pytest.mark.parametrize("raw", [b"", b"hello", TEXT, b"x" * (DESCRIPTOR_LIMIT + 1)])
def test_what_is_no_signed_note_is_refused(raw: bytes) -> None:
    with pytest.raises(LinkRefusedError) as refused:
        read_descriptor(raw)
    assert refused.value.fault is LinkFault.DESCRIPTOR_MALFORMED


def test_a_change_on_the_way_is_found() -> None:
    with pytest.raises(LinkRefusedError) as refused:
        read_descriptor(RAW.replace(b"Customs of US", b"Customs of XX"))
    assert refused.value.fault is LinkFault.DESCRIPTOR_SIGNATURE_WRONG


def test_a_node_of_another_protocol_is_told_which() -> None:
    with pytest.raises(LinkRefusedError) as refused:
        read_descriptor(signed(lambda told: told.update(protocols=["comity/9"])))
    assert refused.value.fault is LinkFault.DESCRIPTOR_PROTOCOL_UNKNOWN
    assert dict(refused.value.facts) == {"found": "comity/9", "expected": "comity/1"}


@pytest.mark.parametrize("bad", [b"", b"-----BEGIN CERTIFICATE-----\nnonsense\n"])
def test_a_certificate_that_is_none_is_refused_when_it_is_made(bad: bytes) -> None:
    draft = DescriptorDraft("US", "Customs", (), "https://us.example", bad)
    with pytest.raises(LinkRefusedError):
        make_own_descriptor(KEYS, draft, at=AT)


def test_a_certificate_is_taken_as_pem_or_der() -> None:
    pem, _ = certificate("127.0.0.1")
    der = read_descriptor(RAW).certificate
    drafts = [
        DescriptorDraft("US", "Customs", (), "https://us.example", form, Trust.AUTHORITY)
        for form in (pem, der)
    ]
    read = [read_descriptor(make_own_descriptor(KEYS, draft, at=AT)) for draft in drafts]
    assert read[0].certificate == read[1].certificate == der


def test_both_sides_compute_the_same_number_and_link() -> None:
    ours, theirs = one_of("US"), one_of("UA")
    assert link_number(ours, theirs) == link_number(theirs, ours)
    assert link_id(ours, theirs) == link_id(theirs, ours)


def test_the_number_is_twelve_groups_of_five_digits() -> None:
    groups = link_number(one_of("US"), one_of("UA")).split(" ")
    assert len(groups) == 12 and all(len(g) == 5 and g.isdecimal() for g in groups)


def test_another_key_on_either_side_is_another_number() -> None:
    ours, theirs = one_of("US"), one_of("UA")
    numbers = {
        link_number(ours, theirs),
        link_number(ours, one_of("UA")),
        link_number(one_of("US"), theirs),
    }
    assert len(numbers) == 3


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("12345 67890", True),
        ("1234567890", True),
        ("12345-67890 ", True),
        ("12345 67891", False),
        ("12345", False),
        ("", False),
        ("١٢٣٤٥٦٧٨٩٠", False),
    ],
)
def test_spaces_and_hyphens_do_not_count_in_a_number(told: str, same: bool) -> None:
    assert is_same_number(told, "12345 67890") is same
