"""Writing a request: the form on one side, what the law says of it on the other."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from comity.assistance import queries, services
from comity.assistance.lifecycle import OFFICERS
from comity.assistance.models import Request
from comity.assistance.rules import problems_in, unstorable
from comity.assistance.terms import RequestDraft, RequestState, RulingStandsAgainstError
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.attaching import ExhibitForm, attach_file
from comity.interfaces.web.basis import instruments_between, ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.requests.forms import RequestForm
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer, demand_role


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin a request."""
    demand_role(viewer, OFFICERS)
    if request.method == "POST":
        return _posted(request, viewer, None)
    form = _given_back(request, viewer) or RequestForm(_typed(RequestDraft()))
    return _page(request, viewer, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Go on with a draft."""
    shown = queries.request_detail(reference, seen_by=viewer).request
    if shown.state != RequestState.DRAFT:
        messages.info(request, gettext("This request is no longer a draft."))
        return redirect("request", reference)
    if request.method == "POST":
        return _posted(request, viewer, shown)
    form = _given_back(request, viewer)
    if form is None:
        form = RequestForm(_typed(shown.as_draft()))
        if "check" in request.GET:
            show_problems(form, problems_in(form.draft(), on=today()))
    return _page(request, viewer, form, shown)


@require_POST
@for_officers
def basis(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Answer a change in the form with the legal basis alone."""
    demand_role(viewer, OFFICERS)
    draft = RequestForm(request.POST).draft()
    return render(request, "requests/basis.html", _law(draft, on=today()))


def _posted(request: HttpRequest, viewer: Viewer, shown: Request | None) -> HttpResponse:
    form, files = RequestForm(request.POST), ExhibitForm(request.POST, request.FILES)
    wish = request.POST.get("action", "check")
    draft = form.draft()
    problems = problems_in(draft, on=today())
    if wish == "check" or unstorable(problems):
        # All at once, so that they can be cured together.
        show_problems(form, problems)
        return _page(request, viewer, form, shown, files)
    saved: list[Request] = []
    version = request.POST.get("version", "")
    if not act_from(form, lambda _: saved.append(_save(draft, viewer, shown, version=version))):
        return _page(request, viewer, form, shown, files)
    reference = saved[0].reference
    if wish == "submit":
        return submit_saved(request, viewer, reference)
    if wish == "attach":
        if not attach_file(request, files, reference, officer=viewer):
            return _page(request, viewer, form, saved[0], files)
    else:
        messages.success(request, gettext("The draft is saved."))
    return redirect("request_edit", reference)


def _save(draft: RequestDraft, viewer: Viewer, shown: Request | None, *, version: str) -> Request:
    if shown is None:
        return services.draft_request(draft, officer=viewer, at=now())
    return services.save_draft(
        shown.reference,
        draft=draft,
        officer=viewer,
        at=now(),
        version=int(version) if version.isdecimal() and len(version) < 10 else None,
    )


def submit_saved(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Submit a saved draft for approval; when it cannot be, show in the form what is missing."""
    try:
        with transaction.atomic(durable=True):
            services.submit_for_approval(reference, officer=viewer, at=now(), on=today())
    except (InvalidDraftError, RulingStandsAgainstError) as refused:
        messages.error(
            request,
            gettext("The draft is saved, but not submitted. ") + tell_error(refused),
        )
        return redirect(f"{reverse('request_edit', args=[reference])}?check=1")
    messages.success(request, gettext("Submitted: a colleague approves it before it leaves."))
    return redirect("request", reference)


def _given_back(request: HttpRequest, viewer: Viewer) -> RequestForm | None:
    typed = kept.given_back(request, viewer)
    if typed is None:
        return None
    messages.info(
        request,
        gettext("Your session had ended. What you typed is back; look it over and save it."),
    )
    return RequestForm(typed)


def _typed(draft: RequestDraft) -> QueryDict:
    """Return a draft as a form would send it, so that one road leads to the page."""
    data = QueryDict(mutable=True)
    for name in RequestDraft.__slots__:
        value = getattr(draft, name)
        if value is not False:
            data[name] = "on" if value is True else value
    return data


def _page(
    request: HttpRequest,
    viewer: Viewer,
    form: RequestForm,
    shown: Request | None,
    files: ExhibitForm | None = None,
) -> HttpResponse:
    draft = form.draft()
    told = {
        "form": form,
        "draft": shown,
        "enclosures": () if shown is None else _enclosures(shown.reference, viewer),
        "mark": kept.mark_for(viewer),
        "files": files or ExhibitForm(),
        **_law(draft, on=today()),
    }
    return render(request, "requests/write.html", told)


def _enclosures(reference: str, viewer: Viewer) -> tuple[object, ...]:
    return tuple(queries.request_detail(reference, seen_by=viewer).enclosures)


def _law(draft: RequestDraft, *, on: date) -> Mapping[str, object]:
    ruling = queries.ruling_on_draft(draft, on=on)
    return {
        "ruling": None if ruling is None else ruling_shown(ruling),
        "instruments": instruments_between(draft.partner, on=on),
        "under": draft.under,
        "partner": draft.partner,
        "missing": problems_in(draft, on=on),
    }
