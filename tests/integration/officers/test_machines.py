"""Machines by a secret and the command line by a code: tokens that expire, and never too wide."""

import base64
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.test import Client

from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.officers.models import Appointment
from comity.officers.services import (
    admit_machine,
    change_agency,
    end_factors,
    end_machine,
    strike_off,
)
from comity.officers.terms import MachineNotTakenError
from tests.integration.officers.people import SECURITY, entries
from tests.integration.rest.client import problem_of

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
CLI = "comity-cli"
PAGE = "/identity/device/"


def post_form(path: str, told: dict[str, str], **headers: str) -> Any:
    kind = "application/x-www-form-urlencoded"
    return Client().post(path, urlencode(told), content_type=kind, headers=headers)


def token_for(client_id: str, secret: str, **more: str) -> Any:
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    told = {"grant_type": "client_credentials", **more}
    return post_form("/identity/token", told, Authorization=f"Basic {basic}")


def me(token: str) -> Any:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def administrator(person: Any) -> Any:
    return person("n.okafor").officer.as_viewer()


@pytest.fixture
def machine(administrator: Any) -> tuple[str, str]:
    """A declaration system for which a request officer answers."""
    roles = [Role.REQUEST_OFFICER]
    return admit_machine("ACE", officer="j.alvarez", roles=roles, by=administrator, at=AT)


