"""The reply to a person about their data, as pages, the API and the command line give it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import SubjectItem, SubjectRequest
from comity.assistance.queries.access import items_of, subject_request, text_given
from comity.assistance.terms.access import ItemPlace, ItemVerdict, SubjectMoveError, SubjectState
from comity.assistance.terms.access_files import FilePlace
from comity.officers.terms import Viewer, demand_role


@dataclass(frozen=True, slots=True)
class GivenItem:
    """One thing the person is given.

    Attributes:
        number: in this reply, counted anew: a gap would tell that something is withheld.
        place: whether it stands in a request or in an answer.
        since: on which day the matter began here.
        partner: with which administration; its code.
        article: the agreement and article it was exchanged under.
        texts: each field with what stands in it.
        file: of an attached file, what it is called; empty for others.
        places: of an attached file, the lines of the first places the person is named in; what a
            column, a sheet or a key is called may be another person's name, and is not told.
        place_count: how many there are.
    """

    number: int
    place: ItemPlace
    since: date
    partner: str
    article: str
    texts: tuple[tuple[str, str], ...]
    file: str = ""
    places: tuple[FilePlace, ...] = ()
    place_count: int = 0


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something the person is told is held and not given: why, and where that is said."""

    ground: str
    cites: str


@dataclass(frozen=True, slots=True)
class SubjectReply:
    """The reply. What is neither confirmed nor denied leaves no trace in it.

    Attributes:
        subject: the person's request.
        given: what is given.
        withheld: what is said to be withheld.
    """

    subject: SubjectRequest
    given: tuple[GivenItem, ...]
    withheld: tuple[Withheld, ...]


def reply_of(reference: str, *, seen_by: Viewer) -> SubjectReply:
    """Return the reply to a person, once a second person has approved it.

    Args:
        reference: of the person's request.
        seen_by: a data protection officer.

    Raises:
        NotAllowedError, NotFoundError: as for every person's request.
        SubjectMoveError: it is not approved yet, or ended without a reply.
    """
    demand_role(seen_by, KEEP_SUBJECTS.roles)
    subject = subject_request(reference, seen_by=seen_by)
    if subject.stands not in {SubjectState.APPROVED, SubjectState.ANSWERED}:
        raise SubjectMoveError()
    items = items_of(subject)
    granted = [item for item in items if item.verdict == ItemVerdict.GRANT]
    withheld = tuple(
        dict.fromkeys(
            Withheld(item.ground, item.cites)
            for item in items
            if item.verdict == ItemVerdict.WITHHOLD
        )
    )
    given = tuple(_given(item, number) for number, item in enumerate(granted, start=1))
    return SubjectReply(subject, given, withheld)


def reply_told(reply: SubjectReply) -> dict[str, object]:
    """Return the reply as a program reads it: by the API, and attached to its letter."""
    return {
        "reference": reply.subject.reference,
        "right": reply.subject.right,
        "person": reply.subject.person,
        "contact": reply.subject.contact,
        "given": [
            {
                "number": item.number,
                "place": item.place.value,
                "since": item.since.isoformat(),
                "partner": item.partner,
                "article": item.article,
                "texts": dict(item.texts),
                "file": item.file,
                "places": [{"line": each.line} for each in item.places],
                "place_count": item.place_count,
            }
            for item in reply.given
        ],
        "withheld": [{"ground": each.ground, "cites": each.cites} for each in reply.withheld],
    }


def _given(item: SubjectItem, number: int) -> GivenItem:
    return GivenItem(
        number=number,
        place=item.place,
        since=timezone.localdate(item.request.created_at),
        partner=item.request.partner,
        article=f"{item.relied_on}, {item.article}" if item.article else item.relied_on,
        texts=text_given(item),
        file=item.exhibit.file_name if item.exhibit else "",
        places=tuple(dict.fromkeys(FilePlace(each.line) for each in item.file_places)),
        place_count=item.place_count,
    )
