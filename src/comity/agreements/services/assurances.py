"""Acts on assurances: record what a partner has promised, and that it counts no longer."""

from datetime import date, datetime

from comity.agreements.duties import RECORD_ASSURANCE, WITHDRAW_ASSURANCE
from comity.agreements.models import AssuranceRecord
from comity.agreements.rules.own_law_drafts import problems_in_assurance, problems_in_reason
from comity.agreements.terms import Assurance, AssuranceDraft, AssuranceWithdrawnError
from comity.agreements.terms.own_law_events import ASSURANCE_RECORDED, ASSURANCE_WITHDRAWN
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role


def record_assurance(draft: AssuranceDraft, *, officer: Viewer, at: datetime) -> AssuranceRecord:
    """Record what a partner has promised; rulings rest on it for the days it covers.

    Args:
        draft: as typed.
        officer: of the treaty desk or the central unit.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, RECORD_ASSURANCE.roles)
    own = CountryCode(own_administration().code)
    if problems := problems_in_assurance(draft, own=own):
        raise InvalidDraftError(problems)
    record = AssuranceRecord.objects.create(
        partner=draft.partner,
        unit=draft.unit.strip(),
        assurance=draft.assurance,
        given_by=draft.given_by.strip(),
        document=draft.document.strip(),
        given_on=date.fromisoformat(draft.given_on),
        from_on=date.fromisoformat(draft.from_on),
        until_on=date.fromisoformat(draft.until_on) if draft.until_on else None,
        recorded_by=officer.name,
        recorded_at=at,
    )
    append(
        ASSURANCE_RECORDED,
        about=str(record),
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        partner=record.partner,
        assurance=Assurance(record.assurance).label,
        given_by=record.given_by,
        document=record.document,
        given_on=record.given_on.isoformat(),
    )
    return record


def withdraw_assurance(
    number: int, *, reason: str, officer: Viewer, at: datetime, on: date
) -> AssuranceRecord:
    """Record that a promise counts no longer; it stays to be read.

    Args:
        number: of the assurance.
        reason: why, and where that is written.
        officer: of the treaty desk or the central unit.
        at: aware UTC instant.
        on: the civil day from which it counts no longer.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        NotAllowedError: the officer's role does not carry it.
        AssuranceWithdrawnError: it was withdrawn before.
        InvalidDraftError: no reason is given.
    """
    seen = AssuranceRecord.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    record = seen.filter(pk=number).first()
    if record is None:
        raise NotFoundError()
    demand_role(officer, WITHDRAW_ASSURANCE.roles)
    if record.withdrawn_at is not None:
        raise AssuranceWithdrawnError()
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)
    record.withdrawn_by_id, record.withdrawn_by_name = officer.officer_id, officer.name
    record.withdrawn_at, record.withdrawn_on = at, on
    record.withdrawal_reason = reason.strip()
    record.save(
        update_fields=[
            "withdrawn_by",
            "withdrawn_by_name",
            "withdrawn_at",
            "withdrawn_on",
            "withdrawal_reason",
        ]
    )
    append(
        ASSURANCE_WITHDRAWN,
        about=str(record),
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        partner=record.partner,
        assurance=Assurance(record.assurance).label,
        reason=record.withdrawal_reason,
    )
    return record
