"""What is done with one item of a folder."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.queries import request_detail
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.investigations.allowed import folder_for
from comity.interfaces.web.investigations.forms import ItemForm
from comity.interfaces.web.numbers import version_read
from comity.investigations import queries, services
from comity.investigations.duties import WRITE_ITEM
from comity.investigations.models import Folder, Item
from comity.investigations.terms import FolderState, ItemKind, MemberState
from comity.kernel.errors import NotFoundError
from comity.officers.queries import agencies
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, viewer: Viewer, number: int, kind: str) -> HttpResponse:
    """Put an item into a folder; a second officer releases it."""
    if kind not in set(ItemKind):
        raise NotFoundError()
    found = folder_for(number, viewer, WRITE_ITEM)
    if found.state != FolderState.OPEN.value:
        messages.info(request, gettext("This cannot be done with the folder now."))
        return redirect("folder", number)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = _form(typed, found, ItemKind(kind), viewer)
    made: list[Item] = []

    def do(_typed: dict[str, str]) -> None:
        made.append(services.add_item(number, form.draft(), officer=viewer, at=now()))

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Kept. An approver who did not write it releases it."))
        return redirect("folder_item", made[0].pk)
    told = {"folder": found, "kind": kind, "form": form, "mark": kept.mark_for(viewer)}
    told["no_exhibits"] = form.is_without_exhibits
    return render(request, "investigations/add.html", told)


@for_officers
@by_button(back="folder_item")
def release(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Release an item to whom it may reach; its page shows beforehand whom that is."""

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: services.release_item(
                number,
                version=version_read(request),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Released. Each member is shown what it may see, and nothing else."),
        )

    with_fresh_sign_in(request, do)
    return redirect("folder_item", number)


@for_officers
@by_button(back="folder_item")
def discard(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take an item away that nobody has released."""
    folder = queries.item_of(number, seen_by=viewer).folder_id
    done = act(
        request,
        lambda: services.discard_item(number, officer=viewer, at=now()),
        done=gettext("Discarded. Nobody outside had seen it."),
    )
    return redirect("folder", folder) if done else redirect("folder_item", number)


@for_officers
@by_button(back="folder_item")
def done(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say that a task is done."""
    act(
        request,
        lambda: services.finish_task(number, officer=viewer, at=now(), on=today()),
        done=gettext("Done. Whoever may see the task is told."),
    )
    return redirect("folder_item", number)


@for_officers
@by_button(back="folder_item")
def word(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give our administration's word on a decision."""

    def do(afresh_at: datetime | None) -> bool:
        return act(
            request,
            lambda: services.give_word(
                number,
                agrees=request.POST.get("word") == "agree",
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
            done=gettext("Our word is given. Whoever may see the decision is told."),
        )

    with_fresh_sign_in(request, do)
    return redirect("folder_item", number)


def _form(typed: object, found: Folder, kind: ItemKind, viewer: Viewer) -> ItemForm:
    members = queries.members_of(found)
    exhibits = _exhibits(found, viewer) if kind is ItemKind.EXHIBIT else ()
    return ItemForm(
        typed,
        kind=kind,
        members=[each.code for each in members if each.state == MemberState.JOINED],
        agencies=[(each.code, each.name) for each in agencies()] if kind is ItemKind.TASK else (),
        exhibits=exhibits,
    )


def _exhibits(found: Folder, viewer: Viewer) -> tuple[tuple[str, str, str], ...]:
    """Id, name and request of each exhibit of a request linked here that this officer may see."""
    return tuple(
        (str(each.exhibit.id), each.exhibit.file_name, reference)
        for reference in _linked(found, viewer)
        for each in request_detail(reference, seen_by=viewer).enclosures
    )


def _linked(found: Folder, viewer: Viewer) -> tuple[str, ...]:
    """References of the requests linked here that this officer may see."""
    linked = queries.linked_requests(found, seen_by=viewer)
    return tuple(each.reference for each in linked)
