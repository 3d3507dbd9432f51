"""Writing what is asked or told of what was supplied; sending it, and answering the partner's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.afterword_rules import fates_of
from comity.assistance.duties import JUDGE_AFTERWORD, SEND_AFTERWORD, WRITE_AFTERWORD
from comity.assistance.models import Afterword, Part
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.afterwords import (
    afterword as one_afterword,
)
from comity.assistance.queries.afterwords import (
    is_over,
    items_to_recall,
    kinds_to_write,
    replies_about,
)
from comity.assistance.queries.rectification import word_on_correction
from comity.assistance.services.consenting import others_of, own_law_on
from comity.assistance.terms import Party
from comity.assistance.terms.afterwords import (
    NOTICES,
    RECTIFIED,
    USED,
    AfterwordKind,
    AfterwordState,
    Fate,
)
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.afterwords.forms import (
    AfterwordForm,
    ConsentForm,
    RecallForm,
    SendForm,
    WithdrawForm,
)
from comity.interfaces.web.afterwords.wording import DEEDS, DONE, TITLES, TOLD, item_name
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.kernel.duties import Duty
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on the page of an afterword: its form, and what it does with what is typed."""

    act: str
    form: forms.Form
    do: Callable[[datetime | None], object]
    stops: bool = False


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, viewer: Viewer, reference: str, kind: str) -> HttpResponse:
    """Write what is asked or told; a second person sends it."""
    if kind not in frozenset(AfterwordKind):
        raise NotFoundError()
    detail, what = queries.request_detail(reference, seen_by=viewer), AfterwordKind(kind)
    demand_own(detail.request, viewer, WRITE_AFTERWORD)
    supplied = any(each.released_at for each in detail.replies)
    if what not in kinds_to_write(detail.request, supplied=supplied):
        messages.info(request, gettext("There is nothing here that this could be about."))
        return redirect("request", reference)
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = _form(typed, detail, what)
    if request.method == "POST" and act_from(
        form,
        lambda said: services.write_afterword(
            reference,
            what,
            form.draft(),
            answer=_number(said) if _is_about_reply(detail, what) else None,
            officer=viewer,
            at=now(),
            on=today(),
        ),
    ):
        messages.success(request, gettext("Written. Your central unit reads it and sends it."))
        return redirect("request", reference)
    told = {
        "request_shown": detail.request,
        "title": gettext(TITLES[what]),
        "told": gettext(TOLD[what]),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "afterwords/write.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, viewer: Viewer, reference: str, afterword: int) -> HttpResponse:
    """Show one afterword, and do with it what may be done."""
    shown = one_afterword(reference, afterword, seen_by=viewer)
    pressed = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST":
        demand_own(shown.request, viewer, _duty_of(shown))
    typed = request.POST if pressed else None
    deeds = _deeds(shown, viewer, typed)
    chosen = next((deed for deed in deeds if deed.act == pressed), None)
    if chosen is not None and _done(request, chosen):
        messages.success(request, gettext(DONE[chosen.act]))
        return redirect("afterword", reference, afterword)
    ruling = own_law_on(shown, on=today())
    told = {
        "request_shown": shown.request,
        "afterword": shown,
        "title": gettext(TITLES[shown.what]),
        "items": [(each, item_name(each)) for each in shown.items.select_related("exhibit")],
        "is_over": is_over(shown, on=today()),
        "word": word_on_correction(shown) if shown.ours and shown.draft.corrects else None,
        "deeds": [(deed, gettext(DEEDS[deed.act])) for deed in deeds],
        "form": chosen.form if chosen is not None else None,
        "ruling": None if ruling is None else ruling_shown(ruling),
        "asks_law": ruling is not None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "afterwords/afterword.html", told)


def _done(request: HttpRequest, deed: Deed) -> bool:
    return with_fresh_sign_in(
        request, lambda afresh_at: act_from(deed.form, lambda _said: deed.do(afresh_at))
    )


def _form(typed: object, detail: RequestDetail, kind: AfterwordKind) -> AfterwordForm:
    replies = replies_about(detail.request) if _is_about_reply(detail, kind) else ()
    recalls = kind is AfterwordKind.RECALL
    items = items_to_recall(detail.request, replies[0] if replies else None) if recalls else ()
    named = [(str(each.number), _reply_name(each.number)) for each in replies]
    return AfterwordForm(
        typed,
        kind=kind,
        used=(*USED[kind], *(RECTIFIED if kind is AfterwordKind.RECALL else ())),
        replies=named if len(named) > 1 else (),
        items=[(key, name or gettext("The whole text")) for key, name in items],
    )


def _reply_name(number: int) -> str:
    return gettext("Reply %(number)s") % {"number": number}


def _is_about_reply(detail: RequestDetail, kind: AfterwordKind) -> bool:
    return kind is not AfterwordKind.RECALL or detail.request.own_side is Party.REQUESTED


def _number(said: dict[str, str]) -> int:
    typed = said.get("answer", "")
    return int(typed) if typed.isascii() and typed.isdecimal() else 0


def _duty_of(shown: Afterword) -> Duty:
    if shown.ours and shown.stands is AfterwordState.DRAFTED:
        return WRITE_AFTERWORD
    return JUDGE_AFTERWORD


def _deeds(shown: Afterword, viewer: Viewer, typed: object) -> tuple[Deed, ...]:
    """Return what this officer may do with it, each with its form."""
    by_letter, made = shown.request.by_letter, []
    if shown.ours and shown.stands is AfterwordState.DRAFTED:
        if viewer.holds(*SEND_AFTERWORD.roles):
            made.append(_send(shown, viewer, typed))
        if viewer.holds(*WRITE_AFTERWORD.roles):
            made.append(_drop(shown, viewer, typed))
    if not viewer.holds(*JUDGE_AFTERWORD.roles) or (shown.ours and not by_letter):
        return tuple(made)
    if shown.stands is AfterwordState.OPEN and shown.what not in NOTICES:
        consent = shown.what is AfterwordKind.CONSENT
        made.append((_decide if consent else _answer)(shown, viewer, typed))
    if shown.stands is AfterwordState.GIVEN:
        made.append(_withdraw(shown, viewer, typed))
    return tuple(made)


def _send(shown: Afterword, viewer: Viewer, typed: object) -> Deed:
    form = SendForm(typed, by_letter=shown.request.by_letter)
    return Deed(
        "send",
        form,
        lambda afresh_at: services.send_afterword(
            shown.request.reference,
            shown.number,
            letter=form.letter(),
            officer=viewer,
            signed_in_afresh_at=afresh_at,
            at=now(),
            on=today(),
        ),
    )


def _drop(shown: Afterword, viewer: Viewer, typed: object) -> Deed:
    form = SendForm(typed, by_letter=False)
    reference, number = shown.request.reference, shown.number
    return Deed(
        "drop",
        form,
        lambda _afresh: services.drop_afterword(reference, number, officer=viewer, at=now()),
        stops=True,
    )


def _decide(shown: Afterword, viewer: Viewer, typed: object) -> Deed:
    enclosed = shown.request.enclosures.filter(part=Part.LETTER).select_related("exhibit")
    scans = [(str(each.exhibit_id), each.exhibit.file_name) for each in enclosed]
    form = ConsentForm(
        typed, by_letter=shown.request.by_letter, scans=scans, others=others_of(shown)
    )
    return Deed(
        "decide",
        form,
        lambda afresh_at: services.decide_consent(
            shown.request.reference,
            shown.number,
            form.reply(),
            letter=form.letter(),
            officer=viewer,
            signed_in_afresh_at=afresh_at,
            at=now(),
            on=today(),
        ),
    )


def _withdraw(shown: Afterword, viewer: Viewer, typed: object) -> Deed:
    form = WithdrawForm(typed, by_letter=shown.request.by_letter)
    return Deed(
        "withdraw",
        form,
        lambda _afresh: services.withdraw_consent(
            shown.request.reference,
            shown.number,
            reasons=form.cleaned_data["reasons"],
            letter=form.letter(),
            officer=viewer,
            at=now(),
            on=today(),
        ),
        stops=True,
    )


def _answer(shown: Afterword, viewer: Viewer, typed: object) -> Deed:
    items = [(each.item, item_name(each)) for each in shown.items.select_related("exhibit")]
    fates = sorted(fates_of(shown.draft), key=list(Fate).index)
    form = RecallForm(typed, by_letter=shown.request.by_letter, items=items, fates=fates)
    return Deed(
        "answer",
        form,
        lambda afresh_at: services.answer_recall(
            shown.request.reference,
            shown.number,
            form.replies(),
            letter=form.letter(),
            officer=viewer,
            signed_in_afresh_at=afresh_at,
            at=now(),
            on=today(),
        ),
        stops=True,
    )
