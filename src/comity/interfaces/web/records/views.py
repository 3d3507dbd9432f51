"""Reading the record, and proving that it is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.assistance.duties import PROTECT_DATA, SEE_SUBJECTS
from comity.assistance.queries import ruling_of_entry
from comity.exchange.duties import SEE_ANCHORS
from comity.exchange.services import check_anchors
from comity.exchange.verification import verify_channels
from comity.interfaces import looking
from comity.interfaces.record_asked import place_of
from comity.interfaces.record_keys import is_furnished as has_keys
from comity.interfaces.record_keys import record_verifier
from comity.interfaces.web.basis import ruling_shown
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import by_button, for_officers
from comity.interfaces.web.records.events import facts_told, told
from comity.interfaces.web.records.filters import Filter, filter_of
from comity.interfaces.web.records.proof import is_furnished, note, verifier
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, NotFoundError
from comity.ledger.exports.proving import ListedProof, prove_listed
from comity.ledger.finding import (
    Count,
    FoundPage,
    count_of_record,
    entry_at,
    page_of_record,
)
from comity.ledger.models import LedgerEntry
from comity.ledger.queries import last_checkpoint
from comity.ledger.verification import verify_ledger
from comity.officers.terms import Viewer, demand_role
from comity.oversight.duties import OVERSEE, VERIFY

PAGE_SIZE = 14  # so that a page comes in four seconds over 64 kbit/s


def rooms(viewer: Viewer) -> dict[str, bool]:
    """Return which pages of the record this officer may go to beside the record itself."""
    return {
        "may_oversee": viewer.holds(*OVERSEE.roles),
        "may_protect": viewer.holds(*PROTECT_DATA.roles),
        "may_see_persons": viewer.holds(*SEE_SUBJECTS.roles),
        "may_see_anchors": viewer.holds(*SEE_ANCHORS.roles),
        "may_verify": viewer.holds(*VERIFY.roles) and is_furnished(),
    }


@for_officers
@require_safe
def records(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is recorded: the latest, or what a filter finds."""
    # The hundred kinds of acts to choose from would weigh as much as the entries do.
    chosen = filter_of(request.GET, viewer=viewer, among=(request.GET.get("event", ""),))
    before = place_of(request.GET.get("before", ""))
    if before is None:
        looking.record_searched(chosen.asked, by=viewer, at=now())
    page = page_of_record(chosen.asked, seen_by=viewer, limit=PAGE_SIZE, before=before)
    told_here = {
        "filter": chosen,
        "entries": told(page.entries),
        "count": _count(chosen, page if before is None else None, viewer),
        "here": request.GET.get("before", "") if before else "",
        "before": page.before,
        "checkpoint": last_checkpoint(),
        **rooms(viewer),
    }
    return render(request, "records/records.html", told_here)


@for_officers
@require_safe
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let an officer say all that is looked for, the kind of act with it."""
    told_here = {"filter": filter_of(request.GET, viewer=viewer), **rooms(viewer)}
    return render(request, "records/find.html", told_here)


@for_officers
@require_safe
def entry(request: HttpRequest, viewer: Viewer, place: str) -> HttpResponse:
    """Show one entry: its facts, the ruling it rests on, and its place in the log."""
    found = _entry(place, viewer)
    ruling = ruling_of_entry(found, seen_by=viewer)
    head = last_checkpoint()
    told_here = {
        "each": told([found])[0],
        "facts": facts_told(found),
        "ruling": ruling_shown(ruling) if ruling else None,
        "head": head,
        "is_signed": head is not None
        and (found.epoch < head.epoch or (found.epoch == head.epoch and found.index < head.size)),
        **rooms(viewer),
    }
    return render(request, "records/entry.html", told_here)


@for_officers
@by_button(back="records")
def verify(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Recompute the record and the channels, and say up to where they are whole."""
    demand_role(viewer, VERIFY.roles)
    report, channels = verify_ledger(verifier()), verify_channels()
    anchors = check_anchors(verifier())
    whole = report.whole and all(channel.whole for channel in channels) and not anchors
    note(report.size, whole=whole, at=now())
    told_here = {"report": report, "channels": channels, "anchors": anchors}
    return render(request, "records/verified.html", told_here)


@for_officers
@by_button(back="records")
def verify_listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Prove that what a page lists stands in the record that was signed, entry by entry."""
    demand_role(viewer, VERIFY.roles)
    chosen = filter_of(request.POST, viewer=viewer)
    place = place_of(request.POST.get("entry", ""))
    if place is not None:
        entries = [_entry(request.POST["entry"], viewer)]
    else:
        before = place_of(request.POST.get("before", ""))
        page = page_of_record(chosen.asked, seen_by=viewer, limit=PAGE_SIZE, before=before)
        entries = list(page.entries)
    proof, failure = _proof(entries)
    told_here = {
        "filter": chosen,
        "proof": proof,
        "failure": failure,
        "rows": [(each, _proved(each.entry, proof)) for each in told(entries)] if proof else [],
    }
    return render(request, "records/listed.html", told_here)


def _count(chosen: Filter, first: FoundPage | None, viewer: Viewer) -> Count | None:
    """Return how many entries a filter finds; of the whole record nobody counts them."""
    if not chosen.address:
        return None
    return count_of_record(chosen.asked, seen_by=viewer, first=first)


def _proof(entries: list[LedgerEntry]) -> tuple[ListedProof | None, str]:
    """Return the proof of listed entries; or why there is none, in words; or neither."""
    latest = [entry for entry in entries if entry.epoch == entries[0].epoch]
    if not latest or not has_keys():
        return None, ""
    try:
        return prove_listed(latest, record_verifier()), ""
    except ComityError as error:
        return None, tell_error(error)


def _proved(entry: LedgerEntry, proof: ListedProof) -> str:
    if entry.index in proof.failed:
        return "failed"
    return "proved" if entry.index in proof.proofs and proof.holds else "later"


def _entry(told_place: str, viewer: Viewer) -> LedgerEntry:
    place = place_of(told_place)
    found = entry_at(place, seen_by=viewer) if place else None
    if found is None:
        raise NotFoundError()
    return found
