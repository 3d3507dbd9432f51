"""A parameter takes values of its shape and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from comity.agreements.terms import (
    CATALOGUE,
    Parameter,
    PerSide,
    Provision,
    ProvisionKind,
    Shape,
    fault_in_parameter,
    settlement_data,
    settlement_from,
)
from comity.agreements.terms.shapes import day_from, plain, value_from
from comity.kernel.codes import CountryCode
from tests.spec.language import READ

US, BR = CountryCode("US"), CountryCode("BR")
SIDES = PerSide(((BR, ("Portuguese", "Spanish")), (US, ("English", "Spanish"))))


@pytest.mark.parametrize(
    ("shape", "raw", "fault"),
    [
        (Shape.TEXT, "words", None),
        (Shape.TEXT, "  ", "empty_text"),
        (Shape.TEXT, 3, "wrong_type"),
        (Shape.NUMBER, 3, None),
        (Shape.NUMBER, 0, "wrong_type"),
        (Shape.NUMBER, -1, "wrong_type"),
        (Shape.NUMBER, True, "wrong_type"),
        (Shape.NUMBER, 10**9, "wrong_type"),
        (Shape.NUMBER, 1.5, "wrong_type"),
        (Shape.FLAG, False, None),
        (Shape.FLAG, 1, "wrong_type"),
        (Shape.LIST, ["one", "two"], None),
        (Shape.LIST, [], "empty_text"),
        (Shape.LIST, ["one", " "], "empty_text"),
        (Shape.LIST, ["one", "one"], "said_twice"),
        (Shape.LIST, ["one", 2], "wrong_type"),
        (Shape.LIST, "one", "wrong_type"),
        (Shape.DAY, date(2020, 1, 1), None),
        (Shape.DAY, datetime(2020, 1, 1, 12, tzinfo=UTC), "wrong_type"),
        (Shape.DAY, "2020-01-01", "wrong_type"),
        (Shape.SIDES, ["English"], None),
        (Shape.SIDES, {"US": ["English"], "BR": ["Portuguese"]}, None),
        (Shape.SIDES, {"US": []}, "empty_text"),
        (Shape.SIDES, {}, "empty_text"),
        (Shape.SIDES, {"US": "English"}, "wrong_type"),
        (Shape.SIDES, {"ZZ": ["English"]}, "wrong_type"),
        (Shape.LIST, {"US": ["English"]}, "wrong_type"),
    ],
)
def test_a_value_is_taken_or_refused_by_its_shape(
    shape: Shape, raw: object, fault: str | None
) -> None:
    assert Parameter(shape).fault_in(value_from(raw)) == fault


def test_a_closed_list_takes_its_own_words_only() -> None:
    closed = Parameter(Shape.TEXT, frozenset({"may", "shall"}))
    assert closed.fault_in("may") is None
    assert closed.fault_in("might") == "unknown_value"
    assert fault_in_parameter(ProvisionKind.END_REVIEW, "months", 3) == "unknown_parameter"


def test_each_side_has_its_own_words_and_all_have_them_together() -> None:
    provision = Provision(
        ProvisionKind.REQ_LANGUAGE, "Art. 5", READ, parameters=(("languages", SIDES),)
    )
    assert provision.values("languages") == ("Portuguese", "Spanish", "English")
    assert provision.values("languages", side=US) == ("English", "Spanish")
    assert provision.values("languages", side=CountryCode("KE")) == ()
    assert provision.text("languages") == (
        "Brazil: Portuguese, Spanish; United States: English, Spanish"
    )


def test_a_provision_tells_its_parameters_by_what_they_are() -> None:
    provision = Provision(
        ProvisionKind.EXE_DEADLINE,
        "Art. 9",
        READ,
        parameters=(("counted_from", "receipt"), ("days", 90), ("soft", True)),
    )
    assert (provision.number("days"), provision.flag("soft")) == (90, True)
    assert (provision.number("soft"), provision.flag("days")) == (None, None)
    assert (provision.number("weeks"), provision.text("weeks")) == (None, "")
    assert provision.values("counted_from") == ("receipt",)
    assert provision.values("weeks") == ()
    assert replace(provision, parameters=(("x", ("a", "b")),)).values("x", side=US) == ("a", "b")


def test_values_travel_as_plain_data() -> None:
    assert plain(SIDES) == {"BR": ["Portuguese", "Spanish"], "US": ["English", "Spanish"]}
    assert plain(("a",)) == ["a"]
    assert plain(3) == 3
    assert value_from(plain(SIDES)) == SIDES
    assert day_from("2020-01-01") == date(2020, 1, 1)
    assert day_from("soon") == "soon"
    assert day_from(4) == 4


@pytest.mark.parametrize(
    ("provision", "parameters"),
    [
        ("info.automatic", {"start": "2020-01-01", "units": {"BR": ["RFB"], "US": ["CBP"]}}),
        ("req.language", {"languages": ["English"]}),
        ("exe.deadline", {"days": 90, "soft": True}),
    ],
)
def test_a_settlement_keeps_every_shape(provision: str, parameters: dict[str, object]) -> None:
    stated = {
        "matter": "term",
        "states": "It says so.",
        "source": "gazette",
        "provision": provision,
        "parameters": parameters,
    }
    made = settlement_from(stated, about="br-us", by="officer", on=date(2020, 1, 1))
    kind = made.provision
    assert kind is not None
    assert all(fault_in_parameter(kind, name, value) is None for name, value in made.parameters)
    assert settlement_data(made)["parameters"] == parameters
    assert hash(made)


def test_what_the_catalogue_asks_for_is_told_in_words() -> None:
    for entry in CATALOGUE.values():
        assert entry.title
        assert all(parameter.shape.label for parameter in entry.parameters.values())
