"""Files of a standing exchange whose own days are over: proposed, and erased, by buttons."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from comity.assistance.duties import ERASE, PROPOSE_ERASURE
from comity.assistance.services.supplies_erasing import erase_supplies, propose_supplies_erasure
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


@for_officers
@by_button(back="retention")
def act_on_supplies(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Propose to erase the files of one exchange whose days are over, or erase those proposed."""
    done = gettext("Done and recorded.")
    if request.POST.get("act", "") == "propose":
        demand_role(viewer, PROPOSE_ERASURE.roles)
        act(
            request,
            lambda: propose_supplies_erasure(reference, officer=viewer, at=now()),
            done=done,
        )
        return redirect("retention")
    demand_role(viewer, ERASE.roles)

    def erase(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: erase_supplies(
                reference, officer=viewer, signed_in_afresh_at=afresh_at, at=now()
            ),
            done=done,
        )

    with_fresh_sign_in(request, erase)
    return redirect("retention")
