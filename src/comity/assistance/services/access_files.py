"""Reading attached files for a person who asks: file by file, behind the search."""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import SubjectItem, SubjectRequest
from comity.assistance.queries.access import HeldOfPerson
from comity.assistance.queries.access_files import FileToRead, files_to_read
from comity.assistance.services.access_items import item_made
from comity.assistance.terms.access import SubjectDraft
from comity.assistance.terms.access_files import (
    MOST_FILES_FOUND,
    MOST_UNREAD_NAMED,
    FileRead,
    FileUnread,
)
from comity.assistance.terms.events.access import SUBJECT_FILES_READ
from comity.evidence.models import Exhibit
from comity.ledger.services import append
from comity.ledger.terms import NODE, OVERSIGHT

_IN_FILE = "file"


@dataclass(frozen=True, slots=True)
class Reading:
    """One search in files that goes on.

    Attributes:
        key: of the person's request.
        terms: what is searched for.
        asked_at: when it was asked for; another search begins anew.
    """

    key: int
    terms: tuple[str, ...]
    asked_at: datetime


def readings() -> tuple[Reading, ...]:
    """Return the searches in files that go on, the oldest first."""
    reading = SubjectRequest.objects.all().reading_files().exclude(searched_at=None)
    return tuple(
        Reading(
            each.pk,
            SubjectDraft(person=each.person, identifiers=each.identifiers).searched(),
            each.searched_at,
        )
        for each in reading.order_by("pk")
        if each.searched_at is not None
    )


def next_files(reading: Reading) -> tuple[FileToRead, ...] | None:
    """Return the next few files to read for a person; none when all were read.

    They are those that the officer sees who asked for the search, by the offices of today.

    Returns:
        None where nothing can be read: it has ended, or the officer handles no persons' requests
        any more, and somebody else has to search again.
    """
    found = _going_on().filter(pk=reading.key).first()
    if found is None or found.files_for is None or found.searched_at != reading.asked_at:
        return None
    viewer = found.files_for.as_viewer()
    if not viewer.holds(*KEEP_SUBJECTS.roles):
        return None
    return files_to_read(found, seen_by=viewer)


def why_not_opened(exhibit: Exhibit) -> FileUnread | None:
    """Return why a file cannot be opened here; None where it can."""
    if exhibit.held_at is None:
        return FileUnread.NOT_HERE
    shut = exhibit.waits_for_scan or exhibit.is_kept_shut
    return FileUnread.KEPT_SHUT if shut else None


def keep_file(reading: Reading, file: FileToRead, read: FileRead, *, on: date) -> bool:
    """Keep what reading one file for a person came to, as an item to be decided on.

    Args:
        reading: the search.
        file: the file.
        read: what was found in it.
        on: the civil day.

    Returns:
        Whether it was kept: not where another search began meanwhile, or none goes on.
    """
    subject = _locked(reading)
    if subject is None:
        return False
    subject.last_enclosure = max(subject.last_enclosure, file.enclosure)
    subject.last_supply = max(subject.last_supply, file.supply)
    unread = read.unread
    if read.count and not _keep_item(subject, file, read, on=on):
        unread = FileUnread.TOO_MANY
    if unread is None:
        subject.files_read += 1
    else:
        subject.files_unread_count += 1
        if len(subject.files_unread) < MOST_UNREAD_NAMED:
            subject.files_unread = [*subject.files_unread, [str(file.exhibit.pk), unread.value]]
    subject.save()
    return True


def finish_files(reading: Reading, *, at: datetime) -> bool:
    """Say that every file was read for a person, and record how many; return whether it was said.

    Args:
        reading: the search.
        at: aware UTC instant.
    """
    subject = _locked(reading)
    if subject is None or next_files(reading) != ():
        return False
    subject.files_done_at = at
    subject.save()
    append(
        SUBJECT_FILES_READ,
        about=subject.reference,
        by=NODE,
        agency=OVERSIGHT,
        at=at,
        files=subject.files_read,
        unread=subject.files_unread_count,
        found=SubjectItem.objects.filter(subject=subject, exhibit__isnull=False).count(),
    )
    return True


def _going_on() -> "QuerySet[SubjectRequest]":
    reading = SubjectRequest.objects.all().reading_files()
    return reading.select_related("files_for__agency")


def _locked(reading: Reading) -> SubjectRequest | None:
    going_on = _going_on().filter(pk=reading.key, searched_at=reading.asked_at)
    return going_on.select_for_update(of=("self",), no_key=True).first()


def _keep_item(subject: SubjectRequest, file: FileToRead, read: FileRead, *, on: date) -> bool:
    """Keep where the person is named in a file; return whether there was room for it."""
    items = SubjectItem.objects.filter(subject=subject)
    there = items.filter(exhibit=file.exhibit).first()
    if there is not None:
        there.places = [list(astuple(each)) for each in read.places]
        there.place_count = read.count
        there.save(update_fields=["places", "place_count"])
        return True
    if items.filter(exhibit__isnull=False).count() >= MOST_FILES_FOUND:
        return False
    held = HeldOfPerson(
        file.request,
        file.answer,
        (_IN_FILE,),
        exhibit=file.exhibit,
        theirs=file.theirs,
        places=read.places,
        place_count=read.count,
    )
    item_made(subject, held, number=items.count() + 1, on=on)
    return True
