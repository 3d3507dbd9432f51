"""The data protection officer's desk: what personal data is held, and where a person is named."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.queries import personal_data
from comity.interfaces import looking
from comity.interfaces.data_asked import data_asked
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.records import file_of
from comity.interfaces.rest.values import DataExportIn, DataRegisterAsked, DataSearchIn
from comity.interfaces.taking_out import hand_out_register
from comity.officers.terms import demand_role
from comity.oversight.services import record_data_search

router = Router(tags=["personal data"])
Json = dict[str, Any]


@router.get("/personal-data", response=Json)
def read_register(request: HttpRequest, asked: Query[DataRegisterAsked]) -> Json:
    """What personal data is held, of whom, on what ground, until when; `after` asks for more."""
    moment, wanted = moment_of(request), data_asked(asked.typed())
    demand_role(moment.officer, PROTECT_DATA.roles)
    if not asked.after:
        looking.register_shown(wanted, to=moment.officer, at=moment.at)
    page = personal_data(
        wanted, seen_by=moment.officer, on=moment.on, limit=asked.page_size, after=asked.after
    )
    return {
        "items": [asdict(row) for row in page.rows],
        "cases": page.cases,
        "more_cases": page.more_cases,
        "after": page.after,
    }


@router.post("/personal-data/exports")
def take_register_out(request: HttpRequest, asked: DataExportIn) -> HttpResponseBase:
    """Take the register out as CSV; the act and its reason are recorded."""
    moment = moment_of(request)
    handed = hand_out_register(
        data_asked(asked.typed()),
        reason=asked.reason,
        officer=moment.officer,
        at=moment.at,
        on=moment.on,
    )
    return file_of(handed, media_type="text/csv; charset=utf-8")


@router.post("/personal-data/searches", response=Json)
def search_person(request: HttpRequest, asked: DataSearchIn) -> Json:
    """Search for the data of one person; that it was searched, and why, is recorded."""
    with act_of(request) as moment:
        found = record_data_search(
            asked.text, reason=asked.reason, officer=moment.officer, at=moment.at
        )
    return {"items": [asdict(each) for each in found]}
