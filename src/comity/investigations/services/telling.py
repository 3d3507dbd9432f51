"""Telling members by codes alone, under the instrument between the two."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from comity.exchange.queries import is_linked
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.investigations.models import Folder, Item
from comity.investigations.queries.reach import ruling_on_telling
from comity.investigations.rules import Content
from comity.investigations.terms import SHOWN, MemberState
from comity.kernel.rulings import Citation, Ground, Permission
from comity.officers.queries import own_administration


def joined(folder: Folder) -> list[str]:
    """Return the other administrations that are in a folder now."""
    found = folder.members.filter(state=MemberState.JOINED.value)
    return list(found.order_by("code").values_list("code", flat=True))


def way_to(folder: Folder, code: str, *, on: date) -> Permission | None:
    """Return what lets a member be told that something is there, was done or agreed.

    Between host and member it is the instrument of the invitation, which both took up; between two
    members it is ruled on, under the instrument between the two alone.

    Args:
        folder: in which it is told.
        code: of the member.
        on: the civil day ruled on.

    Returns:
        The permission; None where nothing lets it be told, or nothing can be carried there now.
    """
    if not is_linked(code):
        return None
    if code == folder.host:
        return told_under(folder.relied_on, folder.article, folder.terms_digest, on=on)
    if folder.is_ours:
        member = folder.members.get(code=code)
        return told_under(member.under, member.article, member.terms_digest, on=on)
    ruling = ruling_on_telling(Content(), to=code, on=on)
    return ruling if isinstance(ruling, Permission) else None


def told_under(under: str, article: str, digest: str, *, on: date) -> Permission:
    """Permit telling by a code what became of something, under what that came by."""
    grounds = (Ground("told_in_a_folder", Citation.quoting(article)),)
    return Permission(under=under, article=article, terms_digest=digest, on=on, grounds=grounds)


def tell(
    folder: Folder,
    kind: str,
    body: Mapping[str, object],
    *,
    to: str,
    under: Permission,
    at: datetime,
) -> str:
    """Queue one message of a folder for one member; return the message's id."""
    said = {"folder": str(folder.folder_id), **body}
    message = NewMessage(type=kind, body=said, case=str(folder.folder_id))
    return queue_message(message, to=to, under=under, at=at)


def tell_members(
    folder: Folder,
    kind: str,
    body: Mapping[str, object],
    *,
    to: Iterable[str],
    at: datetime,
    on: date,
) -> list[str]:
    """Queue a message by codes for every one of the members that may be told.

    Returns:
        The ids of the messages.
    """
    ways = [(code, way_to(folder, code, on=on)) for code in to]
    return [tell(folder, kind, body, to=code, under=under, at=at) for code, under in ways if under]


def who_have(item: Item) -> list[str]:
    """Return the members in the folder that were shown an item, as far as is known here."""
    folder = item.folder
    if item.is_ours:
        shown = set(item.reach.filter(shown=True).values_list("member", flat=True))
    else:
        shown = {each["member"] for each in item.reach_told if each["why"] in SHOWN}
        shown |= {item.originator}
    return [code for code in joined(folder) if code in shown]


def name_of(item: Item) -> dict[str, object]:
    """Return how every member knows an item: by its originator, and the id that one gave it."""
    return {
        "item": str(item.item_id),
        "originator": item.originator or own_administration().code,
    }
