"""Requests put by word of mouth, and what a duty officer let leave alone."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from comity.assistance.duties import SEE_ALONE
from comity.assistance.models import DutyRelease, OralRequest
from comity.assistance.queries.duty_release import duty_release, duty_releases
from comity.assistance.queries.oral import candidates_for, oral_request, oral_requests
from comity.assistance.services import duty_release as alone
from comity.assistance.services import oral, oral_joining
from comity.assistance.terms import Came
from comity.assistance.terms.clocks import ClockMatter
from comity.assistance.terms.duty_release import AloneDraft, ReviewDraft
from comity.assistance.terms.oral import OralDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.posting import CameIn
from comity.interfaces.rest.values import Reference, Strict, Text, Version, Word
from comity.officers.terms import Viewer, demand_role

router = Router(tags=["urgent"])
Json = dict[str, Any]
MOST_LISTED = 200


class OralIn(Strict):
    """What was said; the moment is written as 2026-12-01 14:30, in this node's time."""

    partner: Word = ""
    kind: Word = ""
    subject: Text = ""
    asked: Text = ""
    put_at: Word = ""
    spoken_with: Text = ""
    means: Word = "telephone"
    why: Word = ""
    under: Word = ""


class MeansIn(Strict):
    """How the partner was reminded."""

    means: Word = "telephone"


class WrittenIn(Strict):
    """The written request that confirms what was said."""

    written: Word = ""


class AloneIn(Strict):
    """The version that was read, and why nobody else could be waited for."""

    version: Version
    reason: Word = ""
    note: Text = ""


class ReviewIn(Strict):
    """A second person's word, and what follows."""

    word: Word = ""
    follows: Word = ""
    note: Text = ""


@router.get("/oral", response=Json)
def list_oral(request: HttpRequest) -> Json:
    """What was asked by word of mouth, what waits for its confirmation first."""
    found = oral_requests(seen_by=moment_of(request).officer)
    return {"items": [oral_shown(each) for each in found[:MOST_LISTED]]}


@router.post("/oral/put", response={201: Json})
def put_orally(request: HttpRequest, said: OralIn) -> Status[Json]:
    """Record that a request was put to a partner by word of mouth, and begin its draft."""
    with act_of(request) as moment:
        made = oral.put_orally(OralDraft(**said.model_dump()), officer=moment.officer, at=moment.at)
    return Status(201, _read(made.request.reference, moment.officer))


@router.post("/oral/take", response={201: Json})
def take_orally(request: HttpRequest, said: OralIn) -> Status[Json]:
    """Record that a partner put a request by word of mouth."""
    with act_of(request) as moment:
        made = oral.take_orally(
            OralDraft(**said.model_dump()), officer=moment.officer, at=moment.at
        )
    return Status(201, _read(made.request.reference, moment.officer))


@router.get("/requests/{reference}/oral", response=Json)
def read_oral(request: HttpRequest, reference: Reference) -> Json:
    """What was said of a request, and which written requests may confirm it."""
    return _read(reference, moment_of(request).officer)


@router.post("/requests/{reference}/oral/remind", response=Json)
def remind_oral(request: HttpRequest, reference: Reference, told: MeansIn) -> Json:
    """Record that the partner was reminded to confirm what it said."""
    with act_of(request) as moment:
        oral_joining.remind_of_confirmation(
            reference, means=told.means, officer=moment.officer, at=moment.at
        )
    return _read(reference, moment.officer)


