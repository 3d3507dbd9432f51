"""The first page after signing in: what waits, for whom, and since when."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.assistance import queries
from comity.assistance.duties import APPROVERS, CENTRAL, DRAFT_REQUEST
from comity.assistance.queries.afterwords import waiting_afterwords
from comity.assistance.queries.at_hand import AtHand
from comity.assistance.queries.notices import number_unread
from comity.assistance.queries.parts import waiting_parts
from comity.assistance.queries.tasks import waiting_tasks
from comity.assistance.terms import Tab
from comity.assistance.wording import TAB_NAMES
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.inbox.wording import EMPTY
from comity.investigations.queries import folder_news, waiting_invitations
from comity.officers.terms import Viewer

PAGE_SIZE = 20
MOST_REMINDERS = 99
MOST_TASKS = 5


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab with its count."""

    tab: Tab
    name: str
    count: int
    here: bool


def _first_tab(viewer: Viewer, counts: dict[Tab, int]) -> Tab:
    """Open where something waits for this officer; approvers and central units see theirs first."""
    wanted = [Tab.MINE]
    if viewer.holds(*CENTRAL):
        wanted.insert(0, Tab.FROM_PARTNERS)
    if viewer.holds(*APPROVERS):
        wanted.insert(0, Tab.TO_APPROVE)
    return next((tab for tab in wanted if counts.get(tab)), Tab.MINE)


@for_officers
@require_safe
def inbox(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show one tab of the inbox."""
    on = today()
    sight = queries.InboxSight(viewer)
    there = sight.at_hand
    counts = queries.counts(seen_by=viewer, on=on, sight=sight)
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in set(Tab) else _first_tab(viewer, counts)
    page = Paginator(range(counts.get(tab, 0)), PAGE_SIZE).get_page(request.GET.get("page"))
    part = slice(page.start_index() - 1, page.end_index()) if page.object_list else slice(0)
    rows = queries.inbox(seen_by=viewer, tab=tab, on=on, part=part, sight=sight)
    told = {
        "tabs": [
            TabLink(each, gettext(TAB_NAMES[each]), counts.get(each, 0), each is tab)
            for each in Tab
            if each in counts
        ],
        "tab": tab,
        "rows": rows,
        "page": page,
        "filters": f"tab={tab.value}",
        "empty": EMPTY[tab],
        "reminders": number_unread(viewer, most=MOST_REMINDERS) if AtHand.NOTICES in there else 0,
        "recent": queries.recent_work(seen_by=viewer, sight=sight, drafted=AtHand.DRAFTS in there),
        "tasks": waiting_tasks(seen_by=viewer, most=MOST_TASKS) if AtHand.TASKS in there else (),
        "afterwords": waiting_afterwords(seen_by=viewer),
        "parts_asked": waiting_parts(seen_by=viewer, most=MOST_TASKS)
        if AtHand.PARTS in there
        else (),
        "folders": waiting_invitations(seen_by=viewer, most=MOST_TASKS),
        "folder_news": folder_news(seen_by=viewer, most=MOST_TASKS),
        "may_write": viewer.holds(*DRAFT_REQUEST.roles),
    }
    return render(request, "inbox/inbox.html", told)
