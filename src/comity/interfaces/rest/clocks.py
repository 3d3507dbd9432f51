"""Clocks: what is due, of one request and of all that may be seen; days set, met, and stopped."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict

from comity.assistance import services
from comity.assistance.clock_drafts import DayDraft, PauseDraft
from comity.assistance.models import TypedDay
from comity.assistance.queries import request_detail
from comity.assistance.queries.clocks import (
    DueAsked,
    Told,
    When,
    Whose,
    clocks_of_request,
    due_page,
)
from comity.assistance.terms.clocks import ClockKind, Pause
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.own_law_values import Number
from comity.interfaces.rest.values import Reference, Strict, Text, Word
from comity.interfaces.sentences import cited

router = Router(tags=["clocks"])
Json = dict[str, Any]
PAGE_SIZE = 50


class DueIn(Schema):
    """Which of what is due is wanted."""

    model_config = ConfigDict(extra="forbid")

    whose: Whose = Whose.MINE
    when: When = When.PRESSING
    kind: ClockKind | None = None
    after: Word = ""


class DayIn(Strict):
    """A day to be set."""

    matter: Word = ""
    day: Word = ""
    note: Text = ""


class PauseIn(Strict):
    """Days that shall not count."""

    reason: Word = ""
    begins: Word = ""
    ends: Word = ""
    note: Text = ""


@router.get("/clocks", response=Json)
def list_clocks(request: HttpRequest, asked: Query[DueIn]) -> Json:
    """What is due, the first day on top; `after` of one page begins the next."""
    moment = moment_of(request)
    wanted = DueAsked(asked.whose, asked.when, asked.kind)
    page = due_page(
        wanted, seen_by=moment.officer, on=moment.on, limit=PAGE_SIZE, after=asked.after
    )
    rows = [
        {
            "reference": row.reference,
            "subject": row.title,
            "partner": row.partner,
            "side": row.side.value,
            "state": row.stands.value,
            "agency": row.agency,
            **_shown(row.told),
        }
        for row in page.rows
    ]
    return {"items": rows, "after": page.after}


@router.get("/requests/{reference}/clocks", response=Json)
def clocks_of(request: HttpRequest, reference: Reference) -> Json:
    """The clocks of one request, what is due first on top, and what has stopped them."""
    moment = moment_of(request)
    seen = request_detail(reference, seen_by=moment.officer).request
    return {
        "items": [_shown(told) for told in clocks_of_request(seen, on=moment.on)],
        "pauses": [_pause_shown(row.as_pause()) for row in seen.pauses.all()],
    }


@router.post("/requests/{reference}/days", response={201: Json})
def set_day(request: HttpRequest, reference: Reference, told: DayIn) -> Status[Json]:
    """Set a day: limitation of action, detention, guarantee, hearing, or another."""
    draft = DayDraft(**told.model_dump())
    with act_of(request) as moment:
        made = services.set_day(
            reference, draft, officer=moment.officer, at=moment.at, on=moment.on
        )
    return Status(201, _day_shown(made))


@router.post("/requests/{reference}/days/{number}/met", response=Json)
def meet_day(request: HttpRequest, reference: Reference, number: Number) -> Json:
    """Say that what was due on a day is done, or needed no longer."""
    with act_of(request) as moment:
        met = services.meet_day(
            reference, number, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _day_shown(met)


@router.post("/requests/{reference}/pauses", response={201: Json})
def stop_clocks(request: HttpRequest, reference: Reference, told: PauseIn) -> Status[Json]:
    """Let days of a request not count."""
    draft = PauseDraft(**told.model_dump())
    with act_of(request) as moment:
        made = services.stop_clocks(
            reference, draft, officer=moment.officer, at=moment.at, on=moment.on
        )
    return Status(201, _pause_shown(made.as_pause()))


@router.post("/requests/{reference}/pauses/{number}/end", response=Json)
def let_clocks_go_on(request: HttpRequest, reference: Reference, number: Number) -> Json:
    """Let the clocks of a request go on from today."""
    with act_of(request) as moment:
        ended = services.let_clocks_go_on(
            reference, number, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _pause_shown(ended.as_pause())


def _shown(told: Told) -> Json:
    clock = told.clock
    return {
        "matter": clock.matter.value,
        "kind": clock.kind.value,
        "stands": told.state.value,
        "begins": clock.begins.isoformat(),
        "due_on": clock.due_on.isoformat() if clock.due_on else None,
        "working_days_left": told.days_left,
        "unit": clock.unit.value,
        "length": clock.length,
        "source": cited(clock.cites) if clock.cites else None,
        "soft": clock.soft,
        "action": clock.act.value if clock.act else None,
        "owed_by": clock.owed_by.value,
        "holidays_of": list(clock.countries),
        "holidays_unknown": list(told.without_holidays),
        "met_on": clock.met_on.isoformat() if clock.met_on else None,
        "number": clock.number or None,
        "note": clock.note,
    }


def _day_shown(day: TypedDay) -> Json:
    return {
        "number": day.pk,
        "matter": day.matter,
        "day": day.due_on.isoformat(),
        "note": day.note,
        "by": day.by,
        "met_on": day.met_on.isoformat() if day.met_on else None,
    }


def _pause_shown(pause: Pause) -> Json:
    return {
        "number": pause.number or None,
        "reason": pause.reason.value,
        "begins": pause.begins.isoformat(),
        "ends": pause.ends.isoformat() if pause.ends else None,
        "note": pause.note,
    }
