"""At the border of the API: what no handler answered is a problem too, never a page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from comity.interfaces.coded import CodedAnswer
from comity.interfaces.rest.problems import MEDIA_TYPE, problem_response
from comity.interfaces.storage import STATUS as STORAGE_STATUS

_CODES = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body_too_large",
    HTTPStatus.FORBIDDEN: "csrf_failed",
    HTTPStatus.INTERNAL_SERVER_ERROR: "unforeseen",
    **{status: code for code, status in STORAGE_STATUS.items()},
}
API = "/api/"
SIGN_IN = "/_allauth/"
_PROGRAMS = (API, SIGN_IN, "/identity/")
# How long the limits on tries look back: `node.settings` counts most by the minute, and what
# failed by five.
_MINUTE, _AFTER_FAILURES = 60, 300


class ProblemsOnly:
    """Turn whatever the framework answers below `/api/` in its own words into a problem."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and look at what comes back."""
        answer = self._answer(request)
        if isinstance(answer, CodedAnswer) and request.path.startswith(_PROGRAMS):
            return problem_response(answer.code, status=answer.status_code)
        if request.path.startswith(SIGN_IN) and (seconds := _wait(answer)):
            return too_many_tries(seconds)
        if (
            not request.path.startswith((API, SIGN_IN))
            or answer.status_code < HTTPStatus.BAD_REQUEST
        ):
            return answer
        if answer.headers.get("Content-Type", "").startswith((MEDIA_TYPE, "application/json")):
            return answer
        return _as_problem(answer)


def too_many_tries(seconds: int) -> HttpResponse:
    """Answer that there were too many tries, and when the next one may be made."""
    told = problem_response("too_many_tries", status=429, facts=[("seconds", str(seconds))])
    told.headers["Retry-After"] = str(seconds)
    return told


def _wait(answer: HttpResponseBase) -> int:
    """Return how long to wait when a sign-in was refused for too many tries; 0 otherwise."""
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return _MINUTE
    if answer.status_code != HTTPStatus.BAD_REQUEST or not isinstance(answer, HttpResponse):
        return 0
    # django-allauth tells failed tries among the faults of the form.
    return _AFTER_FAILURES if b'"too_many_login_attempts"' in answer.content else 0


def _as_problem(answer: HttpResponseBase) -> HttpResponse:
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return too_many_tries(_MINUTE)
    code = _CODES.get(HTTPStatus(answer.status_code), "request_malformed")
    told = problem_response(code, status=answer.status_code)
    if allowed := answer.headers.get("Allow"):
        told.headers["Allow"] = allowed
    return told
