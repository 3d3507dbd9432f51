"""What every word of a partner has in common: its folder, and its right to speak there.

Whatever does not hold is refused by name, and nothing of what it says is kept.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from comity.exchange.refusals import JsonFault, MessageFault, MessageNotKeptError
from comity.exchange.terms import Handler, Received
from comity.investigations.models import Folder, Item
from comity.investigations.terms import (
    FolderMemberNotNamedError,
    FolderNotOpenError,
    FolderPurportedError,
    FolderUnknownError,
    ItemUnknownError,
    MemberState,
)
from comity.kernel.errors import ComityError
from comity.officers.queries import own_administration


def refusal(because: ComityError) -> MessageNotKeptError:
    """Return the refusal of a message by the name of why it cannot stand."""
    return MessageNotKeptError(because=because)


def of_its_folder(take: Handler) -> Handler:
    """Let a handler have those messages alone whose envelope names their folder and a law."""

    def take_of_its_folder(received: Received) -> None:
        wrong = "case" if received.envelope.case != received.body["folder"] else ""
        if received.envelope.under is None:
            wrong = "under"
        if wrong:
            raise MessageNotKeptError(
                MessageFault.ENVELOPE_MALFORMED, cause=JsonFault.FIELD_WRONG.value, field=wrong
            )
        take(received)

    return take_of_its_folder


def folder_heard(received: Received, *, host_only: bool = False, still: bool = False) -> Folder:
    """Return the folder a member speaks of, locked.

    Args:
        received: the message.
        host_only: only the administration that opened the folder may say this.
        still: it may be said also when the folder is closed here.

    Raises:
        MessageNotKeptError: there is no such folder, it is closed, or the partner is no member.
        FolderMemberNotNamedError: the host has not said yet that the partner takes part: each road
            keeps its own order, and the host's word may come after the member's. It waits.
    """
    unknown = refusal(FolderUnknownError(partner=received.partner))
    locked = Folder.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    folder = locked.filter(folder_id=UUID(str(received.body["folder"]))).first()
    if folder is None:
        raise unknown
    if host_only and folder.host != received.partner:
        raise refusal(FolderPurportedError(partner=received.partner))
    if not is_joined(folder, received.partner):
        raise _not_named_yet(folder, received) or unknown
    if not folder.is_open and not still:
        raise refusal(FolderNotOpenError(folder_state=folder.state))
    return folder


def _not_named_yet(folder: Folder, received: Received) -> ComityError | None:
    """Return why a word waits; none where the host has said that the partner does not take part."""
    told = folder.members.filter(code=received.partner).exists()
    if folder.is_ours or not folder.is_open or told:
        return None
    return FolderMemberNotNamedError(partner=received.partner)


def is_joined(folder: Folder, code: str) -> bool:
    """Tell whether an administration is in a folder now; the host always is."""
    if folder.host and code == folder.host:
        return True
    return folder.members.filter(code=code, state=MemberState.JOINED.value).exists()


def item_heard(folder: Folder, received: Received) -> Item:
    """Return the item a member speaks of, which both it and we were shown.

    Raises:
        MessageNotKeptError: there is none, or the partner was never shown it.
    """
    unknown = refusal(ItemUnknownError(partner=received.partner))
    body: Mapping[str, Any] = received.body
    own = own_administration().code
    originator = "" if body["originator"] == own else str(body["originator"])
    item = folder.items.filter(item_id=UUID(str(body["item"])), originator=originator).first()
    if item is None or not item.kind:
        raise unknown
    if item.is_ours and not item.reach.filter(member=received.partner, shown=True).exists():
        raise unknown
    item.folder = folder
    return item
