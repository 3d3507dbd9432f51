"""A new draft with the fields of a like request; nothing is sent by it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from comity.assistance.duties import DRAFT_REQUEST
from comity.assistance.models import Request
from comity.assistance.models.copies import CopiedFrom
from comity.assistance.services.drafting import begun_draft
from comity.assistance.terms import OtherAgencyError, Party, RequestDraft
from comity.assistance.terms.events.copies import REQUEST_COPIED
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def copy_request(reference: str, *, officer: Viewer, at: datetime) -> Request:
    """Begin a draft with the fields of an earlier request of the officer's agency.

    The day a reply is wished by keeps its distance; other days, which were of that matter, are left
    empty, and so are urgency and the promises, which are given anew each time. Exhibits stay where
    they are.

    Args:
        reference: of the earlier request.
        officer: who drafts the new one.
        at: aware UTC instant.

    Returns:
        The new request.

    Raises:
        NotFoundError: there is no such request of ours, or none that the officer may see.
        NotAllowedError: the role does not carry drafting, or it is another agency's.
        InvalidDraftError: something in it can no longer be kept.
    """
    demand_role(officer, DRAFT_REQUEST.roles)
    seen = Request.objects.visible_to(officer).select_related("agency")
    ours = seen.filter(side=Party.REQUESTING.value, unasked=False)
    source = ours.filter(reference=reference).first()
    if source is None:
        raise NotFoundError()
    if source.agency_code != officer.agency:
        raise OtherAgencyError(agency=source.agency_code or "")
    made = begun_draft(_anew(source, at), officer=officer, at=at)
    CopiedFrom.objects.create(request=made, source=source)
    append(
        REQUEST_COPIED,
        about=made.reference,
        by=officer.name,
        agency=made.owner_on_record,
        at=at,
        partner=made.partner,
        before=source.reference,
    )
    return made


def _anew(source: Request, at: datetime) -> RequestDraft:
    draft = source.as_draft()
    return replace(
        draft,
        particulars=_without_days(draft.particulars),
        reply_wanted_on=_shifted(draft, at - (source.submitted_at or source.created_at)),
        urgent=False,
        assures_confidentiality=False,
        assures_law_enforcement_use=False,
    )


def _without_days(particulars: Mapping[str, str]) -> dict[str, str]:
    days = {name for name, each in FIELDS.items() if each.entry is Entry.DAY}
    return {name: typed for name, typed in particulars.items() if name not in days}


def _shifted(draft: RequestDraft, since: timedelta) -> str:
    day = draft.reply_day
    return "" if day is None else (day + timedelta(days=since.days)).isoformat()
