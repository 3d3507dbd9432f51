"""What persons ask about their data: the list, one request, and what was found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.access_rules import state_after
from comity.assistance.duties import APPROVE_SUBJECT, KEEP_SUBJECTS, SEE_SUBJECTS
from comity.assistance.models.access import SubjectItem, SubjectRequest
from comity.assistance.queries.access import (
    item_of,
    items_of,
    law_of_access,
    subject_request,
    subjects_page,
    waiting_consultations,
)
from comity.assistance.queries.access_files import unread_files
from comity.assistance.services.access import (
    decide_item,
    keep_access_law,
    register_subject,
)
from comity.assistance.services.access_consulting import consult_supplier
from comity.assistance.terms.access import SubjectMove, SubjectMoveError, SubjectState
from comity.assistance.terms.afterwords import LetterMark
from comity.interfaces.access_moving import IDENTITY, SubjectAsked, move_subject
from comity.interfaces.web import kept
from comity.interfaces.web.access.forms import (
    ConsultForm,
    IdentityForm,
    LawForm,
    LeftForm,
    ReasonedForm,
    SubjectForm,
    VerdictForm,
)
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.records.taken_out import begun_after
from comity.interfaces.web.records.views import rooms
from comity.officers.terms import Viewer, demand_role

_FORMS: Mapping[str, type[forms.Form]] = {
    IDENTITY: IdentityForm,
    SubjectMove.RETURN: ReasonedForm,
    SubjectMove.END: ReasonedForm,
    SubjectMove.ANSWER: LeftForm,
}
_SECOND = frozenset({SubjectMove.RETURN, SubjectMove.APPROVE})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def subjects(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show persons' requests and what waits about them; our own law is written down here."""
    demand_role(viewer, SEE_SUBJECTS.roles)
    form = LawForm(request.POST if request.method == "POST" else kept.given_back(request, viewer))
    if request.method == "POST" and act_from(
        form, lambda _typed: keep_access_law(form.law(), officer=viewer, at=now())
    ):
        messages.success(request, gettext("Written down and recorded."))
        return redirect("access")
    law, by_default = law_of_access()
    told = {
        "page": subjects_page(seen_by=viewer, after=begun_after(request)),
        "waiting": waiting_consultations(seen_by=viewer),
        "law": law,
        "by_default": by_default,
        "today": today(),
        "may_keep": viewer.holds(*KEEP_SUBJECTS.roles),
        "form": form,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "access/subjects.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Register what a person asks."""
    demand_role(viewer, KEEP_SUBJECTS.roles)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = SubjectForm(typed)
    made: list[SubjectRequest] = []
    if request.method == "POST" and act_from(
        form,
        lambda _typed: made.append(
            register_subject(form.draft(), officer=viewer, at=now(), on=today())
        ),
    ):
        messages.success(request, gettext("Registered and recorded."))
        return redirect("access_subject", made[0].reference)
    told = {"form": form, "mark": kept.mark_for(viewer), **rooms(viewer)}
    return render(request, "access/new.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show one person's request, and do with it what may be done."""
    shown = subject_request(reference, seen_by=viewer)
    pressed = request.POST.get("act", "") if request.method == "POST" else ""
    offered = {
        act: _form_of(act, request.POST if act == pressed else None) for act in _acts(shown, viewer)
    }
    chosen = offered.get(pressed)
    if request.method == "POST":
        demand_role(viewer, _roles(pressed))
    if chosen is not None and _acted(request, shown, pressed, chosen, viewer):
        messages.success(request, gettext("Done and recorded."))
        return redirect("access_subject", reference)
    told = {
        "shown": shown,
        "items": items_of(shown),
        "unread": unread_files(shown),
        "offered": offered,
        "form": chosen,
        "today": today(),
        "may_keep": viewer.holds(*KEEP_SUBJECTS.roles),
        "can_decide": shown.stands is SubjectState.OPEN and viewer.holds(*KEEP_SUBJECTS.roles),
        "can_correct": _can_correct(shown, viewer),
        "has_reply": shown.stands in {SubjectState.APPROVED, SubjectState.ANSWERED},
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "access/subject.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    """Decide on one thing that was found, or have its supplier heard."""
    demand_role(viewer, KEEP_SUBJECTS.roles)
    shown = subject_request(reference, seen_by=viewer)
    found = item_of(shown, number)
    consults = request.POST.get("act", "") == "consult"
    typed = request.POST if request.method == "POST" else None
    begun = {"ground": found.ground or found.proposed, "cites": found.cites or found.proposed_cites}
    form = VerdictForm(
        None if consults else typed,
        initial={**begun, "verdict": found.verdict, "reasons": found.reasons},
    )
    asking = ConsultForm(typed if consults else None)
    if request.method == "POST" and _decided(request, found, form, asking, viewer):
        messages.success(request, gettext("Done and recorded."))
        return redirect("access_subject", reference)
    told = {
        "shown": shown,
        "item": found,
        "form": form,
        "asking": asking if found.partner else None,
        "wrong": asking if consults else form,
        "open": shown.stands is SubjectState.OPEN,
        "mark": kept.mark_for(viewer),
        **rooms(viewer),
    }
    return render(request, "access/item.html", told)


def _roles(act: str) -> tuple[Any, ...]:
    return APPROVE_SUBJECT.roles if act in _SECOND else KEEP_SUBJECTS.roles


def _acts(shown: SubjectRequest, viewer: Viewer) -> list[str]:
    """Return what this officer may do with a person's request where it stands."""
    acts = [] if shown.stands is not SubjectState.OPEN else [IDENTITY]
    for move in SubjectMove:
        try:
            state_after(shown.stands, move)
        except SubjectMoveError:
            continue
        acts.append(move.value)
    if shown.erased_at is not None:
        acts.remove(SubjectMove.ERASE.value)
    return [act for act in acts if viewer.holds(*_roles(act))]


def _can_correct(shown: SubjectRequest, viewer: Viewer) -> bool:
    stands = shown.stands in {SubjectState.OPEN, SubjectState.APPROVED}
    return stands and viewer.holds(*KEEP_SUBJECTS.roles)


def _form_of(act: str, typed: Mapping[str, Any] | None) -> forms.Form:
    return _FORMS.get(act, forms.Form)(typed)


def _acted(
    request: HttpRequest, shown: SubjectRequest, act: str, form: forms.Form, viewer: Viewer
) -> bool:
    version = request.POST.get("version", "")
    read = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0

    def do(afresh_at: datetime | None) -> bool:
        return act_from(
            form,
            lambda said: move_subject(
                shown.reference,
                act,
                SubjectAsked(
                    reason=said.get("reason", ""),
                    identity=said.get("identity", ""),
                    identity_on=said.get("identity_on", ""),
                    version=read,
                    letter=LetterMark(said.get("number", ""), said.get("on", "")),
                ),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            ),
        )

    return with_fresh_sign_in(request, do)


def _decided(
    request: HttpRequest,
    found: SubjectItem,
    form: VerdictForm,
    asking: ConsultForm,
    viewer: Viewer,
) -> bool:
    reference, number = found.subject.reference, found.number
    if request.POST.get("act", "") == "consult":
        return act_from(
            asking,
            lambda said: consult_supplier(
                reference, number, why=said["why"], officer=viewer, at=now()
            ),
        )
    return act_from(
        form,
        lambda _said: decide_item(
            reference, number, form.draft(), officer=viewer, at=now(), on=today()
        ),
    )
