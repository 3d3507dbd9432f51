"""Practice notes as officers read them, and the law on sharing one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_volunteering
from comity.exchange.queries import facts_of_many, linked_codes
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Ruling
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer
from comity.practices.models import Note
from comity.practices.rules import sharing_of


@dataclass(frozen=True, slots=True)
class NotesPage:
    """One page of notes, the latest first.

    Attributes:
        notes: on this page.
        next_page: number of the page after it; None at the end.
    """

    notes: tuple[Note, ...]
    next_page: int | None


def notes_page(
    *, seen_by: Viewer, topic: str = "", words: str = "", page: int, size: int
) -> NotesPage:
    """Return the notes a viewer may see.

    Args:
        seen_by: who looks.
        topic: only of this topic; empty for all.
        words: only with these words in title or text.
        page: counted from one.
        size: of a page.
    """
    seen = Note.objects.visible_to(seen_by).select_related("agency")
    if topic:
        seen = seen.filter(topic=topic)
    for word in words.split()[:8]:
        seen = seen.filter(title__icontains=word) | seen.filter(text__icontains=word)
    first = (page - 1) * size
    found = tuple(seen[first : first + size + 1])
    return NotesPage(found[:size], page + 1 if len(found) > size else None)


def note_of(number: int, *, seen_by: Viewer) -> Note:
    """Return one note.

    Raises:
        NotFoundError: there is none, or none that may be seen.
    """
    found = Note.objects.visible_to(seen_by).select_related("agency").filter(pk=number).first()
    if found is None:
        raise NotFoundError()
    return found


def rulings_on_sharing(partners: Iterable[str], *, on: date) -> dict[str, Ruling]:
    """Rule for each partner, under the instrument with it, whether a note may be shared."""
    register, own = current_register(), own_administration().code
    return {
        partner: rule_on_volunteering(register, sharing_of(by=own, to=partner), on=on)
        for partner in partners
    }


def may_be_told(note: Note) -> tuple[str, ...]:
    """Return the partners with a node that have not been told of a note of ours."""
    told = set(note.shares.values_list("partner", flat=True))
    return tuple(sorted(code for code in linked_codes() if code not in told))


def number_held(note: Note) -> tuple[int, int]:
    """Return how many partners hold a note of ours, as their receipts say, and how many it went to.

    Args:
        note: one of ours, found for whoever may see it.
    """
    sent = [share.message_id for share in note.shares.all()]
    known = facts_of_many(sent)
    return sum(1 for each in known.values() if each.delivered_at is not None), len(sent)
