"""An act of an administrator that a button does, after a fresh sign-in."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import viewer_of
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.officers.duties import SEE_PEOPLE
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import demand_role


def do_afresh(
    request: HttpRequest, service: Callable[[], object], *, done: str, back: tuple[str, ...]
) -> HttpResponse:
    """Do the act, say on the next page what came of it, and go there.

    Args:
        request: of the administrator.
        service: the act with its arguments.
        done: what to say when it is done.
        back: name of the next page, and what stands in its address.
    """

    def confirmed(afresh_at: datetime | None) -> bool:
        demand_fresh_sign_in(afresh_at, at=now())
        return act(request, service, done=done)

    # Nobody is asked to sign in afresh for what they may not do.
    demand_role(viewer_of(request), SEE_PEOPLE.roles)
    with_fresh_sign_in(request, confirmed)
    return redirect(back[0], *back[1:])
