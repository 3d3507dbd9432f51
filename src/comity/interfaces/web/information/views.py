"""Giving information, giving what came to an agency, registering what came on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import GIVE_INFORMATION, REGISTER_INFORMATION
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.information import information_of
from comity.assistance.queries.judging import problems_of_information
from comity.assistance.rules import unstorable
from comity.assistance.services.information_writing import draft_of
from comity.assistance.terms import Action
from comity.assistance.terms.information import InformationDraft
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_open
from comity.interfaces.web.attaching import ExhibitForm, attach_file, files_again
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.information.forms import (
    AgencyForm,
    InformationByLetterForm,
    InformationForm,
    WrittenOnForm,
    typed_information,
)
from comity.interfaces.web.papers.request import paper_of
from comity.interfaces.web.telling import tell
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin information for one partner; further ones are added to it later."""
    demand_role(viewer, GIVE_INFORMATION.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    begun = typed_information(InformationDraft(partner=request.GET.get("partner", "")[:2]))
    form = InformationForm(typed if typed is not None else begun)
    made: list[str] = []

    def do(_: object) -> None:
        draft = form.information()
        made.append(services.draft_information(draft, officer=viewer, at=now()).reference)

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Saved; nothing has left the house."))
        return redirect(f"{reverse('information_write', args=[made[-1]])}?check=1")
    return render(request, "information/write.html", {"form": form, "mark": kept.mark_for(viewer)})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Go on writing information, and attach what goes with it."""
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((o for o in detail.actions if o.action is Action.WRITE_INFORMATION), None)
    demand_open(offer)
    if offer is None or not offer.allowed:
        messages.info(request, gettext("There is no information to write here now."))
        return redirect("request", reference)
    if request.method == "POST":
        return _posted(request, viewer, detail)
    typed = kept.given_back_in_words(request, viewer)
    saved = _saved(detail)
    form = WrittenOnForm(typed if typed is not None else typed_information(saved))
    if typed is None and "check" in request.GET:
        show_problems(form, problems_of_information(saved, on=today()))
    return _page(request, viewer, detail, form, files_again(typed))


def _posted(request: HttpRequest, viewer: Viewer, detail: RequestDetail) -> HttpResponse:
    shown = detail.request
    form, files = WrittenOnForm(request.POST), ExhibitForm(request.POST, request.FILES)
    draft = form.information(partner=shown.partner, under=shown.under)
    problems = problems_of_information(draft, on=today())
    if blocking := unstorable(problems):
        show_problems(form, blocking)
        files.ask_again()
        return _page(request, viewer, detail, form, files, not_saved=True)

    def save(_: object) -> None:
        services.write_information(shown.reference, draft=draft, officer=viewer, at=now())

    if not act_from(form, save):
        files.ask_again()
        return _page(request, viewer, detail, form, files, not_saved=True)
    attaching = request.POST.get("action") == "attach"
    # Whatever button is pressed, a chosen file goes in first: no page can show it again.
    attaches = attaching or files.holds_something()
    if attaches and not attach_file(request, files, shown.reference, officer=viewer):
        messages.success(request, gettext("The information is saved."))
        return _page(request, viewer, detail, form, files)
    if attaching:
        return redirect("information_write", shown.reference)
    if problems:
        messages.warning(
            request, gettext("The information is saved, but it cannot be released yet.")
        )
        return redirect(f"{reverse('information_write', args=[shown.reference])}?check=1")
    messages.success(request, gettext("The information is saved; a colleague releases it."))
    return redirect("request", shown.reference)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def allocate(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Give information that came to the agency that works with it."""
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((o for o in detail.actions if o.action is Action.ALLOCATE), None)
    if offer is None:
        messages.info(request, gettext("There is nothing to give to an agency here now."))
        return redirect("request", reference)
    demand_open(offer)
    form = AgencyForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(typed: dict[str, str]) -> None:
        if not typed["agency"]:
            raise InvalidDraftError((Problem("missing", "agency"),))
        services.allocate_information(reference, agency=typed["agency"], officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Given to the agency: it opens the information now."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "information": information_of(detail.request),
        "paper": paper_of(detail.request),
        "form": form,
        "why_not": "" if offer.allowed else tell(offer.code, offer.facts),
        "mark": kept.mark_for(viewer),
    }
    return render(request, "information/allocate.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Register information that a partner gave by letter."""
    demand_role(viewer, REGISTER_INFORMATION.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = InformationByLetterForm(
        typed if typed is not None else typed_information(InformationDraft())
    )
    made: list[str] = []

    def do(_: object) -> None:
        letter = form.letter()
        registered = services.register_information(letter, officer=viewer, at=now(), on=today())
        made.append(registered.reference)

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Registered. Give it to an agency next."))
        return redirect("request", made[-1])
    told = {"form": form, "mark": kept.mark_for(viewer)}
    return render(request, "information/register.html", told)


def _saved(detail: RequestDetail) -> InformationDraft:
    assert detail.answer is not None, "what we write ourselves is always there to be read"
    return draft_of(detail.request, information_of(detail.request), detail.answer)


def _page(
    request: HttpRequest,
    viewer: Viewer,
    detail: RequestDetail,
    form: WrittenOnForm,
    files: ExhibitForm,
    *,
    not_saved: bool = False,
) -> HttpResponse:
    information = information_of(detail.request)
    told = {
        "not_saved": gettext("The information was not saved") if not_saved else "",
        "request_shown": detail.request,
        "alert": information.alert_id,
        "return_reason": detail.request.return_reason,
        "enclosures": [each for each in detail.enclosures if each.answer is None],
        "form": form,
        "files": files,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "information/write.html", told)
