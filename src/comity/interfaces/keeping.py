"""What a browser may keep of this node's answers: the assets, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class KeepNothing:
    """Tell browsers and proxies to keep no page, unless an answer says itself what may be kept.

    Desks are shared: after a sign-out, going back must not bring a case up again. Style sheets and
    scripts are served further out and stay cached.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and mark what comes back."""
        answer = self._answer(request)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
