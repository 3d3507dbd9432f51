"""What members tell of items: an item, that one is withheld, a task done, a word on a decision."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from comity.exchange.terms import Received
from comity.investigations.models import Folder, Item, Word
from comity.investigations.rules import day_of
from comity.investigations.schemas import WITHHELD_TYPE
from comity.investigations.services.hearing import (
    folder_heard,
    is_joined,
    item_heard,
    refusal,
)
from comity.investigations.services.opening import show_here, touch
from comity.investigations.services.recording import record
from comity.investigations.services.telling import name_of, tell_members
from comity.investigations.terms import (
    SHOWN,
    FolderPurportedError,
    ItemKind,
    ItemState,
    ItemUnknownError,
    TaskDoneError,
    TaskNotYoursError,
    WordGivenError,
)
from comity.investigations.terms.events import (
    FOLDER_ITEM_RECEIVED,
    FOLDER_ITEM_WITHHELD,
    FOLDER_TASK_DONE_THERE,
    FOLDER_WORD_RECEIVED,
)
from comity.ledger.terms import NODE
from comity.officers.queries import own_administration


def take_item(received: Received) -> None:
    """Take a member's item in: its own, for nobody speaks for another.

    One that was withheld before, and now reaches us, is shown from here on.

    Raises:
        MessageNotKeptError: it is no member of an open folder here, or told of the item before.
    """
    folder = folder_heard(received)
    body, relied = received.body, received.envelope.under
    item = _item(folder, str(body["item"]), received.partner)
    if item.pk and item.state != ItemState.WITHHELD:
        raise refusal(ItemUnknownError(partner=received.partner))
    assert relied is not None, "its decorator demands one"
    _take(item, body)
    item.state, item.message_id = ItemState.RECEIVED.value, received.message_id
    item.at = received.at
    item.relied_on, item.article = relied.instrument, relied.article
    item.terms_digest = relied.terms_digest
    item.conditions = [
        {"code": each.code, "facts": [list(fact) for fact in each.facts]}
        for each in received.envelope.conditions
    ]
    item.save()
    _show_here(item, folder, received)
    _relay(folder, item, received)
    touch(folder, received.at)
    record(
        folder,
        FOLDER_ITEM_RECEIVED,
        NODE,
        received.at,
        item=str(item.item_id),
        item_kind=item.kind,
        partner=received.partner,
        under=item.relied_on,
        message=received.message_id,
    )


def take_withheld(received: Received) -> None:
    """Take in that a member has an item that is not shown to us, and why.

    The originator says so itself, or the folder's host in its place: never anybody else.

    Raises:
        MessageNotKeptError: the partner may not say it, or we were shown the item.
    """
    folder = folder_heard(received)
    body, originator = received.body, str(received.body["originator"])
    of_host = received.partner == folder.host and is_joined(folder, originator)
    if originator != received.partner and not of_host:
        raise refusal(FolderPurportedError(partner=received.partner))
    item = _item(folder, str(body["item"]), originator)
    hidden = str(body["why"]) not in SHOWN
    if not hidden or (item.pk and item.state != ItemState.WITHHELD):
        raise refusal(ItemUnknownError(partner=received.partner))
    relayed = _relayed(item)
    item.state, item.message_id = ItemState.WITHHELD.value, received.message_id
    item.at = received.at
    own = own_administration().code
    why: dict[str, object] = {"member": own, "why": body["why"], "article": body["article"]}
    item.reach_told = [{**why, "told": True}, *relayed]
    item.save()
    _show_here(item, folder, received)
    if originator == received.partner:
        _relay(folder, item, received)
    touch(folder, received.at)
    record(
        folder,
        FOLDER_ITEM_WITHHELD,
        NODE,
        received.at,
        item=str(item.item_id),
        partner=received.partner,
        originator=originator,
        hidden_because=str(body["why"]),
        message=received.message_id,
    )


def take_task_done(received: Received) -> None:
    """Take in that a member has done a task that is for it.

    Raises:
        MessageNotKeptError: there is no such task of its, or it was reported before.
    """
    folder = folder_heard(received)
    item = item_heard(folder, received)
    if item.kind != ItemKind.TASK or not _is_of(item, received.partner):
        raise refusal(TaskNotYoursError())
    if item.done_at is not None:
        raise refusal(TaskDoneError())
    item.done_at, item.done_by = received.at, received.partner
    item.save(update_fields=["done_at", "done_by"])
    touch(folder, received.at)
    told = {"item": str(item.item_id), "partner": received.partner}
    record(folder, FOLDER_TASK_DONE_THERE, NODE, received.at, **told, message=received.message_id)


def take_word(received: Received) -> None:
    """Take in a member's own word on a decision; it is said once.

    Raises:
        MessageNotKeptError: there is no such decision that it was shown, or it spoke before.
    """
    folder = folder_heard(received)
    item = item_heard(folder, received)
    if item.kind != ItemKind.DECISION:
        raise refusal(ItemUnknownError(partner=received.partner))
    if item.words.filter(member=received.partner).exists():
        raise refusal(WordGivenError())
    agrees = received.body["agrees"] is True
    Word.objects.create(
        item=item,
        member=received.partner,
        agrees=agrees,
        message_id=received.message_id,
        at=received.at,
    )
    touch(folder, received.at)
    record(
        folder,
        FOLDER_WORD_RECEIVED,
        NODE,
        received.at,
        item=str(item.item_id),
        partner=received.partner,
        agrees="yes" if agrees else "no",
        message=received.message_id,
    )


def _item(folder: Folder, item_id: str, originator: str) -> Item:
    known = folder.items.filter(item_id=UUID(item_id), originator=originator).first()
    return known or Item(folder=folder, item_id=UUID(item_id), originator=originator)


def _take(item: Item, body: Mapping[str, Any]) -> None:
    item.kind, item.title, item.text = body["kind"], body["title"], body["text"]
    item.unit, item.request_reference = body["unit"], body["request"]
    item.exhibit_name = body["exhibit"]
    item.handling_scheme, item.handling = body["handling_scheme"], body["handling"]
    item.for_member, item.due_on = body["for_member"], day_of(body["due_on"])
    told = ("member", "why", "article", "told")
    relayed = {line["member"] for line in _relayed(item)}
    item.reach_told = [
        {**{name: line[name] for name in told}, "relayed": line["member"] in relayed}
        for line in body["reach"]
    ]


def _show_here(item: Item, folder: Folder, received: Received) -> None:
    on = timezone.localdate(received.at)
    for agency in folder.agencies.all():
        show_here(item, folder, agency, at=received.at, on=on)


def _relay(folder: Folder, item: Item, received: Received) -> None:
    """As the host, tell a member of an item that its originator has no way to tell it of.

    Nothing of the item goes along: that it is there, whose it is, and why it is hidden, by a code
    alone. We repeat no words of a partner's in our own name, and each member is told once.
    """
    if not folder.is_ours:
        return
    told = {line["member"] for line in _relayed(item)}
    on = timezone.localdate(received.at)
    for line in _to_relay(received):
        code = line["member"]
        if code in told or not is_joined(folder, code):
            continue
        told.add(code)
        why: dict[str, object] = {"why": line["why"], "article": ""}
        body = {**name_of(item), **why, "reach": []}
        if tell_members(folder, WITHHELD_TYPE, body, to=[code], at=received.at, on=on):
            known = [each for each in item.reach_told if each["member"] != code]
            item.reach_told = [*known, {"member": code, **why, "told": True, "relayed": True}]
    item.save(update_fields=["reach_told"])


def _to_relay(received: Received) -> list[dict[str, Any]]:
    """Return the lines of those whom the originator asks the host to tell."""
    lines: Any = received.body["reach"]
    return [
        line
        for line in lines
        if line["relay"]
        and line["told"]
        and line["why"] not in SHOWN
        and line["member"] != received.partner
    ]


def _relayed(item: Item) -> list[dict[str, Any]]:
    """Return the lines of those who were told by us before that the item is there."""
    return [line for line in item.reach_told if line.get("relayed")]


def _is_of(item: Item, partner: str) -> bool:
    return item.for_member == partner
