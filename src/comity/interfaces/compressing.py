"""Style sheets and scripts travel compressed, because a page is also opened over a slow line.

Pages themselves do not: what is secret in them would show in their length (the BREACH attack). The
exceptions hold nothing of a case: the pages that tell the register or write it, which say what the
law is, a list of codes, and those on which one chooses among the kinds of acts of the record. They
are the longest.
What would be worth guessing in them is not there to be guessed: the token of their forms is masked
anew in every answer, Django adds a length by chance, and a cookie marked `SameSite` does not come
with what another site makes a browser fetch.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.views.decorators.gzip import gzip_page

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def told_short(
    page: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    """Let a page that holds nothing of a case travel compressed while it is read.

    What was typed into it, and is shown again because something is wrong, travels as it is.
    """
    short = gzip_page(page)

    @wraps(page)
    def told(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        way = short if request.method in {"GET", "HEAD"} else page
        return way(request, *args, **kwargs)

    return told


class CompressAssets(GZipMiddleware):
    """Compress what is the same for everybody."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return an asset compressed where the browser takes it so, and all else as it is."""
        if not request.path.startswith("/static/"):
            return response
        return super().process_response(request, response)
