"""The library of practice notes, and what is done with one."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.numbers import page_asked, version_read
from comity.interfaces.web.practices.forms import FeedbackForm, NoteForm
from comity.interfaces.web.telling import tell_error
from comity.interfaces.web.words import country_name
from comity.kernel.errors import ComityError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Permission
from comity.officers.terms import FreshSignInNeededError, Viewer, demand_role
from comity.practices import queries, services
from comity.practices.duties import READ_NOTES, SHARE_NOTE, TELL_FEEDBACK, WRITE_NOTE
from comity.practices.models import Note
from comity.practices.terms import NoteState, Topic

PAGE_SIZE = 25


@for_officers
@require_safe
def notes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the notes this officer may see, the latest first."""
    demand_role(viewer, READ_NOTES.roles)
    topic, words = request.GET.get("topic", ""), request.GET.get("words", "")
    filters = request.GET.copy()
    filters.pop("page", None)
    told = {
        "page": queries.notes_page(
            seen_by=viewer,
            topic=topic if topic in set(Topic) else "",
            words=words[:200],
            page=page_asked(request),
            size=PAGE_SIZE,
        ),
        "topic": topic,
        "topics": list(Topic),
        "words": words,
        "filters": filters.urlencode(),
        "may_write": viewer.holds(*WRITE_NOTE.roles),
    }
    return render(request, "practices/notes.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Write a note."""
    demand_role(viewer, WRITE_NOTE.roles)
    return _writing(request, viewer, None)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Write on at a note that nobody has shared yet."""
    demand_role(viewer, WRITE_NOTE.roles)
    found = queries.note_of(number, seen_by=viewer)
    if found.state != NoteState.WRITTEN.value:
        messages.info(request, gettext("A note that was shared is not changed any more."))
        return redirect("practice", number)
    return _writing(request, viewer, found)


def _writing(request: HttpRequest, viewer: Viewer, found: Note | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    stands = {} if found is None else {n: getattr(found, n) for n in ("topic", "title", "text")}
    form = NoteForm(typed, initial=stands)
    made: list[Note] = []

    def do(_typed: dict[str, str]) -> None:
        made.append(_kept(request, viewer, form, found))

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Kept. An approver who did not write in it shares it."))
        return redirect("practice", made[0].pk)
    told = {"note": found, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "practices/write.html", told)


def _kept(request: HttpRequest, viewer: Viewer, form: NoteForm, found: Note | None) -> Note:
    if found is None:
        return services.write_note(form.draft(), officer=viewer, at=now())
    return services.change_note(
        found.pk, form.draft(), version=version_read(request), officer=viewer, at=now()
    )


@for_officers
@require_safe
def note(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one note, with whom it was shared and what was made of it."""
    return _page(request, viewer, queries.note_of(number, seen_by=viewer))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Choose partners, see what the law says of each, and share the note with them."""
    demand_role(viewer, SHARE_NOTE.roles)
    found = queries.note_of(number, seen_by=viewer)
    if not found.is_ours or found.agency_code != viewer.agency:
        raise NotFoundError()
    if request.method == "POST" and with_fresh_sign_in(
        request, lambda afresh_at: _shared(request, viewer, found, afresh_at)
    ):
        return redirect("practice", number)
    partners = queries.may_be_told(found)
    rulings = queries.rulings_on_sharing(partners, on=today())
    told = {
        "note": found,
        "rulings": [(code, ruling_shown(ruling), _may(ruling)) for code, ruling in rulings.items()],
        "wrote": not viewer.people.isdisjoint(found.writers),
    }
    return render(request, "practices/share.html", told)


def _shared(request: HttpRequest, viewer: Viewer, found: Note, afresh_at: datetime | None) -> bool:
    try:
        with transaction.atomic(durable=True):
            rulings = services.share_note(
                found.pk,
                request.POST.getlist("partners"),
                version=version_read(request),
                officer=viewer,
                signed_in_afresh_at=afresh_at,
                at=now(),
                on=today(),
            )
    except (NotFoundError, NotAllowedError, FreshSignInNeededError):
        raise  # the door answers these
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return False
    for code, ruling in rulings.items():
        name = country_name(code)
        if _may(ruling):
            messages.success(request, gettext("Shared with {partner}.").format(partner=name))
        else:
            told = gettext("Not shared with {partner}: the law does not carry it as it stands.")
            messages.error(request, told.format(partner=name))
    return True


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Tell the partner what its note is worth."""
    demand_role(viewer, TELL_FEEDBACK.roles)
    found = queries.note_of(number, seen_by=viewer)
    if found.is_ours:
        raise NotFoundError()
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = FeedbackForm(typed)

    def do(typed: dict[str, str]) -> None:
        services.tell_feedback(number, **typed, officer=viewer, at=now(), on=today())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("The partner is told."))
        return redirect("practice", number)
    told = {"note": found, "form": form, "mark": kept.mark_for(viewer)}
    return render(request, "practices/feedback.html", told)


def _page(request: HttpRequest, viewer: Viewer, found: Note) -> HttpResponse:
    own = found.is_ours and found.agency_code == viewer.agency
    written = found.state == NoteState.WRITTEN.value
    told = {
        "note": found,
        "shares": found.shares.all() if found.is_ours else (),
        "held": queries.number_held(found) if found.is_ours else (0, 0),
        "feedback": found.feedback.all(),
        "may_edit": own and written and viewer.holds(*WRITE_NOTE.roles),
        "may_share": own and viewer.holds(*SHARE_NOTE.roles),
        "may_judge": not found.is_ours and viewer.holds(*TELL_FEEDBACK.roles),
    }
    return render(request, "practices/note.html", told)


def _may(ruling: object) -> bool:
    return isinstance(ruling, Permission)
