"""Speaks to a node's officers' door as one named officer, over its REST API. No Django here."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import quote, urlencode, urlsplit

from comity.kernel.errors import ComityError

SIGN_IN = "/_allauth/app/v1/auth/login"
SIGN_IN_AFRESH = "/_allauth/app/v1/auth/reauthenticate"
DEVICE_CODE, TOKEN, END_TOKEN = "/identity/device/code", "/identity/token", "/identity/end"
CLIENT = "comity-cli"
CODE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_PIECE = 1 << 20


class NodeUnreachableError(ComityError):
    """Nothing answers at the node's address."""

    code = "node_unreachable"


class NodeRefusedError(ComityError):
    """The node answered with a problem (RFC 9457).

    Attributes:
        status: the HTTP status.
        problem: the whole problem body.
    """

    code = "node_refused"

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.problem = problem
        super().__init__(status=status, problem=problem.get("code", ""))
        self.code = str(problem.get("code") or NodeRefusedError.code)


class CodeNotTypedError(ComityError):
    """The code of this program was refused on the page, or ran out."""

    code = "code_not_typed"


def at(*parts: str) -> str:
    """Return the address of something in the API; what was typed cannot make it another one."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


class NodeClient:
    """One officer at one node.

    Args:
        address: the officers' door, such as `http://us.localhost:8101`.
        token: a session token from an earlier sign-in; empty before it.
        by_code: the token came by a code that the officer typed on a page.
        acts_for: sign-in name of an absent officer in whose place everything is done.
    """

    def __init__(
        self, address: str, *, token: str = "", by_code: bool = False, acts_for: str = ""
    ) -> None:
        self.address = address
        self.token = token
        self.by_code = by_code
        self.acts_for = acts_for
        url = urlsplit(address)
        if url.scheme not in {"http", "https"} or not url.hostname:
            raise NodeUnreachableError(address=address)
        self._secure = url.scheme == "https"
        self._port = url.port or (443 if self._secure else 80)
        self._name = url.hostname
        # RFC 6761 reserves localhost names for loopback, but the C library does not resolve them.
        self._host = "127.0.0.1" if self._name.endswith(".localhost") else self._name

    def sign_in(self, username: str, *, password: str) -> None:
        """Sign in by name and password and keep the session token.

        Raises:
            NodeRefusedError: the pair is wrong, or there were too many tries.
        """
        answer = self._call("POST", SIGN_IN, {"username": username, "password": password})
        self.token = str(answer["meta"]["session_token"])

    def sign_in_afresh(self, *, password: str) -> None:
        """Sign in again within the session, as releasing acts ask."""
        self._call("POST", SIGN_IN_AFRESH, {"password": password})

    def ask_code(self) -> Mapping[str, Any]:
        """Ask for a code that the officer types on a page of the node (RFC 8628)."""
        asked: Mapping[str, Any] = self._form(DEVICE_CODE, client_id=CLIENT)
        return asked

    def has_code_been_typed(self, device_code: str) -> bool:
        """Take the token, if the officer has let this program in.

        Returns:
            False when the officer has not decided yet.

        Raises:
            CodeNotTypedError: the officer refused, or took too long.
        """
        told = {"client_id": CLIENT, "device_code": device_code, "grant_type": CODE_GRANT}
        try:
            answer = self._form(TOKEN, **told)
        except NodeRefusedError as refused:
            if refused.problem.get("error") in {"authorization_pending", "slow_down"}:
                return False
            raise CodeNotTypedError() from refused
        self.token, self.by_code = str(answer["access_token"]), True
        return True

    def end_token(self) -> None:
        """Let the node forget a token that came by a code."""
        self._form(END_TOKEN, client_id=CLIENT, token=self.token)

    def _form(self, path: str, **fields: str) -> Any:  # noqa: ANN401  JSON
        raw = urlencode(fields).encode()
        return self._request("POST", path, raw, "application/x-www-form-urlencoded")

    def get(self, path: str, **query: str | list[str]) -> Any:  # noqa: ANN401  JSON
        """Return what the node says at `/api/v1` + `path`."""
        told = urlencode({key: value for key, value in query.items() if value}, doseq=True)
        return self._call("GET", f"/api/v1{path}" + (f"?{told}" if told else ""))

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  JSON
        """Do an act at `/api/v1` + `path`."""
        return self._call("POST", f"/api/v1{path}", dict(body or {}))

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401  JSON
        """Change what stands at `/api/v1` + `path`."""
        return self._call("PATCH", f"/api/v1{path}", dict(body))

    def delete(self, path: str) -> Any:  # noqa: ANN401  JSON
        """Take away what stands at `/api/v1` + `path`."""
        return self._call("DELETE", f"/api/v1{path}")

    def upload(
        self,
        path: str,
        content: bytes | BinaryIO,
        *,
        name: str,
        media_type: str,
        **told: str | list[str],
    ) -> Any:  # noqa: ANN401  JSON
        """Send one file as the raw body; an open file is read while it is sent."""
        said = {"file_name": name, "media_type": media_type, **told}
        query = urlencode(said, doseq=True)
        return self._request("POST", f"/api/v1{path}?{query}", content, "application/octet-stream")

    def download(self, path: str, **query: str) -> Iterator[bytes]:
        """Yield the pieces of a file at `/api/v1` + `path`; none when the node refuses.

        A connection that breaks off ends the pieces early: whoever takes them checks a digest.
        """
        with self._answer("GET", f"/api/v1{path}?{urlencode(query)}", None, "") as answer:
            if answer.status >= 400:
                raise _refused(answer.status, answer.read())
            while piece := answer.read(_PIECE):
                yield piece

    def download_by_act(self, path: str, body: Mapping[str, Any]) -> Iterator[bytes]:
        """Yield the pieces of a file that an act at `/api/v1` + `path` hands out."""
        raw = json.dumps(dict(body)).encode()
        with self._answer("POST", f"/api/v1{path}", raw, "application/json") as answer:
            if answer.status >= 400:
                raise _refused(answer.status, answer.read())
            while piece := answer.read(_PIECE):
                yield piece

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  JSON as the node answered it
        raw = None if body is None else json.dumps(body).encode()
        return self._request(method, path, raw, "application/json")

    def _request(
        self, method: str, path: str, raw: bytes | BinaryIO | None, media_type: str
    ) -> Any:  # noqa: ANN401  JSON
        with self._answer(method, path, raw, media_type) as answer:
            told = answer.read()
        if answer.status >= 400:
            raise _refused(answer.status, told)
        return _json(answer.status, told)

    @contextmanager
    def _answer(
        self, method: str, path: str, raw: bytes | BinaryIO | None, media_type: str
    ) -> Iterator[http.client.HTTPResponse]:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=60)
        headers = {"Host": f"{self._name}:{self._port}", "Accept": "application/json"}
        if raw is not None:
            headers["Content-Type"] = media_type
            headers["Content-Length"] = str(_size(raw))
        if self.token:
            bearer = {"Authorization": f"Bearer {self.token}"}
            headers |= bearer if self.by_code else {"X-Session-Token": self.token}
        if self.acts_for:
            headers["Comity-For"] = quote(self.acts_for, safe="")
        try:
            connection.request(method, path, body=raw, headers=headers)
            yield connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise NodeUnreachableError(address=self.address) from error
        finally:
            connection.close()


def _size(raw: bytes | BinaryIO) -> int:
    if isinstance(raw, bytes):
        return len(raw)
    size = raw.seek(0, 2)
    raw.seek(0)
    return size


def _json(status: int, told: bytes) -> Any:  # noqa: ANN401  JSON
    try:
        return json.loads(told) if told else {}
    except ValueError:
        return {"code": "node_refused", "detail": f"The node answered {status}."}


def _refused(status: int, told: bytes) -> NodeRefusedError:
    problem = _json(status, told)
    return NodeRefusedError(status, problem if isinstance(problem, dict) else {})
