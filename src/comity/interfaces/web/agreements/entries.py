"""Changing one part of an instrument's file in a form: nothing else in the file is touched."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.agreements.duties import WRITE_CHANGE
from comity.agreements.models import Proposal
from comity.agreements.queries import current_register, proposal
from comity.agreements.register_files.patching import (
    EntryNeedsTextError,
    entries_in,
    head_of,
    with_entry,
    with_head,
    with_new_entry,
    without_entry,
)
from comity.agreements.services import write_change
from comity.agreements.terms import ProvisionKind
from comity.agreements.terms.editing import ProposalState
from comity.interfaces.web import kept
from comity.interfaces.web.acting import act
from comity.interfaces.web.agreements.entry_forms import EntryForm
from comity.interfaces.web.agreements.entry_groups import (
    Group,
    event_groups,
    head_groups,
    party_groups,
    provision_groups,
    source_groups,
)
from comity.interfaces.web.agreements.faults import beside_fields, judged
from comity.interfaces.web.clock import now
from comity.interfaces.web.doors import for_officers
from comity.interfaces.web.telling import tell_error
from comity.interfaces.web.words import capital, name_of
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

HEAD = "head"
NEW = "new"
TABLE_NAMES: Mapping[str, Promise] = {
    HEAD: _("The instrument itself"),
    "parties": _("Party"),
    "events": _("Event"),
    "provisions": _("Provision"),
    "sources": _("Source"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text of a change.

    Attributes:
        change: whose text.
        table: which table; `head` for what stands before the first.
        position: which entry of it; None for a new one.
        entry: what stands there now.
    """

    change: Proposal
    table: str
    position: int | None
    entry: Mapping[str, Any]

    @property
    def title(self) -> Promise:
        """What the part is called."""
        return TABLE_NAMES[self.table]

    def text_with(self, entry: Mapping[str, Any]) -> str:
        """Return the text of the change with this part as given."""
        if self.table == HEAD:
            return with_head(self.change.text, entry)
        if self.position is None:
            at = _place_among(entries_in(self.change.text, self.table), entry)
            return with_new_entry(self.change.text, self.table, entry, position=at)
        if entry.get("on") != self.entry.get("on"):
            # Events stand in the order they happened.
            left = without_entry(self.change.text, self.table, self.position)
            at = _place_among(entries_in(left, self.table), entry)
            return with_new_entry(left, self.table, entry, position=at)
        return with_entry(self.change.text, self.table, self.position, entry)

    def path_in(self, text: str, entry: Mapping[str, Any]) -> tuple[str | int, ...]:
        """Return where the part stands in a text it was written into."""
        if self.table == HEAD:
            return ()
        entries = entries_in(text, self.table)
        return (self.table, entries.index(dict(entry)) if dict(entry) in entries else len(entries))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def part(
    request: HttpRequest, viewer: Viewer, number: int, table: str, position: str
) -> HttpResponse:
    """Show one part of a change as a form, and take what was typed, or take the part out."""
    demand_role(viewer, WRITE_CHANGE.roles)
    change = proposal(number, seen_by=viewer)
    if not ProposalState(change.state).is_writable or change.author_id != viewer.officer_id:
        return redirect("proposal", number)
    try:
        shown = _part(change, table, position)
    except tomllib.TOMLDecodeError:
        messages.error(request, gettext("The text is not readable as it stands. Mend it first."))
        return redirect("proposal_text", number)
    kind = _kind(request, shown)
    if shown.table == "provisions" and kind is None:
        return render(
            request, "agreements/provision_kind.html", {"change": change, "kinds": _kinds()}
        )
    typed = request.POST if request.method == "POST" else kept.given_back(request, viewer)
    form = EntryForm(_groups(shown, kind), entry=shown.entry, typed=typed)
    if request.method == "POST" and _taken(request, viewer, shown, form, kind):
        return redirect("proposal", number)
    told = {
        "change": change,
        "part": shown,
        "form": form,
        "groups": form.shown_groups(),
        "kind": kind,
        "new": shown.position is None,
        "mark": kept.mark_for(viewer),
    }
    return render(request, "agreements/part.html", told)


def _part(change: Proposal, table: str, position: str) -> Part:
    if table not in TABLE_NAMES:
        raise NotFoundError(what=table)
    if table == HEAD:
        return Part(change, HEAD, 0, head_of(change.text))
    if position == NEW:
        return Part(change, table, None, {})
    entries = entries_in(change.text, table)
    known = {str(place) for place in range(len(entries))}
    if position not in known:
        raise NotFoundError(what=position)
    return Part(change, table, int(position), entries[int(position)])


def _kind(request: HttpRequest, shown: Part) -> ProvisionKind | None:
    told = shown.entry.get("kind", "") or request.POST.get("kind", request.GET.get("kind", ""))
    return ProvisionKind(told) if told in set(ProvisionKind) else None


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, capital(name_of(kind))) for kind in ProvisionKind]


def _groups(shown: Part, kind: ProvisionKind | None) -> list[Group]:
    match shown.table:
        case "parties":
            return party_groups(shown.entry)
        case "events":
            codes = [str(each.get("code", "")) for each in entries_in(shown.change.text, "parties")]
            return event_groups([code for code in codes if code])
        case "sources":
            return source_groups()
        case "provisions":
            assert kind is not None, "a provision is shown by its kind"
            return provision_groups(kind, current_register())
        case _:
            return head_groups()


def _taken(
    request: HttpRequest, viewer: Viewer, shown: Part, form: EntryForm, kind: ProvisionKind | None
) -> bool:
    """Write the part into the text, unless something is wrong with it, which the form then says."""
    if request.POST.get("action") == "remove":
        return _written(request, viewer, shown, _removed(shown), gettext("Taken out."))
    entry = form.entry(shown.entry)
    if kind is not None:
        entry = {"kind": kind.value, **entry}
    try:
        text = shown.text_with(entry)
    except EntryNeedsTextError as refused:
        form.add_error(None, tell_error(refused))
        return False
    faults = judged(text, shown.change.path).faults
    where = shown.path_in(text, entry)
    for field, sentence in beside_fields(faults, text, where, form.fields):
        form.add_error(field, sentence)
    if form.errors:
        return False
    return _written(request, viewer, shown, text, gettext("Written into the change."))


def _removed(shown: Part) -> str:
    assert shown.position is not None, "only what stands in the file is taken out"
    return without_entry(shown.change.text, shown.table, shown.position)


def _written(request: HttpRequest, viewer: Viewer, shown: Part, text: str, done: str) -> bool:
    told = request.POST.get("revision", "")
    revision = int(told) if told.isdecimal() and len(told) < 10 else 0
    return act(
        request,
        lambda: write_change(shown.change.pk, text, revision=revision, officer=viewer, at=now()),
        done=done,
    )


def _place_among(entries: list[dict[str, Any]], entry: Mapping[str, Any]) -> int | None:
    """Return before which event a dated one stands; None for the end."""
    day = entry.get("on")
    if not isinstance(day, date):
        return None
    later = (
        n for n, each in enumerate(entries) if isinstance(each.get("on"), date) and each["on"] > day
    )
    return next(later, None)
