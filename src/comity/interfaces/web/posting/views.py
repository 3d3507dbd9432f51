"""Letters on paper: where they go, that one left, what one says that came."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance import queries, services
from comity.assistance.duties import KEEP_ADDRESS, REGISTER_LETTER, SEE_ADDRESSES
from comity.assistance.queries import RequestDetail
from comity.assistance.terms import Action, Came
from comity.evidence.terms import UNNAMED_TYPE, Intake, Sealed
from comity.evidence.vault import vault
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act_from, demand_open
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.posting.forms import (
    AddressForm,
    DispatchForm,
    LetterFileForm,
    ReplyForm,
    RequestByLetterForm,
    typed_from,
)
from comity.interfaces.web.telling import isolated, tell, tell_error
from comity.kernel.errors import ComityError
from comity.letters.reading import request_in
from comity.letters.terms import Checked
from comity.officers.terms import Viewer, demand_role

_REGISTERING = frozenset(
    {
        Action.REGISTER_ACCEPTANCE,
        Action.REGISTER_REFUSAL,
        Action.REGISTER_QUESTION,
        Action.REGISTER_ANSWER,
    }
)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show where letters to each partner go; the central unit writes it down."""
    demand_role(viewer, SEE_ADDRESSES.roles)
    may = viewer.holds(*KEEP_ADDRESS.roles)
    if request.method == "POST":
        demand_role(viewer, KEEP_ADDRESS.roles)
    form = AddressForm(_typed(request, viewer), initial=_known(request, viewer))

    def do(typed: dict[str, str]) -> None:
        services.keep_address(typed["partner"], address=form.address(), officer=viewer, at=now())

    if request.method == "POST" and act_from(form, do):
        messages.success(request, gettext("Written down. Letters to this partner bear it."))
        return redirect("postal_addresses")
    told = {
        "addresses": queries.postal_addresses(seen_by=viewer),
        "form": form if may else None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "posting/addresses.html", told)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Record that a letter of a matter left, with the scan of what was signed."""
    detail = _open_for(viewer, reference, frozenset({Action.DISPATCH}))
    if detail is None:
        messages.info(request, gettext("No letter of this matter waits to be sent."))
        return redirect("request", reference)
    form = DispatchForm(_typed(request, viewer), request.FILES or None)

    def do(sealed: Sealed | None) -> None:
        how = form.dispatch()
        services.dispatch_letter(reference, dispatch=how, officer=viewer, at=now(), on=today())
        source = gettext("Scan of our letter %(number)s") % {"number": how.number}
        _keep_scan(form, sealed, reference, source, viewer)

    if request.method == "POST" and _done(form, do):
        messages.success(request, gettext("Recorded: the letter has left."))
        return redirect("request", reference)
    return render(request, "posting/dispatch.html", _told(detail, form, viewer))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Register a partner's letter about a request of ours, with its scan."""
    detail = _open_for(viewer, reference, _REGISTERING)
    if detail is None:
        messages.info(request, gettext("No letter of the partner is awaited here."))
        return redirect("request", reference)
    form = ReplyForm(_typed(request, viewer), request.FILES or None)

    def do(sealed: Sealed | None) -> None:
        told = form.reply()
        services.register_reply(reference, reply=told, officer=viewer, at=now(), on=today())
        _keep_scan(form, sealed, reference, _source(told.came), viewer)

    if request.method == "POST" and _done(form, do):
        messages.success(request, gettext("Registered. The matter goes on from here."))
        return redirect("request", reference)
    return render(request, "posting/reply.html", _told(detail, form, viewer))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Register a partner's request that came by letter; a node's letter is read from its file."""
    demand_role(viewer, REGISTER_LETTER.roles)
    if request.method == "POST" and "letter" in request.FILES:
        return _read_file(request, viewer)
    form = RequestByLetterForm(_typed(request, viewer), request.FILES or None)
    if request.POST.get("action") == "fields":
        # Only the form is shown anew, with the fields of the kind chosen.
        if "scan" in request.FILES:
            form.add_error("scan", gettext("The file was not taken in. Choose it again."))
        return _register_page(request, viewer, form, LetterFileForm())
    made: list[str] = []

    def do(sealed: Sealed | None) -> None:
        letter = form.letter()
        registered = services.register_request(letter, officer=viewer, at=now(), on=today())
        made.append(registered.reference)
        _keep_scan(form, sealed, registered.reference, _source(letter.came), viewer)

    if request.method == "POST" and _done(form, do):
        messages.success(request, gettext("Registered, and ruled on. Decide on it next."))
        return redirect("request", made[-1])
    return _register_page(request, viewer, form, LetterFileForm())


def _read_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the form with what the letter of another node says; nothing is registered yet."""
    chosen = LetterFileForm(request.POST, request.FILES)
    found = _checked(request.FILES["letter"])
    letter = request_in(found.attached) if found.whole else None
    if letter is None:
        code = "letter_nothing_attached" if found.whole else found.finding.value
        chosen.add_error("letter", tell(code))
        return _register_page(request, viewer, RequestByLetterForm(), chosen)
    messages.info(
        request,
        gettext("Read from the letter: compare it with the paper, and say when it was received."),
    )
    # A seal proves that the letter is whole; whose it is, people tell by the certificate.
    certificate = {"certificate": isolated(found.certificate)}
    messages.info(
        request,
        gettext(
            "Its seal is by the certificate %(certificate)s: compare this with what the partner"
            " told you by voice."
        )
        % certificate,
    )
    form = RequestByLetterForm(initial=typed_from(letter))
    return _register_page(request, viewer, form, LetterFileForm())


