"""Of the sign-in library only what the record can answer for is reachable."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    ["auth/password/request", "auth/password/reset", "auth/signup", "auth/email/verify"]
    + ["account/email", "account/password/change", "account/phone", "auth/code/request"],
)
def test_nobody_changes_a_password_or_an_address_through_the_api(client: Client, path: str) -> None:
    for prefix in ("app", "browser"):
        answer = client.post(f"/_allauth/{prefix}/v1/{path}", {}, content_type="application/json")
        assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_nor_through_the_pages(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
