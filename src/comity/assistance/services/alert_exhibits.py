"""Exhibits of an alert: enclosed for every partner, as an exhibit of each one's own matter.

Each has its own chain of custody, its own leave to be pulled and its own end; only the sealed
bytes lie on the disk once. So it can be left out for one partner, or erased, and stays elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime

from comity.assistance.models import Enclosure, Information, Marking, Part, ReplyPart, Request
from comity.assistance.schemas import MOST_EXHIBITS
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import RequestState, TooManyExhibitsError
from comity.assistance.terms.alerts import AlertOwnAloneError
from comity.assistance.terms.markings import Originator
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import share
from comity.evidence.twins import twin_of
from comity.officers.terms import Viewer


def enclose_for_others(
    request: Request, exhibit: Exhibit, *, officer: Viewer, at: datetime
) -> None:
    """Enclose what was just taken in with the other matters of the alert that nobody let out.

    Args:
        request: with which it was enclosed; of no alert, there are no others.
        exhibit: held by this node.
        officer: who attached it.
        at: aware UTC instant.

    Raises:
        TooManyExhibitsError: one of them carries no more.
    """
    alert = Information.objects.filter(request=request).values_list("alert", flat=True).first()
    if alert is None:
        return
    told = Request.objects.filter(
        information__alert=alert, state=RequestState.INFORMING.value
    ).exclude(pk=request.pk)
    others = told.select_for_update(of=("self",), no_key=True).select_related("agency")
    for other in others.order_by("pk"):
        _enclose(other, exhibit, officer=officer, at=at)


def enclose_all(
    first: Request, others: Iterable[Request], *, officer: Viewer, at: datetime
) -> None:
    """Enclose with new matters of an alert what stands with the one they are made from."""
    enclosed = Enclosure.objects.filter(request=first, part=Part.ANSWER, answer=None)
    exhibits = [each.exhibit for each in enclosed.select_related("exhibit")]
    for other in others:
        for exhibit in exhibits:
            _enclose(other, exhibit, officer=officer, at=at)


def demand_own_alone(request: Request) -> None:
    """Demand that nothing of what several partners would be told is another's.

    Its originator is asked for one partner and one purpose; of the others nobody would be asked.

    Raises:
        AlertOwnAloneError: some of it is.
    """
    own = ("", Originator.OWN.value)
    parts = ReplyPart.objects.filter(request=request).exclude(originator__in=own)
    marked = Marking.objects.filter(answer__request=request).exclude(originator__in=own)
    if parts.exists() or marked.exists():
        raise AlertOwnAloneError()


def demand_own_where_alert(request: Request, originators: Iterable[str]) -> None:
    """Demand that nothing is said to be another's of what is told to several partners.

    Raises:
        AlertOwnAloneError: it is said of something in an alert.
    """
    anothers = any(each not in ("", Originator.OWN.value) for each in originators)
    of_alert = Information.objects.filter(request=request, alert__isnull=False)
    if anothers and request.unasked and of_alert.exists():
        raise AlertOwnAloneError()


def _enclose(other: Request, exhibit: Exhibit, *, officer: Viewer, at: datetime) -> None:
    waiting = Enclosure.objects.filter(request=other, part=Part.ANSWER, answer=None)
    if waiting.count() >= MOST_EXHIBITS:
        raise TooManyExhibitsError(limit=MOST_EXHIBITS)
    note_writer(other, officer)
    made = twin_of(exhibit, case=other.reference, agency=other.agency, officer=officer, at=at)
    Enclosure.objects.create(request=other, exhibit=made, part=Part.ANSWER)
    for agency in other.shared_with.all():
        hand = Hand(officer.name, officer.agency, at)
        share([made], to=agency, hand=hand, reason=other.reference)
