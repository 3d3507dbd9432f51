"""Handing an officer's open matters to another, in one act."""

from datetime import datetime

from comity.assistance.models import Deadline, Request
from comity.assistance.queries.caseload import (
    as_seen,
    matters_of,
    officer_within,
    on_desk,
    receiver_of,
)
from comity.assistance.rules import problems_in_text
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms.caseload import Caseload, CaseloadChangedError
from comity.assistance.terms.events import CASE_HANDED_OVER
from comity.ledger.services import append_many
from comity.ledger.terms import Act
from comity.officers.terms import Viewer


def hand_over_caseload(
    username: str, *, to: str, count: int, reason: str, officer: Viewer, at: datetime
) -> Caseload:
    """Hand all open matters of one officer to another, who may work on them.

    They lie on the receiver's desk from now on. Who wrote what stays as it was: the hand-over
    makes nobody a second person who was none. What the receiver may not work on stays, untouched.

    Args:
        username: whose desk is cleared; also of one who was struck off.
        to: sign-in name of the receiver.
        count: how many matters whoever hands over has read would go.
        reason: why; it goes on the record of each.
        officer: of the central unit, an approver of the agency, or a node administrator.
        at: aware UTC instant.

    Returns:
        What went, and what stayed with the reason why; an administrator learns how many.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: one of the two is not there, or of another agency; or they are the same.
        InvalidDraftError: no reason is given.
        CaseloadChangedError: another number would go now, or none.
    """
    holder = officer_within(username, officer)
    receiver = receiver_of(to, holder)
    demand_no_problems(problems_in_text(reason, field="reason"))
    rows = list(on_desk(holder, officer).select_for_update(of=("self",), no_key=True))
    matters = matters_of(rows, receiver)
    pairs = zip(rows, matters, strict=True)
    going = [row for row, found in pairs if found.stays is None]
    if not going or len(going) != count:
        raise CaseloadChangedError(read=count, found=len(going))
    keys = [row.pk for row in going]
    Request.objects.filter(pk__in=keys).update(holder=receiver)
    Deadline.objects.filter(request__in=keys).update(holder=receiver)
    append_many(
        [
            Act(
                CASE_HANDED_OVER,
                row.reference,
                officer.name,
                row.owner_on_record,
                at,
                {
                    "partner": row.partner,
                    "officer": holder.name,
                    "receiver": receiver.name,
                    "reason": reason.strip(),
                },
            )
            for row in going
        ]
    )
    return as_seen(matters, holder, receiver, seen_by=officer)
