"""A link's epochs and recovery: what began anew and why, and what partners gave back."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.exchange.duties import OPEN_EPOCH, RECOVER, SEE_TRAFFIC
from comity.exchange.epoch_queries import RecoveryView, epochs_of, fork_evidence
from comity.exchange.epoch_terms import EpochCause
from comity.exchange.services import confirm_epoch, end_recovery, propose_epoch, recover_link
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.links.epoch_words import CAUSES, STAGES, WHATS
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import without_hidden_characters
from comity.officers.terms import Viewer, demand_role

_LONGEST_REASON = 500


@for_officers
@require_safe
def page(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Show the epochs of a link, recoveries with what did not come back, and forks."""
    demand_role(viewer, SEE_TRAFFIC.roles)
    found = epochs_of(partner, seen_by=viewer)
    if found is None:
        raise NotFoundError(what="link")
    told = {
        "partner": partner,
        "found": found,
        "causes": [(cause.value, gettext(CAUSES[cause.value])) for cause in EpochCause],
        "proposed_cause": gettext(CAUSES[found.proposed.cause]) if found.proposed else "",
        "epochs": [(each, gettext(CAUSES[each.cause])) for each in found.epochs],
        "recoveries": [_shown(each) for each in found.recoveries],
        "may_open": viewer.holds(*OPEN_EPOCH.roles),
        "may_recover": viewer.holds(*RECOVER.roles),
    }
    return render(request, "links/epochs.html", told)


@for_officers
@by_button(back="link_epochs")
def propose(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Propose a new epoch; another person confirms it."""
    demand_role(viewer, OPEN_EPOCH.roles)
    reason, cause = _typed(request, "reason"), _typed(request, "cause")
    if not reason:
        messages.error(request, gettext("Say why: it stands in the record. Nothing was done."))
        return redirect("link_epochs", partner)
    act(
        request,
        lambda: propose_epoch(partner, cause=cause, reason=reason, officer=viewer, at=now()),
        done=gettext("Proposed. Another person confirms it here."),
    )
    return redirect("link_epochs", partner)


@for_officers
@by_button(back="link_epochs")
def confirm(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Confirm the epoch that another person proposed."""
    act(
        request,
        lambda: confirm_epoch(partner, officer=viewer, at=now()),
        done=gettext("The new epoch is open. What was not receipted goes again."),
    )
    return redirect("link_epochs", partner)


@for_officers
@by_button(back="link_epochs")
def recover(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """Ask a partner for what this node lacks."""
    act(
        request,
        lambda: recover_link(partner, officer=viewer, at=now()),
        done=gettext("The worker asks the partner now. Nobody acts on the link until it ends."),
    )
    return redirect("link_epochs", partner)


@for_officers
@by_button(back="link_epochs")
def end(request: HttpRequest, viewer: Viewer, partner: str) -> HttpResponse:
    """End a recovery that the partner cannot feed."""
    demand_role(viewer, RECOVER.roles)
    reason = _typed(request, "reason")
    if not reason:
        messages.error(request, gettext("Say why: it stands in the record. Nothing was done."))
        return redirect("link_epochs", partner)
    act(
        request,
        lambda: end_recovery(partner, reason=reason, officer=viewer, at=now()),
        done=gettext("The recovery was ended. What is missing stays missing."),
    )
    return redirect("link_epochs", partner)


@for_officers
@require_safe
def evidence(request: HttpRequest, viewer: Viewer, partner: str, number: int) -> HttpResponse:
    """Hand out the evidence of a fork as a file."""
    demand_role(viewer, SEE_TRAFFIC.roles)
    found = fork_evidence(partner, min(number, 2**62), seen_by=viewer)
    if found is None:
        raise NotFoundError(what="fork")
    answer = HttpResponse(json.dumps(found, indent=1), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    name = f"fork-{partner}-{number}.json"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _shown(each: RecoveryView) -> dict[str, object]:
    missing = [dict(named) for named in each.missing]
    return {
        "view": each,
        "cause": gettext(CAUSES[each.cause]),
        "stage": gettext(STAGES[each.stage]),
        "missing": [{**named, "what": gettext(WHATS[named["what"]])} for named in missing],
        "unapplied": [dict(named) for named in each.unapplied],
    }


def _typed(request: HttpRequest, name: str) -> str:
    told = request.POST.get(name, "")
    return without_hidden_characters(told).strip()[:_LONGEST_REASON]
