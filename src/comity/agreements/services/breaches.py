"""Acts on the breach register: report, establish or dismiss, put right, and tell the other side."""

from datetime import date, datetime

from comity.agreements.duties import REPORT_BREACH
from comity.agreements.lifecycle import BreachAct, next_breach_step
from comity.agreements.models import BreachMove, BreachRecord
from comity.agreements.rules.own_law_drafts import problems_in_breach, problems_in_reason
from comity.agreements.terms import BreachDraft, SecondOfficerNeededError
from comity.agreements.terms.own_law_events import BREACH_REPORTED
from comity.crypto.hashing import sha256
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role


def report_breach(draft: BreachDraft, *, officer: Viewer, at: datetime, on: date) -> BreachRecord:
    """Report that a promise was broken; from now on it is alleged.

    Args:
        draft: as typed.
        officer: of the central unit, the treaty desk, or the data protection officer.
        at: aware UTC instant.
        on: the civil day of the report.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, REPORT_BREACH.roles)
    own = CountryCode(own_administration().code)
    if problems := problems_in_breach(draft, own=own, on=on):
        raise InvalidDraftError(problems)
    record = BreachRecord.objects.create(
        breaker=draft.breaker,
        partner=draft.partner,
        unit=draft.unit.strip(),
        assurance=draft.assurance,
        item=draft.item.strip(),
        what=draft.what.strip(),
        happened_on=date.fromisoformat(draft.happened_on) if draft.happened_on else None,
        known_on=date.fromisoformat(draft.known_on),
        source=draft.source.strip(),
        reported_by_id=officer.officer_id,
        reported_by_name=officer.name,
        reported_at=at,
        reported_on=on,
    )
    append(
        BREACH_REPORTED,
        about=str(record),
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        partner=record.partner,
        breaker=record.breaker,
        assurance=record.assurance,
        item=record.item,
        digest=_digest(record.what),
    )
    return record


def move_breach(
    number: int, act: BreachAct, *, reason: str, officer: Viewer, at: datetime, on: date
) -> BreachRecord:
    """Do the next thing about a breach, saying on what it rests.

    Args:
        number: of the breach.
        act: what is done.
        reason: the finding and what it rests on; of telling the other side: to whom and how.
        officer: in one of the roles the table names; where it judges, not the one who reported.
        at: aware UTC instant.
        on: the civil day; from this day on rulings go by it.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        BreachStepNotAllowedError: it does not stand where this can be done.
        NotAllowedError: the officer's role does not carry it.
        SecondOfficerNeededError: the same officer reported it.
        InvalidDraftError: no reason is given.
    """
    seen = BreachRecord.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    record = seen.filter(pk=number).first()
    if record is None:
        raise NotFoundError()
    step = next_breach_step(record.state, act)
    demand_role(officer, step.roles)
    if step.second_person and record.reported_by_id in officer.people:
        raise SecondOfficerNeededError()
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)
    BreachMove.objects.create(
        breach=record,
        act=act.value,
        state=step.after.value,
        reason=reason.strip(),
        by_id=officer.officer_id,
        by_name=officer.name,
        at=at,
        on=on,
    )
    append(
        step.event,
        about=str(record),
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        partner=record.partner,
        digest=_digest(reason.strip()),
    )
    return record


def _digest(text: str) -> str:
    return sha256(text.encode()).hex()
