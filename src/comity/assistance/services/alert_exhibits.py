"""Exhibits of an alert: enclosed for every partner, as an exhibit of each one's own matter.

Each has its own chain of custody, its own leave to be pulled and its own end; only the sealed
bytes lie on the disk once. So it can be left out for one partner, or erased, and stays elsewhere.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from comity.assistance.models import (
    Answer,
    Enclosure,
    Information,
    Marking,
    Part,
    ReplyPart,
    Request,
)
from comity.assistance.schemas import MOST_EXHIBITS
from comity.assistance.services.writers import note_writer
from comity.assistance.terms import RequestState, TooManyExhibitsError
from comity.assistance.terms.alerts import AlertOwnAloneError
from comity.assistance.terms.markings import MarkingDraft, Originator
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import share
from comity.evidence.twins import gone_on_failure, twin_of
from comity.officers.terms import Viewer


def others_to_enclose(request: Request, *, officer: Viewer) -> list[Request]:
    """Return the other matters of an alert that nobody let out, locked, with room for one more.

    It is asked before anything is taken in: nothing is written, and no head of the record held.

    Args:
        request: with which something is enclosed; of no alert, there are no others.
        officer: who attaches it.

    Raises:
        TooManyExhibitsError: one of them carries no more.
    """
    alert = Information.objects.filter(request=request).values_list("alert", flat=True).first()
    if alert is None:
        return []
    told = Request.objects.visible_to(officer).filter(
        information__alert=alert, state=RequestState.INFORMING.value
    )
    locked = told.select_for_update(of=("self",), no_key=True).select_related("agency")
    others = list(locked.exclude(pk=request.pk).order_by("pk"))
    _demand_room(others, 1)
    return others


def enclose_for_others(
    request: Request, others: Iterable[Request], exhibit: Exhibit, *, officer: Viewer, at: datetime
) -> None:
    """Enclose what was just taken in with the other matters of the alert.

    How the one as a whole is to be handled counts for what comes with it: where nothing is said of
    another as a whole, its exhibit is marked so.

    Args:
        request: with which it was enclosed.
        others: by `others_to_enclose`.
        exhibit: held by this node.
        officer: who attached it.
        at: aware UTC instant.
    """
    whole = _whole_of(request)
    with gone_on_failure():
        for other in others:
            made = _enclose(other, exhibit, officer=officer, at=at)
            if whole is not None and _whole_of(other) is None:
                _mark_as(whole, made, Answer.objects.all().next_to(other))


def enclose_all(
    first: Request, others: Sequence[Request], *, officer: Viewer, at: datetime
) -> None:
    """Enclose with new matters of an alert what stands with the one they are made from."""
    enclosed = Enclosure.objects.filter(request=first, part=Part.ANSWER, answer=None)
    exhibits = [each.exhibit for each in enclosed.select_related("exhibit")]
    _demand_room(others, len(exhibits))
    with gone_on_failure():
        for other in others:
            for exhibit in exhibits:
                _enclose(other, exhibit, officer=officer, at=at)


def demand_own_alone(request: Request) -> None:
    """Demand that of what several partners would be told nothing is another's, or apart.

    The originator of what is another's is asked for one partner and one purpose; of the others
    nobody would be asked. What a part or a marking says is of one matter: a further partner would
    get text and exhibits without what keeps them back, or says how they are handled, there.

    Raises:
        AlertOwnAloneError: some of it is.
    """
    waiting = Enclosure.objects.filter(request=request, part=Part.ANSWER, answer=None)
    going = Q(exhibit__isnull=True) | Q(exhibit__in=waiting.values("exhibit"))
    marked = Marking.objects.filter(going, answer__request=request)
    says = any(not each.draft.is_empty for each in marked)
    if says or ReplyPart.objects.filter(request=request).exists():
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


def _demand_room(others: Iterable[Request], more: int) -> None:
    for other in others:
        waiting = Enclosure.objects.filter(request=other, part=Part.ANSWER, answer=None)
        if waiting.count() + more > MOST_EXHIBITS:
            raise TooManyExhibitsError(limit=MOST_EXHIBITS)


def _whole_of(request: Request) -> MarkingDraft | None:
    """Return what is said of what is being written there as a whole."""
    said = Marking.objects.filter(
        answer__request=request, answer__released_at=None, exhibit__isnull=True
    ).first()
    return None if said is None or said.draft.is_empty else said.draft


def _mark_as(whole: MarkingDraft, exhibit: Exhibit, answer: Answer) -> None:
    told = {name: getattr(whole, name) for name in MarkingDraft.__slots__ if name != "item"}
    Marking.objects.create(answer=answer, exhibit=exhibit, **told)


def _enclose(other: Request, exhibit: Exhibit, *, officer: Viewer, at: datetime) -> Exhibit:
    note_writer(other, officer)
    made = twin_of(exhibit, case=other.reference, agency=other.agency, officer=officer, at=at)
    Enclosure.objects.create(request=other, exhibit=made, part=Part.ANSWER)
    for agency in other.shared_with.all():
        hand = Hand(officer.name, officer.agency, at)
        share([made], to=agency, hand=hand, reason=other.reference)
    return made
