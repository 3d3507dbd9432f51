"""Style sheets and scripts travel compressed, because a page is also opened over a slow line.

Pages themselves do not: what is secret in them would show in their length (the BREACH attack).
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressAssets(GZipMiddleware):
    """Compress what is the same for everybody."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return an asset compressed where the browser takes it so, and all else as it is."""
        if not request.path.startswith("/static/"):
            return response
        return super().process_response(request, response)
