"""Joint folders: items of several agencies and partners, each with whom it reaches and why."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router
from pydantic import Field

from comity.interfaces.rest.doors import Moment, act_of, moment_of
from comity.interfaces.rest.investigations_shown import folder_row, item_shown, reach_rows, shown
from comity.interfaces.rest.values import PageSize, Strict, Text, Version, Word
from comity.interfaces.rulings_json import ruling_json
from comity.investigations import queries, services
from comity.investigations.duties import SEE_AGENCYS_FOLDERS, SEE_EVERY_FOLDER
from comity.investigations.terms import FolderDraft, ItemDraft
from comity.officers.terms import demand_role

router = Router(tags=["folders"])
Json = dict[str, Any]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
_READERS = (*SEE_EVERY_FOLDER.roles, *SEE_AGENCYS_FOLDERS.roles)


class FolderIn(Strict):
    """A folder as typed."""

    title: Text = ""
    mandate: Text = ""


class ItemIn(Strict):
    """An item as typed; `request` links a request by its reference."""

    kind: Word = "note"
    title: Text = ""
    text: Text = ""
    request: Word = ""
    exhibit: Word = ""
    handling_scheme: Word = ""
    handling: Word = ""
    categories: list[Word] = []
    suppliers: list[Word] = []
    consented: list[Word] = []
    consent: Text = ""
    tell_existence: bool = True
    keep_from: list[Word] = []
    for_member: Word = ""
    for_agency: Word = ""
    due_on: Word = ""

    def draft(self) -> ItemDraft:
        """Return it as the rules read it."""
        return ItemDraft(
            **self.dict(exclude={"categories", "suppliers", "consented", "keep_from"}),
            categories=tuple(self.categories),
            suppliers=tuple(self.suppliers),
            consented=tuple(self.consented),
            keep_from=tuple(self.keep_from),
        )


class PartnerIn(Strict):
    """Whom to invite."""

    partner: Word = ""


class AgencyIn(Strict):
    """Which agency of this node is let in."""

    agency: Word = ""


class InvitationAnswerIn(Strict):
    """Whether we join; the reason stays in this node."""

    joins: bool
    agency: Word = ""
    reason: Text = ""


class ReleaseIn(Strict):
    """The version of the item that was read."""

    version: Version


class WordIn(Strict):
    """Whether the administration agrees."""

    agrees: bool


@router.get("/folders", response=Json)
def list_folders(
    request: HttpRequest,
    state: Word = "",
    page: Annotated[int, Field(ge=1, le=10_000)] = 1,
    size: PageSize = 25,
) -> Json:
    """List the folders that may be seen, the one changed last first."""
    viewer = moment_of(request).officer
    demand_role(viewer, _READERS)
    found = queries.folders_page(seen_by=viewer, state=state, page=page, size=size)
    return {"items": [folder_row(each) for each in found.folders], "next_page": found.next_page}


@router.post("/folders", response=Json)
def open_folder(request: HttpRequest, folder: FolderIn) -> Json:
    """Open a folder of one's agency."""
    with act_of(request) as moment:
        draft = FolderDraft(**folder.dict())
        made = services.open_folder(draft, officer=moment.officer, at=moment.at)
    return _shown(made.pk, moment)


@router.get("/folders/{number}", response=Json)
def read_folder(request: HttpRequest, number: Number) -> Json:
    """Return one folder: its members, the law between each two, its items and its timeline."""
    return _shown(number, moment_of(request))


@router.post("/folders/{number}/invite", response=Json)
def invite(request: HttpRequest, number: Number, chosen: PartnerIn) -> Json:
    """Invite a partner: a second person, signed in afresh, under its ruling."""
    with act_of(request) as moment:
        ruling = services.invite(number, chosen.partner, **_acting(moment))
    told = ruling_json(ruling, translate=gettext)
    return {**_shown(number, moment), "ruling": told}


@router.post("/folders/{number}/agencies", response=Json)
def admit_agency(request: HttpRequest, number: Number, chosen: AgencyIn) -> Json:
    """Let another agency of this node in; what it is shown is ruled item by item."""
    with act_of(request) as moment:
        services.admit_agency(
            number, chosen.agency, officer=moment.officer, at=moment.at, on=moment.on
        )
    return _shown(number, moment)


