"""What an administrator does about officers: appointing, offices, names and first passwords."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession

from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.officers.appointment import AppointmentRefusedError, Newcomer
from comity.officers.models import Absence, Officer
from comity.officers.queries import officer_named
from comity.officers.services import (
    appoint_newcomer,
    change_agency,
    change_name,
    change_offices,
    give_first_password,
    give_program_token,
    know_command_line,
    strike_off,
)
from comity.officers.terms import NotOneselfError, TooFewAdministratorsError
from comity.officers.wording import ROLE_DUTIES
from tests.integration.officers.people import entries

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
WANJIRU = Newcomer("w.kamau", "Wanjiru Kamau", "ICE", ("request_officer", "approver"))


@pytest.fixture
def administrator(person: Any) -> Any:
    return person("n.okafor").officer.as_viewer()


def codes_of(refused: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in refused.value.problems]


def body_of(event: str) -> str:
    (entry,) = entries(event)
    return bytes(entry.body).decode()


def test_every_office_is_told_in_a_sentence() -> None:
    assert set(ROLE_DUTIES) == set(Role)


def test_a_newcomer_signs_in_by_the_password_that_is_told_once(administrator: Any) -> None:
    password = appoint_newcomer(WANJIRU, by=administrator, at=AT)
    officer = officer_named("w.kamau")
    assert officer.check_password(password)
    assert officer.as_viewer().roles == {Role.REQUEST_OFFICER, Role.APPROVER}
    recorded = bytes(entries("officer.appointed")[-1].body).decode()
    assert '"by":"Name of n.okafor"' in recorded
    assert password not in recorded


def test_all_that_is_wrong_is_told_at_once(administrator: Any) -> None:
    wrong = Newcomer("m.chen", " Name of j.alvarez ", "KGB", ("king", "auditor", "approver"))
    with pytest.raises(AppointmentRefusedError) as refused:
        appoint_newcomer(wrong, by=administrator, at=AT)
    assert codes_of(refused) == [
        ("username", "username_taken"),
        ("name", "name_taken"),
        ("agency", "agency_unknown"),
        ("roles", "office_unknown"),
        ("roles", "offices_apart"),
    ]
    with pytest.raises(AppointmentRefusedError) as refused:
        appoint_newcomer(Newcomer("M Chen", "two\nlines", "", ()), by=administrator, at=AT)
    codes = [code for _, code in codes_of(refused)]
    assert codes == ["username_malformed", "name_not_a_line", "missing", "office_missing"]


def test_who_was_struck_off_keeps_the_username_and_gives_the_name_free(administrator: Any) -> None:
    strike_off("m.chen", by=administrator, at=AT)
    again = Newcomer("m.chen", "Name of m.chen", "ICE", ("approver",))
    with pytest.raises(AppointmentRefusedError) as refused:
        appoint_newcomer(again, by=administrator, at=AT)
    assert codes_of(refused) == [("username", "username_taken")]


def test_only_an_administrator_does_any_of_it(person: Any) -> None:
    officer = person("m.chen").officer.as_viewer()
    for act in (
        lambda: appoint_newcomer(WANJIRU, by=officer, at=AT),
        lambda: change_offices("j.alvarez", ["approver"], by=officer, at=AT),
        lambda: change_name("j.alvarez", "Julia", by=officer, at=AT),
        lambda: give_first_password("j.alvarez", by=officer, at=AT),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_nobody_does_it_for_themselves(administrator: Any) -> None:
    for act in (
        lambda: change_offices("n.okafor", ["approver"], by=administrator, at=AT),
        lambda: change_name("n.okafor", "Another", by=administrator, at=AT),
        lambda: give_first_password("n.okafor", by=administrator, at=AT),
    ):
        with pytest.raises(NotOneselfError):
            act()


def test_offices_are_changed_and_the_record_says_from_what(administrator: Any) -> None:
    change_offices("m.chen", ["approver", "central_unit"], by=administrator, at=AT)
    roles = Officer.objects.get(username="m.chen").as_viewer().roles
    assert roles == {Role.APPROVER, Role.CENTRAL_UNIT}
    recorded = body_of("officer.offices_changed")
    assert '"roles":["approver","central_unit"]' in recorded
    assert '"earlier_roles":["approver"]' in recorded


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ([], "office_missing"),
        (["king"], "office_unknown"),
        (["auditor", "approver"], "offices_apart"),
        (["approver"], "offices_unchanged"),
    ],
)
def test_offices_that_will_not_do_change_nothing(
    administrator: Any, roles: list[str], code: str
) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        change_offices("m.chen", roles, by=administrator, at=AT)
    assert codes_of(refused) == [("roles", code)]
    assert entries("officer.offices_changed") == []


def test_a_lost_office_ends_sessions_and_programs_and_a_new_one_does_not(
    person: Any, administrator: Any
) -> None:
    officer = person("m.chen").enrol()
    know_command_line()
    give_program_token(officer.officer, at=AT)
    change_offices("m.chen", ["approver", "investigator"], by=administrator, at=AT)
    assert officer.browser.get("/").status_code == 200
    change_offices("m.chen", ["investigator"], by=administrator, at=AT)
    assert officer.browser.get("/")["Location"].startswith("/accounts/login/")
    assert not UserSession.objects.filter(user__username="m.chen").exists()
    assert not Token.objects.filter(user__username="m.chen").exists()


def test_two_administrators_who_can_sign_in_keep_their_office(person: Any) -> None:
    third = person("n.third").officer.as_viewer()
    for name in ("n.okafor", "n.second"):
        person(name).enrol()
    with pytest.raises(TooFewAdministratorsError):
        change_offices("n.second", ["auditor"], by=third, at=AT)
    change_offices("n.second", ["node_administrator", "treaty_desk"], by=third, at=AT)
    person("n.third").enrol()
    change_offices("n.second", ["auditor"], by=third, at=AT)


def test_a_name_is_changed_and_what_is_recorded_keeps_the_earlier(administrator: Any) -> None:
    change_name("m.chen", " Mei Chen-Park ", by=administrator, at=AT)
    assert officer_named("m.chen").name == "Mei Chen-Park"
    assert '"earlier_name":"Name of m.chen"' in body_of("officer.name_changed")
    for name, code in (("", "missing"), ("Mei Chen-Park", "name_unchanged")):
        with pytest.raises(InvalidDraftError) as refused:
            change_name("m.chen", name, by=administrator, at=AT)
        assert codes_of(refused) == [("name", code)]


def test_a_new_first_password_ends_sessions_and_the_old_one(
    person: Any, administrator: Any
) -> None:
    officer = person("m.chen").enrol()
    password = give_first_password("m.chen", by=administrator, at=AT)
    assert officer.browser.get("/")["Location"].startswith("/accounts/login/")
    assert officer.officer.check_password(password)
    assert password not in body_of("officer.password_set")


def test_an_officer_goes_over_to_another_agency_and_signs_in_anew(
    person: Any, administrator: Any
) -> None:
    officer = person("m.chen").enrol()
    change_agency("m.chen", "ICE", by=administrator, at=AT, on=AT.date())
    viewer = officer_named("m.chen").as_viewer()
    assert (viewer.agency, viewer.roles) == ("ICE", frozenset({Role.APPROVER}))
    assert officer.browser.get("/")["Location"].startswith("/accounts/login/")
    recorded = body_of("officer.agency_changed")
    assert '"unit":"ICE"' in recorded
    assert '"earlier_unit":"CBP"' in recorded
    assert '"by":"Name of n.okafor"' in recorded


@pytest.mark.parametrize(
    ("agency", "code"), [("", "missing"), ("KGB", "agency_unknown"), ("CBP", "agency_unchanged")]
)
def test_no_other_agency_than_one_of_the_node(administrator: Any, agency: str, code: str) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        change_agency("m.chen", agency, by=administrator, at=AT, on=AT.date())
    assert codes_of(refused) == [("agency", code)]


def test_deputies_stay_of_one_agency(person: Any, administrator: Any) -> None:
    absent, deputy = person("m.chen").officer, person("j.alvarez").officer
    absence = Absence.objects.create(
        officer=absent,
        deputy=deputy,
        since_on=AT.date() - timedelta(days=3),
        until_on=AT.date(),
        roles=["approver"],
        recorded_by="x",
        recorded_at=AT,
    )
    for username in ("m.chen", "j.alvarez"):
        with pytest.raises(InvalidDraftError) as refused:
            change_agency(username, "ICE", by=administrator, at=AT, on=AT.date())
        assert codes_of(refused) == [("agency", "agency_while_absent")]
    change_agency("m.chen", "ICE", by=administrator, at=AT, on=absence.until_on + timedelta(days=1))


def test_nobody_but_another_administrator_changes_an_agency(
    person: Any, administrator: Any
) -> None:
    officer = person("m.chen").officer.as_viewer()
    with pytest.raises(NotAllowedError):
        change_agency("n.okafor", "ICE", by=officer, at=AT, on=AT.date())
    with pytest.raises(NotOneselfError):
        change_agency("n.okafor", "ICE", by=administrator, at=AT, on=AT.date())


def test_nothing_is_done_about_who_was_struck_off(administrator: Any) -> None:
    strike_off("m.chen", by=administrator, at=AT)
    for act in (
        lambda: change_offices("m.chen", ["auditor"], by=administrator, at=AT),
        lambda: change_agency("m.chen", "ICE", by=administrator, at=AT, on=AT.date()),
        lambda: change_name("m.chen", "Mei", by=administrator, at=AT),
        lambda: give_first_password("m.chen", by=administrator, at=AT),
    ):
        with pytest.raises(NotFoundError):
            act()
