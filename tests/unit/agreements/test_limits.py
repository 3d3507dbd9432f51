"""Limits of use travel as data, and a supplier can only narrow them."""

import json

import pytest

from comity.agreements.rules import limits_of
from comity.agreements.terms import Leave, Proceedings, Purpose, UseLimits
from comity.kernel.codes import CountryCode
from tests.spec.language import agreement, day, with_parameters

ON = day("2026-11-21")
TEXT = with_parameters(
    with_parameters(
        agreement(
            covers={"Art. 2": "use.purpose", "Art. 5": "use.proceedings", "Art. 6": "use.other"}
        ),
        "use.proceedings",
        criminal="consent",
        civil="yes",
    ),
    "use.purpose",
    purposes=("duty-assessment", "statistics"),
)


def limits() -> UseLimits:
    return limits_of(TEXT, supplier=CountryCode("UA"), asked_for=Purpose.DUTY_ASSESSMENT, on=ON)


def test_limits_survive_travelling_as_json() -> None:
    sent = limits().narrowed(keep_until=day("2027-01-01"))
    assert UseLimits.from_data(json.loads(json.dumps(sent.as_data()))) == sent


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("supplier", "XX"),
        ("under", 7),
        ("purposes", ["gossip"]),
        ("purposes", None),
        ("purposes_sure", "yes"),
        ("proceedings", {}),
        ("proceedings", []),
        ("onward", "perhaps"),
        ("keep_until", "soon"),
        ("keep_until", 7),
    ],
)
def test_limits_a_partner_sent_amiss_are_refused(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        UseLimits.from_data({**limits().as_data(), key: value})


def test_a_list_that_is_not_sure_holds_no_more_than_the_purpose_stated() -> None:
    data = {**limits().as_data(), "purposes_sure": False}
    with pytest.raises(ValueError, match="one purpose"):
        UseLimits.from_data(data)


def test_limits_with_something_missing_are_refused() -> None:
    data = limits().as_data()
    del data["onward"]
    with pytest.raises(ValueError, match="onward"):
        UseLimits.from_data(data)


def test_the_supplier_narrows_and_never_widens() -> None:
    narrowed = limits().narrowed(
        purposes=[Purpose.STATISTICS, Purpose.IMMIGRATION],
        proceedings=[(Proceedings.CRIMINAL, Leave.YES), (Proceedings.CIVIL, Leave.NO)],
        onward=Leave.YES,
    )
    assert narrowed.purposes == {Purpose.STATISTICS}
    assert narrowed.limit_on(Proceedings.CRIMINAL).leave is Leave.CONSENT
    assert narrowed.limit_on(Proceedings.CIVIL).leave is Leave.NO
    assert narrowed.onward is Leave.CONSENT


def test_what_nobody_recorded_the_supplier_may_state() -> None:
    bare = limits_of(agreement(), supplier=CountryCode("UA"), asked_for=Purpose.OTHER, on=ON)
    assert not bare.onward_sure
    stated = bare.narrowed(
        purposes=[Purpose.STATISTICS],
        proceedings=[(Proceedings.CIVIL, Leave.YES)],
        onward=Leave.YES,
    )
    assert stated.purposes == {Purpose.STATISTICS}
    assert stated.limit_on(Proceedings.CIVIL).leave is Leave.YES
    assert stated.onward is Leave.YES


def test_the_earlier_end_of_retention_stands() -> None:
    kept = limits().narrowed(keep_until=day("2027-01-01")).narrowed(keep_until=day("2028-01-01"))
    assert kept.keep_until == day("2027-01-01")


def test_the_form_of_consent_is_that_of_proceedings_before_that_of_other_uses() -> None:
    covers = {"Art. 5": "use.proceedings", "Art. 6": "use.other"}
    both = with_parameters(
        with_parameters(agreement(covers=covers), "use.other", form_of_consent="written"),
        "use.proceedings",
        form_of_consent="express",
    )
    only_other = with_parameters(
        agreement(covers={"Art. 6": "use.other"}), "use.other", form_of_consent="written"
    )
    for text, form in ((both, "express"), (only_other, "written"), (agreement(), "")):
        told = limits_of(text, supplier=CountryCode("UA"), asked_for=None, on=ON)
        assert told.form_of_consent == form


def test_the_purposes_of_the_scope_stand_where_no_clause_on_use_lists_any() -> None:
    text = with_parameters(
        agreement(covers={"Art. 2": "scope.purposes", "Art. 5": "use.purpose"}),
        "scope.purposes",
        purposes=("statistics",),
    )
    told = limits_of(text, supplier=CountryCode("UA"), asked_for=None, on=ON)
    assert told.purposes == {Purpose.STATISTICS}
    assert told.purposes_cite == "agreement ke-ua, Art. 2"


def test_without_any_list_the_request_is_cited_where_it_said_a_purpose() -> None:
    stated, unstated = (
        limits_of(agreement(), supplier=CountryCode("UA"), asked_for=purpose, on=ON)
        for purpose in (Purpose.STATISTICS, None)
    )
    assert stated.purposes_cite == "the purpose stated in the request"
    assert unstated.purposes_cite == "nothing in the register on this day"
    assert not stated.purposes_sure
    assert not unstated.purposes_sure
