"""Answering a request, opening an answer, and asking what it may be used for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import USE_ANSWER
from comity.assistance.models import Answer
from comity.assistance.queries import RequestDetail
from comity.assistance.rules import problems_in_answer, unstorable
from comity.assistance.terms import Action, AnswerDraft
from comity.interfaces import looking
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act, act_from, demand_open, demand_own
from comity.interfaces.web.answers.forms import AnswerForm, UseForm, typed_answer
from comity.interfaces.web.attaching import ExhibitForm, attach_file, files_again
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.papers.answer import answer_paper
from comity.interfaces.web.papers.request import paper_of
from comity.officers.terms import Viewer


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Write an answer with its conditions, and attach what goes with it."""
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((o for o in detail.actions if o.action is Action.DRAFT_ANSWER), None)
    demand_open(offer)
    if offer is None or not offer.allowed:
        messages.info(request, gettext("There is no answer to write here now."))
        return redirect("request", reference)
    if request.method == "POST":
        return _posted(request, viewer, detail)
    typed = kept.given_back_in_words(request, viewer)
    form = AnswerForm(typed if typed is not None else typed_answer(_saved(detail)))
    if typed is None and "check" in request.GET:
        show_problems(form, problems_in_answer(form.answer()))
    return _page(request, viewer, detail, form, files_again(typed))


def _posted(request: HttpRequest, viewer: Viewer, detail: RequestDetail) -> HttpResponse:
    reference = detail.request.reference
    form, files = AnswerForm(request.POST), ExhibitForm(request.POST, request.FILES)
    answer = form.answer()
    problems = problems_in_answer(answer)
    if blocking := unstorable(problems):
        show_problems(form, blocking)
        return _not_saved(request, viewer, detail, form, files)

    def save(_: object) -> None:
        services.draft_answer(reference, answer=answer, officer=viewer, at=now())

    if not act_from(form, save):
        return _not_saved(request, viewer, detail, form, files)
    attaching = request.POST.get("action") == "attach"
    # Whatever button is pressed, a chosen file goes in first: no page can show it again.
    attaches = attaching or files.holds_something()
    if attaches and not attach_file(request, files, reference, officer=viewer):
        messages.success(request, gettext("The answer is saved."))
        return _page(request, viewer, detail, form, files)
    if attaching:
        return redirect("answer_write", reference)
    if problems:
        messages.warning(request, gettext("The answer is saved, but it cannot be released yet."))
        return redirect(f"{reverse('answer_write', args=[reference])}?check=1")
    messages.success(request, gettext("The answer is saved; a colleague releases it."))
    return redirect("request", reference)


def _not_saved(
    request: HttpRequest,
    viewer: Viewer,
    detail: RequestDetail,
    form: AnswerForm,
    files: ExhibitForm,
) -> HttpResponse:
    files.ask_again()
    told = gettext("The answer was not saved")
    return _page(request, viewer, detail, form, files, not_saved=told)


@for_officers
@by_button(back="request")
def open_answer(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Open a partner's answer; the partner is told, where the link is so set."""
    act(
        request,
        lambda: services.open_answer(reference, officer=viewer, at=now(), on=today()),
        done=gettext("Opened. Its conditions of use stand beside it and bind from now on."),
    )
    return redirect("request", reference)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Ask whether an answer may be used for something; the ruling is recorded."""
    detail = queries.request_detail(reference, seen_by=viewer, on=today())
    demand_own(detail.request, viewer, USE_ANSWER)
    form = UseForm(request.POST if request.method == "POST" else None)
    ruling, reply = None, _reply_meant(request, detail)
    if request.method == "POST":
        ruled = []

        def ask(typed: dict[str, str]) -> None:
            ruled.append(
                services.use_answer(
                    reference,
                    **typed,
                    reply=reply.number if reply else None,
                    officer=viewer,
                    at=now(),
                    on=today(),
                )
            )

        if act_from(form, ask):
            ruling = ruling_shown(ruled[0].ruling)
    looking.answer_shown(detail.request, detail.answer, to=viewer, at=now())
    told = {
        "request_shown": detail.request,
        "answer": answer_paper(reply),
        "uses": tuple(reply.uses.all()) if reply else (),
        "form": form,
        "ruling": ruling,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "answers/use.html", told)


def _reply_meant(request: HttpRequest, detail: RequestDetail) -> Answer | None:
    """Return the reply whose use is asked about: the one named, or the last that was opened."""
    named = request.GET.get("reply", "")
    meant = (each for each in detail.replies if str(each.number) == named)
    return next(meant, detail.answer)


def _saved(detail: RequestDetail) -> AnswerDraft:
    if detail.answer is not None and detail.answer.released_at is None:
        return detail.answer.as_draft()
    # What was asked for is the narrowest honest start; the officer widens it knowingly.
    return AnswerDraft(purposes=(detail.request.purpose,))


def _page(
    request: HttpRequest,
    viewer: Viewer,
    detail: RequestDetail,
    form: AnswerForm,
    files: ExhibitForm,
    *,
    not_saved: str = "",
) -> HttpResponse:
    told = {
        "not_saved": not_saved,
        "request_shown": detail.request,
        "return_reason": detail.request.return_reason,
        "paper": paper_of(detail.request),
        "enclosures": [each for each in detail.enclosures if each.answer is None],
        "form": form,
        "files": files,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "answers/write.html", told)