@router.post("/requests/{reference}/oral/confirm", response=Json)
def confirm_oral(request: HttpRequest, reference: Reference, came: CameIn) -> Json:
    """Record the letter that confirms what was said; it stays the same matter."""
    with act_of(request) as moment:
        oral_joining.confirm_by_letter(
            reference,
            came=Came(**came.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _read(reference, moment.officer)


@router.post("/requests/{reference}/oral/join", response=Json)
def join_oral(request: HttpRequest, reference: Reference, told: WrittenIn) -> Json:
    """Join what was said to the partner's written request that confirms it."""
    with act_of(request) as moment:
        oral_joining.join_written(
            reference, written=told.written, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _read(reference, moment.officer)


@router.post("/requests/{reference}/oral/close", response=Json)
def close_oral(request: HttpRequest, reference: Reference) -> Json:
    """Close what was only said, because its confirmation is overdue and did not come."""
    with act_of(request) as moment:
        oral_joining.close_unconfirmed(
            reference, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _read(reference, moment.officer)


@router.get("/duty-releases", response=Json)
def list_releases(request: HttpRequest) -> Json:
    """What left by one hand alone, what nobody has reviewed yet first."""
    officer = moment_of(request).officer
    demand_role(officer, SEE_ALONE.roles)
    found = duty_releases(seen_by=officer)[:MOST_LISTED]
    return {"items": [release_shown(each) for each in found]}


@router.get("/duty-releases/{number}", response=Json)
def read_release(request: HttpRequest, number: int) -> Json:
    """One that left by one hand alone."""
    officer = moment_of(request).officer
    demand_role(officer, SEE_ALONE.roles)
    return release_shown(duty_release(number, seen_by=officer))


@router.post("/duty-releases/{number}/review", response=Json)
def review_release(request: HttpRequest, number: int, told: ReviewIn) -> Json:
    """Record a second person's word on what left alone, and what follows."""
    with act_of(request) as moment:
        made = alone.review_release(
            number,
            review=ReviewDraft(told.word, told.follows, told.note),
            officer=moment.officer,
            at=moment.at,
        )
    return release_shown(made)


@router.post("/requests/{reference}/approve-alone", response=Json)
def approve_alone(request: HttpRequest, reference: Reference, read: AloneIn) -> Json:
    """Let an urgent request leave alone, where a national instruction lets this officer."""
    with act_of(request) as moment:
        made = alone.approve_alone(
            reference,
            version=read.version,
            why=AloneDraft(read.reason, read.note),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return release_shown(made)


@router.post("/requests/{reference}/release-alone", response=Json)
def release_alone(request: HttpRequest, reference: Reference, read: AloneIn) -> Json:
    """Let an urgent reply leave alone, where a national instruction lets this officer."""
    with act_of(request) as moment:
        made = alone.release_alone(
            reference,
            version=read.version,
            why=AloneDraft(read.reason, read.note),
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return release_shown(made)


def oral_shown(said: OralRequest) -> Json:
    """Return what was said of one request."""
    return {
        "reference": said.request.reference,
        "side": said.side,
        "partner": said.partner,
        "subject": said.request.subject,
        "put_at": said.put_at,
        "spoken_with": said.spoken_with,
        "means": said.means,
        "why": said.why,
        "noted_by": said.noted_by,
        "agreement_says": said.leave,
        "days": said.length,
        "by_article": said.by_article,
        "within": said.within,
        "state": said.state,
        "reminders": said.reminders,
        "confirmed_on": said.confirmed_on,
    }


def release_shown(made: DutyRelease) -> Json:
    """Return one that left by one hand alone."""
    return {
        "number": made.pk,
        "reference": made.request.reference,
        "partner": made.request.partner,
        "act": made.act,
        "reason": made.reason,
        "note": made.note,
        "by": made.by,
        "at": made.at,
        "review_due_on": made.due_on,
        "word": made.word,
        "follows": made.follows,
        "review_note": made.review_note,
        "reviewed_by": made.ended_by,
        "reviewed_at": made.ended_at,
    }


def _read(reference: str, officer: Viewer) -> Json:
    said = oral_request(reference, seen_by=officer)
    clock = said.request.deadlines.filter(matter=ClockMatter.CONFIRMATION.value, met_on=None)
    return {
        **oral_shown(said),
        "due_on": clock.values_list("due_on", flat=True).first(),
        "written": said.written.reference if said.written else "",
        "may_be_confirmed_by": [
            {"reference": each.written.reference, "why": [why.value for why in each.why]}
            for each in candidates_for(said, seen_by=officer)
        ],
    }
