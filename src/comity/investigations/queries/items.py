"""The items of a folder as a viewer's reach allows, hidden ones with the reason."""

from dataclasses import dataclass
from datetime import datetime

from comity.investigations.duties import SEE_EVERY_FOLDER
from comity.investigations.models import Folder, Item, ItemReach, Word
from comity.investigations.terms import ItemKind, ItemState, Why
from comity.kernel.errors import NotFoundError
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

MOST_ITEMS = 500
"""How many of a folder's items one look shows, the latest of them."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as a viewer may see it.

    Attributes:
        number: of the item here.
        at: when it was written or told of.
        originator: code of the administration whose it is.
        kind: None where it is hidden.
        title: empty where it is hidden.
        hidden: whether only its existence may be known.
        why: why it is shown, or is not.
        article: what that rests on.
        item: None where it is hidden.
    """

    number: int
    at: datetime
    originator: str
    kind: ItemKind | None
    title: str
    hidden: bool
    why: Why
    article: str
    item: Item | None


def items_of(folder: Folder, *, seen_by: Viewer) -> tuple[ItemLine, ...]:
    """Return a folder's items, the latest first: what may be seen, and what is hidden and told.

    Args:
        folder: that the viewer may see.
        seen_by: who looks.
    """
    own = own_administration().code
    seen = Item.objects.visible_to(seen_by).filter(folder=folder)
    shown = {item.pk: item for item in seen.select_related("request", "agency")[:MOST_ITEMS]}
    lines = [_shown(item, own) for item in shown.values()]
    lines += [
        ItemLine(
            number=row.item_id,
            at=row.item.at,
            originator=row.item.originator or own,
            kind=None,
            title="",
            hidden=True,
            why=Why(row.why) if not row.shown else Why.AUDIENCE,
            article=row.article if not row.shown else "",
            item=None,
        )
        for row in _hidden_rows(folder, seen_by)
        if row.item_id not in shown
    ]
    return tuple(sorted(lines, key=lambda line: (line.at, line.number), reverse=True))


def item_of(number: int, *, seen_by: Viewer) -> Item:
    """Return one item whose content the viewer may see.

    Raises:
        NotFoundError: there is none, or it is hidden from the viewer.
    """
    seen = Item.objects.visible_to(seen_by)
    found = seen.select_related("folder__agency", "request", "agency").filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def words_of(item: Item) -> tuple[Word, ...]:
    """Return the words given on a decision that the viewer may see."""
    return tuple(item.words.all())


def _shown(item: Item, own: str) -> ItemLine:
    why = Why.OWN if item.is_ours else Why.AGREEMENT
    kind = ItemKind(item.kind)
    originator = item.originator or own
    return ItemLine(item.pk, item.at, originator, kind, item.title, False, why, item.article, item)


def _hidden_rows(folder: Folder, viewer: Viewer) -> list[ItemReach]:
    """Return the reasons of what is hidden from a viewer and whose existence is told."""
    rows = ItemReach.objects.filter(
        item__folder=folder, agency__isnull=False, item__tell_existence=True
    ).exclude(item__state=ItemState.WRITTEN.value)
    if viewer.holds(*SEE_EVERY_FOLDER.roles):
        # Every agency has the reason that came from outside; the leading one speaks for all.
        rows = rows.filter(item__state=ItemState.WITHHELD.value, agency=folder.agency_id)
    else:
        rows = rows.filter(agency__code=viewer.agency)
    return list(rows.select_related("item").order_by("-item__at", "-item_id")[:MOST_ITEMS])