def test_a_machine_acts_with_its_officers_office_under_its_own_name(machine: Any) -> None:
    answer = token_for(*machine).json()
    assert answer["expires_in"] == 8 * 3600
    token = answer["access_token"]
    assert me(token).json()["roles"] == ["request_officer"]
    drafted = Client().post(
        "/api/v1/requests",
        json.dumps({"partner": "UA"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert drafted.status_code in {200, 201}
    (entry,) = entries("request.drafted")
    assert '"by":"ACE (Name of j.alvarez)"' in bytes(entry.body).decode()


def test_neither_secret_nor_token_stands_in_the_database(machine: Any) -> None:
    token = token_for(*machine).json()["access_token"]
    kept = [*OAuthClient.objects.values_list("secret", flat=True)]
    kept += [*Token.objects.values_list("hash", flat=True)]
    recorded = bytes(entries("machine.admitted")[0].body).decode()
    assert not any(secret in " ".join([*kept, recorded]) for secret in (token, machine[1]))


@pytest.mark.parametrize("wrong", [("ACE", "x"), ("", ""), ("unknown", "x")])
def test_a_wrong_secret_gets_no_token(machine: Any, wrong: tuple[str, str]) -> None:
    assert token_for(*wrong).status_code in {400, 401}
    assert token_for(machine[0], "guess").status_code == 401
    assert not Token.objects.exists()


def test_guesses_are_counted(machine: Any) -> None:
    for _ in range(60):
        Client().post("/identity/token", {"grant_type": "client_credentials"})
    assert token_for(*machine).status_code == 429


def test_no_scope_is_wider_than_the_machine_was_admitted_for(machine: Any) -> None:
    for wider in ("approver", "officer", "request_officer approver"):
        assert token_for(*machine, scope=wider).status_code in {400, 401}


def test_an_office_the_officer_loses_the_machine_loses_at_once(machine: Any) -> None:
    token = token_for(*machine).json()["access_token"]
    Appointment.objects.filter(officer__username="j.alvarez").delete()
    refused = me(token)
    assert refused.status_code == 403
    assert refused.json()["code"] == "no_office"


def test_a_machine_does_not_go_over_to_another_agency_with_its_officer(
    machine: Any, administrator: Any
) -> None:
    other = admit_machine("AES", officer="m.chen", roles=[Role.APPROVER], by=administrator, at=AT)
    token = token_for(*machine).json()["access_token"]
    change_agency("j.alvarez", "ICE", by=administrator, at=AT, on=AT.date())
    assert me(token).status_code == 401
    assert token_for(*machine).status_code == 401
    (entry,) = entries("machine.ended")
    told = bytes(entry.body).decode()
    assert '"agency":"CBP"' in told
    assert '"machine":"ACE"' in told
    assert me(token_for(*other).json()["access_token"]).status_code == 200


def test_a_machine_is_admitted_with_no_more_than_its_officer_holds(administrator: Any) -> None:
    for name, roles in (("ACE", [Role.APPROVER]), ("ACE", []), ("", [Role.REQUEST_OFFICER])):
        with pytest.raises(MachineNotTakenError):
            admit_machine(name, officer="j.alvarez", roles=roles, by=administrator, at=AT)


def test_only_administrators_admit_and_end(person: Any, machine: Any) -> None:
    officer = person("m.chen").officer.as_viewer()
    with pytest.raises(NotAllowedError):
        admit_machine("X", officer="m.chen", roles=[Role.APPROVER], by=officer, at=AT)
    with pytest.raises(NotAllowedError):
        end_machine(machine[0], by=officer, at=AT)


def test_an_ended_machine_is_shut_out_at_once(machine: Any, administrator: Any) -> None:
    token = token_for(*machine).json()["access_token"]
    end_machine(machine[0], by=administrator, at=AT)
    problem_of(me(token), 401, "sign_in_needed")
    assert token_for(*machine).status_code in {400, 401}
    assert len(entries("machine.ended")) == 1
    with pytest.raises(NotFoundError):
        end_machine(CLI, by=administrator, at=AT)


def test_a_struck_off_officers_machine_is_shut_out_too(machine: Any, administrator: Any) -> None:
    token = token_for(*machine).json()["access_token"]
    strike_off("j.alvarez", by=administrator, at=AT)
    problem_of(me(token), 401, "sign_in_needed")


def test_a_token_expires(machine: Any) -> None:
    token = token_for(*machine).json()["access_token"]
    Token.objects.update(expires_at=AT)
    problem_of(me(token), 401, "sign_in_needed")


def test_a_wrong_token_is_not_saved_by_a_cookie(person: Any) -> None:
    officer = person("m.chen").enrol()
    answer = officer.browser.get("/api/v1/me", headers={"Authorization": "Bearer wrong"})
    problem_of(answer, 401, "sign_in_needed")


def test_no_token_counts_as_a_fresh_sign_in(person: Any) -> None:
    officer, token = let_in(person("m.chen").enrol())
    officer.confirm()
    answer = officer.browser.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["signed_in_afresh_at"] is None


def ask_code() -> dict[str, Any]:
    told: dict[str, Any] = post_form("/identity/device/code", {"client_id": CLI}).json()
    return told


def poll(device_code: str) -> Any:
    told = {"grant_type": DEVICE, "client_id": CLI, "device_code": device_code}
    return post_form("/identity/token", told)


def let_in(officer: Any) -> tuple[Any, str]:
    """Type the code of a program on the page, confirm, and give what the program gets."""
    asked = ask_code()
    officer.confirm()
    page = f"{PAGE}?code={asked['user_code']}"
    assert "Is it in front of you?" in officer.browser.get(page).content.decode()
    officer.browser.post(PAGE, {"code": asked["user_code"], "action": "confirm"})
    return officer, poll(asked["device_code"]).json()["access_token"]


def test_the_command_line_acts_for_who_typed_its_code(person: Any) -> None:
    officer, token = let_in(person("m.chen").enrol())
    assert me(token).json()["username"] == "m.chen"
    assert len(entries("officer.program_let_in")) == 1
    assert "Programs that act for you" in officer.browser.get(SECURITY).content.decode()
    officer.browser.post(f"{SECURITY}programs/end/")
    problem_of(me(token), 401, "sign_in_needed")
    assert len(entries("officer.programs_ended")) == 1


def test_before_the_code_is_typed_the_program_waits(person: Any) -> None:
    assert poll(ask_code()["device_code"]).json()["error"] == "authorization_pending"


def test_a_refused_code_gives_nothing(person: Any) -> None:
    officer, asked = person("m.chen").enrol(), ask_code()
    officer.browser.post(PAGE, {"code": asked["user_code"], "action": "deny"})
    assert poll(asked["device_code"]).json()["error"] == "access_denied"
    assert not Token.objects.exists()


def test_letting_a_program_in_asks_a_fresh_sign_in_and_a_second_factor(person: Any) -> None:
    officer, asked = person("m.chen").enrol(), ask_code()
    page = f"{PAGE}?code={asked['user_code']}"
    stranger = person("j.alvarez")
    assert stranger.browser.get(page)["Location"].startswith("/accounts/login/")
    stranger.sign_in()
    assert stranger.browser.get(page)["Location"] == SECURITY
    answer = officer.browser.post(PAGE, {"code": asked["user_code"], "action": "confirm"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert poll(asked["device_code"]).json()["error"] == "authorization_pending"


def test_another_site_cannot_let_a_program_in(person: Any) -> None:
    officer = person("m.chen", browser=Client(enforce_csrf_checks=True))
    officer.browser.force_login(officer.officer)
    asked = ask_code()
    assert (
        officer.browser.post(PAGE, {"code": asked["user_code"], "action": "confirm"}).status_code
        == 403
    )


def test_taking_lost_factors_away_ends_programs_too(person: Any, administrator: Any) -> None:
    _, token = let_in(person("m.chen").enrol())
    end_factors("m.chen", by=administrator, at=AT)
    problem_of(me(token), 401, "sign_in_needed")


def test_the_page_shows_a_new_secret_once(person: Any) -> None:
    administrator = person("n.okafor").enrol()
    administrator.confirm()
    told = {"name": "ACE", "officer": "m.chen", "roles": ["approver"]}
    shown = administrator.browser.post("/people/machines/admit/", told).content.decode()
    client_id, secret = re.findall(r'<bdi class="mono" dir="ltr">(.+?)</bdi>', shown)
    page = administrator.browser.get("/people/").content.decode()
    assert client_id in page
    assert secret not in page
    administrator.browser.post(f"/people/machines/{client_id}/end/")
    assert "No machine is admitted" in administrator.browser.get("/people/").content.decode()


def test_no_other_part_of_a_provider_is_open(person: Any) -> None:
    for path in ("authorize", "userinfo", "clients", "introspect", "logout", "o/api/token"):
        assert Client().get(f"/identity/{path}").status_code == 404
    assert Client().get("/.well-known/openid-configuration").status_code == 404
    assert Client().get("/.well-known/jwks.json").status_code == 404
