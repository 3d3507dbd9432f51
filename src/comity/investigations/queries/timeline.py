"""What happened in a folder, in order, as far as a viewer's reach allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from comity.investigations.models import Folder, Member, Word
from comity.investigations.queries.items import items_of
from comity.investigations.terms import ItemKind, MemberState
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened.

    Attributes:
        at: when this node recorded it.
        code: its sentence stands in `wording.HAPPENINGS`.
        facts: named values of the sentence.
        item: number of the item it is about; None where it is about none, or a hidden one.
    """

    at: datetime
    code: str
    facts: tuple[tuple[str, str], ...]
    item: int | None = None


def timeline_of(folder: Folder, *, seen_by: Viewer) -> tuple[Happening, ...]:
    """Return what happened in a folder, the latest first; what is hidden tells no title.

    Args:
        folder: that the viewer may see.
        seen_by: who looks.
    """
    own = own_administration().code
    found = [Happening(folder.at, "happened_opened", (("originator", folder.host or own),))]
    for member in folder.members.all():
        found += _of_member(member, is_host=member.code == folder.host)
    numbers = []
    for line in items_of(folder, seen_by=seen_by):
        if line.item is None or line.kind is None:
            found.append(Happening(line.at, "happened_hidden", (("originator", line.originator),)))
            continue
        numbers.append(line.number)
        facts = (("originator", line.originator), ("title", line.title))
        found.append(Happening(line.at, _ITEMS[line.kind], facts, line.number))
        if line.item.done_at is not None:
            done = line.item.done_at
            found.append(Happening(done, "happened_done", facts[1:], line.number))
    for word in Word.objects.visible_to(seen_by).filter(item__in=numbers).select_related("item"):
        told = (("originator", word.member or own), ("title", word.item.title))
        code = "happened_agreed" if word.agrees else "happened_disagreed"
        found.append(Happening(word.at, code, told, word.item_id))
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _of_member(member: Member, *, is_host: bool) -> Iterator[Happening]:
    declined = member.at if member.state == MemberState.DECLINED else None
    days = (
        ("happened_invited", member.invited_at),
        # Who opened the folder did not join it.
        ("happened_joined", None if is_host else member.joined_at),
        ("happened_declined", declined),
        ("happened_left", member.left_at),
    )
    for code, at in days:
        if at is not None:
            yield Happening(at, code, (("originator", member.code),))


_ITEMS = {
    ItemKind.REQUEST: "happened_request",
    ItemKind.EXHIBIT: "happened_exhibit",
    ItemKind.ANSWER: "happened_answer",
    ItemKind.NOTE: "happened_note",
    ItemKind.TASK: "happened_task",
    ItemKind.DECISION: "happened_decision",
}