def _checked(file: object) -> Checked:
    from comity.letters.checking import LARGEST, check_letter  # noqa: PLC0415  slow, for one page

    assert isinstance(file, UploadedFile)
    content = file.read(LARGEST + 1)
    # pyHanko wants a thread of its own.
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(check_letter, content).result()


def _register_page(
    request: HttpRequest, viewer: Viewer, form: RequestByLetterForm, chosen: LetterFileForm
) -> HttpResponse:
    told = {"form": form, "files": chosen, "mark": kept.mark_for(viewer)}
    return render(request, "posting/register.html", told)


def _open_for(viewer: Viewer, reference: str, actions: frozenset[Action]) -> RequestDetail | None:
    """Return a matter on which one of these acts stands open; None when none does.

    Raises:
        NotFoundError, NotAllowedError: it is not the viewer's.
    """
    detail = queries.request_detail(reference, seen_by=viewer)
    offer = next((offer for offer in detail.actions if offer.action in actions), None)
    demand_open(offer)
    return detail if offer is not None else None


def _done(form: forms.Form, do: Callable[[Sealed | None], None]) -> bool:
    """Do one act and take the scan in with it; a scan that was not kept leaves nothing behind."""
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    scan, sealed = form.cleaned_data["scan"], None
    if isinstance(scan, UploadedFile):
        try:
            sealed = vault().seal(scan)
        except ComityError as refused:
            form.add_error("scan", tell_error(refused))
            return False
    done = False
    try:
        done = act_from(form, lambda _: do(sealed))
    finally:
        if sealed is not None and not done:
            vault().discard(sealed)
    if scan is not None and not done:
        form.add_error("scan", gettext("The file was not taken in. Choose it again."))
    return done


def _keep_scan(
    form: forms.Form, sealed: Sealed | None, reference: str, source: str, viewer: Viewer
) -> None:
    if sealed is None:
        return
    file = form.cleaned_data["scan"]
    intake = Intake(file.name or "", file.content_type or UNNAMED_TYPE, source)
    services.attach_exhibit(
        reference, sealed, intake=intake, officer=viewer, at=now(), is_scan=True
    )


def _source(came: Came) -> str:
    told = {"number": came.number, "day": came.written_on}
    return gettext("Scan of their letter %(number)s of %(day)s") % told


def _typed(request: HttpRequest, viewer: Viewer) -> Mapping[str, object] | None:
    if request.method == "POST":
        return request.POST
    return kept.given_back(request, viewer)


def _known(request: HttpRequest, viewer: Viewer) -> dict[str, str]:
    known = queries.postal_address(request.GET.get("partner", ""), seen_by=viewer)
    if known is None:
        return {}
    names = ("partner", "name", "unit", "lines")
    return {name: getattr(known, name) for name in names}


def _told(detail: RequestDetail, form: forms.Form, viewer: Viewer) -> dict[str, object]:
    shown = detail.request
    return {
        "request_shown": shown,
        "form": form,
        "address": queries.postal_address(shown.partner, seen_by=viewer),
        "mark": kept.mark_for(viewer),
    }
