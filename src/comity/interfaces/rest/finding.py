"""One search over requests, their texts, partners and the register."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict

from comity.agreements.terms import Instrument
from comity.assistance.queries.texts import FoundText
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.shown import row_shown
from comity.interfaces.rest.values import Word
from comity.interfaces.searching import search
from comity.kernel.countries import NAMES

router = Router(tags=["search"])
Json = dict[str, Any]


class SearchAsked(Schema):
    """What is looked for."""

    model_config = ConfigDict(extra="forbid")

    q: Word = ""


@router.get("/search", response=Json)
def search_all(request: HttpRequest, asked: Query[SearchAsked]) -> Json:
    """Requests, partners and agreements that have every word; the first few of each.

    Countries are found by their English names and codes.
    """
    moment = moment_of(request)
    found = search(asked.q, seen_by=moment.officer, on=moment.on, name_of=NAMES.__getitem__)
    return {
        "requests": [row_shown(each) for each in found.requests.requests],
        "more_requests": found.requests.more,
        "texts": [_text(each) for each in found.texts.items],
        "more_texts": found.texts.more,
        "partners": [
            {"code": each.code, "name": NAMES[each.code], "linked": each.linked}
            for each in found.partners
        ],
        "instruments": [_instrument(each) for each in found.instruments],
        "more_instruments": found.more_instruments,
    }


def _text(found: FoundText) -> Json:
    snippet = None if found.snippet is None else asdict(found.snippet)
    return {**row_shown(found.request), "snippet": snippet}


def _instrument(instrument: Instrument) -> Json:
    return {"reference": instrument.reference, "title": instrument.title}
