"""Alerts: one text for several partners, each told under its own instrument, or left out."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from comity.assistance.channels import channel_to
from comity.assistance.duties import GIVE_INFORMATION, RELEASE_ALERT
from comity.assistance.models import Alert, Answer, Information, Request
from comity.assistance.queries.information import information_of
from comity.assistance.queries.judging import problems_of_information
from comity.assistance.queries.posting import is_address_kept
from comity.assistance.services.alert_exhibits import demand_own_alone, enclose_all
from comity.assistance.services.alert_locks import lock_alert_of
from comity.assistance.services.information import let_out
from comity.assistance.services.information_writing import draft_information, draft_of
from comity.assistance.services.moves import (
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.parts_ruled import ruling_on_reply
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Action,
    Channel,
    HigherApprovalNeededError,
    OtherAgencyError,
    RequestState,
    StepNotAllowedError,
)
from comity.assistance.terms.alerts import (
    MOST_PARTNERS,
    AlertChangedError,
    AlertHasPartnerError,
    AlertUnderWayError,
    TooManyPartnersError,
)
from comity.assistance.terms.markings import OriginatorNotAskedError
from comity.assistance.terms.parts import PartsStayError
from comity.exchange.queries import is_linked
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.kernel.rulings import Outcome, Refusal, Ruling, outcome_of
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


@dataclass(frozen=True, slots=True)
class Weighed:
    """One partner of an alert, and what the law says of telling it now.

    Attributes:
        request: its matter.
        version: of the information.
        ruling: under the instrument with this partner and own law.
        reached: something can be carried to it, or sent by letter, now.
    """

    request: Request
    version: int
    ruling: Ruling
    reached: bool

    @property
    def outcome(self) -> Outcome:
        """Permitted, refused, or referred to a person."""
        return outcome_of(self.ruling)


def add_partners(
    reference: str, partners: Sequence[str], *, officer: Viewer, at: datetime
) -> Alert:
    """Make an alert of information that is being written: the same for further partners.

    Each gets a matter of its own, with a reference of its own and the exhibits that are enclosed,
    and is ruled on apart. None ever learns of another.

    Args:
        reference: of the information.
        partners: codes of the administrations to be told as well.
        officer: of the agency it belongs to.
        at: aware UTC instant.

    Raises:
        AlertHasPartnerError: one stands there already, or is named twice.
        AlertOwnAloneError: some of it is another's, or a part or a marking says what it is.
        TooManyExhibitsError: as to attach one.
        AlertUnderWayError: somebody was told already.
        TooManyPartnersError: they are more than one alert goes to.
        InvalidDraftError: none is named, or there is no such administration.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    demand_role(officer, GIVE_INFORMATION.roles)
    lock_alert_of(reference, officer=officer)
    request = request_for_change(reference, officer=officer)
    _demand_written_on(request, officer)
    if not partners:
        raise InvalidDraftError((Problem("missing", "partners"),))
    demand_own_alone(request)
    information = information_of(request)
    alert = information.alert or _begun(information, request, officer=officer, at=at)
    there = [each for each in _matters(alert) if each.stands is not RequestState.WITHDRAWN]
    if any(each.stands is not RequestState.INFORMING for each in there):
        raise AlertUnderWayError()
    known = [each.partner for each in there]
    if len({*known, *partners}) < len(known) + len(partners):
        raise AlertHasPartnerError()
    if len(known) + len(partners) > MOST_PARTNERS:
        raise TooManyPartnersError(limit=str(MOST_PARTNERS))
    draft = draft_of(request, information, Answer.objects.all().last_of(request))
    made: list[Request] = []
    for partner in partners:
        # Which instrument carries it is another question with each partner.
        own = replace(draft, partner=partner, under="")
        made.append(draft_information(own, officer=officer, at=at, alert=alert))
    enclose_all(request, made, officer=officer, at=at)
    return alert


def weigh_alert(number: int, *, officer: Viewer, on: date) -> tuple[Weighed, ...]:
    """Return the partners of an alert that nobody has told yet, each with its ruling of this day.

    Args:
        number: of the alert.
        officer: who looks.
        on: the civil day ruled on.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        InvalidDraftError: the text is not finished; nothing can be ruled on it.
    """
    alert = Alert.objects.all().visible_to(officer).filter(pk=number).first()
    if alert is None:
        raise NotFoundError()
    waiting = [each for each in _matters(alert) if each.stands is RequestState.INFORMING]
    return tuple(_weighed(each, on=on) for each in waiting)


