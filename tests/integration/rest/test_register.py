"""The register over the API: by status, on a day, as known at an instant, compared."""

from datetime import timedelta

import pytest
from django.db import transaction

from comity.agreements.services import settle
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of
from tests.spec.language import settlement

DESK = Viewer(1, "T. Brooks", "CBP", frozenset({Role.TREATY_DESK}))


@pytest.fixture
def officer(scene: Scene) -> Caller:
    return Caller("j.alvarez").sign_in()


def test_agreements_are_listed_by_status_and_party_on_a_day(officer: Caller) -> None:
    asked = {"party": "ua", "status": "in-force"}
    before = officer.get("/register/instruments", on="2016-12-12", **asked).json()
    after = officer.get("/register/instruments", on="2016-12-13", **asked).json()
    assert "us-ua-2016" not in {row["reference"] for row in before["items"]}
    (found,) = [row for row in after["items"] if row["reference"] == "us-ua-2016"]
    assert found["status"] == "In force since 2016-12-13"
    assert officer.get("/register/instruments").json()["digest"]
    problem_of(officer.get("/register/instruments", status="lively"), 422, "invalid")
    problem_of(officer.get("/register/instruments", party="ZZ"), 422, "invalid")


def test_agreements_are_listed_by_the_region_of_the_partner(officer: Caller) -> None:
    found = officer.get("/register/instruments", party="US", region="eastern-europe").json()
    assert "us-ua-2016" in {row["reference"] for row in found["items"]}
    assert "us-ke-2014" not in {row["reference"] for row in found["items"]}
    problem_of(officer.get("/register/instruments", region="atlantis"), 422, "invalid")


def test_one_agreement_is_read_as_it_stood_on_a_day(officer: Caller) -> None:
    told = officer.get("/register/instruments/us-at", on="1990-01-01").json()
    assert told["status_code"] == "in-force"
    assert {term["kind"] for term in told["terms"]} >= {"act.presence"}
    assert told["gaps"]
    problem_of(officer.get("/register/instruments/us-zz-1900"), 404, "instrument_not_found")


def test_the_register_is_read_as_it_was_known_at_an_instant(scene: Scene, officer: Caller) -> None:
    with transaction.atomic():
        stated = settlement("us-ua-2016", "term", provision="info.assessment", article="Art. 3")
        settle(stated, officer=DESK, at=scene.now + timedelta(hours=1))

    def assumed(**known: str) -> list[bool]:
        terms = officer.get("/register/instruments/us-ua-2016", **known).json()["terms"]
        return [each["assumed"] for each in terms if each["kind"] == "info.assessment"]

    assert assumed() == [False, True]
    assert assumed(known_at=scene.now.isoformat()) == [True]
    long_before = (scene.now - timedelta(days=9000)).isoformat()
    told = officer.get("/register/instruments/us-ua-2016", known_at=long_before)
    assert told.json()["code"] == "register_not_imported"


def test_gaps_are_told_of_one_or_of_all(officer: Caller) -> None:
    one = officer.get("/register/gaps", reference="us-ua-2016").json()["items"]
    assert [row["reference"] for row in one] == ["us-ua-2016"]
    assert all(gap["sentence"] for gap in one[0]["gaps"])
    assert len(officer.get("/register/gaps").json()["items"]) > 100
    problem_of(officer.get("/register/gaps", reference="us-zz"), 404, "instrument_not_found")


def test_two_agreements_and_two_days_are_compared(officer: Caller) -> None:
    two = officer.get("/register/diff", one="us-py-2002", other="us-py-2020").json()
    assert any(each["binds"] for each in two["changed"][0]["differences"])
    days = {"from": "2016-12-12", "to": "2016-12-13"}
    one = officer.get("/register/diff", one="us-ua-2016", **days).json()["changed"][0]
    assert (one["before"], one["after"]) == ("signed", "in-force")
    every = officer.get("/register/diff", **days).json()["changed"]
    assert [each["reference"] for each in every] == ["us-ua-2016"]
    same = officer.get("/register/diff", one="us-ua-2016", other="us-ua-2016").json()
    assert same == {"differ": False, "only_in_first": [], "only_in_second": [], "changed": []}
    for wrong in ({}, {"one": "us-ua-2016"}, {"one": "a", "other": "b", "from": "2016-01-01"}):
        problem_of(officer.get("/register/diff", **wrong), 422, "invalid")
