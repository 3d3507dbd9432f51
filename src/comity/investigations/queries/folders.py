"""Joint folders as officers read them."""

from dataclasses import dataclass

from comity.exchange.queries import facts_of_many, is_linked, linked_codes
from comity.investigations.models import Folder, Member
from comity.investigations.terms import FolderState, MemberState
from comity.kernel.errors import NotFoundError
from comity.officers.models import Agency
from comity.officers.queries import agencies
from comity.officers.terms import Viewer

_ASKED = (MemberState.INVITED.value, MemberState.JOINED.value)


@dataclass(frozen=True, slots=True)
class FoldersPage:
    """One page of folders, the one changed last first.

    Attributes:
        folders: on this page.
        next_page: number of the page after it; None at the end.
    """

    folders: tuple[Folder, ...]
    next_page: int | None


def folders_page(*, seen_by: Viewer, state: str = "", page: int, size: int) -> FoldersPage:
    """Return the folders a viewer may see.

    Args:
        seen_by: who looks.
        state: a `FolderState`; empty for all, and anything else finds nothing.
        page: counted from one.
        size: of a page.
    """
    seen = Folder.objects.visible_to(seen_by).select_related("agency")
    if state:
        seen = seen.filter(state=state) if state in frozenset(FolderState) else seen.none()
    first = (page - 1) * size
    found = tuple(seen[first : first + size + 1])
    return FoldersPage(found[:size], page + 1 if len(found) > size else None)


def folder_of(number: int, *, seen_by: Viewer) -> Folder:
    """Return one folder.

    Raises:
        NotFoundError: there is none, or none that may be seen.
    """
    seen = Folder.objects.visible_to(seen_by).select_related("agency")
    found = seen.filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def members_of(folder: Folder) -> tuple[Member, ...]:
    """Return the other administrations of a folder that the viewer may see."""
    return tuple(folder.members.all())


def refused_by(folder: Folder) -> dict[str, str]:
    """Return the members whose node would not take our invitation, each with the code it named.

    Args:
        folder: that the viewer may see.
    """
    asked = folder.members.filter(state=MemberState.INVITED.value).exclude(message_id="")
    messages = dict(asked.values_list("message_id", "code"))
    facts = facts_of_many(messages) if messages else {}
    return {messages[each]: fact.refused for each, fact in facts.items() if fact.refused}


def may_be_invited(folder: Folder) -> tuple[str, ...]:
    """Return the partners with a live link that are not in a folder of ours."""
    inside = set(folder.members.filter(state__in=_ASKED).values_list("code", flat=True))
    asked = inside - set(refused_by(folder))
    return tuple(code for code in linked_codes() if code not in asked and is_linked(code))


def own_agencies_outside(folder: Folder) -> tuple[Agency, ...]:
    """Return the agencies of this node that are not in a folder."""
    inside = set(folder.agencies.values_list("pk", flat=True))
    return tuple(agency for agency in agencies() if agency.pk not in inside)
