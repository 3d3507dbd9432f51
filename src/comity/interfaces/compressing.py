"""Style sheets and scripts travel compressed, because a page is also opened over a slow line.

Pages themselves do not: what is secret in them would show in their length (the BREACH attack). The
pages that tell the register are the exception: they say what the law is, the same to every officer
and nothing of a case, and they are the longest. What would be worth guessing in them is not there
to be guessed: the token of their forms is masked anew in every answer, Django adds a length by
chance, and a cookie marked `SameSite` does not come with what another site makes a browser fetch.
"""

from collections.abc import Callable
from typing import ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.views.decorators.gzip import gzip_page

P = ParamSpec("P")


def told_short(page: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let a page that tells the register, and nothing of a case, travel compressed."""
    return gzip_page(page)


class CompressAssets(GZipMiddleware):
    """Compress what is the same for everybody."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return an asset compressed where the browser takes it so, and all else as it is."""
        if not request.path.startswith("/static/"):
            return response
        return super().process_response(request, response)
