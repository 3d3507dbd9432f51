"""Tasks done, and the administration's word on decisions; by codes alone."""

from datetime import date, datetime

from comity.investigations.duties import FINISH_TASK, GIVE_WORD
from comity.investigations.models import Item, Word
from comity.investigations.schemas import TASK_DONE_TYPE, WORD_TYPE
from comity.investigations.services.holding import item_in_hand
from comity.investigations.services.opening import touch
from comity.investigations.services.recording import record
from comity.investigations.services.telling import name_of, tell_members, who_have
from comity.investigations.terms import (
    ItemKind,
    ItemState,
    TaskDoneError,
    TaskNotYoursError,
    WordGivenError,
)
from comity.investigations.terms.events import FOLDER_TASK_DONE, FOLDER_WORD_GIVEN
from comity.kernel.errors import NotFoundError
from comity.officers.queries import own_administration
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer


def finish_task(number: int, *, officer: Viewer, at: datetime, on: date) -> Item:
    """Report a task done, to every member that was shown it.

    Args:
        number: of the item.
        officer: of the agency it is for, or of one in the folder where it is for us.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        TaskNotYoursError: it is for somebody else.
        TaskDoneError: it was reported before.
        FolderNotOpenError: nothing is done any more in its folder.
        NotFoundError, NotAllowedError: there is no such task, or the act is not theirs.
    """
    item = item_in_hand(number, officer=officer, duty=FINISH_TASK)
    if item.kind != ItemKind.TASK:
        raise NotFoundError()
    if not _is_theirs(item, officer):
        raise TaskNotYoursError()
    if item.done_at is not None:
        raise TaskDoneError()
    item.done_at, item.done_by = at, officer.name
    item.save(update_fields=["done_at", "done_by"])
    told = who_have(item) if item.state != ItemState.WRITTEN else []
    messages = tell_members(item.folder, TASK_DONE_TYPE, name_of(item), to=told, at=at, on=on)
    touch(item.folder, at)
    about = {"item": str(item.item_id), "message": messages}
    record(item.folder, FOLDER_TASK_DONE, officer.name, at, **about)
    return item


def give_word(
    number: int,
    *,
    agrees: bool,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Word:
    """Give the administration's word on a decision, to every member that was shown it.

    It travels over our own link to each, signed: nobody hears it from another member.

    Args:
        number: of the item.
        agrees: whether we agree.
        officer: an approver of an agency in the folder, or of the central unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        WordGivenError: it was given before.
        FreshSignInNeededError: the officer has not just signed in afresh.
        FolderNotOpenError: nothing is done any more in its folder.
        NotFoundError, NotAllowedError: there is no decision that was shared, or not for them.
    """
    item = item_in_hand(number, officer=officer, duty=GIVE_WORD)
    if item.kind != ItemKind.DECISION or item.state == ItemState.WRITTEN:
        raise NotFoundError()
    if item.words.filter(member="").exists():
        raise WordGivenError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    word = Word.objects.create(item=item, agrees=agrees, by=officer.name, at=at)
    body = {**name_of(item), "agrees": agrees}
    messages = tell_members(item.folder, WORD_TYPE, body, to=who_have(item), at=at, on=on)
    touch(item.folder, at)
    record(
        item.folder,
        FOLDER_WORD_GIVEN,
        officer.name,
        at,
        item=str(item.item_id),
        agrees="yes" if agrees else "no",
        message=messages,
    )
    return word


def _is_theirs(item: Item, officer: Viewer) -> bool:
    if item.is_ours:
        agency = item.for_agency
        return agency is not None and officer.reaches(agency.code, roles=FINISH_TASK.roles)
    return item.for_member == own_administration().code
