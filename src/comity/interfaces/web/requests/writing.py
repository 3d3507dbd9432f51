"""Writing a request: the form on one side, what the law says of it on the other."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import DRAFT_REQUEST, SAVE_DRAFT
from comity.assistance.models import Request
from comity.assistance.queries.copies import like_requests
from comity.assistance.queries.turns import TurnTold, turns_of
from comity.assistance.rules import unstorable
from comity.assistance.terms import LIMITS, RequestDraft, RequestState, RulingStandsAgainstError
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.attaching import ExhibitForm, attach_file, files_again
from comity.interfaces.web.basis import instruments_between, ruling_shown, way_there
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.requests.forms import SHOWING, RequestForm
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer, demand_role

# Buttons that ask what is missing; the others say only what keeps a draft from being saved.
_JUDGING = frozenset({"check", "submit"})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin a request."""
    demand_role(viewer, DRAFT_REQUEST.roles)
    if request.method == "POST":
        return _posted(request, viewer, None)
    typed = kept.given_back_in_words(request, viewer)
    form = RequestForm(_begun(request) if typed is None else typed)
    return _page(request, viewer, form, None, files_again(typed))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Go on with a draft."""
    shown = queries.request_detail(reference, seen_by=viewer).request
    demand_own(shown, viewer, SAVE_DRAFT)
    if (shown.own_side, shown.stands) not in SAVE_DRAFT.states:
        messages.info(request, gettext("This request is no longer a draft."))
        return redirect("request", reference)
    if request.method == "POST":
        return _posted(request, viewer, shown)
    typed = kept.given_back_in_words(request, viewer)
    form = RequestForm(_typed(shown.as_draft()) if typed is None else typed)
    if typed is None and "check" in request.GET:
        show_problems(form, queries.problems_of_draft(form.draft(), on=today()))
    return _page(request, viewer, form, shown, files_again(typed))


@for_officers
@by_button(back="request_new")
def basis(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Answer a change in the form with the legal basis, and with what looks mistyped."""
    demand_role(viewer, DRAFT_REQUEST.roles)
    form = RequestForm(request.POST)
    told = {"doubted": form.doubted(), **_law(form.draft(), on=today())}
    if request.POST.get("own_of", "") != form.own_of:
        # Another kind or area: what belongs to it takes the place of what belonged to the other.
        told |= {"form": form, "again": True}
    return render(request, "requests/basis.html", told)


def _posted(request: HttpRequest, viewer: Viewer, shown: Request | None) -> HttpResponse:
    form, files = RequestForm(request.POST), ExhibitForm(request.POST, request.FILES)
    wish = request.POST.get("action", "check")
    draft = form.draft()
    if wish in SHOWING and not files.holds_something():
        return _page(request, viewer, form, shown, files)
    problems = queries.problems_of_draft(draft, on=today())
    if wish == "check" and not files.holds_something():
        # All at once, so that they can be cured together.
        show_problems(form, problems)
        return _page(request, viewer, form, shown, files)
    if blocking := unstorable(problems):
        show_problems(form, problems if wish in _JUDGING else blocking)
        return _not_saved(request, viewer, form, shown, files)
    saved: list[Request] = []
    version = request.POST.get("version", "")
    if not act_from(form, lambda _: saved.append(_save(draft, viewer, shown, version=version))):
        return _not_saved(request, viewer, form, shown, files)
    # Whatever button is pressed, a chosen file goes in first: no page can show it again.
    attaches = wish == "attach" or files.holds_something()
    if attaches and not attach_file(request, files, saved[0].reference, officer=viewer):
        messages.success(request, gettext("The draft is saved."))
        return _page(request, viewer, form, saved[0], files)
    return _go_on(request, viewer, saved[0].reference, wish)


def _go_on(request: HttpRequest, viewer: Viewer, reference: str, wish: str) -> HttpResponse:
    if wish == "submit":
        return submit_saved(request, viewer, reference)
    if wish == "check":
        return redirect(f"{reverse('request_edit', args=[reference])}?check=1")
    if wish != "attach":
        messages.success(request, gettext("The draft is saved."))
    return redirect("request_edit", reference)


def _not_saved(
    request: HttpRequest,
    viewer: Viewer,
    form: RequestForm,
    shown: Request | None,
    files: ExhibitForm,
) -> HttpResponse:
    files.ask_again()
    return _page(request, viewer, form, shown, files, not_saved=gettext("The draft was not saved"))


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


def _begun(request: HttpRequest) -> QueryDict:
    """Return an empty draft of the partner and kind that the address names."""
    partner, kind = (request.GET.get(n, "")[: LIMITS[n]] for n in ("partner", "kind"))
    data = _typed(RequestDraft(partner=partner, kind=kind))
    data["form"] = request.GET.get("form", "")
    return data


def _typed(draft: RequestDraft) -> QueryDict:
    """Return a draft as a form would send it, so that one road leads to the page."""
    data = QueryDict(mutable=True)
    data.update(draft.particulars)
    for name in RequestDraft.__slots__:
        value = getattr(draft, name)
        if value is not False and name != "particulars":
            data[name] = "on" if value is True else value
    return data


def _page(
    request: HttpRequest,
    viewer: Viewer,
    form: RequestForm,
    shown: Request | None,
    files: ExhibitForm,
    *,
    not_saved: str = "",
) -> HttpResponse:
    draft = form.draft()
    told = {
        "form": form,
        "draft": shown,
        "returned": _returned(shown),
        "enclosures": () if shown is None else _enclosures(shown.reference, viewer),
        "mark": kept.mark_for(viewer),
        "files": files,
        "not_saved": not_saved,
        "likes": like_requests(draft.partner, seen_by=viewer) if shown is None else (),
        **_law(draft, on=today()),
    }
    return render(request, "requests/write.html", told)


def _returned(shown: Request | None) -> TurnTold | None:
    """Return why a request that was sent came back; None for a draft."""
    if shown is None or shown.stands is not RequestState.INCOMPLETE:
        return None
    return turns_of(shown)[-1]


def _enclosures(reference: str, viewer: Viewer) -> tuple[object, ...]:
    return tuple(queries.request_detail(reference, seen_by=viewer).enclosures)


def _law(draft: RequestDraft, *, on: date) -> Mapping[str, object]:
    ruling = queries.ruling_on_draft(draft, on=on)
    return {
        "ruling": None if ruling is None else ruling_shown(ruling),
        "instruments": instruments_between(draft.partner, on=on),
        "under": draft.under,
        "partner": draft.partner,
        "unlinked": way_there(draft.partner),
        "missing": queries.problems_of_draft(draft, on=on),
    }