@router.post("/folders/{number}/answer", response=Json)
def answer_invitation(request: HttpRequest, number: Number, told: InvitationAnswerIn) -> Json:
    """Join a partner's folder, or not."""
    with act_of(request) as moment:
        services.answer_invitation(number, **told.dict(), **_acting(moment))
    return _shown(number, moment)


@router.post("/folders/{number}/items", response=Json)
def add_item(request: HttpRequest, number: Number, item: ItemIn) -> Json:
    """Write an item, or link a request; a second person releases it."""
    with act_of(request) as moment:
        made = services.add_item(number, item.draft(), officer=moment.officer, at=moment.at)
    return item_shown(made.pk, moment.officer)


@router.post("/folders/{number}/leave", response=Json)
def leave_folder(request: HttpRequest, number: Number) -> Json:
    """Leave a partner's folder."""
    with act_of(request) as moment:
        services.leave_folder(number, officer=moment.officer, at=moment.at, on=moment.on)
    return _shown(number, moment)


@router.post("/folders/{number}/close", response=Json)
def close_folder(request: HttpRequest, number: Number) -> Json:
    """Close a folder of ours; its members are told."""
    with act_of(request) as moment:
        services.close_folder(number, officer=moment.officer, at=moment.at, on=moment.on)
    return _shown(number, moment)


@router.post("/folders/{number}/erase", response=Json)
def erase_folder(request: HttpRequest, number: Number) -> Json:
    """Erase what a folder that has ended says: a data protection officer, signed in afresh."""
    with act_of(request) as moment:
        services.erase_folder(
            number, officer=moment.officer, signed_in_afresh_at=moment.afresh_at, at=moment.at
        )
    return _shown(number, moment)


@router.get("/folder-items/{number}", response=Json)
def read_item(request: HttpRequest, number: Number) -> Json:
    """Return one item, whom it reaches and why, and the words given on it."""
    return item_shown(number, moment_of(request).officer)


@router.get("/folder-items/{number}/reach", response=Json)
def foresee_reach(request: HttpRequest, number: Number) -> Json:
    """Rule on whom a release would reach today, and why; nothing is kept."""
    moment = moment_of(request)
    item = queries.item_of(number, seen_by=moment.officer)
    return {"reach": reach_rows(item, queries.reach_foreseen(item, on=moment.on))}


@router.post("/folder-items/{number}/release", response=Json)
def release_item(request: HttpRequest, number: Number, read: ReleaseIn) -> Json:
    """Let an item go to whom it reaches: a second person, signed in afresh."""
    with act_of(request) as moment:
        services.release_item(number, version=read.version, **_acting(moment))
    return item_shown(number, moment.officer)


@router.post("/folder-items/{number}/discard", response=Json)
def discard_item(request: HttpRequest, number: Number) -> Json:
    """Take an item away that nobody was shown."""
    with act_of(request) as moment:
        services.discard_item(number, officer=moment.officer, at=moment.at)
    return {"discarded": number}


@router.post("/folder-items/{number}/done", response=Json)
def finish_task(request: HttpRequest, number: Number) -> Json:
    """Report a task done."""
    with act_of(request) as moment:
        services.finish_task(number, officer=moment.officer, at=moment.at, on=moment.on)
    return item_shown(number, moment.officer)


@router.post("/folder-items/{number}/word", response=Json)
def give_word(request: HttpRequest, number: Number, told: WordIn) -> Json:
    """Give the administration's word on a decision: signed in afresh."""
    with act_of(request) as moment:
        services.give_word(number, agrees=told.agrees, **_acting(moment))
    return item_shown(number, moment.officer)


def _acting(moment: Moment) -> dict[str, Any]:
    return {
        "officer": moment.officer,
        "signed_in_afresh_at": moment.afresh_at,
        "at": moment.at,
        "on": moment.on,
    }


def _shown(number: int, moment: Moment) -> Json:
    return shown(number, moment.officer, on=moment.on)
