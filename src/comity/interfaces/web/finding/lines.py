"""Lines from a table into a draft: a file is read, its columns are shown, then it is taken over."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.assistance import queries
from comity.assistance.duties import SAVE_DRAFT
from comity.assistance.line_rules import recognised, text_of_lines
from comity.assistance.services.lines import take_lines
from comity.assistance.terms.lines import MOST_LINES, Meaning
from comity.assistance.wording import FIELD_LABELS
from comity.assistance.wording.lines import MEANING_NAMES
from comity.interfaces.tables import Limits, Table, read_table
from comity.interfaces.web.acting import act_from, demand_own
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.forms import TypedField
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError
from comity.officers.terms import Viewer

# What fits into the fields of a request, and into one form.
_LIMITS = Limits(rows=MOST_LINES, columns=30, cell=2000, file_bytes=1024 * 1024)
_MOST_KEPT = 400_000


class LinesForm(forms.Form):
    """A file of lines, or the lines of one that was read, with what its columns mean."""

    file = forms.FileField(required=False, allow_empty_file=True, label=_("CSV or XLSX file"))
    table = TypedField()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["file"].help_text = gettext(
            "The first row names the columns. Formulas and hidden sheets are not read."
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A table that was read, as the page shows it.

    Attributes:
        headers: of the columns.
        rows: their cells.
        unread: how many other sheets the file has.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unread: int = 0

    @classmethod
    def of(cls, table: Table) -> "Read":
        """Return what a file holds."""
        return cls(table.headers, tuple(row.cells for row in table.rows), table.unread)

    def kept(self) -> str:
        """Return it as the page carries it along."""
        return json.dumps([self.headers, *self.rows])


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Ask for a file, show what its columns mean, and write its lines into the draft."""
    shown = queries.request_detail(reference, seen_by=viewer).request
    demand_own(shown, viewer, SAVE_DRAFT)
    if (shown.own_side, shown.stands) not in SAVE_DRAFT.states:
        messages.info(request, gettext("This request is no longer a draft."))
        return redirect("request", reference)
    form = LinesForm(request.POST or None, request.FILES or None)
    read = _read(request, form) if request.method == "POST" else None
    told: dict[str, object] = {"request_shown": shown, "form": form, "read": None}
    if read is not None:
        chosen = _meanings(request, read)
        if request.POST.get("action") == "take" and act_from(
            form, lambda _: take_lines(reference, chosen, read.rows, officer=viewer, at=now())
        ):
            messages.success(request, gettext("The lines are in the draft."))
            return redirect("request_edit", reference)
        told |= _preview(read, chosen)
    return render(request, "finding/lines.html", told)


def _read(request: HttpRequest, form: LinesForm) -> Read | None:
    """Return the table of a file, or the one the page carried along; None where there is none."""
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    file = request.FILES.get("file")
    try:
        if isinstance(file, UploadedFile):
            return Read.of(read_table(file, limits=_LIMITS))
        carried = str(form.cleaned_data["table"])
        if carried:
            return Read.of(read_table(io.BytesIO(_as_csv(carried)), limits=_LIMITS))
    except ComityError as refused:
        form.add_error("file", tell_error(refused))
        return None
    form.add_error("file", gettext("Choose a file."))
    return None


def _as_csv(carried: str) -> bytes:
    """Return what the page carried along, to be read as strictly as a file is."""
    out = io.StringIO(newline="")
    try:
        rows = json.loads(carried[:_MOST_KEPT])
        # Every cell in quotation marks: what parts cells is told beyond doubt.
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([list(map(str, row)) for row in rows])
        return out.getvalue().encode()
    except (ValueError, TypeError, RecursionError):
        return b""


def _meanings(request: HttpRequest, read: Read) -> tuple[Meaning | None, ...]:
    """Return what was chosen for each column; what its header says where nothing was."""
    known = recognised(read.headers)
    if request.POST.get("action") not in {"take", "show"}:
        return known
    chosen = [request.POST.get(f"column-{at}", "") for at in range(len(read.headers))]
    return tuple(Meaning(each) if each in set(Meaning) else None for each in chosen)


def _preview(read: Read, chosen: tuple[Meaning | None, ...]) -> dict[str, object]:
    choices = [("", gettext("Leave out")), *((m.value, gettext(MEANING_NAMES[m])) for m in Meaning)]
    columns = [
        (f"column-{at}", header, meaning.value if meaning else "")
        for at, (header, meaning) in enumerate(zip(read.headers, chosen, strict=True))
    ]
    try:
        made = text_of_lines(chosen, read.rows)
    except ComityError as refused:
        return {"read": read, "columns": columns, "choices": choices, "why": tell_error(refused)}
    return {
        "read": read,
        "columns": columns,
        "choices": choices,
        "made": [(gettext(FIELD_LABELS[field]), text) for field, text in made.items()],
    }
