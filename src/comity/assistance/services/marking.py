"""Marking an answer and its exhibits: handling, evaluation, originator; on both sides."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.db.models import Q

from comity.assistance.duties import ATTACH
from comity.assistance.marking_bodies import markings_in
from comity.assistance.models import Answer, Enclosure, Marking, ReplyPart
from comity.assistance.services.alert_exhibits import demand_own_where_alert
from comity.assistance.services.enclosing import unbound
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.parts_marked import decides_by_part, follow_markings
from comity.assistance.terms import OtherAgencyError, Party, StepNotAllowedError
from comity.assistance.terms.afterwords import NotTheirsToAskError
from comity.assistance.terms.events import ANSWER_MARKED
from comity.assistance.terms.markings import (
    WHOLE,
    MarkingDraft,
    OriginatorNotAskedError,
    problems_in_marking,
)
from comity.evidence.models import Exhibit
from comity.exchange.terms import Received
from comity.kernel.errors import NotFoundError, Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def mark_answer(
    reference: str, markings: Iterable[MarkingDraft], *, officer: Viewer, at: datetime
) -> Answer:
    """Say how the answer that is being written, and each exhibit with it, is to be handled.

    What is given takes the place of all that stood there before. Who marks has written in the
    answer, and does not release it.

    Args:
        reference: of a partner's request that is being answered.
        markings: of the answer as a whole, and of exhibits; empty ones are left out.
        officer: who writes the answer.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: a code is not of its scheme, an item is not enclosed, or the answer as a
            whole would be another's who decides on its own parts.
        OriginatorNotAskedError: what its originator refused would be another's.
        AlertOwnAloneError: it is told to several, and some would be another's.
        StepNotAllowedError: no answer is being written.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    if request.own_side is not Party.REQUESTED or (Party.REQUESTED, request.stands) not in (
        ATTACH.states
    ):
        raise StepNotAllowedError(state=request.state, action="mark")
    demand_role(officer, ATTACH.roles)
    if request.agency_code != officer.agency:
        raise OtherAgencyError(agency=request.agency_code or "")
    answer = Answer.objects.filter(request=request, released_at__isnull=True).first()
    if answer is None:
        raise NotFoundError()
    enclosed = unbound(request).select_related("exhibit")
    exhibits = {str(each.exhibit_id): each.exhibit for each in enclosed}
    said = [each for each in markings if not each.is_empty]
    demand_no_problems(tuple(problem for each in said for problem in problems_in_marking(each)))
    if any(each.item == WHOLE and decides_by_part(each.originator, each.named) for each in said):
        demand_no_problems((Problem("decided_by_part", "originator"),))
    demand_own_where_alert(request, (each.originator for each in said))
    items = [each.item for each in said]
    if not set(items) <= {WHOLE, *exhibits} or len(set(items)) != len(items):
        demand_no_problems((Problem("unknown_code", "item"),))
    carry_markings(answer)
    answer.markings.all().delete()
    _keep(answer, said, exhibits)
    follow_markings(answer, said, exhibits, officer=officer, at=at)
    answer.add_writer(officer)
    answer.version += 1
    answer.save()
    append(
        ANSWER_MARKED,
        about=reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        count=len(said),
    )
    return answer


def carry_markings(answer: Answer) -> None:
    """Let what is said of exhibits that stayed behind stand with the reply they wait for."""
    staying = unbound(answer.request).values("exhibit_id")
    Marking.objects.filter(exhibit__in=staying).update(answer=answer)


def demand_originators_asked(answer: Answer) -> None:
    """Demand that whoever the answer as a whole is has consented to its release.

    Of its parts each waits for its own originator; an exhibit that is marked and no part waits
    for it as the whole does.

    Raises:
        OriginatorNotAskedError: it has not.
    """
    whole = tuple(answer.markings.filter(exhibit__isnull=True))
    waits = (each for each in (*whole, *_marked_alone(answer)) if each.draft.waits_for_originator)
    decide = (each for each in whole if decides_by_part(each.originator, each.named))
    if found := next(chain(decide, waits), None):
        raise OriginatorNotAskedError(named=found.named)


def take_markings(received: Received, answer: Answer) -> None:
    """Keep what came with a partner's answer of how it and its exhibits are to be handled.

    Raises:
        InvalidDraftError: a code is not of the scheme it names.
        NotTheirsToAskError: it marks what did not come with the answer.
    """
    said = [each for each in markings_in(received.body) if not each.is_empty]
    if not said:
        return
    demand_no_problems(tuple(problem for each in said for problem in problems_in_marking(each)))
    enclosed = Enclosure.objects.filter(answer=answer).select_related("exhibit")
    exhibits = {each.exhibit.partner_exhibit: each.exhibit for each in enclosed}
    items = [each.item for each in said]
    if not set(items) <= {WHOLE, *exhibits} or len(set(items)) != len(items):
        raise NotTheirsToAskError(reference=answer.request.reference)
    _keep(answer, said, exhibits)


def _marked_alone(answer: Answer) -> Iterable[Marking]:
    """Return the markings of exhibits that would go and are no part of the reply."""
    parts = ReplyPart.objects.filter(request=answer.request, exhibit__isnull=False)
    ruled = parts.filter(Q(answer__isnull=True) | ~Q(withheld=""))
    going = unbound(answer.request).exclude(exhibit_id__in=ruled.values("exhibit_id"))
    return Marking.objects.filter(exhibit__in=going.values("exhibit_id"))


def _keep(answer: Answer, said: Iterable[MarkingDraft], exhibits: dict[str, Exhibit]) -> None:
    for each in said:
        Marking.objects.create(
            answer=answer,
            exhibit=exhibits.get(each.item),
            **{name: getattr(each, name) for name in MarkingDraft.__slots__ if name != "item"},
        )
