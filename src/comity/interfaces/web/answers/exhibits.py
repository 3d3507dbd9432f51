"""Exhibits: reading their custody, and taking a copy, which is an act."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.assistance import queries
from comity.evidence.models import Exhibit
from comity.evidence.queries import custody_of
from comity.evidence.scans import KeptShutError, TooLargeForScannerError
from comity.evidence.terms import UNNAMED_TYPE, ExhibitNotFoundError, OpenedExhibit
from comity.interfaces import looking
from comity.interfaces.copying import hand_out_exhibit
from comity.interfaces.web import kept
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import ReasonForm, show_problems
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError, NotFoundError
from comity.officers.terms import Viewer


class CopyForm(ReasonForm):
    """Why a copy is taken; and that one knows, where the malware scanner found something."""

    knowing = forms.BooleanField(
        required=False, label=_("I know what the malware scan says, and need the copy all the same")
    )

    def __init__(self, *args: Any, exhibit: Exhibit, **named: Any) -> None:
        super().__init__(*args, **named)
        if not exhibit.is_kept_shut:
            del self.fields["knowing"]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def open_exhibit(
    request: HttpRequest, viewer: Viewer, reference: str, exhibit: str
) -> HttpResponseBase:
    """Show an exhibit's custody; hand out a copy against a reason."""
    try:
        exhibit_id = UUID(exhibit)
    except ValueError:
        raise ExhibitNotFoundError from None
    enclosure = queries.enclosure(exhibit_id, seen_by=viewer)
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        exhibit=enclosure.exhibit,
        label=gettext("Why you need a copy"),
        help_text=gettext("Taking a copy is recorded with your name and this reason."),
    )
    if request.method == "POST":
        copy = _copy(form, viewer, exhibit_id)
        if copy is not None:
            return copy
    looking.exhibit_shown(enclosure, to=viewer, at=now())
    told = {
        "request_shown": enclosure.request,
        "exhibit": enclosure.exhibit,
        "part": enclosure.part,
        "custody": custody_of(exhibit_id, seen_by=viewer),
        "form": form,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "answers/exhibit.html", told)


def _copy(form: CopyForm, viewer: Viewer, exhibit_id: UUID) -> HttpResponseBase | None:
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    reason, knowing = form.cleaned_data["reason"], form.cleaned_data.get("knowing", False)
    try:
        opened = hand_out_exhibit(
            exhibit_id, reason=reason, officer=viewer, at=now(), knowing=knowing
        )
    except InvalidDraftError as refused:
        show_problems(form, refused.problems)
        return None
    except (NotFoundError, NotAllowedError):
        raise
    except (KeptShutError, TooLargeForScannerError) as refused:
        # Found meanwhile, the page that is shown again has the box to say so.
        form.add_error("knowing" if "knowing" in form.fields else None, tell_error(refused))
        return None
    except ComityError as refused:
        form.add_error(None, tell_error(refused))
        return None
    return download_of(opened)


def download_of(opened: OpenedExhibit) -> StreamingHttpResponse:
    """Hand an exhibit out as a download of unnamed bytes.

    What partners send never runs in this origin.
    """
    answer = StreamingHttpResponse(opened.pieces, content_type=UNNAMED_TYPE)
    answer["Content-Length"] = str(opened.size)
    answer.headers["Content-Disposition"] = content_disposition_header(True, opened.file_name)
    return answer
