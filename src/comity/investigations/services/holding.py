"""Folders and items taken in hand: locked, seen by the officer, and fit for the act."""

from comity.investigations.models import Folder, Item
from comity.investigations.terms import FolderNotOpenError, ItemState
from comity.kernel.duties import Duty
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.officers.models import Agency
from comity.officers.queries import agencies
from comity.officers.terms import Viewer, demand_role


def folder_in_hand(number: int, *, officer: Viewer, duty: Duty, leading: bool = True) -> Folder:
    """Return a folder locked, that an officer may do something with.

    Args:
        number: of the folder.
        officer: who acts.
        duty: that carries the act.
        leading: only the agency that leads it here does this.

    Raises:
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    demand_role(officer, duty.roles)
    seen = Folder.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    folder = seen.filter(pk=number).select_related("agency").first()
    if folder is None:
        raise NotFoundError()
    if leading and folder.agency and not officer.reaches(folder.agency_code, roles=duty.roles):
        raise NotFoundError()
    return folder


def item_in_hand(number: int, *, officer: Viewer, duty: Duty) -> Item:
    """Return an item locked, whose content an officer may see, in a folder that is open.

    The folder is locked before the item, as by whatever a partner tells.

    Raises:
        FolderNotOpenError: nothing is done any more in its folder.
        NotFoundError, NotAllowedError: there is no such item, or the act is not theirs.
    """
    demand_role(officer, duty.roles)
    seen = Item.objects.visible_to(officer).filter(pk=number)
    found = seen.values_list("folder__pk", flat=True).first()
    if found is None:
        raise NotFoundError()
    locked = Folder.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    folder = locked.get(pk=found)
    demand_open(folder)
    item = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=number)
    item.folder = folder
    return item


def demand_open(folder: Folder) -> None:
    """Refuse unless something can be added to a folder.

    Raises:
        FolderNotOpenError: it is not joined yet, left or closed.
    """
    if not folder.is_open:
        raise FolderNotOpenError(folder_state=folder.state)


def agency_named(code: str, *, field: str) -> Agency:
    """Return an agency of this node.

    Raises:
        InvalidDraftError: there is none of that code.
    """
    found = next((agency for agency in agencies() if agency.code == code), None)
    if found is None:
        raise InvalidDraftError((Problem("unknown_code" if code else "missing", field),))
    return found


def demand_written(item: Item) -> None:
    """Refuse unless an item is ours and has not left.

    Raises:
        NotFoundError: it is a partner's.
    """
    if item.state not in {ItemState.WRITTEN, ItemState.RELEASED}:
        raise NotFoundError()
