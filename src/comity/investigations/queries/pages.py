"""What a page asks of a folder at once, so that it need not ask item by item."""

from collections.abc import Iterable, Mapping
from datetime import date

from comity.assistance.models import Request
from comity.assistance.models.seen import requests_seen
from comity.investigations.duties import ANSWER_INVITATION
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.queries.folders import may_be_invited
from comity.investigations.queries.items import ItemLine
from comity.investigations.queries.reach import ReachLine, ruling_on_telling
from comity.investigations.rules import Content
from comity.investigations.terms import FolderState, Why
from comity.kernel.rulings import Ruling
from comity.officers.terms import Viewer


def reaches_of(lines: Iterable[ItemLine]) -> Mapping[int, tuple[ReachLine, ...]]:
    """Return whom each item reaches, as recorded and as its originator told it, by its number.

    Args:
        lines: of a folder as the viewer may see it; what is hidden reaches nobody here.
    """
    items = {line.number: line.item for line in lines if line.item is not None}
    found: dict[int, list[ReachLine]] = {number: _told(item) for number, item in items.items()}
    rows = ItemReach.objects.filter(item__in=items).select_related("agency").order_by("id")
    for row in rows:
        name = row.agency.name if row.agency else ""
        line = ReachLine(row.member, name, Why(row.why), row.article, row.told)
        found[row.item_id].append(line)
    return {number: tuple(reach) for number, reach in found.items()}


def rulings_on_inviting(folder: Folder, *, on: date) -> dict[str, Ruling]:
    """Rule on inviting each partner that may be asked into a folder of ours; nothing is kept."""
    return {code: ruling_on_telling(Content(), to=code, on=on) for code in may_be_invited(folder)}


def waiting_invitations(*, seen_by: Viewer, most: int) -> tuple[Folder, ...]:
    """Return the partners' invitations that wait for the viewer's answer, the latest first."""
    if not seen_by.holds(*ANSWER_INVITATION.roles):
        return ()
    invited = Folder.objects.visible_to(seen_by).filter(state=FolderState.INVITED.value)
    return tuple(invited[:most])


def folders_of_request(request: Request, *, seen_by: Viewer) -> tuple[Folder, ...]:
    """Return the folders in which a request is linked by an item that the viewer may see."""
    if not request.folder_items.all()[:1]:
        return ()
    items = Item.objects.visible_to(seen_by).filter(request=request)
    return tuple(Folder.objects.visible_to(seen_by).filter(pk__in=items.values("folder")))


def linked_requests(folder: Folder, *, seen_by: Viewer) -> tuple[Request, ...]:
    """Return the requests that are linked in a folder and that the viewer may see."""
    items = Item.objects.visible_to(seen_by).filter(folder=folder, request__isnull=False)
    seen = requests_seen(seen_by).filter(pk__in=items.values("request"))
    return tuple(seen.order_by("reference"))


def _told(item: Item) -> list[ReachLine]:
    return [
        ReachLine(str(each["member"]), "", Why(each["why"]), str(each["article"]), each["told"])
        for each in item.reach_told
    ]
