"""Joint folders: one of ours with an item shown and one hidden from us, and an invitation."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Protocol

from django.db import transaction

from comity.agreements.services import record_assurance, settle
from comity.agreements.terms import AssuranceDraft, Matter, ProvisionKind, Settlement
from comity.investigations import services
from comity.investigations.models import Folder, Item
from comity.investigations.terms import FolderDraft, ItemDraft
from comity.officers.terms import Viewer

UNDER = "us-ua-2016"
THEIRS = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1c11"
HIDDEN = "7c0f5b52-3c39-4b60-8f8f-8f7f4d9d1c22"
SHOWN = "9a6e2f6e-9d57-4f0c-a3cf-0c8a5d7b2e33"
FOLDER = FolderDraft(
    title="Bearings declared below their value in three ports",
    mandate="Like goods of one maker are declared at a quarter of their price in Newark, Odesa "
    "and Mombasa. To find who stands behind it, and to act on the same day.",
)
DRAFTS = {
    "seen": ItemDraft(
        kind="note",
        title="The yard in Newark",
        text="A white lorry calls twice a week, after dark.",
    ),
    "kept": ItemDraft(
        kind="note",
        title="What the maker's agent in Kyiv wrote",
        text="He offers invoices at any price.",
        keep_from=("UA",),
    ),
    "task": ItemDraft(
        kind="task",
        title="Look at the yard in Odesa",
        text="On two evenings, without stopping anybody.",
        for_member="UA",
        due_on="2027-01-15",
    ),
    "decision": ItemDraft(
        kind="decision",
        title="To act on the same day",
        text="On the second Friday of January.",
    ),
}


class Desk(Protocol):
    """What of the cases this needs."""

    @property
    def now(self) -> datetime: ...
    @property
    def on(self) -> date: ...
    def who(self, username: str) -> Viewer: ...
    def hear(self, type_: str, body: dict[str, Any], **changes: Any) -> None: ...


def fill_folders(desk: Desk, *, linked: str) -> dict[str, str]:
    """Open one, fill it, be invited to another, and return what is where."""
    _settle(desk)
    writer = desk.who("j.alvarez")
    folder: Folder = _in_one(partial(services.open_folder, FOLDER, officer=writer, at=desk.now))
    empty = FolderDraft(title="Timber, species and origin", mandate="Two shippers, one mark.")
    other = _in_one(partial(services.open_folder, empty, officer=writer, at=desk.now))
    boss: dict[str, Any] = {
        "officer": desk.who("m.chen"),
        "signed_in_afresh_at": desk.now - timedelta(seconds=5),
        "at": desk.now,
        "on": desk.on,
    }
    _in_one(partial(services.invite, folder.pk, "UA", **boss))
    case = str(folder.folder_id)
    desk.hear("investigation.answer", {"folder": case, "joins": True}, case=case)
    link = ItemDraft(kind="request", title="Our request", text="Eleven entries.", request=linked)
    made = {
        name: _in_one(partial(services.add_item, folder.pk, draft, officer=writer, at=desk.now))
        for name, draft in {"linked": link, **DRAFTS}.items()
    }
    for name in ("seen", "kept", "task", "decision"):
        version = made[name].version
        _in_one(partial(services.release_item, made[name].pk, version=version, **boss))
    _hear_of_items(desk, case)
    places = {f"folder_{name}": str(item.pk) for name, item in made.items()}
    theirs = str(Item.objects.get(item_id=SHOWN).pk)
    return {"folder": str(folder.pk), "folder_empty": str(other.pk), **places} | {
        "folder_theirs": theirs,
        "folder_invited": _invited(desk),
    }


def _hear_of_items(desk: Desk, case: str) -> None:
    """Ukraine shows one item, and tells that there is another."""
    told = {"folder": case, "item": SHOWN, "kind": "note", "unit": "State Customs Service"}
    words = {"title": "Drivers at the yard in Odesa", "text": "Two, with plates of a hire firm."}
    nothing = {"request": "", "exhibit": "", "handling_scheme": "", "handling": ""}
    whose = {"for_member": "", "due_on": "", "reach": []}
    desk.hear("investigation.item", {**told, **words, **nothing, **whose}, case=case)
    hidden = {"folder": case, "item": HIDDEN, "originator": "UA", "reach": []}
    why = {"why": "consent_missing", "article": "Article 9"}
    desk.hear("investigation.withheld", {**hidden, **why}, case=case)


def _invited(desk: Desk) -> str:
    body = {"folder": THEIRS, "title": "Spirits declared as windscreen fluid"}
    body |= {"mandate": "Since May, in tank containers.", "unit": "State Customs Service"}
    desk.hear("investigation.invitation", {**body, "members": ["UA", "US"]}, case=THEIRS)
    return str(Folder.objects.get(folder_id=THEIRS).pk)


def _settle(desk: Desk) -> None:
    """Let offences be told unasked; own law asks for two promises."""
    settlement = Settlement(
        about=UNDER,
        matter=Matter.TERM,
        states="Information on offences is given unasked.",
        source="Stated for this demonstration, not read from a gazette",
        by="",
        on=desk.on,
        provision=ProvisionKind.INFO_OFFENCES,
        parameters=(("on_own", True),),
    )
    treaty_desk = desk.who("t.brooks")
    _in_one(partial(settle, settlement, officer=treaty_desk, at=desk.now))
    for promise in ("confidentiality", "law-enforcement-use"):
        draft = AssuranceDraft(
            partner="UA",
            assurance=promise,
            given_by="Head of the central unit, Kyiv",
            document="Note 12/2026",
            given_on="2026-01-10",
            from_on="2026-01-10",
        )
        _in_one(partial(record_assurance, draft, officer=treaty_desk, at=desk.now))


def _in_one(act: Callable[[], Any]) -> Any:
    with transaction.atomic(durable=True):
        return act()
