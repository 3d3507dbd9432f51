"""Writing a reply in parts, and deciding, for an agency, on what is its own."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.assistance import queries, services
from comity.assistance.duties import ATTACH, DECIDE_PART, NOTE_PART_CONSENT
from comity.assistance.models import Answer, Part, ReplyPart
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.parts import parts_of, reply_part, waiting_parts
from comity.assistance.services.parts_ruled import RuledPart, ruled_parts
from comity.assistance.terms import AnswerDraft, Party
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.reply_parts.deeds import deeds_on
from comity.interfaces.web.reply_parts.forms import (
    DecideForm,
    InPartForm,
    PartForm,
)
from comity.interfaces.web.reply_parts.shown import (
    line_of,
    may_write_parts,
    originator_of,
    ruled_lines,
)
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show the parts of a reply and what is ruled of each; let those that may go leave alone."""
    detail = queries.request_detail(reference, seen_by=viewer)
    posted = request.method == "POST"
    if posted:
        demand_own(detail.request, viewer, ATTACH)
    form = InPartForm(request.POST if posted else kept.given_back(request, viewer))

    def do(typed: dict[str, str]) -> None:
        services.reply_in_part(
            reference, still_to_come=typed["still_to_come"], officer=viewer, at=now()
        )

    if posted and act_from(form, do):
        messages.success(request, gettext("A partial reply now. A colleague releases it."))
        return redirect("request", reference)
    ruled, draft = _ruled(detail), _being_written(detail)
    stays = any(each.ruled.stays for each in ruled)
    may_write = may_write_parts(detail.request, viewer)
    offers_part = may_write and stays and _may_go_in_part(detail, draft)
    told = {
        "request_shown": detail.request,
        "lines": ruled_lines(ruled),
        "gone": [line_of(e) for e in parts_of(detail.request, seen_by=viewer) if e.answer_id],
        "may_write": may_write,
        "form": form if offers_part else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "reply_parts/parts.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Write a new part of the reply."""
    detail = queries.request_detail(reference, seen_by=viewer)
    demand_own(detail.request, viewer, ATTACH)
    if not may_write_parts(detail.request, viewer):
        messages.info(request, gettext("No reply is being written here now."))
        return redirect("request", reference)
    typed = request.POST if request.method == "POST" else kept.given_back_in_words(request, viewer)
    form = PartForm(
        typed if typed is not None else {"originator": "own"}, exhibits=_exhibits(detail)
    )

    def do(_typed: dict[str, str]) -> None:
        services.write_part(reference, form.part(), officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Written. What is ruled of it stands beside it."))
        return redirect("reply_parts", reference)
    told = {"request_shown": detail.request, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "reply_parts/write.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    """Show one part, and do with it what may be done."""
    detail = queries.request_detail(reference, seen_by=viewer)
    part = _part(detail, viewer, number)
    pressed = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST":
        demand_own(detail.request, viewer, NOTE_PART_CONSENT if pressed == "note" else ATTACH)
    found = _ruled_one(detail, part)
    typed = request.POST if pressed else None
    deeds = deeds_on(found, detail, viewer, typed) if found is not None else ()
    chosen = next((deed for deed in deeds if deed.act == pressed), None)
    if chosen is not None and act_from(chosen.form, chosen.do):
        messages.success(request, chosen.done)
        return redirect("reply_parts", reference)
    told = {
        "request_shown": detail.request,
        "line": line_of(part) if found is None else ruled_lines([found])[0],
        "deeds": deeds,
        "form": chosen.form if chosen is not None else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "reply_parts/part.html", told)


@for_officers
@require_safe
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the parts of replies that the officer's agency is asked to let go."""
    demand_role(viewer, DECIDE_PART.roles)
    return render(request, "reply_parts/waiting.html", {"parts": waiting_parts(seen_by=viewer)})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    """Show a part that is the officer's agency's, and decide on its release."""
    demand_role(viewer, DECIDE_PART.roles)
    part = reply_part(key, seen_by=viewer)
    if part.agency is None or part.agency.code != viewer.agency:
        raise NotFoundError()
    form = DecideForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer)
    )

    def do(typed: dict[str, str]) -> None:
        services.decide_part(
            key,
            consents=request.POST.get("act") == "consent",
            reasons=typed["reasons"],
            officer=viewer,
            at=now(),
            written_at=_instant(request.POST.get("written_at", "")),
        )

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Decided. Whoever writes the reply sees it."))
        return redirect("reply_parts_waiting")
    told = {
        "part": part,
        "originator": originator_of(part),
        "open": part.decided_at is None and part.answer_id is None and not part.withheld,
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "reply_parts/decide.html", told)


def _may_go_in_part(detail: RequestDetail, draft: Answer | None) -> bool:
    """Information that nobody asked for goes whole: there is no reply that could follow it."""
    return draft is not None and not draft.partial and not detail.request.unasked


def _instant(text: str) -> datetime:
    """Return the instant a form names; one that names none decides on nothing."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _being_written(detail: RequestDetail) -> Answer | None:
    return next((each for each in detail.replies if each.released_at is None), None)


def _ruled(detail: RequestDetail) -> tuple[RuledPart, ...]:
    """Return what is ruled of the parts that have not gone; a partner's have all come."""
    if detail.request.own_side is not Party.REQUESTED:
        return ()
    draft = _being_written(detail)
    said = AnswerDraft() if draft is None else draft.as_draft()
    return ruled_parts(detail.request, said, on=today())


def _part(detail: RequestDetail, viewer: Viewer, number: int) -> ReplyPart:
    found = (each for each in parts_of(detail.request, seen_by=viewer) if each.number == number)
    part = next(found, None)
    if part is None:
        raise NotFoundError()
    return part


def _ruled_one(detail: RequestDetail, part: ReplyPart) -> RuledPart | None:
    if part.answer_id is not None:
        return None
    found = next((each for each in _ruled(detail) if each.part.pk == part.pk), None)
    if found is None:
        raise NotFoundError()
    return found


def _exhibits(detail: RequestDetail) -> list[tuple[str, str]]:
    going = (e for e in detail.enclosures if e.part == Part.ANSWER and e.answer_id is None)
    return [(str(each.exhibit_id), each.exhibit.file_name) for each in going]
