"""Attached files in which a person may be named: which are read, and which could not be."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from comity.assistance.models.access import SubjectRequest
from comity.assistance.models.answers import Answer
from comity.assistance.models.enclosures import Enclosure, Enclosures, Part
from comity.assistance.models.requests import Request
from comity.assistance.models.standing import StandingSupplies, StandingSupply
from comity.assistance.queries.access import supplied_by_partner
from comity.assistance.terms.access_files import FileUnread
from comity.evidence.models import Exhibit
from comity.evidence.terms import ERASED_FAULT
from comity.officers.terms import Viewer

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class FileToRead:
    """One attached file that is to be read for a person.

    Attributes:
        request: the matter it belongs to.
        answer: the reply it came or went with; None for other files.
        exhibit: the file.
        theirs: whether the partner supplied it.
        enclosure: its place among what is enclosed; 0 for a standing supply.
        supply: its place among the files of standing exchanges; 0 for what is enclosed.
    """

    request: Request
    answer: Answer | None
    exhibit: Exhibit
    theirs: bool
    enclosure: int = 0
    supply: int = 0


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file whose text was not read: its name, the matter, and why."""

    name: str
    case: str
    why: FileUnread


def has_files(*, seen_by: Viewer) -> bool:
    """Tell whether there is any attached file that a viewer may see."""
    return _enclosures(seen_by).exists() or _supplies(seen_by).exists()


def files_to_read(subject: SubjectRequest, *, seen_by: Viewer) -> tuple[FileToRead, ...]:
    """Return the next few files that are to be read for a person; none when all were.

    A partner's answer that nobody has opened is not read, nor what came with it.

    Args:
        subject: the person's request.
        seen_by: the data protection officer for whom they are read.
    """
    enclosed = _enclosures(seen_by).filter(pk__gt=subject.last_enclosure).order_by("pk")
    found = tuple(
        FileToRead(each.request, each.answer, each.exhibit, _is_theirs(each), enclosure=each.pk)
        for each in enclosed.select_related("request", "answer", "exhibit")[:AT_ONCE]
    )
    if found:
        return found
    supplied = _supplies(seen_by).filter(pk__gt=subject.last_supply).order_by("pk")
    return tuple(
        FileToRead(each.request, None, each.exhibit, not each.is_ours, supply=each.pk)
        for each in supplied.select_related("request", "exhibit")[:AT_ONCE]
    )


def unread_files(subject: SubjectRequest) -> tuple[UnreadFile, ...]:
    """Return the first files whose text was not read for a person whose request may be seen."""
    return tuple(_unread(subject))


def _unread(subject: SubjectRequest) -> Iterator[UnreadFile]:
    told = {UUID(key): FileUnread(why) for key, why in subject.files_unread}
    enclosed = Enclosure.objects.filter(exhibit__in=told).select_related("exhibit")
    supplied = StandingSupply.objects.filter(exhibit__in=told).select_related("exhibit")
    known = {each.exhibit_id: each.exhibit for rows in (enclosed, supplied) for each in rows}
    for key, why in told.items():
        if key in known:
            yield UnreadFile(known[key].file_name, known[key].case, why)


def _enclosures(viewer: Viewer) -> Enclosures:
    return Enclosure.objects.visible_to(viewer).exclude(exhibit__fault=ERASED_FAULT)


def _supplies(viewer: Viewer) -> StandingSupplies:
    return StandingSupply.objects.visible_to(viewer).exclude(exhibit__fault=ERASED_FAULT)


def _is_theirs(enclosure: Enclosure) -> bool:
    """Tell whether the partner supplied what is enclosed; the scan of a letter is of its letter."""
    if enclosure.exhibit.partner or enclosure.part == Part.LETTER:
        return True
    if enclosure.part == Part.ANSWER and enclosure.answer is None:
        return False
    return supplied_by_partner(enclosure.request, enclosure.answer)
