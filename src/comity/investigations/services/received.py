"""What partners tell of folders: invitations, answers, who takes part, and how one ends."""

from uuid import UUID

from django.utils import timezone

from comity.exchange.services.taking_up import take_up_case
from comity.exchange.terms import Received
from comity.investigations.models import Folder, Member
from comity.investigations.schemas import MEMBERS_TYPE
from comity.investigations.services.hearing import folder_heard, refusal
from comity.investigations.services.opening import touch
from comity.investigations.services.recording import record
from comity.investigations.services.telling import joined, tell_members
from comity.investigations.terms import (
    FolderMemberNotNamedError,
    FolderPurportedError,
    FolderState,
    FolderUnknownError,
    MemberState,
)
from comity.investigations.terms.events import (
    FOLDER_CLOSED_THERE,
    FOLDER_INVITATION_RECEIVED,
    FOLDER_MEMBER_ANSWERED,
    FOLDER_MEMBER_LEFT,
    FOLDER_MEMBERS_TOLD,
)
from comity.kernel.countries import NAMES
from comity.ledger.terms import NODE, EventKind
from comity.officers.queries import own_administration

_WAITING = (FolderState.INVITED, FolderState.DECLINED, FolderState.LEFT)


def take_invitation(received: Received) -> None:
    """Take a partner's invitation in; the central unit answers it.

    A partner may invite again whom it invited before, while we are not in the folder.

    Raises:
        MessageNotKeptError: a folder of that id is here and is not the partner's to invite to.
    """
    body, relied = received.body, received.envelope.under
    locked = Folder.objects.select_for_update(of=("self",), no_key=True)
    folder = locked.filter(folder_id=UUID(str(body["folder"]))).first() or Folder(
        folder_id=UUID(str(body["folder"])),
        host=received.partner,
        state=FolderState.INVITED.value,
        at=received.at,
    )
    if folder.host != received.partner or folder.state not in _WAITING:
        raise refusal(FolderPurportedError(partner=received.partner))
    assert relied is not None, "its decorator demands one"
    folder.title, folder.mandate = str(body["title"]), str(body["mandate"])
    folder.unit, folder.message_id = str(body["unit"]), received.message_id
    folder.relied_on, folder.article = relied.instrument, relied.article
    folder.terms_digest, folder.updated_at = relied.terms_digest, received.at
    folder.state, folder.agency, folder.erased_at = FolderState.INVITED.value, None, None
    folder.save()
    folder.agencies.clear()
    _keep_members(folder, {received.partner, *_codes(received)}, received)
    told = {"under": relied.instrument, "message": received.message_id}
    _record(folder, FOLDER_INVITATION_RECEIVED, received, **told)


def take_answer(received: Received) -> None:
    """Take in whether a partner joins a folder of ours; all members are told who takes part.

    Raises:
        MessageNotKeptError: it was not invited, or the folder is closed.
    """
    unknown = refusal(FolderUnknownError(partner=received.partner))
    locked = Folder.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    ours = locked.filter(host="", state=FolderState.OPEN.value)
    folder = ours.filter(folder_id=UUID(str(received.body["folder"]))).first()
    if folder is None:
        raise unknown
    asked = folder.members.filter(code=received.partner, state=MemberState.INVITED.value)
    state = MemberState.JOINED if received.body["joins"] else MemberState.DECLINED
    came = {"joined_at": received.at} if state is MemberState.JOINED else {}
    if not asked.update(state=state.value, at=received.at, **came):
        raise unknown
    if state is MemberState.JOINED:
        _tell_who_takes_part(folder, received)
    told = {"member_state": state.value, "message": received.message_id}
    touch(folder, received.at)
    _record(folder, FOLDER_MEMBER_ANSWERED, received, **told)


def take_members(received: Received) -> None:
    """Take in from the host who takes part; nobody else can say it.

    What a member said before the host named it has waited, and is taken up now.

    Raises:
        MessageNotKeptError: the partner is not the host, or we are not in the folder.
    """
    folder = folder_heard(received, host_only=True)
    codes = {received.partner, *_codes(received)}
    _keep_members(folder, codes, received)
    touch(folder, received.at)
    early = FolderMemberNotNamedError.code
    for code in sorted(codes - {received.partner}):
        take_up_case(str(folder.folder_id), partner=code, cause=early, at=received.at)
    record(
        folder,
        FOLDER_MEMBERS_TOLD,
        NODE,
        received.at,
        partner=received.partner,
        members=sorted(codes),
        message=received.message_id,
    )


def take_leaving(received: Received) -> None:
    """Take in that a member leaves a folder of ours.

    Raises:
        MessageNotKeptError: there is no such folder of ours, or the partner is no member.
    """
    folder = folder_heard(received, still=True)
    if not folder.is_ours:
        raise refusal(FolderPurportedError(partner=received.partner))
    folder.members.filter(code=received.partner).update(
        state=MemberState.LEFT.value, at=received.at, left_at=received.at
    )
    _tell_who_takes_part(folder, received)
    touch(folder, received.at)
    _record(folder, FOLDER_MEMBER_LEFT, received, message=received.message_id)


def take_closing(received: Received) -> None:
    """Take in that the host closed its folder; what is here stays.

    Raises:
        MessageNotKeptError: the partner is not the host.
    """
    folder = folder_heard(received, host_only=True, still=True)
    folder.state, folder.updated_at = FolderState.CLOSED.value, received.at
    folder.save(update_fields=["state", "updated_at"])
    _record(folder, FOLDER_CLOSED_THERE, received, message=received.message_id)


def _codes(received: Received) -> set[str]:
    """Return the members a host names, but for ourselves and for what names nobody."""
    named = received.body["members"]
    told = {str(code) for code in named} if isinstance(named, list) else set()
    return {code for code in told if code in NAMES} - {own_administration().code}


def _keep_members(folder: Folder, codes: set[str], received: Received) -> None:
    known = {member.code: member for member in folder.members.all()}
    for code in sorted(codes):
        member = known.get(code) or Member(folder=folder, code=code)
        if member.state != MemberState.JOINED:
            member.state, member.at = MemberState.JOINED.value, received.at
            member.joined_at = received.at
            member.save()
    gone = folder.members.filter(state=MemberState.JOINED.value).exclude(code__in=codes)
    gone.update(state=MemberState.LEFT.value, at=received.at, left_at=received.at)


def _tell_who_takes_part(folder: Folder, received: Received) -> None:
    if not folder.is_open:
        return
    members = joined(folder)
    on = timezone.localdate(received.at)
    tell_members(folder, MEMBERS_TYPE, {"members": members}, to=members, at=received.at, on=on)


def _record(folder: Folder, event: EventKind, received: Received, **facts: str) -> None:
    record(folder, event, NODE, received.at, partner=received.partner, **facts)
