"""Acts of the central unit: a request passed to the competent body, and the table of bodies."""

from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.assistance.competence_rules import (
    is_transfer_excluded,
    problems_in_authority,
    problems_in_transfer,
)
from comity.assistance.duties import KEEP_AUTHORITIES, TRANSFER
from comity.assistance.models import CompetentBody, PassedOn, Request
from comity.assistance.queries.competence import areas_on, may_transfer, transfer_article
from comity.assistance.schemas.competence import TRANSFERRED_TYPE
from comity.assistance.services.deciding import accept_request
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import RequestDraft, RequestState
from comity.assistance.terms.competence import (
    AuthorityDraft,
    AuthorityEndedError,
    TransferDraft,
    TransferNotOpenError,
)
from comity.assistance.terms.events.competence import (
    AUTHORITY_ENDED,
    AUTHORITY_KEPT,
    REQUEST_TRANSFERRED,
)
from comity.kernel.errors import NotFoundError, Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role

_UNDECIDED = frozenset({RequestState.RECEIVED, RequestState.POSTPONED})


def transfer_request(
    reference: str,
    *,
    transfer: TransferDraft,
    agency: str = "",
    officer: Viewer,
    at: datetime,
    on: date,
) -> Request:
    """Pass a partner's request to the competent body of the own state, and tell the partner.

    The matter stays accepted here: an agency of this node follows it up, and answers with what
    the body supplies. One that nobody has decided on yet is accepted by the same act.

    Args:
        reference: the partner's.
        transfer: to whom, when, and on what basis.
        agency: code of the agency that follows it up, where it is not accepted yet.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        TransferNotOpenError: the request does not stand where it could be passed on.
        InvalidDraftError: something is missing or wrong, or the agreement shuts it out.
        NotFoundError: there is no such request, or none that the officer may see.
    """
    demand_role(officer, TRANSFER.roles)
    request = request_for_change(reference, officer=officer)
    if not may_transfer(request, officer):
        raise TransferNotOpenError(reference=reference)
    article = transfer_article(request, on=on)
    wrong = problems_in_transfer(transfer, by_article=article is not None, on=on)
    demand_no_problems((*_shut_out(request, on=on), *wrong))
    if request.stands in _UNDECIDED:
        demand_no_problems(() if agency else (Problem("missing", "agency"),))
        request = accept_request(reference, agency=agency, officer=officer, at=at, on=on)
    body: dict[str, object] = {
        "reference": request.reference,
        "body": transfer.body.strip(),
        "on": transfer.on,
        "number": transfer.number.strip(),
        "contact": transfer.contact.strip(),
    }
    message = tell_partner(request, TRANSFERRED_TYPE, body, at=at, on=on)
    note_transfer(request, transfer, message=message, by=officer.name, at=at)
    append(
        REQUEST_TRANSFERRED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        body=transfer.body.strip(),
        day=transfer.on,
        article="" if article is None else dict(article.facts).get("article", ""),
        message=message,
    )
    return request


def note_transfer(
    request: Request, transfer: TransferDraft, *, message: str, by: str, at: datetime
) -> PassedOn:
    """Keep beside a request to whom it was passed; the caller appends the entry."""
    day = RequestDraft(reply_wanted_on=transfer.on).reply_day
    assert day is not None, "the day was checked before"
    request.updated_at = at
    request.save(update_fields=["updated_at"])
    return PassedOn.objects.create(
        request=request,
        body=transfer.body.strip(),
        on=day,
        number=transfer.number.strip(),
        contact=transfer.contact.strip(),
        basis=transfer.basis.strip(),
        message_id=message,
        by=by,
        at=at,
    )


def keep_authority(
    authority: AuthorityDraft, *, officer: Viewer, at: datetime, on: date
) -> CompetentBody:
    """Write down who is competent in an area when customs is not.

    Args:
        authority: as typed.
        officer: of the central unit or the treaty desk.
        at: aware UTC instant.
        on: the civil day, for the list of areas.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: there is no such area, or something is missing.
    """
    demand_role(officer, KEEP_AUTHORITIES.roles)
    demand_no_problems(problems_in_authority(authority, areas=frozenset(areas_on(on))))
    kept = CompetentBody.objects.create(
        area=authority.area,
        name=authority.name.strip(),
        contact=authority.contact.strip(),
        matters=authority.matters.strip(),
        kept_by=officer.name,
        kept_at=at,
    )
    append(
        AUTHORITY_KEPT,
        about=kept.area,
        by=officer.name,
        agency=officer.agency,
        at=at,
        area=kept.area,
        body=kept.name,
    )
    return kept


def end_authority(number: int, *, officer: Viewer, at: datetime) -> CompetentBody:
    """Strike a competent body off; it stays to be read in the record.

    Args:
        number: of the body.
        officer: of the central unit or the treaty desk.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is none.
        AuthorityEndedError: it was struck off before.
    """
    demand_role(officer, KEEP_AUTHORITIES.roles)
    body = CompetentBody.objects.select_for_update(no_key=True).filter(pk=number).first()
    if body is None:
        raise NotFoundError()
    if body.ended_at is not None:
        raise AuthorityEndedError(body=body.name)
    body.ended_by, body.ended_at = officer.name, at
    body.save()
    append(
        AUTHORITY_ENDED,
        about=body.area,
        by=officer.name,
        agency=officer.agency,
        at=at,
        area=body.area,
        body=body.name,
    )
    return body


def _shut_out(request: Request, *, on: date) -> tuple[Problem, ...]:
    register = current_register()
    if not register.has(request.relied_on):
        return ()
    excluded = is_transfer_excluded(register.instrument(request.relied_on), on=on)
    return (Problem("transfer_excluded", "competent_body"),) if excluded else ()
