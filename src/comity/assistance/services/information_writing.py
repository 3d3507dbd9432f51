"""Writing information that nobody asked for: kept as typed until somebody releases it."""

from dataclasses import replace
from datetime import datetime

from comity.assistance.coding import versions_on
from comity.assistance.duties import GIVE_INFORMATION
from comity.assistance.information_rules import problems_in_information
from comity.assistance.lifecycle import BEGINNINGS_OF_INFORMATION
from comity.assistance.models import Alert, Answer, Information, Request
from comity.assistance.references import next_reference
from comity.assistance.rules import unstorable
from comity.assistance.services.alert_locks import lock_alert_of
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import (
    own_code,
)
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.terms import Action, Party
from comity.assistance.terms.information import InformationDraft
from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role
from comity.subjects.queries import readable_code_lists


def draft_information(
    draft: InformationDraft,
    *,
    officer: Viewer,
    at: datetime,
    alert: Alert | None = None,
) -> Request:
    """Begin information for one partner; it may be incomplete, and is kept as typed.

    Args:
        draft: as typed; its partner is settled from here on.
        officer: who writes it; it belongs to the officer's agency.
        at: aware UTC instant.
        alert: that it is one of.

    Returns:
        The matter, with its reference.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: the partner is missing, or something cannot even be kept.
    """
    demand_role(officer, GIVE_INFORMATION.roles)
    _demand_storable(draft, at=at)
    state, event = BEGINNINGS_OF_INFORMATION[Party.REQUESTED]
    request = Request(
        reference=next_reference(own_code(), draft.partner, year=at.year),
        side=Party.REQUESTED.value,
        state=state.value,
        unasked=True,
        agency=agency_of_code(officer.agency),
        drafter_id=officer.officer_id,
        drafter_name=officer.name,
        holder_id=officer.desk,
        writers=sorted(officer.people),
        created_at=at,
        updated_at=at,
    )
    _take_matter(request, draft, at=at)
    request.save(force_insert=True)
    Information.objects.create(
        request=request,
        partner=request.partner,
        side=request.side,
        urgency=draft.urgency,
        alert=alert,
    )
    _keep_told(request, draft, officer=officer)
    make_findable(request)
    append(
        event,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        alert=name_of(alert),
    )
    return request


def write_information(
    reference: str, *, draft: InformationDraft, officer: Viewer, at: datetime
) -> Request:
    """Go on writing information. One of an alert says the same to every partner of it.

    Each version is recorded: what an approver reads is always one of them.

    Args:
        reference: of the matter.
        draft: as typed, whole; whatever partner it names, each matter keeps its own. The
            instrument it names is this matter's alone.
        officer: of the agency it belongs to.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something in it cannot even be kept.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    lock_alert_of(reference, officer=officer)
    request = request_for_change(reference, officer=officer)
    step_of_officer(request, Action.WRITE_INFORMATION, officer=officer)
    for each in _of_the_same_alert(request, officer):
        # Which instrument carries it is another question with each partner.
        own = draft if each is request else replace(draft, under=each.under)
        _write(each, own, officer=officer, at=at)
    return request


def draft_of(request: Request, information: Information, answer: Answer) -> InformationDraft:
    """Return information as its writer typed it."""
    kept = {
        name: getattr(request, name)
        for name in InformationDraft.__slots__
        if name not in {"urgency", "told"}
    }
    return InformationDraft(**kept, urgency=information.urgency, told=answer.as_draft())


def _of_the_same_alert(request: Request, officer: Viewer) -> list[Request]:
    """Return the matter, and the others of its alert that nobody has let out, all locked."""
    alert = Information.objects.get(request=request).alert_id
    if alert is None:
        return [request]
    drafted = BEGINNINGS_OF_INFORMATION[Party.REQUESTED][0].value
    told = Request.objects.visible_to(officer).filter(information__alert=alert, state=drafted)
    locked = told.select_for_update(of=("self",), no_key=True).select_related("agency")
    others = locked.exclude(pk=request.pk).order_by("pk")
    return [request, *others]


def _write(request: Request, draft: InformationDraft, *, officer: Viewer, at: datetime) -> None:
    step = step_of_officer(request, Action.WRITE_INFORMATION, officer=officer)
    own = replace(draft, partner=request.partner)
    _demand_storable(own, at=at)
    _take_matter(request, own, at=at)
    request.holder_id = officer.desk
    request.add_writer(officer)
    Information.objects.filter(request=request).update(urgency=own.urgency)
    _keep_told(request, own, officer=officer)
    record_step(request, step, officer=officer, at=at)


def _take_matter(request: Request, draft: InformationDraft, *, at: datetime) -> None:
    matter = draft.matter()
    request.take_draft(matter)
    request.code_versions = versions_on(matter, readable_code_lists(), on=at.date())


def _demand_storable(draft: InformationDraft, *, at: datetime) -> None:
    problems = problems_in_information(draft, on=at.date())
    # Who is told gives the matter its reference; what it is decides under which words it goes.
    settled = [p for p in problems if p.field in {"partner", "urgency"} or p == _UNKNOWN_KIND]
    demand_no_problems((*unstorable(problems), *settled))
    if draft.partner == own_code():
        raise InvalidDraftError((Problem("unknown_country", "partner"),))


_UNKNOWN_KIND = Problem("unknown_code", "kind")


def _keep_told(request: Request, draft: InformationDraft, *, officer: Viewer) -> None:
    answer = Answer.objects.all().next_to(request)
    answer.take_draft(draft.told)
    answer.drafter_id, answer.drafted_by = officer.officer_id, officer.name
    answer.add_writer(officer)
    answer.version += 1
    answer.save()


def name_of(alert: Alert | None) -> str:
    """Return how the record names the alert that information is of; empty where it is of none."""
    return "" if alert is None else str(alert.pk)
