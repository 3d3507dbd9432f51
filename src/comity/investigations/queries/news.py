"""What is new in the joint folders of an officer, and what there waits for them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Exists, Min, OuterRef, Q

from comity.assistance.queries.looks import looks_at
from comity.investigations.duties import (
    FINISH_TASK,
    GIVE_WORD,
    RELEASE_ITEM,
    SEE_AGENCYS_FOLDERS,
    SEE_EVERY_FOLDER,
    WRITE_ITEM,
)
from comity.investigations.models import Folder, Item, ItemReach, Word
from comity.investigations.terms import FolderState, ItemKind, ItemState, Why
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

WORKERS: Final = (*SEE_AGENCYS_FOLDERS.roles, *RELEASE_ITEM.roles)
_MOST_FOLDERS, _MOST_ROWS = 20, 2000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_TOLD = frozenset({ItemState.RELEASED.value, ItemState.RECEIVED.value})


@dataclass(frozen=True, slots=True)
class News:
    """What is new, and what waits, as counts.

    Attributes:
        items: shown to the viewer since the viewer last looked, by somebody else.
        words: given on decisions since then, by somebody else.
        to_agree: decisions that wait for our administration's word.
        tasks: for the viewer's agency, or of a partner's folder for us, and not done.
        to_release: written by others of the agency, and waiting for a second person.
        consents: of the agency, and held from a member until their supplier has consented.
    """

    items: int = 0
    words: int = 0
    to_agree: int = 0
    tasks: int = 0
    to_release: int = 0
    consents: int = 0

    @property
    def is_any(self) -> bool:
        """Whether there is anything."""
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class FolderNews:
    """A folder with what is new there."""

    folder: Folder
    news: News


def folder_news(*, seen_by: Viewer, most: int) -> tuple[FolderNews, ...]:
    """Return the open folders in which something is new to the viewer, or waits for them.

    Only what the viewer may see counts, so that a number tells nothing of what is hidden. For who
    is in no open folder one question is asked of the database, and for others a handful.

    Args:
        seen_by: who looks.
        most: folders returned, those changed last first.
    """
    if not seen_by.holds(*WORKERS):
        return ()
    opened = Folder.objects.visible_to(seen_by).filter(state=FolderState.OPEN.value)
    folders = {each.pk: each for each in opened[:_MOST_FOLDERS]}
    if not folders:
        return ()
    looks = looks_at((each.about for each in folders.values()), seen_by=seen_by)
    since = {pk: looks.get(each.about, _NEVER) for pk, each in folders.items()}
    found = Counter([*_of_items(since, seen_by), *_of_words(since, seen_by)])
    told = (
        FolderNews(each, News(**{name.name: found[pk, name.name] for name in fields(News)}))
        for pk, each in folders.items()
    )
    return tuple(each for each in told if each.news.is_any)[:most]


def _of_items(since: dict[int, datetime], viewer: Viewer) -> Iterator[tuple[int, str]]:
    here = Q(reach__agency__isnull=False, reach__shown=True)
    if not viewer.holds(*SEE_EVERY_FOLDER.roles):
        here &= Q(reach__agency__code=viewer.agency)
    ours = Word.objects.filter(item=OuterRef("pk"), member="")
    held = ItemReach.objects.filter(item=OuterRef("pk"), why=Why.CONSENT_MISSING.value)
    rows = (
        Item.objects.visible_to(viewer)
        .filter(folder__in=since)
        .select_related("agency", "for_agency")
        .annotate(shown_at=Min("reach__at", filter=here), said=Exists(ours), held=Exists(held))
        .defer("text", "conditions", "reach_told")
    )
    own = own_administration().code
    for each in rows[:_MOST_ROWS]:
        row: Any = each  # with what was annotated
        kept = _Kept(each, row.shown_at, said=row.said, held=row.held)
        for name in _names_of(kept, viewer, own=own, since=since[each.folder_id]):
            yield each.folder_id, name


@dataclass(frozen=True, slots=True)
class _Kept:
    """An item, since when it is shown here, and whether our word is said or a consent missing."""

    item: Item
    shown_at: datetime | None
    said: bool
    held: bool


def _names_of(kept: _Kept, viewer: Viewer, *, own: str, since: datetime) -> Iterator[str]:
    item = kept.item
    wrote = not viewer.people.isdisjoint(item.writers)
    of_agency = item.agency is not None and item.agency.code == viewer.agency
    told = item.state in _TOLD
    if told and not wrote and kept.shown_at is not None and kept.shown_at > since:
        yield "items"
    if told and item.kind == ItemKind.DECISION and not kept.said and viewer.holds(*GIVE_WORD.roles):
        yield "to_agree"
    if _is_task_for(item, viewer, own=own):
        yield "tasks"
    if not told and of_agency and not wrote and viewer.holds(*RELEASE_ITEM.roles):
        yield "to_release"
    if told and of_agency and kept.held and viewer.holds(*WRITE_ITEM.roles):
        yield "consents"


def _is_task_for(item: Item, viewer: Viewer, *, own: str) -> bool:
    if item.kind != ItemKind.TASK or item.done_at is not None:
        return False
    agency = item.for_agency
    here = agency is not None and agency.code == viewer.agency
    for_us = here if item.is_ours else item.for_member == own
    return for_us and viewer.holds(*FINISH_TASK.roles)


def _of_words(since: dict[int, datetime], viewer: Viewer) -> Iterable[tuple[int, str]]:
    later = Word.objects.visible_to(viewer).filter(
        item__folder__in=since, at__gt=min(since.values())
    )
    told = later.values_list("item__folder_id", "member", "by", "at")[:_MOST_ROWS]
    for folder, member, by, at in told:
        if at > since[folder] and (member or by != viewer.name):
            yield folder, "words"
