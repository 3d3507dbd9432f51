"""What is done with a folder as a whole."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.investigations.allowed import folder_for
from comity.interfaces.web.investigations.forms import AnswerForm, FolderForm
from comity.interfaces.web.investigations.shown import title_of
from comity.interfaces.web.telling import tell_error
from comity.interfaces.web.words import country_name
from comity.investigations import queries, services
from comity.investigations.duties import ANSWER_INVITATION, INVITE, OPEN_FOLDER
from comity.investigations.models import Folder
from comity.investigations.terms import FolderState
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Permission, Ruling
from comity.officers.queries import agencies
from comity.officers.terms import FreshSignInNeededError, Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open a folder; whom it is shared with is decided afterwards, partner by partner."""
    demand_role(viewer, OPEN_FOLDER.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = FolderForm(typed)
    made: list[Folder] = []

    def do(_typed: dict[str, str]) -> None:
        made.append(services.open_folder(form.draft(), officer=viewer, at=now()))

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("The folder is open. Nobody outside knows of it yet."))
        return redirect("folder", made[0].pk)
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "investigations/new.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """See what the law says of each partner, and invite one."""
    found = folder_for(number, viewer, INVITE)
    if not found.is_ours or found.state != FolderState.OPEN.value:
        return _not_now(request, found)
    if request.method == "POST" and with_fresh_sign_in(
        request, lambda afresh_at: _invited(request, viewer, found, afresh_at)
    ):
        return redirect("folder", number)
    rulings = queries.rulings_on_inviting(found, on=today())
    told = {
        "folder": found,
        "opened": not viewer.people.isdisjoint(found.openers),
        "rulings": [
            (code, ruling_shown(ruling), isinstance(ruling, Permission))
            for code, ruling in rulings.items()
        ],
    }
    return render(request, "investigations/invite.html", told)


def _invited(
    request: HttpRequest, viewer: Viewer, found: Folder, afresh_at: datetime | None
) -> bool:
    partner = request.POST.get("partner", "")
    made: list[Ruling] = []

    def do() -> None:
        made.append(
            services.invite(
                found.pk,
                partner,
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            )
        )

    if not _done(request, do):
        return False
    name = country_name(partner)
    if not isinstance(made[0], Permission):
        told = gettext("{partner} is not invited: the law does not carry it as it stands.")
        messages.error(request, told.format(partner=name))
        return False
    messages.success(request, gettext("{partner} is invited.").format(partner=name))
    return True


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Join a folder that a partner has opened, or decline."""
    found = folder_for(number, viewer, ANSWER_INVITATION)
    if found.state != FolderState.INVITED.value:
        return _not_now(request, found)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = AnswerForm(
        typed, agencies=[(each.code, f"{each.name} ({each.code})") for each in agencies()]
    )
    joins = request.POST.get("answer") == "join"

    def do(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda typed: services.answer_invitation(
                number,
                joins=joins,
                **typed,
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
        )

    if request.method == "POST" and with_fresh_sign_in(request, do):
        said = gettext("We are in it.") if joins else gettext("Declined. The partner is told.")
        messages.success(request, said)
        return redirect("folder", number)
    told = {
        "folder": found,
        "under": title_of(found.relied_on),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "investigations/answer.html", told)


@for_officers
@by_button(back="folder")
def admit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let a further agency of ours into the folder."""
    agency = request.POST.get("agency", "")
    act(
        request,
        lambda: services.admit_agency(number, agency, officer=viewer, at=now(), on=today()),
        done=gettext("The agency sees the folder now, and of each item what it may see."),
    )
    return redirect("folder", number)


@for_officers
@by_button(back="folder")
def leave(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Leave a folder of a partner's."""
    act(
        request,
        lambda: services.leave_folder(number, officer=viewer, at=now(), on=today()),
        done=gettext("We have left the folder. The members are told."),
    )
    return redirect("folder", number)


@for_officers
@by_button(back="folder")
def close(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Close a folder of ours for everybody in it."""
    act(
        request,
        lambda: services.close_folder(number, officer=viewer, at=now(), on=today()),
        done=gettext("The folder is closed. The members are told."),
    )
    return redirect("folder", number)


@for_officers
@by_button(back="folder")
def erase(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Erase what a folder that has ended says."""
    with_fresh_sign_in(
        request,
        lambda afresh_at: act(
            request,
            lambda: services.erase_folder(
                number, officer=viewer, signed_in_afresh_at=afresh_at, at=now()
            ),
            done=gettext("Done and recorded."),
        ),
    )
    return redirect("folder", number)


def _done(request: HttpRequest, do: Callable[[], object]) -> bool:
    """Do one act in one transaction; what stands in its way is told, what came of it is not."""
    try:
        with transaction.atomic(durable=True):
            do()
    except (NotFoundError, NotAllowedError, FreshSignInNeededError):
        raise  # the door answers these
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return False
    return True


def _not_now(request: HttpRequest, found: Folder) -> HttpResponse:
    messages.info(request, gettext("This cannot be done with the folder now."))
    return redirect("folder", found.pk)
