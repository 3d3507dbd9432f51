"""What was found of a person, kept as items to be decided on."""

from dataclasses import astuple
from datetime import date

from comity.assistance.access_rules import exemption_proposed
from comity.assistance.models.access import SubjectItem, SubjectRequest
from comity.assistance.queries.access import HeldOfPerson, supplied_by_partner, supplier_law
from comity.assistance.queries.access_files import has_files
from comity.assistance.terms import RequestState
from comity.assistance.terms.markings import Originator
from comity.officers.terms import Viewer


def begin_files(subject: SubjectRequest, *, officer: Viewer) -> None:
    """Let attached files be read for the person, from the first one; the worker does it.

    Args:
        subject: the person's request; the caller saves it.
        officer: as who sees what is read.
    """
    subject.files_for_id = officer.desk if has_files(seen_by=officer) else None
    subject.files_done_at = None
    subject.last_enclosure = subject.last_supply = 0
    subject.files_read = subject.files_unread_count = 0
    subject.files_unread = []


def item_made(subject: SubjectRequest, held: HeldOfPerson, *, number: int, on: date) -> SubjectItem:
    """Keep one place in which the person was found, with whose it is and what the law proposes.

    Args:
        subject: the person's request.
        held: the place.
        number: of the item.
        on: the civil day.
    """
    request, answer = held.request, held.answer
    heard = supplier_law(request, on=on)
    theirs = held.theirs
    if theirs is None:
        theirs = supplied_by_partner(request, answer)
    proposed, cites = exemption_proposed(
        from_partner=theirs, going_on=request.stands is not RequestState.CLOSED, heard=heard
    )
    return SubjectItem.objects.create(
        subject=subject,
        request=request,
        answer=answer,
        exhibit=held.exhibit,
        number=number,
        fields=sorted(held.fields),
        places=[list(astuple(each)) for each in held.places],
        place_count=held.place_count,
        originator=_originator(held, theirs=theirs),
        partner=request.partner if theirs else "",
        relied_on=answer.relied_on if answer else request.relied_on,
        article=answer.article if answer else request.article,
        heard_by=heard.cites if theirs else "",
        binds=heard.binds and theirs,
        proposed=proposed,
        proposed_cites=cites,
    )


def _originator(held: HeldOfPerson, *, theirs: bool) -> str:
    """Return whose it is: as a mark on the reply or its file says, else of who supplied it."""
    marked = held.answer.markings.filter(exhibit=held.exhibit).first() if held.answer else None
    if marked is not None and marked.originator:
        return marked.originator
    return (Originator.PARTNER if theirs else Originator.OWN).value
