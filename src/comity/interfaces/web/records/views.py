"""Reading the record, and proving that it is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.exchange.verification import verify_channels
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.records.events import told
from comity.interfaces.web.records.proof import is_furnished, note, verifier
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.ledger.queries import entries_about, last_checkpoint, latest_entries
from comity.ledger.verification import verify_ledger
from comity.officers.terms import Viewer, demand_role

PAGE_SIZE = 40
VERIFIERS = (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.NODE_ADMINISTRATOR)


@for_officers
@require_safe
def records(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is recorded: the latest, or all about one reference."""
    about = request.GET.get("about", "").replace("\x00", "").strip()[:200]
    entries = (
        entries_about(about, seen_by=viewer)
        if about
        else latest_entries(
            seen_by=viewer, limit=PAGE_SIZE + 1, before=_place(request.GET.get("before", ""))
        )
    )
    shown = list(entries) if about else list(entries)[:PAGE_SIZE]
    told_here = {
        "about": about,
        "entries": told(shown),
        "before": _before(shown) if not about and len(entries) > PAGE_SIZE else "",
        "checkpoint": last_checkpoint(),
        "may_verify": viewer.holds(*VERIFIERS) and is_furnished(),
    }
    return render(request, "records/records.html", told_here)


@for_officers
@by_button(back="records")
def verify(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Recompute the record and the channels, and say up to where they are whole."""
    demand_role(viewer, VERIFIERS)
    report = verify_ledger(verifier())
    note(report.size, whole=report.whole, at=now())
    told_here = {"report": report, "channels": verify_channels()}
    return render(request, "records/verified.html", told_here)


def _place(told_place: str) -> tuple[int, int] | None:
    """Read `epoch-index` of the entry before which a page begins; None when it is none."""
    epoch, _, index = told_place.partition("-")
    if not (epoch.isdecimal() and index.isdecimal()) or len(told_place) > 24:
        return None
    return int(epoch), int(index)


def _before(shown: list[LedgerEntry]) -> str:
    last = shown[-1]
    return f"{last.epoch}-{last.index}"
