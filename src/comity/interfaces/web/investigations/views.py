"""Joint case folders: the list, one folder, and one item of it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.interfaces.looking import place_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.investigations.allowed import acts_on_folder, acts_on_item
from comity.interfaces.web.investigations.shown import (
    conditions_shown,
    happenings_shown,
    lines_shown,
    members_shown,
    pairs_shown,
    reach_shown,
    title_of,
)
from comity.interfaces.web.numbers import page_asked
from comity.investigations import queries
from comity.investigations.duties import OPEN_FOLDER, SEE_AGENCYS_FOLDERS, SEE_EVERY_FOLDER
from comity.investigations.queries import ReachLine
from comity.investigations.terms import FolderState, ItemKind, ItemState
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 25
ITEMS_SHOWN = 12
HAPPENINGS_SHOWN = 15
READERS = (*SEE_EVERY_FOLDER.roles, *SEE_AGENCYS_FOLDERS.roles)


@for_officers
@require_safe
def folders(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the folders this officer may see, the latest first."""
    demand_role(viewer, READERS)
    state = request.GET.get("state", "")
    told = {
        "page": queries.folders_page(
            seen_by=viewer,
            state=state if state in set(FolderState) else "",
            page=page_asked(request),
            size=PAGE_SIZE,
        ),
        "state": state,
        "states": list(FolderState),
        "may_open": viewer.holds(*OPEN_FOLDER.roles),
    }
    return render(request, "investigations/folders.html", told)


@for_officers
@require_safe
def folder(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one folder: who is in it, what each may see, and what happened."""
    found = queries.folder_of(number, seen_by=viewer)
    place_shown(found.about, changed_at=found.updated_at, to=viewer, at=now())
    own = own_administration().code
    lines = queries.items_of(found, seen_by=viewer)
    page = Paginator(lines, ITEMS_SHOWN).get_page(request.GET.get("page"))
    happenings = queries.timeline_of(found, seen_by=viewer)
    whole = request.GET.get("course") == "whole"
    told = {
        "folder": found,
        "own": own,
        "host": found.host or own,
        "members": members_shown(found),
        "pairs": pairs_shown(found, on=today()),
        "page": page,
        "lines": lines_shown(page.object_list),
        "happenings": happenings_shown(happenings if whole else happenings[:HAPPENINGS_SHOWN]),
        "more": not whole and len(happenings) > HAPPENINGS_SHOWN,
        "kinds": list(ItemKind),
        "may": acts_on_folder(found, viewer),
        "outside": queries.own_agencies_outside(found),
    }
    return render(request, "investigations/folder.html", told)


@for_officers
@require_safe
def item(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one item: what it says, who may see it, and what is done with it."""
    found = queries.item_of(number, seen_by=viewer)
    written = found.state == ItemState.WRITTEN.value
    may = acts_on_item(found, viewer)
    foreseen = queries.reach_foreseen(found, on=today()) if "release" in may or written else ()
    recorded = () if written else queries.reach_of_item(found)
    own = own_administration().code
    words = queries.words_of(found)
    seen = {each.pk for each in queries.linked_requests(found.folder, seen_by=viewer)}
    told = {
        "item": found,
        "folder": found.folder,
        "own": own,
        "originator": found.originator or own,
        "written": written,
        "wrote": not viewer.people.isdisjoint(found.writers),
        "opens": found.request_id in seen,
        "under": title_of(found.relied_on),
        "conditions": conditions_shown(found),
        "coverage": queries.coverage_of_item(recorded),
        "reach": reach_shown(recorded or foreseen, originator=found.originator or own),
        "again": not written and _reaches_more(foreseen, recorded),
        "words": words,
        "given": any(not each.member for each in words),
        "may": may,
    }
    return render(request, "investigations/item.html", told)


def _reaches_more(foreseen: tuple[ReachLine, ...], recorded: tuple[ReachLine, ...]) -> bool:
    """Tell whether a member would be told today what it was not told before.

    Whom it was shown has it, unless its node refused it.
    """
    before = {line.member: line for line in recorded if line.member and not _is_refused(line)}
    have = {code for code, line in before.items() if line.shown}
    told = {code: line.why for code, line in before.items()}
    left = (line for line in foreseen if line.member and line.member not in have)
    return any(told.get(line.member) is not line.why for line in left)


def _is_refused(line: ReachLine) -> bool:
    return line.shown and line.message is not None and line.message.refused is not None
