"""Who looked at what, and taking parts of the record out."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.interfaces.record_asked import place_of
from comity.interfaces.record_keys import is_furnished, record_verifier
from comity.interfaces.taking_out import Handed, hand_out_record
from comity.interfaces.web import kept
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm, show_problems
from comity.interfaces.web.records.events import told
from comity.interfaces.web.records.filters import filter_of
from comity.interfaces.web.records.views import PAGE_SIZE, rooms
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.exports.lines import MOST_ENTRIES
from comity.ledger.finding import count_of_record
from comity.ledger.queries import last_checkpoint
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE
from comity.oversight.queries import looks, who_has_seen
from comity.oversight.terms import LOOKS


@for_officers
@require_safe
def readings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show who looked at what and who took what out, by case and by officer."""
    chosen = filter_of(request.GET, viewer=viewer, among=LOOKS)
    before = place_of(request.GET.get("before", ""))
    page = looks(chosen.asked, seen_by=viewer, limit=PAGE_SIZE, before=before)
    told_here = {
        "filter": chosen,
        "entries": told(page.entries),
        "before": page.before,
        **rooms(viewer),
    }
    return render(request, "records/readings.html", told_here)


@for_officers
@require_safe
def seen(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show who has seen what one case holds."""
    before = place_of(request.GET.get("before", ""))
    page = who_has_seen(reference, seen_by=viewer, limit=PAGE_SIZE, before=before)
    told_here = {
        "reference": reference,
        "entries": told(page.entries),
        "before": page.before,
        "may_oversee": viewer.holds(*OVERSEE.roles),
    }
    return render(request, "records/seen.html", told_here)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Take part of the record out as one file, against a reason."""
    demand_role(viewer, OVERSEE.roles)
    posted = request.method == "POST"
    chosen = filter_of(request.POST if posted else request.GET, viewer=viewer)
    form = reason_form(request)
    if posted:
        try:
            reason = reason_in(form)
            return download(
                hand_out_record(chosen.asked, reason=reason, officer=viewer, at=now()),
                media_type="application/x-ndjson",
            )
        except ComityError as refused:
            show_refusal(form, refused)
    told_here = {
        "filter": chosen,
        "form": form,
        "count": count_of_record(chosen.asked, seen_by=viewer),
        "checkpoint": last_checkpoint(),
        "most": MOST_ENTRIES,
        "fingerprint": record_verifier().digest().hex() if is_furnished() else "",
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "records/export.html", told_here)


def reason_form(request: HttpRequest) -> ReasonForm:
    """Return the form that asks why something is taken out."""
    return ReasonForm(
        request.POST if request.method == "POST" else None,
        label=gettext("Why it is taken out"),
        help_text=gettext(
            "This stays in the record for good, with your name. Name no person a case is about."
        ),
    )


def reason_in(form: ReasonForm) -> str:
    """Return the reason that was typed; what is wrong with it the act says."""
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    return str(form.cleaned_data["reason"])


def show_refusal(form: ReasonForm, refused: ComityError) -> None:
    """Show why nothing was taken out, beside the reason where it is about the reason.

    Raises:
        NotFoundError, NotAllowedError: the door answers these.
    """
    if isinstance(refused, NotFoundError | NotAllowedError):
        raise refused
    if isinstance(refused, InvalidDraftError):
        show_problems(form, refused.problems)
    else:
        form.add_error(None, tell_error(refused))


def download(handed: Handed, *, media_type: str) -> StreamingHttpResponse:
    """Return a file as a download that no browser shows and no cache keeps."""
    answer = StreamingHttpResponse(handed.pieces, content_type=media_type)
    answer["Content-Length"] = str(handed.size)
    answer["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = content_disposition_header(True, handed.name)
    return answer
