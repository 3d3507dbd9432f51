"""Leaving a partner's folder, and closing one of ours."""

from datetime import date, datetime

from comity.investigations.duties import CLOSE_FOLDER, LEAVE_FOLDER
from comity.investigations.models import Folder
from comity.investigations.queries.folders import refused_by
from comity.investigations.schemas import CLOSED_TYPE, LEFT_TYPE
from comity.investigations.services.holding import demand_open, folder_in_hand
from comity.investigations.services.recording import record
from comity.investigations.services.telling import tell, tell_members, told_under
from comity.investigations.terms import (
    FolderNotOursError,
    FolderOursError,
    FolderState,
    MemberState,
)
from comity.investigations.terms.events import FOLDER_CLOSED, FOLDER_LEFT
from comity.officers.terms import Viewer

_TOLD = (MemberState.JOINED.value, MemberState.INVITED.value)


def leave_folder(number: int, *, officer: Viewer, at: datetime, on: date) -> Folder:
    """Leave a partner's folder; what we were shown stays under its conditions.

    Args:
        number: of the folder.
        officer: of the agency that leads it here, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        FolderOursError: it is ours; it is closed, and not left.
        FolderNotOpenError: it was left or closed before.
        LinkNotConfirmedError: nothing can be carried to the host now.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=LEAVE_FOLDER)
    demand_open(folder)
    if folder.is_ours:
        raise FolderOursError()
    under = told_under(folder.relied_on, folder.article, folder.terms_digest, on=on)
    message = tell(folder, LEFT_TYPE, {}, to=folder.host, under=under, at=at)
    _end(folder, FolderState.LEFT, at)
    record(folder, FOLDER_LEFT, officer.name, at, partner=folder.host, message=message)
    return folder


def close_folder(number: int, *, officer: Viewer, at: datetime, on: date) -> Folder:
    """Close a folder of ours; nothing is added to it any more.

    Its members are told, and who is invited: a folder that is over is not joined.

    Args:
        number: of the folder.
        officer: of the agency that leads it, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        FolderNotOursError: a partner opened it; it can be left.
        FolderNotOpenError: it was closed before.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=CLOSE_FOLDER)
    demand_open(folder)
    if not folder.is_ours:
        raise FolderNotOursError()
    messages = tell_members(folder, CLOSED_TYPE, {}, to=_who_know_of_it(folder), at=at, on=on)
    _end(folder, FolderState.CLOSED, at)
    record(folder, FOLDER_CLOSED, officer.name, at, message=messages)
    return folder


def _who_know_of_it(folder: Folder) -> list[str]:
    """Return who is in a folder of ours or may still join it; a refused invitation is unknown."""
    asked = folder.members.filter(state__in=_TOLD).exclude(code__in=refused_by(folder))
    return list(asked.order_by("code").values_list("code", flat=True))


def _end(folder: Folder, state: FolderState, at: datetime) -> None:
    folder.state, folder.updated_at = state.value, at
    folder.save(update_fields=["state", "updated_at"])
