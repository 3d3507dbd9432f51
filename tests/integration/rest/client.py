"""An officer at the API, signed in as the command line signs in."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client

from tests.integration.assistance.scene import PASSWORD

JSON = "application/json"


@dataclass
class Caller:
    """One officer's session."""

    username: str
    token: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def sign_in(self, password: str = PASSWORD) -> "Caller":
        told = {"username": self.username, "password": password}
        answer = self.client.post("/_allauth/app/v1/auth/login", told, content_type=JSON)
        assert answer.status_code == 200, answer.content
        self.token = answer.json()["meta"]["session_token"]
        return self

    def sign_in_afresh(self, password: str = PASSWORD) -> Any:
        path = "/_allauth/app/v1/auth/reauthenticate"
        return self.client.post(
            path, {"password": password}, content_type=JSON, headers=self._headers()
        )

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query, headers=self._headers())

    def post(self, path: str, body: Any = None, *, content_type: str = JSON) -> Any:
        raw = body if isinstance(body, bytes | str) else json.dumps(body or {})
        url = f"/api/v1{path}"
        return self.client.post(url, raw, content_type=content_type, headers=self._headers())

    def patch(self, path: str, body: Any) -> Any:
        raw = body if isinstance(body, bytes | str) else json.dumps(body)
        url = f"/api/v1{path}"
        return self.client.patch(url, raw, content_type=JSON, headers=self._headers())

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1{path}", headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"X-Session-Token": self.token} if self.token else {}


def content_of(answer: HttpResponseBase) -> bytes:
    """The bytes of a streamed download."""
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


def problem_of(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, when the answer is the one expected and in the agreed form."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["type"] == f"urn:comity:problem:{code}"
    assert told["detail"] != code
    return told
