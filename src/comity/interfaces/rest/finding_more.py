"""Filters that an officer keeps, and a new draft with the fields of an earlier request."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Status
from pydantic import Field

from comity.assistance.line_rules import recognised
from comity.assistance.models import SavedFilter
from comity.assistance.queries import RequestsAsked
from comity.assistance.queries.filters import saved_filters
from comity.assistance.services.copying import copy_request
from comity.assistance.services.filters import delete_filter, save_filter
from comity.assistance.services.lines import take_lines
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.lines import MOST_LINES, Meaning
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.kernel.errors import InvalidDraftError, Problem

router = Router(tags=["requests"])
Json = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class FilterIn(Strict):
    """A filter of the list of requests, and what the officer calls it."""

    name: Text
    side: Party | None = None
    state: RequestState | None = None
    partner: Word = ""
    search: Word = ""


class LinesIn(Strict):
    """Lines of a table: its headers and rows; `meanings` are by the headers where none are told."""

    headers: Annotated[list[Word], Field(max_length=80)]
    rows: Annotated[list[list[Text]], Field(max_length=MOST_LINES + 1)]
    meanings: Annotated[list[Meaning | None], Field(max_length=80)] | None = None

    def columns(self) -> tuple[Meaning | None, ...]:
        """Return what each column means."""
        told = recognised(self.headers) if self.meanings is None else tuple(self.meanings)
        if len(told) != len(self.headers) or any(len(row) != len(told) for row in self.rows):
            raise InvalidDraftError((Problem("lines_uneven", "rows"),))
        return told


@router.get("/saved-filters", response=Json)
def list_filters(request: HttpRequest) -> Json:
    """The filters the caller keeps, by name."""
    found = saved_filters(seen_by=moment_of(request).officer)
    return {"items": [_shown(each) for each in found]}


@router.post("/saved-filters", response=Json)
def keep_filter(request: HttpRequest, told: FilterIn) -> Json:
    """Keep a filter of one's own; one of the same name is replaced."""
    asked = RequestsAsked(
        side=told.side, state=told.state or "", partner=told.partner[:2], search=told.search
    )
    with act_of(request) as moment:
        made = save_filter(told.name, asked, officer=moment.officer)
    return _shown(made)


@router.delete("/saved-filters/{number}", response={204: None})
def forget_filter(request: HttpRequest, number: Number) -> Status[None]:
    """Forget a filter of one's own."""
    with act_of(request) as moment:
        delete_filter(number, officer=moment.officer)
    return Status(204, None)


@router.post("/requests/{reference}/copy", response=Json)
def copy(request: HttpRequest, reference: Reference) -> Json:
    """Begin a draft with the fields of an earlier request; nothing is sent."""
    with act_of(request) as moment:
        made = copy_request(reference, officer=moment.officer, at=moment.at)
    return request_shown(made.reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/lines", response=Json)
def add_lines(request: HttpRequest, reference: Reference, told: LinesIn) -> Json:
    """Write the lines of a table beneath what stands in the fields of a draft."""
    with act_of(request) as moment:
        take_lines(reference, told.columns(), told.rows, officer=moment.officer, at=moment.at)
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


def _shown(each: SavedFilter) -> Json:
    return {
        "number": each.pk,
        "name": each.name,
        "side": each.side,
        "state": each.state,
        "partner": each.partner,
        "search": each.search,
    }
