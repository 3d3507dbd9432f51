"""`/healthz`: one word for whoever watches from outside, and nothing else."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comity.node.configuration import NodeSettings, home_folder
from comity.node.health.disk import is_writable

SERVES, READS, DOWN = "ok", "reading", "down"


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say `ok`, `reading` when nothing can be written, or `down` (503) without a database.

    A node that can only be read stays in its place: officers go on reading.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(f"{DOWN}\n", status=503, content_type="text/plain")
    writes = is_writable(home_folder(), NodeSettings().health)
    return HttpResponse(f"{SERVES if writes else READS}\n", content_type="text/plain")
