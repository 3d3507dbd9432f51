"""The data protection officer's desk: what personal data is held, and where a person is named."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.queries import DataRow, FoundCase, personal_data
from comity.assistance.terms.personal_data import Held
from comity.exchange.queries import linked_codes
from comity.interfaces import looking
from comity.interfaces.data_asked import data_asked
from comity.interfaces.taking_out import hand_out_register
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm, TypedField
from comity.interfaces.web.records.oversight import reason_form
from comity.interfaces.web.records.taken_out import begun_after, take_register_out
from comity.interfaces.web.records.views import rooms
from comity.officers.terms import Viewer, demand_role
from comity.oversight.services import record_data_search
from comity.oversight.wording import HELD_NAMES, SIGN_NAMES

CASES_A_PAGE = 15
_ASKED_NAMES = {
    "partner": _("Partner"),
    "case": _("Reference"),
    "held": _("Held as"),
    "since": _("From"),
    "until": _("Until, included"),
    "overdue": _("Overdue only"),
}


class SearchForm(ReasonForm):
    """What is searched for, and why."""

    text = TypedField()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["text"].label = gettext("Name, number or address, exactly")
        self.fields["text"].help_text = gettext("It is searched for and not kept.")


@for_officers
@require_safe
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what personal data is held, of whom, on what ground, until when."""
    demand_role(viewer, PROTECT_DATA.roles)
    asked = data_asked(request.GET)
    begun_at = begun_after(request)
    if not begun_at:
        looking.register_shown(asked, to=viewer, at=now())
    page = personal_data(asked, seen_by=viewer, on=today(), limit=CASES_A_PAGE, after=begun_at)
    told = dict(asked.in_words())
    told_here = {
        "asked": asked,
        "page": page,
        "rows": [_row(row) for row in page.rows],
        "partners": linked_codes(),
        "kinds": [(held.value, gettext(HELD_NAMES[held])) for held in Held],
        "address": urlencode(told),
        "form": reason_form(request),
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "records/personal.html", told_here)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Take the register out as CSV, against a reason."""
    asked = data_asked(request.POST if request.method == "POST" else request.GET)
    return take_register_out(
        request,
        viewer,
        asked,
        hand_out=lambda reason: hand_out_register(
            asked, reason=reason, officer=viewer, at=now(), on=today()
        ),
        names=_ASKED_NAMES,
        template="records/personal_export.html",
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Search for the data of one person, against a reason."""
    demand_role(viewer, PROTECT_DATA.roles)
    form = SearchForm(
        request.POST if request.method == "POST" else None,
        label=gettext("Why it is searched for"),
        help_text=gettext(
            "Such as the number of the person's application. This stays in the record for good."
        ),
    )
    found: list[FoundCase] = []

    def act(typed: dict[str, str]) -> None:
        found.extend(record_data_search(**typed, officer=viewer, at=now()))

    searched = request.method == "POST" and act_from(form, act)
    told_here = {
        "form": form,
        "searched": searched,
        "found": found,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "records/personal_search.html", told_here)


def _row(row: DataRow) -> tuple[DataRow, str, list[str]]:
    signs = [gettext(SIGN_NAMES[sign]) for sign in row.signs]
    return row, gettext(HELD_NAMES[row.held]), signs
