"""At the border of the API: what no handler answered is a problem too, never a page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from comity.interfaces.rest.problems import MEDIA_TYPE, problem_response

_CODES = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body_too_large",
    HTTPStatus.FORBIDDEN: "csrf_failed",
    HTTPStatus.INTERNAL_SERVER_ERROR: "unforeseen",
}
API = "/api/"


class ProblemsOnly:
    """Turn whatever the framework answers below `/api/` in its own words into a problem."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and look at what comes back."""
        answer = self._answer(request)
        if not request.path.startswith(API) or answer.status_code < HTTPStatus.BAD_REQUEST:
            return answer
        if answer.headers.get("Content-Type", "").startswith((MEDIA_TYPE, "application/json")):
            return answer
        return _as_problem(answer)


def _as_problem(answer: HttpResponseBase) -> HttpResponse:
    code = _CODES.get(HTTPStatus(answer.status_code), "request_malformed")
    told = problem_response(code, status=answer.status_code)
    if allowed := answer.headers.get("Allow"):
        told.headers["Allow"] = allowed
    return told
