"""One line for each request at the officers' door: its id, act and time, never its address."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comity.node.logs import request_id

HEADER = "X-Request-ID"
_log = logging.getLogger(__name__)


class RequestLines:
    """Give each request an id, tell it to the caller, and tell the log what became of it.

    An id that a caller brings is not taken: it could say anything.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and note how long it took."""
        given, began = secrets.token_hex(8), time.monotonic()
        token = request_id.set(given)
        try:
            answer = self._answer(request)
            answer.headers[HEADER] = given
            if _log.isEnabledFor(logging.INFO):
                _log.info("answered", extra=_told(request, answer, time.monotonic() - began))
            return answer
        finally:
            request_id.reset(token)


def _told(request: HttpRequest, answer: HttpResponseBase, seconds: float) -> dict[str, object]:
    match = request.resolver_match
    return {
        "method": request.method,
        # The pattern of the address; the address itself may name a request or a person.
        "route": match.route if match is not None else "",
        "status": answer.status_code,
        "ms": int(seconds * 1000),
    }
