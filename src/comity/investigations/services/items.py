"""Writing an item of a folder, and discarding one that nobody was shown."""

from datetime import datetime
from uuid import UUID, uuid4

from comity.assistance.handling_rules import bars_showing
from comity.assistance.models import Request
from comity.assistance.models.seen import requests_seen
from comity.assistance.queries.markings import handling_of
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms.markings import HandlingBarsError
from comity.evidence.models import Exhibit
from comity.evidence.queries import exhibit
from comity.evidence.terms import ExhibitNotFoundError
from comity.investigations.duties import WRITE_ITEM
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.rules import day_of, problems_in_item
from comity.investigations.services.holding import (
    agency_named,
    demand_open,
    demand_written,
    folder_in_hand,
    item_in_hand,
)
from comity.investigations.services.recording import record
from comity.investigations.services.telling import joined
from comity.investigations.terms import (
    ItemDraft,
    ItemKind,
    ItemReleasedError,
    ItemState,
    Why,
)
from comity.investigations.terms.events import (
    FOLDER_ITEM_DISCARDED,
    FOLDER_ITEM_WRITTEN,
    FOLDER_REQUEST_LINKED,
)
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.officers.models import Agency
from comity.officers.terms import Viewer


def add_item(number: int, draft: ItemDraft, *, officer: Viewer, at: datetime) -> Item:
    """Write an item; only the writer's agency sees it until a second person releases it.

    A request is linked by an item of its own. Whoever may not see the request will not see the
    item either, and what a partner supplied in it waits for that partner's consent.

    Args:
        number: of the folder.
        draft: as typed.
        officer: who writes, of an agency in the folder.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        HandlingBarsError: it would retell an answer that goes to nobody else.
        FolderNotOpenError: nothing is added to the folder.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=WRITE_ITEM, leading=False)
    demand_open(folder)
    demand_no_problems(problems_in_item(draft))
    shown, request = _exhibit(draft, officer)
    request = request or _request(draft, officer)
    _demand_handling_lets(draft, request)
    agency = _writing(folder, officer)
    item = Item(
        folder=folder,
        item_id=uuid4(),
        state=ItemState.WRITTEN.value,
        agency=agency,
        unit=agency.name,
        request=request,
        request_reference=request.reference if request else "",
        exhibit_name=shown.record_name if shown else "",
        for_agency=_for_agency(draft, folder),
        written_by=officer.name,
        writers=sorted(officer.people),
        at=at,
    )
    _take(item, draft, folder)
    item.save()
    ItemReach.objects.create(
        item=item, agency=agency, shown=True, why=Why.OWN.value, told=item.tell_existence, at=at
    )
    name = str(item.item_id)
    if request is None:
        record(folder, FOLDER_ITEM_WRITTEN, officer.name, at, item=name, item_kind=item.kind)
    else:
        told = {"item": name, "reference": request.reference}
        record(folder, FOLDER_REQUEST_LINKED, officer.name, at, **told)
    return item


def discard_item(number: int, *, officer: Viewer, at: datetime) -> None:
    """Take an item away that nobody was shown.

    Args:
        number: of the item.
        officer: of the agency that wrote it.
        at: aware UTC instant.

    Raises:
        ItemReleasedError: it has left.
        FolderNotOpenError: nothing is done any more in its folder.
        NotFoundError, NotAllowedError: there is no such item, or the act is not theirs.
    """
    item = item_in_hand(number, officer=officer, duty=WRITE_ITEM)
    demand_written(item)
    if item.agency is None or not officer.reaches(item.agency.code, roles=WRITE_ITEM.roles):
        raise NotFoundError()
    if item.is_released:
        raise ItemReleasedError()
    name, folder = str(item.item_id), item.folder
    item.reach.all().delete()
    item.delete()
    record(folder, FOLDER_ITEM_DISCARDED, officer.name, at, item=name)


def _take(item: Item, draft: ItemDraft, folder: Folder) -> None:
    members = frozenset(joined(folder))
    if draft.for_member and draft.for_member not in members:
        raise InvalidDraftError((Problem("not_a_member", "for_member"),))
    item.kind, item.title, item.text = draft.kind, draft.title.strip(), draft.text.strip()
    if draft.handling:
        item.handling_scheme, item.handling = draft.handling_scheme, draft.handling
    item.categories = sorted(set(draft.categories))
    item.suppliers = sorted({*draft.suppliers, *_of_request(item)})
    item.consented, item.consent = sorted(set(draft.consented)), draft.consent.strip()
    item.tell_existence, item.keep_from = draft.tell_existence, sorted(set(draft.keep_from))
    item.for_member, item.due_on = draft.for_member, day_of(draft.due_on)


def _of_request(item: Item) -> tuple[str, ...]:
    """What is told of a request tells of the partner it goes to or came from."""
    return (item.request.partner,) if item.request and item.request.partner else ()


def _request(draft: ItemDraft, officer: Viewer) -> Request | None:
    if not draft.request.strip():
        return None
    seen = requests_seen(officer).select_related("agency")
    found = seen.filter(reference=draft.request.strip()).first()
    if found is None:
        raise InvalidDraftError((Problem("not_found", "request"),))
    return found


def _demand_handling_lets(draft: ItemDraft, request: Request | None) -> None:
    """Refuse to retell an answer that its supplier marked to be shown to nobody else."""
    if request is None or draft.kind != ItemKind.ANSWER:
        return
    for answer in request.answers.all():
        if code := bars_showing(handling_of(answer)):
            raise HandlingBarsError(handling=code)


def _exhibit(draft: ItemDraft, officer: Viewer) -> tuple[Exhibit | None, Request | None]:
    """Return an exhibit with its request: who may not see that sees no item of it."""
    if not draft.exhibit.strip():
        return None, None
    try:
        found = exhibit(UUID(draft.exhibit.strip()), seen_by=officer)
    except (ValueError, ExhibitNotFoundError):
        raise InvalidDraftError((Problem("not_found", "exhibit"),)) from None
    seen = requests_seen(officer).select_related("agency")
    request = seen.filter(enclosures__exhibit=found).first()
    # One that came with a reply nobody opened is not there yet.
    enclosed = request and request.enclosures.visible_to(officer).filter(exhibit=found).exists()
    if request is None or not enclosed:
        raise InvalidDraftError((Problem("not_found", "exhibit"),))
    if draft.request.strip() not in {"", request.reference}:
        raise InvalidDraftError((Problem("not_found", "request"),))
    return found, request


def _for_agency(draft: ItemDraft, folder: Folder) -> Agency | None:
    if not draft.for_agency:
        return None
    agency = agency_named(draft.for_agency, field="for_agency")
    if not folder.agencies.filter(pk=agency.pk).exists():
        raise InvalidDraftError((Problem("not_a_member", "for_agency"),))
    return agency


def _writing(folder: Folder, officer: Viewer) -> Agency:
    """Return whose the item is: the officer's agency, or the leading one where that is outside."""
    agency = agency_named(officer.agency, field="agency")
    inside = folder.agencies.filter(pk=agency.pk).exists()
    if inside or folder.agency is None:
        return agency
    return folder.agency
