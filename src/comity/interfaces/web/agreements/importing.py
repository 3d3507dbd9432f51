"""Importing the register's folder into a node that runs: told first, then done after signing in."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.agreements.duties import BEGIN_CHANGE
from comity.agreements.queries import import_outlook
from comity.agreements.services import import_register
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.telling import tell
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def import_folder(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say what the folder of this node would bring, and import it when asked to."""
    demand_role(viewer, BEGIN_CHANGE.roles)
    if request.method == "POST" and _imported(request, viewer):
        return redirect("proposals")
    outlook = import_outlook(settings.REGISTER_FOLDER)
    told = {
        "outlook": outlook,
        "faults": [(f.file, f.line, tell(f.code, f.facts)) for f in outlook.faults],
        "lists": (
            (gettext("New files"), outlook.new),
            (gettext("Files with another text"), outlook.changed),
            (gettext("Files the folder no longer has"), outlook.removed),
            (gettext("Changed here, and kept so"), outlook.edits.kept),
        ),
    }
    return render(request, "agreements/import.html", told)


def _imported(request: HttpRequest, viewer: Viewer) -> bool:
    replacing = request.POST.get("action") == "replace"

    def bring_in(afresh_at: datetime | None) -> bool:
        def do() -> None:
            demand_fresh_sign_in(afresh_at, at=now())
            import_register(
                settings.REGISTER_FOLDER, by=viewer.name, at=now(), replace_edits=replacing
            )

        return act(request, do, done=gettext("Imported; this node rules from it from now on."))

    return with_fresh_sign_in(request, bring_in)
