"""The versions an instrument's file has had in this node, and what each of them changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from comity.agreements.comparison import Difference, differences
from comity.agreements.queries import (
    FileVersion,
    current_register,
    file_of,
    proposals_about,
    versions_of,
)
from comity.interfaces.web.agreements.change_shown import Row, rows_between
from comity.interfaces.web.agreements.comparison import grouped
from comity.interfaces.web.agreements.faults import judged
from comity.interfaces.web.doors import for_officers
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """One version and what it changed.

    Attributes:
        version: the version.
        first: it is the oldest; there is nothing before it.
        groups: its differences from the one before, in words.
        rows: its differences in the text.
    """

    version: FileVersion
    first: bool
    groups: list[tuple[Promise, list[Difference]]]
    rows: tuple[Row, ...]


@for_officers
@require_safe
def history(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Show every version of an instrument's file, the latest first."""
    held = file_of(reference)
    versions = versions_of(held.path)
    earlier = [*versions[1:], None]
    told = {
        "instrument": current_register().instrument(reference),
        "path": held.path,
        "steps": [_step(one, before) for one, before in zip(versions, earlier, strict=True)],
        "changes": proposals_about(reference, seen_by=viewer),
    }
    return render(request, "agreements/history.html", told)


def _step(version: FileVersion, before: FileVersion | None) -> Step:
    if before is None:
        return Step(version, True, [], ())
    path = ""  # a version that was in the register is read as it was, whatever it is called
    old, new = judged(before.text, path).instrument, judged(version.text, path).instrument
    found = differences(old, new) if old is not None and new is not None else ()
    return Step(version, False, grouped(found), rows_between(before.text, version.text))
