"""What no handler answers is a problem too."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nope", 404, "not_found"),
        ("get", "/api/v2/requests", 404, "not_found"),
        ("get", "/api/v1/requests/..%2f..%2fetc", 404, "not_found"),
        ("delete", "/api/v1/requests", 405, "method_not_allowed"),
    ],
)
def test_it_says_so_in_the_shape_of_every_other_problem(
    client: Client, method: str, path: str, status: int, code: str
) -> None:
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_a_page_that_is_not_there_stays_a_page(client: Client) -> None:
    assert client.get("/nope").headers["Content-Type"].startswith("text/html")
