"""Inviting a partner into a folder of ours, and answering a partner's invitation."""

from datetime import date, datetime

from comity.assistance.services.law import demand_higher_approval
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.stored_rulings import kept_ruling
from comity.investigations.duties import ANSWER_INVITATION, INVITE
from comity.investigations.models import Folder, Member
from comity.investigations.queries.folders import refused_by
from comity.investigations.queries.reach import ruling_on_telling
from comity.investigations.rules import Content, problems_in_reason
from comity.investigations.schemas import ANSWER_TYPE, INVITATION_TYPE
from comity.investigations.services.holding import (
    agency_named,
    demand_open,
    folder_in_hand,
)
from comity.investigations.services.opening import show_here, touch
from comity.investigations.services.recording import record
from comity.investigations.services.telling import joined, tell, told_under
from comity.investigations.terms import (
    MOST_MEMBERS,
    FolderNotOursError,
    FolderOpenerInvitesError,
    FolderState,
    ItemState,
    MemberAlreadyError,
    MemberState,
    NotInvitedError,
)
from comity.investigations.terms.events import (
    FOLDER_INVITATION_RULED,
    FOLDER_INVITED,
    FOLDER_JOINED,
    FOLDER_REFUSED,
)
from comity.kernel.countries import NAMES
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission, Ruling, outcome_of
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

_AGAIN = frozenset({MemberState.DECLINED.value, MemberState.LEFT.value})


def invite(
    number: int,
    partner: str,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Ruling:
    """Invite a partner, under the instrument with it: title and mandate leave, and nothing else.

    Args:
        number: of a folder of ours.
        partner: its code.
        officer: an approver of the agency that leads it, who did not open it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        The ruling; only a permission has invited.

    Raises:
        FolderNotOursError: a partner opened the folder, and invites.
        FolderOpenerInvitesError: who opened it would let its words go.
        FreshSignInNeededError: the officer has not just signed in afresh.
        MemberAlreadyError: it is a member, or was asked.
        HigherApprovalNeededError: another office must do this.
        FolderNotOpenError: the folder is closed.
        InvalidDraftError: there is no such partner, or the folder has too many members.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=INVITE)
    demand_open(folder)
    if not folder.is_ours:
        raise FolderNotOursError()
    if not officer.people.isdisjoint(folder.openers):
        raise FolderOpenerInvitesError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    _demand_room(folder, partner)
    ruling = ruling_on_telling(Content(), to=partner, on=on)
    if not isinstance(ruling, Permission):
        told = {"partner": partner, "outcome": outcome_of(ruling).value}
        record(folder, FOLDER_INVITATION_RULED, officer.name, at, **told)
        return ruling
    demand_higher_approval(ruling, officer=officer)
    message = _send(folder, partner, under=ruling, at=at)
    touch(folder, at)
    law = {"under": ruling.under, "article": ruling.article, "terms": ruling.terms_digest}
    record(folder, FOLDER_INVITED, officer.name, at, partner=partner, **law, message=message)
    return ruling


def answer_invitation(
    number: int,
    *,
    joins: bool,
    agency: str = "",
    reason: str = "",
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Folder:
    """Join a partner's folder, or not; whoever joins is named to the other members.

    Args:
        number: of the folder.
        joins: whether we join.
        agency: that leads it here; only where we join.
        reason: why not, for colleagues; it stays here.
        officer: of the central unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotInvitedError: no invitation waits for an answer.
        FreshSignInNeededError: the officer has not just signed in afresh.
        InvalidDraftError: this node has no such agency.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=ANSWER_INVITATION)
    if folder.state != FolderState.INVITED:
        raise NotInvitedError()
    demand_no_problems(problems_in_reason(reason))
    lead = agency_named(agency, field="agency") if joins else None
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    under = told_under(folder.relied_on, folder.article, folder.terms_digest, on=on)
    message = tell(folder, ANSWER_TYPE, {"joins": joins}, to=folder.host, under=under, at=at)
    folder.agency, folder.reason, folder.updated_at = lead, reason.strip(), at
    folder.state = (FolderState.OPEN if joins else FolderState.DECLINED).value
    folder.save(update_fields=["agency", "reason", "state", "updated_at"])
    if lead is None:
        record(folder, FOLDER_REFUSED, officer.name, at, partner=folder.host, message=message)
        return folder
    folder.agencies.add(lead)
    # What was told when we were in it before: another agency led it here then.
    for item in folder.items.exclude(state=ItemState.WRITTEN.value).select_related("request"):
        show_here(item, folder, lead, at=at, on=on)
    told = {"partner": folder.host, "unit": lead.name, "message": message}
    record(folder, FOLDER_JOINED, officer.name, at, **told)
    return folder


def _demand_room(folder: Folder, partner: str) -> None:
    if partner not in NAMES:
        demand_no_problems((Problem("unknown_code" if partner else "missing", "partner"),))
    asked = folder.members.exclude(state__in=_AGAIN).exclude(code__in=refused_by(folder))
    if asked.filter(code=partner).exists():
        raise MemberAlreadyError(partner=partner)
    if asked.count() >= MOST_MEMBERS:
        facts = (("limit", str(MOST_MEMBERS)),)
        demand_no_problems((Problem("too_many_members", "partner", facts),))


def _send(folder: Folder, partner: str, *, under: Permission, at: datetime) -> str:
    body = {
        "title": folder.title,
        "mandate": folder.mandate,
        "unit": folder.unit,
        "members": joined(folder),
    }
    message = tell(folder, INVITATION_TYPE, body, to=partner, under=under, at=at)
    Member.objects.update_or_create(
        folder=folder,
        code=partner,
        defaults={
            "state": MemberState.INVITED.value,
            "under": under.under,
            "article": under.article,
            "terms_digest": under.terms_digest,
            "ruling_kept": kept_ruling(under),
            "message_id": message,
            "at": at,
            "invited_at": at,
        },
    )
    return message
