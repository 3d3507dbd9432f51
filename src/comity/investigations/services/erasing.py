"""Erasing what a folder says once it has ended: its words go, and what was done stays."""

from datetime import datetime

from django.db.models import F, QuerySet

from comity.assistance.models import Request
from comity.assistance.queries.retention import legal_hold_of
from comity.assistance.terms.retention import (
    ErasedAlreadyError,
    LegalHoldStandsError,
    MessagesWaitError,
)
from comity.exchange.services.erasing import erase_case, erase_sent, is_sent_waiting, is_waiting
from comity.investigations.duties import ERASE_FOLDER
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.services.holding import folder_in_hand
from comity.investigations.services.recording import record
from comity.investigations.terms import FolderNotEndedError, FolderState
from comity.investigations.terms.events import FOLDER_ERASED
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

_ENDED = frozenset({FolderState.CLOSED, FolderState.LEFT, FolderState.DECLINED})
_NOTHING = "—"


def erase_folder(
    number: int, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> Folder:
    """Erase the words of a folder and of its items, with the bodies and salts of its messages.

    Kinds, days, who acted, whom each item reached and why, and the record stay.

    Args:
        number: of a folder that was closed, left or not joined.
        officer: a data protection officer.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        FolderNotEndedError: it goes on.
        ErasedAlreadyError: it was erased before.
        LegalHoldStandsError: a request that is linked in it is held for a court.
        MessagesWaitError: one of its messages has not been delivered.
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotFoundError, NotAllowedError: there is no such folder, or the act is not theirs.
    """
    folder = folder_in_hand(number, officer=officer, duty=ERASE_FOLDER, leading=False)
    if folder.state not in _ENDED:
        raise FolderNotEndedError()
    if folder.erased_at is not None:
        raise ErasedAlreadyError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    linked = folder.items.filter(request__isnull=False).select_related("request")
    if any(item.request and legal_hold_of(item.request) is not None for item in linked):
        raise LegalHoldStandsError()
    case = str(folder.folder_id)
    partners = sorted({folder.host, *folder.members.values_list("code", flat=True)} - {""})
    if any(is_waiting(case, partner=partner) for partner in partners):
        raise MessagesWaitError()
    _blank(folder.items.all())
    folder.title, folder.mandate, folder.reason = _NOTHING, "", ""
    folder.erased_at = folder.updated_at = at
    folder.save(update_fields=["title", "mandate", "reason", "erased_at", "updated_at"])
    erased = sum(erase_case(case, partner=partner) for partner in partners)
    record(folder, FOLDER_ERASED, officer.name, at, messages=erased)
    return folder


def forget_items(request: Request, *, exhibit: str = "") -> None:
    """Erase the words of our items that retell a matter whose content is erased.

    That each was there, whom it reached and why stay. The members' copies are theirs to erase.

    Args:
        request: of the matter.
        exhibit: the name on the record of the one exhibit that goes; empty for everything.

    Raises:
        MessagesWaitError: one of the messages that tell of them has not been delivered: it would
            leave with words that are erased here.
    """
    linked = Item.objects.filter(request=request)
    items = Item.objects.filter(exhibit_name=exhibit, originator="") if exhibit else linked
    found = list(items.values_list("pk", flat=True))
    told = list(ItemReach.objects.filter(item__in=found).values_list("message_id", flat=True))
    if any(is_sent_waiting(message) for message in told):
        raise MessagesWaitError()
    for message in told:
        erase_sent(message)
    _blank(Item.objects.filter(pk__in=found))


def _blank(items: QuerySet[Item]) -> None:
    items.exclude(title="").update(
        title=_NOTHING,
        text="",
        unit="",
        consent="",
        request_reference="",
        exhibit_name="",
        version=F("version") + 1,
    )
