"""Opening a folder, and letting further agencies of this node in."""

from datetime import date, datetime
from uuid import uuid4

from comity.assistance.services.moves import demand_no_problems
from comity.assistance.stored_rulings import kept_ruling
from comity.investigations.duties import ADMIT_AGENCY, OPEN_FOLDER
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.queries.reach import reach_here
from comity.investigations.rules import problems_in_folder
from comity.investigations.services.holding import (
    agency_named,
    demand_open,
    folder_in_hand,
)
from comity.investigations.services.recording import record
from comity.investigations.terms import AgencyAlreadyError, FolderDraft, FolderState, ItemState
from comity.investigations.terms.events import FOLDER_AGENCY_ADMITTED, FOLDER_OPENED
from comity.officers.models import Agency
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role


def open_folder(draft: FolderDraft, *, officer: Viewer, at: datetime) -> Folder:
    """Open a folder of one's agency; nobody else knows of it until somebody is invited.

    Args:
        draft: as typed.
        officer: who opens it.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotAllowedError: no office of the officer's carries it.
    """
    demand_role(officer, OPEN_FOLDER.roles)
    demand_no_problems(problems_in_folder(draft))
    agency = agency_named(officer.agency, field="agency")
    folder = Folder.objects.create(
        folder_id=uuid4(),
        title=draft.title.strip(),
        mandate=draft.mandate.strip(),
        unit=f"{own_administration().name}, {agency.name}"[:200],
        state=FolderState.OPEN.value,
        agency=agency,
        opened_by=officer.name,
        openers=sorted(officer.people),
        at=at,
        updated_at=at,
    )
    folder.agencies.add(agency)
    record(folder, FOLDER_OPENED, officer.name, at)
    return folder


def admit_agency(number: int, agency: str, *, officer: Viewer, at: datetime, on: date) -> Folder:
    """Let another agency of this node into a folder; what it is shown is ruled item by item.

    Args:
        number: of the folder.
        agency: its code.
        officer: of the agency that leads it here, or of the central unit.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        AgencyAlreadyError: it is in the folder.
        FolderNotOpenError: nothing is added to it any more.
        InvalidDraftError: this node has no such agency.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=ADMIT_AGENCY)
    demand_open(folder)
    other = agency_named(agency, field="agency")
    if folder.agencies.filter(pk=other.pk).exists():
        raise AgencyAlreadyError(agency=other.name)
    folder.agencies.add(other)
    items = folder.items.exclude(state=ItemState.WRITTEN.value).select_related("request")
    for item in items:
        show_here(item, folder, other, at=at, on=on)
    touch(folder, at)
    record(folder, FOLDER_AGENCY_ADMITTED, officer.name, at, unit=other.name)
    return folder


def show_here(item: Item, folder: Folder, agency: Agency, *, at: datetime, on: date) -> None:
    """Keep whether an agency here is shown an item, as it is ruled on now, and since when."""
    reach = reach_here(item, agency, leading=folder.agency, on=on)
    before = ItemReach.objects.filter(item=item, agency=agency, shown=True).first()
    ItemReach.objects.update_or_create(
        item=item,
        agency=agency,
        defaults={
            "shown": reach.shown,
            "why": reach.why.value,
            "article": reach.article,
            "told": item.tell_existence,
            "ruling_kept": kept_ruling(reach.ruling) if reach.ruling else None,
            "at": before.at if before is not None and reach.shown else at,
        },
    )


def touch(folder: Folder, at: datetime) -> None:
    """Keep when something last happened in a folder."""
    folder.updated_at = at
    folder.save(update_fields=["updated_at"])
