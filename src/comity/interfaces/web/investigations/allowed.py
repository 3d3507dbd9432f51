"""Which acts a page offers: those the officer's offices carry on what stands there now.

The services ask again; a page that offers less than they allow would hide work, and one that offers
more would only tell the reason after the button was pressed.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from comity.investigations.duties import (
    ADMIT_AGENCY,
    ANSWER_INVITATION,
    CLOSE_FOLDER,
    ERASE_FOLDER,
    FINISH_TASK,
    GIVE_WORD,
    INVITE,
    LEAVE_FOLDER,
    RELEASE_ITEM,
    WRITE_ITEM,
)
from comity.investigations.models import Folder, Item
from comity.investigations.queries import folder_of
from comity.investigations.terms import FolderState, ItemKind, ItemState
from comity.kernel.duties import Duty, Within
from comity.kernel.errors import NotFoundError
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

_OURS: Final = {"invite": INVITE, "close": CLOSE_FOLDER}
_OPEN: Final = {"agency": ADMIT_AGENCY, "add": WRITE_ITEM}


def carries(duty: Duty, agencies: Iterable[str], viewer: Viewer) -> bool:
    """Tell whether an officer's offices carry an act on what belongs to one of these agencies."""
    reached = duty.within is Within.NODE or any(
        viewer.reaches(code, roles=duty.roles) for code in agencies
    )
    return viewer.holds(*duty.roles) and reached


def folder_for(number: int, viewer: Viewer, duty: Duty) -> Folder:
    """Return a folder on which the officer's offices carry an act.

    Raises:
        NotAllowedError: no office of theirs carries it.
        NotFoundError: there is none, or none that may be seen.
    """
    demand_role(viewer, duty.roles)
    found = folder_of(number, seen_by=viewer)
    if not carries(duty, _whose(duty, found), viewer):
        raise NotFoundError()
    return found


def acts_on_folder(folder: Folder, viewer: Viewer) -> frozenset[str]:
    """Return the names of the acts that are offered on a folder."""
    return frozenset(
        name for name, duty in _of_folder(folder) if carries(duty, _whose(duty, folder), viewer)
    )


def acts_on_item(item: Item, viewer: Viewer) -> frozenset[str]:
    """Return the names of the acts that are offered on an item."""
    folder = item.folder
    if folder.state != FolderState.OPEN.value:
        return frozenset()
    inside = _inside(folder)
    return frozenset(
        name
        for name, duty, whose in _of_item(item)
        if carries(duty, inside if whose is None else (whose,), viewer)
    )


def _whose(duty: Duty, folder: Folder) -> tuple[str, ...]:
    """Return the agencies one of which does it: to write, any inside; else the one that leads."""
    return _inside(folder) if duty is WRITE_ITEM else (folder.agency_code,)


def _inside(folder: Folder) -> tuple[str, ...]:
    return tuple(each.code for each in folder.agencies.all())


def _of_folder(folder: Folder) -> Iterator[tuple[str, Duty]]:
    if folder.state == FolderState.INVITED.value:
        yield "answer", ANSWER_INVITATION
    if folder.state == FolderState.OPEN.value:
        yield from _OPEN.items()
        yield from _OURS.items() if folder.is_ours else (("leave", LEAVE_FOLDER),)
    if folder.state in ERASE_FOLDER.states and folder.erased_at is None:
        yield "erase", ERASE_FOLDER


def _of_item(item: Item) -> Iterator[tuple[str, Duty, str | None]]:
    """Yield each act with the agency it is of; None where any of ours in the folder does it."""
    wrote = item.agency.code if item.agency else None
    written = item.state == ItemState.WRITTEN.value
    if item.is_ours:
        # Again later, for whoever has joined since.
        yield "release", RELEASE_ITEM, wrote
    if written:
        yield "discard", WRITE_ITEM, wrote
    if item.kind == ItemKind.TASK.value and item.done_at is None and _is_for_us(item):
        yield "done", FINISH_TASK, item.for_agency.code if item.for_agency else None
    if item.kind == ItemKind.DECISION.value and not written:
        yield "word", GIVE_WORD, None


def _is_for_us(item: Item) -> bool:
    own = own_administration().code
    return item.for_agency is not None or (not item.is_ours and item.for_member == own)