def mark_of(weighed: Iterable[Weighed]) -> str:
    """Return a digest (hex) of exactly what an approver reads: partners, versions, rulings.

    Args:
        weighed: the partners shown.
    """
    told = (
        f"{each.request.reference}:{each.version}:{each.reached}:{kept_ruling(each.ruling)}"
        for each in weighed
    )
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def tell_alert(
    number: int,
    *,
    mark: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> tuple[Weighed, ...]:
    """Let an alert leave for the partners that were shown, once, by a second person.

    Whom the law refuses is left out with the ruling kept, and stands in nobody's way. What is
    referred to a person, needs another office, or cannot be carried now waits, and may leave on
    its own once that is settled.

    Args:
        number: of the alert.
        mark: of what was read, by `mark_of`; nothing else leaves.
        officer: an approver of the agency who did not write in it.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        What was decided of each partner.

    Raises:
        FreshSignInNeededError: the approver has not just signed in afresh.
        AlertChangedError: text, partners or rulings are not those that were read.
        SecondPersonNeededError: a writer releases.
        InvalidDraftError: something is missing or wrong in the text.
        NotFoundError, NotAllowedError: as for every act.
    """
    seen = Alert.objects.all().visible_to(officer).select_for_update(of=("self",), no_key=True)
    alert = seen.select_related("agency").filter(pk=number).first()
    if alert is None:
        raise NotFoundError()
    demand_role(officer, RELEASE_ALERT.roles)
    if not officer.reaches(alert.agency.code, roles=RELEASE_ALERT.roles):
        raise OtherAgencyError(agency=alert.agency.code)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    weighed = weigh_alert(number, officer=officer, on=on)
    if not weighed or mark_of(weighed) != mark:
        raise AlertChangedError()
    for each in weighed:
        request = request_for_change(each.request.reference, officer=officer)
        # Who may not release is told so before anything is decided of anybody.
        step_of_officer(request, Action.TELL, officer=officer)
        if each.outcome is Outcome.REFUSED:
            _leave_out(request, each, alert, officer=officer, at=at)
        elif each.outcome is Outcome.PERMITTED and each.reached:
            # What needs another office, or an originator, waits; nothing is written before.
            with suppress(HigherApprovalNeededError, OriginatorNotAskedError, PartsStayError):
                let_out(request, version=each.version, officer=officer, at=at, on=on)
    alert.told_by, alert.told_at = officer.name, at
    alert.save(update_fields=["told_by", "told_at"])
    return weighed


def _begun(information: Information, request: Request, *, officer: Viewer, at: datetime) -> Alert:
    assert request.agency is not None, "it is of whoever wrote it"
    alert = Alert.objects.create(agency=request.agency, begun_by=officer.name, begun_at=at)
    information.alert = alert
    information.save(update_fields=["alert"])
    return alert


def _matters(alert: Alert) -> list[Request]:
    found = Request.objects.filter(information__alert=alert).select_related("agency")
    return list(found.order_by("pk"))


def _demand_written_on(request: Request, officer: Viewer) -> None:
    if request.stands is not RequestState.INFORMING:
        raise StepNotAllowedError(state=request.state, action=Action.WRITE_INFORMATION.value)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")


def _weighed(request: Request, *, on: date) -> Weighed:
    answer = Answer.objects.all().last_of(request)
    draft = draft_of(request, information_of(request), answer)
    demand_no_problems(problems_of_information(draft, on=on))
    ruling = ruling_on_reply(request, answer, on=on)
    return Weighed(request, answer.version, ruling, reached=_is_reached(request.partner))


def _is_reached(partner: str) -> bool:
    by_node = channel_to(partner) is Channel.NODE
    return is_linked(partner) if by_node else is_address_kept(partner)


def _leave_out(
    request: Request, weighed: Weighed, alert: Alert, *, officer: Viewer, at: datetime
) -> None:
    step = step_of_officer(request, Action.LEAVE_OUT, officer=officer)
    assert isinstance(weighed.ruling, Refusal), "only whom the law refuses is left out"
    request.ruling = kept_ruling(weighed.ruling)
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        outcome=weighed.outcome.value,
        alert=str(alert.pk),
    )
