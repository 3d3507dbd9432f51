"""Errors as problem details (RFC 9457): one shape for whatever went wrong."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from comity.assistance.terms import (
    FreshSignInNeededError,
    RetentionOverError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
)
from comity.assistance.terms.retention import ErasedAlreadyError
from comity.evidence.scans import KeptShutError, TooLargeForScannerError
from comity.evidence.terms import (
    BytesMissingError,
    DigestDiffersError,
    NotHeldError,
    OfficersShareError,
    TooLargeError,
)
from comity.exchange.refusals import LinkNotConfirmedError
from comity.interfaces.rulings_json import ruling_json
from comity.interfaces.sentences import sentence
from comity.interfaces.storage import STATUS as STORAGE_STATUS
from comity.interfaces.storage import trouble_of
from comity.kernel.errors import (
    ComityError,
    InvalidDraftError,
    NotAllowedError,
    NotFoundError,
    Problem,
)
from comity.letters.token_terms import TokenError
from comity.officers.passwords import PasswordNotOwnError
from comity.officers.terms import SecondFactorNeededError

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)

# The most particular class of an error decides; what is not listed is a conflict with the state.
_STATUS: dict[type[ComityError], HTTPStatus] = {
    InvalidDraftError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    FreshSignInNeededError: HTTPStatus.FORBIDDEN,
    SecondFactorNeededError: HTTPStatus.FORBIDDEN,
    PasswordNotOwnError: HTTPStatus.FORBIDDEN,
    SecondPersonNeededError: HTTPStatus.FORBIDDEN,
    RulingStandsAgainstError: HTTPStatus.FORBIDDEN,
    RetentionOverError: HTTPStatus.FORBIDDEN,
    StepNotAllowedError: HTTPStatus.CONFLICT,
    StaleVersionError: HTTPStatus.CONFLICT,
    ErasedAlreadyError: HTTPStatus.CONFLICT,
    LinkNotConfirmedError: HTTPStatus.CONFLICT,
    NotHeldError: HTTPStatus.CONFLICT,
    KeptShutError: HTTPStatus.FORBIDDEN,
    TooLargeForScannerError: HTTPStatus.FORBIDDEN,
    OfficersShareError: HTTPStatus.TOO_MANY_REQUESTS,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TokenError: HTTPStatus.SERVICE_UNAVAILABLE,
    DigestDiffersError: HTTPStatus.INTERNAL_SERVER_ERROR,
    BytesMissingError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def problem_response(
    code: str,
    *,
    status: int,
    facts: Iterable[tuple[str, str]] = (),
    problems: Iterable[Problem] = (),
    **more: object,
) -> HttpResponse:
    """Return a problem with its code for programs and its sentence for people.

    Args:
        code: stable code.
        status: HTTP status.
        facts: named values of the sentence.
        problems: what is wrong with each field.
        more: members that only this problem has.
    """
    body: dict[str, Any] = {
        "type": f"urn:comity:problem:{code}",
        "title": code.replace("_", " ").replace(".", " "),
        "status": status,
        "detail": sentence(code, facts, translate=gettext),
        "code": code,
        "problems": problems_json(problems),
        **more,
    }
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def problems_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return what is wrong with each field, in words."""
    return [
        {
            "code": problem.code,
            "field": problem.field,
            "sentence": sentence(problem.code, problem.facts, translate=gettext),
        }
        for problem in problems
    ]


def status_of(error: ComityError) -> HTTPStatus:
    """Return the HTTP status of an anticipated error."""
    known = (_STATUS[kind] for kind in type(error).mro() if kind in _STATUS)
    return next(known, HTTPStatus.CONFLICT)


def tell_problems(api: NinjaAPI) -> None:
    """Let the API answer every error with a problem."""
    handlers = {
        ComityError: _anticipated,
        ValidationError: _not_in_form,
        HttpError: _refused_by_framework,
        Http404: _nothing_there,
        SuspiciousOperation: _suspicious,
        UnreadablePostError: _cut_short,
        Exception: _unforeseen,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _anticipated(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401  ninja's type
    more: dict[str, object] = {}
    problems = error.problems if isinstance(error, InvalidDraftError) else ()
    if isinstance(error, RulingStandsAgainstError):
        more["ruling"] = ruling_json(error.ruling, translate=gettext)
    return problem_response(
        error.code, status=status_of(error), facts=error.facts, problems=problems, **more
    )


def _not_in_form(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401  ninja's type
    problems = [_problem(each) for each in error.errors[:50]]
    return problem_response("invalid", status=422, problems=problems)


def _problem(error: dict[str, Any]) -> Problem:
    if error.get("type") == "missing":
        return Problem("missing", _field(error))
    return Problem(
        "value_not_in_form", _field(error), (("cause", str(error.get("msg", ""))[:200]),)
    )


def _field(error: dict[str, Any]) -> str:
    # The first part says where the value stood (body, query), the second names our own argument.
    parts = [str(part)[:60] for part in error.get("loc", ())]
    if parts[:1] == ["body"] and len(parts) == 2:
        return "body"  # nothing was sent at all
    return ".".join(parts[2:] or parts[1:])


def _refused_by_framework(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401  whatever error the framework hands over
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        return problem_response("sign_in_needed", status=401)
    code = _BY_STATUS.get(error.status_code, "request_malformed")
    return problem_response(code, status=error.status_code)


# The framework's own refusals: it checks CSRF tokens, and calls the parser of bodies.
_BY_STATUS = {HTTPStatus.FORBIDDEN: "csrf_failed", HTTPStatus.BAD_REQUEST: "body_not_json"}


def _nothing_there(_request: HttpRequest, _error: Any) -> HttpResponse:  # noqa: ANN401  whatever error the framework hands over
    return problem_response("not_found", status=404)


def _suspicious(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401  ninja's type
    if isinstance(error, RequestDataTooBig):
        return problem_response("body_too_large", status=413)
    return problem_response("request_malformed", status=400)


def _cut_short(_request: HttpRequest, _error: Any) -> HttpResponse:  # noqa: ANN401  ninja's type
    return problem_response("request_malformed", status=400)


def _unforeseen(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401  ninja's type
    if code := trouble_of(error):
        log.warning("nothing can be written", extra={"code": code})
        return problem_response(code, status=STORAGE_STATUS[code])
    # A bug: told plainly to the caller, and whole to whoever reads the log.
    log.error("an API call failed", exc_info=error)
    return problem_response("unforeseen", status=500)
