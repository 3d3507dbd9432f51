"""Information that nobody asked for, and alerts."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from comity.assistance import services
from comity.assistance.queries.alerts import AlertSeen, OneTold, alert_seen
from comity.assistance.services.alerts import Weighed
from comity.assistance.terms import Came
from comity.assistance.terms.alerts import MOST_PARTNERS
from comity.assistance.terms.information import InformationByLetter, InformationDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.posting import CameIn
from comity.interfaces.rest.shown import request_shown, ruling_shown
from comity.interfaces.rest.values import (
    AnswerIn,
    ReasonIn,
    Reference,
    ReleaseIn,
    Strict,
    Text,
    Word,
)
from comity.kernel.errors import InvalidDraftError

router = Router(tags=["information"])
Json = dict[str, Any]


class InformationIn(Strict):
    """Information as typed, whole, with the conditions that will travel with it."""

    partner: Text = ""
    kind: Text = InformationDraft().kind
    subject: Text = ""
    urgency: Text = ""
    under: Text = ""
    goods_description: Text = ""
    hs_code: Text = ""
    consignment_reference: Text = ""
    parties: Text = ""
    area: Text = ""
    offence: Text = ""
    told: AnswerIn = AnswerIn()

    def as_draft(self) -> InformationDraft:
        """Return the draft."""
        matter = self.model_dump(exclude={"told"})
        return InformationDraft(**matter, told=self.told.as_draft())


class LetterInformationIn(Strict):
    """Information that a partner gave by letter."""

    draft: InformationIn
    came: CameIn = CameIn()
    article: Text = ""


class AgencyIn(Strict):
    """Which agency works with it."""

    agency: Word = ""


class PartnersIn(Strict):
    """Which partners are told as well."""

    partners: Annotated[list[Word], Field(max_length=MOST_PARTNERS)] = []


class MarkIn(Strict):
    """What was read of an alert, as it told itself."""

    mark: Word = ""


@router.post("/information", response={201: Json})
def draft_information(request: HttpRequest, draft: InformationIn) -> Status[Json]:
    """Begin information for a partner that has not asked for it."""
    with act_of(request) as moment:
        made = services.draft_information(draft.as_draft(), officer=moment.officer, at=moment.at)
    return Status(201, request_shown(made.reference, seen_by=moment.officer, on=moment.on))


@router.post("/information-by-letter", response={201: Json})
def register_information(request: HttpRequest, letter: LetterInformationIn) -> Status[Json]:
    """Register what a partner tells by letter without having been asked."""
    told = InformationByLetter(
        letter.draft.as_draft(), Came(**letter.came.model_dump()), letter.article
    )
    with act_of(request) as moment:
        made = services.register_information(
            told, officer=moment.officer, at=moment.at, on=moment.on
        )
    return Status(201, request_shown(made.reference, seen_by=moment.officer, on=moment.on))


@router.post("/requests/{reference}/information", response=Json)
def write_information(request: HttpRequest, reference: Reference, draft: InformationIn) -> Json:
    """Go on writing information; its partner stays who it was."""
    with act_of(request) as moment:
        services.write_information(
            reference, draft=draft.as_draft(), officer=moment.officer, at=moment.at
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/tell", response=Json)
def tell_information(request: HttpRequest, reference: Reference, read: ReleaseIn) -> Json:
    """Let information leave, as a second person, signed in afresh."""
    with act_of(request) as moment:
        services.tell_information(
            reference,
            version=read.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/return-information", response=Json)
def return_information(request: HttpRequest, reference: Reference, because: ReasonIn) -> Json:
    """Give information back to its writer, saying why."""
    with act_of(request) as moment:
        services.return_information(
            reference, reason=because.reason, officer=moment.officer, at=moment.at
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/allocate", response=Json)
def allocate_information(request: HttpRequest, reference: Reference, to: AgencyIn) -> Json:
    """Give information that came to the agency that works with it."""
    with act_of(request) as moment:
        services.allocate_information(
            reference, agency=to.agency, officer=moment.officer, at=moment.at
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)


@router.post("/requests/{reference}/alert", response={201: Json})
def add_partners(request: HttpRequest, reference: Reference, told: PartnersIn) -> Status[Json]:
    """Make an alert of information, or add partners to one."""
    with act_of(request) as moment:
        alert = services.add_partners(
            reference, told.partners, officer=moment.officer, at=moment.at
        )
    seen = alert_seen(alert.pk, seen_by=moment.officer)
    return Status(201, {**_alert(seen), "mark": "", "partners": [_one(o) for o in seen.told]})


@router.get("/alerts/{number}", response=Json)
def read_alert(request: HttpRequest, number: int) -> Json:
    """One alert: each partner with the ruling of today, and the mark of what was read."""
    moment = moment_of(request)
    seen = alert_seen(number, seen_by=moment.officer)
    try:
        weighed = services.weigh_alert(number, officer=moment.officer, on=moment.on)
    except InvalidDraftError:
        # The text is not finished: nothing can be ruled on it, and nothing leaves.
        weighed = ()
    return _with_rulings(seen, weighed)


@router.post("/alerts/{number}/tell", response=Json)
def tell_alert(request: HttpRequest, number: int, read: MarkIn) -> Json:
    """Let an alert leave for exactly the partners that were read, signed in afresh."""
    with act_of(request) as moment:
        weighed = services.tell_alert(
            number,
            mark=read.mark,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    return _with_rulings(alert_seen(number, seen_by=moment.officer), weighed)


def _with_rulings(seen: AlertSeen, weighed: tuple[Weighed, ...]) -> Json:
    ruled = {each.request.pk: each for each in weighed}
    partners = [_one(each, ruled.get(each.request.pk)) for each in seen.told]
    mark = services.mark_of(weighed) if weighed else ""
    return {**_alert(seen), "mark": mark, "partners": partners}


def _alert(seen: AlertSeen) -> Json:
    return {
        "number": seen.alert.pk,
        "agency": seen.alert.agency.code,
        "begun_by": seen.alert.begun_by,
        "begun_at": seen.alert.begun_at,
        "told_by": seen.alert.told_by,
        "told_at": seen.alert.told_at,
        "left": seen.number_left,
        "reached": seen.number_reached,
    }


def _one(one: OneTold, weighed: Weighed | None = None) -> Json:
    request = one.request
    ruling = weighed.ruling if weighed is not None else request.last_ruling
    return {
        "partner": request.partner,
        "reference": request.reference,
        "state": request.state,
        "reached": one.reached,
        "exhibits": list(one.exhibits),
        "ruling": ruling_shown(ruling),
    }
