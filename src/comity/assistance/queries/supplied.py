"""What was supplied, by whom, and whether it may still be used: asked by afterwords and uses."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from comity.assistance.models import AfterwordItem, Answer, Enclosure, Part, Request
from comity.assistance.terms import (
    AnswerNotOpenedError,
    NothingSuppliedError,
    Party,
    StepNotAllowedError,
)
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    REQUEST_ITEM,
    AfterwordKind,
    ErasedError,
    Fate,
)
from comity.assistance.terms.turns import TurnKind
from comity.evidence.models import Exhibit


def demand_asker(request: Request, kind: AfterwordKind, *, about_answer: bool, ours: bool) -> None:
    """Demand that the side that would ask this is the one whose it is to ask.

    Consent is asked, and notice given, by who holds an answer; back asks who supplied.

    Raises:
        StepNotAllowedError: it is the other side's to ask.
    """
    holds_answer = (request.own_side is Party.REQUESTING) is ours
    supplied_it = holds_answer is not about_answer
    is_recall = kind is AfterwordKind.RECALL
    # Of what nobody asked for there is no request that could be asked back.
    there = about_answer or not request.unasked
    if not there or not (supplied_it if is_recall else holds_answer and about_answer):
        raise StepNotAllowedError(state=request.state, action=kind.value)


def answer_of(request: Request, number: int) -> Answer:
    """Return one reply of a request that has been let out, or was opened.

    Args:
        request: found visible.
        number: of the reply; 0 for the last.

    Raises:
        AnswerNotOpenedError: the partner's reply was not opened yet.
        NothingSuppliedError: there is no reply, or ours was not released.
    """
    replies = Answer.objects.filter(request=request).order_by("-number")
    found = (replies.filter(number=number) if number else replies).first()
    if found is None:
        raise NothingSuppliedError()
    found.request = request
    if request.own_side is Party.REQUESTING and found.opened_at is None:
        raise AnswerNotOpenedError()
    if request.own_side is Party.REQUESTED and found.released_at is None:
        raise NothingSuppliedError()
    return found


def exhibits_supplied(request: Request, about: Answer | None, *, ours: bool) -> dict[str, Exhibit]:
    """Return the exhibits of an answer or a request, by the ids their supplier's node gave them.

    Args:
        request: of the matter.
        about: the reply they went with; None for those of the request itself.
        ours: we are the supplier.
    """
    part = Part.REQUEST if about is None else Part.ANSWER
    enclosed: QuerySet[Enclosure] = Enclosure.objects.filter(
        request=request, part=part, answer=about
    )
    if ours and about is None:
        enclosed = _gone(request, enclosed)
    exhibits = (each.exhibit for each in enclosed.select_related("exhibit"))
    return {str(e.pk) if ours else e.partner_exhibit or str(e.pk): e for e in exhibits}


def _gone(request: Request, enclosed: QuerySet[Enclosure]) -> QuerySet[Enclosure]:
    """Leave out what was added to a request that was returned, until its completion has left."""
    turns = request.turns.filter(kind__in=(TurnKind.INCOMPLETE.value, TurnKind.COMPLETED.value))
    last = turns.last()
    if last is None or last.kind == TurnKind.COMPLETED:
        return enclosed
    return enclosed.filter(exhibit_id__in=last.travelled)


def use_ended(answer: Answer, *, exhibit: UUID | None = None) -> bool:
    """Tell whether an answer, or one exhibit of it, may not be used any more.

    Args:
        answer: a partner's.
        exhibit: only this one; None for the answer as a whole.
    """
    gone = (Fate.DELETED.value, Fate.USE_ENDED.value)
    items = AfterwordItem.objects.filter(afterword__answer=answer, fate__in=gone)
    whole = items.filter(item=ANSWER_ITEM)
    return whole.exists() or (exhibit is not None and items.filter(exhibit_id=exhibit).exists())


def ended_among(answers: Collection[Answer]) -> frozenset[int]:
    """Return the keys of those replies that may not be used any more, asked for all at once."""
    if not answers:
        return frozenset()
    items = AfterwordItem.objects.filter(
        afterword__answer__in=[each.pk for each in answers],
        afterword__ours=False,
        item=ANSWER_ITEM,
        fate__in=(Fate.DELETED.value, Fate.USE_ENDED.value),
    )
    return frozenset(items.values_list("afterword__answer_id", flat=True))


def demand_not_called_back(request: Request, exhibit: Exhibit | None) -> None:
    """Demand that what would be shown further was neither deleted nor is used no longer.

    Args:
        request: of the matter.
        exhibit: only this one is shown; None for the whole case.

    Raises:
        ErasedError: its supplier asked for it back, and that was done.
    """
    items = AfterwordItem.objects.filter(afterword__request=request, afterword__ours=False)
    if exhibit is not None:
        items = items.filter(exhibit=exhibit) | items.filter(item__in=(ANSWER_ITEM, REQUEST_ITEM))
    if items.filter(fate=Fate.USE_ENDED.value).exists():
        raise ErasedError()
    if exhibit is not None and exhibit.is_erased:
        raise ErasedError()
    replies = [each for each in Answer.objects.filter(request=request) if each.is_readable]
    ours_to_show = request.own_side is Party.REQUESTED or exhibit is not None
    if not ours_to_show and replies and all(each.is_erased for each in replies):
        raise ErasedError()
