"""Before two administrators can sign in, a node enrols them and does nothing else."""

from typing import Any

import pytest

from comity.officers.queries import administrators_with_second_factor
from tests.integration.officers.people import SECURITY
from tests.integration.rest.client import Caller, problem_of


@pytest.fixture
def enrolling(person: Any, settings: Any) -> Any:
    settings.ENROLMENT = True
    return person


def test_an_administrator_signs_in_and_sets_a_factor_up(enrolling: Any) -> None:
    administrator = enrolling("n.okafor").enrol()
    assert administrator.browser.get(SECURITY).status_code == 200
    assert "not open yet" in administrator.browser.get(SECURITY).content.decode()


@pytest.mark.parametrize("address", ["/", "/requests/", "/people/", "/records/", "/links/"])
def test_even_to_administrators_nothing_else_is_open(enrolling: Any, address: str) -> None:
    administrator = enrolling("n.okafor").enrol()
    assert administrator.browser.get(address)["Location"] == SECURITY


def test_other_officers_are_told_that_it_is_not_open(enrolling: Any) -> None:
    officer = enrolling("m.chen")
    officer.sign_in()
    for address in ("/", SECURITY, f"{SECURITY}app/add/", "/requests/"):
        answer = officer.browser.get(address)
        assert answer.status_code == 503
        assert "This node is not open yet" in answer.content.decode()


def test_programs_are_told_with_a_stable_code(enrolling: Any) -> None:
    caller = Caller("n.okafor")
    for path in ("/me", "/requests", "/record"):
        problem_of(caller.get(path), 503, "node_not_open")
    for path in ("/_allauth/app/v1/auth/login", "/identity/token", "/identity/device/code"):
        problem_of(caller.client.post(path), 503, "node_not_open")
    assert caller.client.get("/api/v1/health").status_code == 200


def test_an_administrator_counts_with_a_factor_and_until_struck_off(person: Any) -> None:
    first = person("n.okafor").enrol()
    person("m.chen").enrol()
    person("n.second").sign_in()
    assert administrators_with_second_factor() == {first.officer.pk}
    officer = first.officer
    officer.is_active = False
    officer.save()
    assert administrators_with_second_factor() == set()
