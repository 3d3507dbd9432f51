"""The files of a standing exchange: handed in, let go, looked at, taken out."""

from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.delivery_rules import day_in
from comity.assistance.duties import TELL_STANDING
from comity.assistance.models import Request, StandingSupply
from comity.assistance.queries.standing import supply_of
from comity.assistance.services.standing_supply import give_up_supply, send_supply
from comity.evidence.scans import KeptShutError, TooLargeForScannerError
from comity.evidence.terms import UNNAMED_TYPE, Intake
from comity.interfaces import looking
from comity.interfaces.standing_intake import hand_out_supply, take_supply_in
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, demand_own
from comity.interfaces.web.answers.exhibits import CopyForm, download_of
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.standing.forms import SupplyForm
from comity.interfaces.web.standing.views import found_standing
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError, NotFoundError
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Hand a file in: every fault stands beside it with its line and column."""
    shown, told = found_standing(reference, viewer)
    demand_own(shown, viewer, TELL_STANDING)
    if not told.may_supply:
        messages.info(request, gettext("No file is supplied by us now."))
        return redirect("standing", reference)
    posted = request.method == "POST"
    begun = {"period_from": request.GET.get("period_from", "")[:10]}
    form = SupplyForm(request.POST, request.FILES) if posted else SupplyForm(initial=begun)
    taken = _take(form, shown, viewer) if posted else None
    if taken is not None:
        messages.success(request, _done(taken))
        return redirect("standing_supply", reference, taken.pk)
    context = {
        "request_shown": shown,
        "standing": told,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "standing/hand_in.html", context)


def _take(form: SupplyForm, shown: Request, viewer: Viewer) -> StandingSupply | None:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    file, day = form.cleaned_data["file"], day_in(form.cleaned_data["period_from"])
    if day is None:
        form.add_error("period_from", gettext("Write the day as year-month-day: 2026-12-01."))
    if not isinstance(file, UploadedFile):
        form.add_error("file", gettext("Choose a file first."))
    if day is None or not isinstance(file, UploadedFile):
        return None
    intake = Intake(file.name or "", file.content_type or UNNAMED_TYPE)
    try:
        return take_supply_in(
            shown.reference,
            file,
            period_from=day,
            intake=intake,
            officer=viewer,
            at=now(),
            on=today(),
        )
    except InvalidDraftError as refused:
        show_problems(form, refused.problems)
    except (NotFoundError, NotAllowedError):
        raise
    except ComityError as refused:
        form.add_error(None, tell_error(refused))
    return None


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: HttpRequest, viewer: Viewer, reference: str, key: int) -> HttpResponseBase:
    """Show one file: its period, lines and faults; hand out a copy against a reason."""
    shown, told = found_standing(reference, viewer)
    file = supply_of(shown, key=key, seen_by=viewer)
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        exhibit=file.supply.exhibit,
        label=gettext("Why you need a copy"),
        help_text=gettext("Taking a copy is recorded with your name and this reason."),
    )
    if request.method == "POST":
        copy = _copy(form, viewer, reference, key)
        if copy is not None:
            return copy
    looking.case_shown(shown, None, to=viewer, at=now())
    context = {
        "request_shown": shown,
        "standing": told,
        "file": file,
        "supply": file.supply,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "standing/supply.html", context)


@for_officers
@by_button(back="standing_supply")
def let_go(request: HttpRequest, viewer: Viewer, reference: str, key: int) -> HttpResponse:
    """Let a file go that another handed in."""

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: send_supply(
                reference,
                key,
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Let go, and recorded for delivery to the partner."),
        )

    with_fresh_sign_in(request, do)
    return redirect("standing_supply", reference, key)


@for_officers
@by_button(back="standing_supply")
def give_up(request: HttpRequest, viewer: Viewer, reference: str, key: int) -> HttpResponse:
    """Say of a file that waits that it does not leave."""
    act(
        request,
        lambda: give_up_supply(reference, key, officer=viewer, at=now()),
        done=gettext("It does not leave. This node keeps it in custody."),
    )
    return redirect("standing_supply", reference, key)


def _copy(form: CopyForm, viewer: Viewer, reference: str, key: int) -> HttpResponseBase | None:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    reason, knowing = form.cleaned_data["reason"], form.cleaned_data.get("knowing", False)
    try:
        opened = hand_out_supply(
            reference, key, reason=reason, officer=viewer, at=now(), knowing=knowing
        )
    except InvalidDraftError as refused:
        show_problems(form, refused.problems)
        return None
    except (NotFoundError, NotAllowedError):
        raise
    except (KeptShutError, TooLargeForScannerError) as refused:
        form.add_error("knowing" if "knowing" in form.fields else None, tell_error(refused))
        return None
    except ComityError as refused:
        form.add_error(None, tell_error(refused))
        return None
    return download_of(opened)


def _done(taken: StandingSupply) -> str:
    if taken.told_at is not None:
        return gettext("Checked without a fault, and supplied under the terms.")
    return gettext("Checked without a fault. It leaves when a second person lets it go.")
