"""The former caseload: checked row by row, handed over, confirmed, and how far it is."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from comity.assistance.duties import IMPORT_CASELOAD, SEE_IMPORTS
from comity.assistance.models import CaseloadImport
from comity.assistance.queries import imports as queries
from comity.assistance.services.importing import confirm_import, end_import, propose_import
from comity.assistance.terms.imports import NEEDED, Column, DryRun, ImportState
from comity.assistance.wording.imports import COLUMN_NAMES, IMPORT_STATE_NAMES, OUTCOME_NAMES
from comity.interfaces.sheets import sheet_of
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act
from comity.interfaces.web.clock import now, today
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.fresh import with_fresh_sign_in
from comity.interfaces.web.imports.forms import ImportForm
from comity.interfaces.web.telling import tell, tell_error
from comity.kernel.errors import ComityError, NotAllowedError, Problem
from comity.officers.terms import Viewer, demand_role

# What is wrong comes first; the rest of a long file is told by its numbers.
MOST_SHOWN = 200


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the imports; check a file, and hand it over when nothing in it is refused."""
    demand_role(viewer, SEE_IMPORTS.roles)
    form = ImportForm(
        request.POST if request.method == "POST" else kept.given_back(request, viewer),
        request.FILES or None,
    )
    told = None
    if request.method == "POST":
        demand_role(viewer, IMPORT_CASELOAD.roles)
        told = _checked(request, viewer, form)
        if told is not None and told.number is not None:
            messages.success(
                request, gettext("Handed over. A second person of the central unit confirms it.")
            )
            return redirect("caseload_import", told.number)
    context = {
        "imports": [_named(each) for each in queries.imports(seen_by=viewer)],
        "form": form if viewer.holds(*IMPORT_CASELOAD.roles) else None,
        "columns": [(each.value, gettext(COLUMN_NAMES[each]), each in NEEDED) for each in Column],
        "mark": kept.mark_for(viewer),
        **_report(told),
    }
    return render(request, "imports/imports.html", context)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one import and how far it is; confirm it, or end it."""
    found = queries.caseload_import(number, seen_by=viewer)
    if request.method == "POST":
        demand_role(viewer, IMPORT_CASELOAD.roles)
        if request.POST.get("action") == "confirm":
            with_fresh_sign_in(
                request,
                lambda afresh: act(
                    request,
                    lambda: confirm_import(
                        number, officer=viewer, signed_in_afresh_at=afresh, at=now()
                    ),
                    done=gettext("Confirmed. The matters are taken in from now on."),
                ),
            )
        else:
            act(
                request,
                lambda: end_import(number, officer=viewer, at=now()),
                done=gettext("Ended. What was taken in stays; the rest of the file is forgotten."),
            )
        return redirect("caseload_import", number)
    may = viewer.holds(*IMPORT_CASELOAD.roles)
    own = not viewer.people.isdisjoint(found.proposers)
    context = {
        "import": found,
        "state": gettext(IMPORT_STATE_NAMES[found.stands]),
        "goes_on": found.stands is ImportState.CONFIRMED,
        "may_confirm": may and not own and found.stands is ImportState.PROPOSED,
        "waits_for_another": own and found.stands is ImportState.PROPOSED,
        "may_end": may and found.ended_at is None,
        "stopped": [(_column(each), tell(each.code, each.facts)) for each in found.stopped_faults],
    }
    return render(request, "imports/import.html", context)


def _checked(request: HttpRequest, viewer: Viewer, form: ImportForm) -> DryRun | None:
    """Return what the dry run says; None when the file cannot be read, which the form tells."""
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    file = form.cleaned_data["file"]
    if not isinstance(file, UploadedFile):
        form.add_error("file", tell("missing"))
        return None
    try:
        sheet = sheet_of(file, name=file.name or "")
        told, rows = queries.dry_run(sheet, chosen=form.chosen(), seen_by=viewer, on=today())
        if told.holds and request.POST.get("action") == "hand_over":
            with transaction.atomic(durable=True):
                told = propose_import(sheet, told, rows, officer=viewer, at=now())
    except NotAllowedError:
        raise
    except ComityError as refused:
        form.add_error("file", tell_error(refused))
        return None
    return told


def _report(told: DryRun | None) -> dict[str, object]:
    if told is None:
        return {"told": None}
    refused = told.refused
    shown = (refused or told.rows)[:MOST_SHOWN]
    return {
        "told": told,
        "faults": [(_column(each), tell(each.code, each.facts)) for each in told.faults],
        "rows": [
            (
                row,
                gettext(OUTCOME_NAMES[row.outcome]),
                [(_column(each), tell(each.code, each.facts)) for each in row.problems],
            )
            for row in shown
        ],
        "more": len(refused or told.rows) - len(shown),
    }


def _column(problem: Problem) -> str:
    known = problem.field in set(Column)
    return gettext(COLUMN_NAMES[Column(problem.field)]) if known else problem.field


def _named(found: CaseloadImport) -> tuple[CaseloadImport, str]:
    return found, gettext(IMPORT_STATE_NAMES[found.stands])
