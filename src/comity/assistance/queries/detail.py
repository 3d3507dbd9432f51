"""One request as an officer reads it: itself, its answer, and what may be done next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_asking
from comity.assistance.channels import channel_of
from comity.assistance.lifecycle import hindrance, steps_from
from comity.assistance.models import Answer, Enclosure, Request, Use
from comity.assistance.queries.beside import note_what_is_empty
from comity.assistance.queries.inbox import NextWho, next_move
from comity.assistance.queries.joining import is_agreed
from comity.assistance.queries.retention import is_gone
from comity.assistance.queries.turns import is_unheard
from comity.assistance.replying import is_meant
from comity.assistance.rules import ask_in
from comity.assistance.terms import Action, Channel, RequestDraft
from comity.assistance.terms.joining import BeingCarriedOverError
from comity.evidence.terms import ExhibitNotFoundError
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Ruling
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Offer:
    """A move the lifecycle offers from here, and whether this officer may make it.

    Attributes:
        action: what would be done.
        allowed: the officer may.
        code: why not, when not; empty otherwise.
        facts: named values for the sentence of the code.
    """

    action: Action
    allowed: bool
    code: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RequestDetail:
    """A request with everything of it that the viewer may see.

    Attributes:
        request: the request.
        answer: the last reply that may be seen; None while there is none.
        replies: every reply that may be seen, in order; most requests have one.
        waiting: numbers of the partial replies here that nobody has opened.
        answer_waits: a partner's answer is here and nobody has opened it.
        retention_over: there was an answer, and the supplier's period for keeping it is over.
        enclosures: exhibits that may be seen.
        uses: rulings on uses, first things first.
        ruling: what this node last ruled: on the answer it released, or on the request.
        actions: the moves from here.
        next_who: whose move the request waits for.
        channel: how the matter goes to the partner.
    """

    request: Request
    answer: Answer | None
    replies: tuple[Answer, ...]
    waiting: tuple[int, ...]
    answer_waits: bool
    retention_over: bool
    enclosures: tuple[Enclosure, ...]
    uses: tuple[Use, ...]
    ruling: Ruling | None
    actions: tuple[Offer, ...]
    next_who: NextWho
    channel: Channel


def request_detail(reference: str, *, seen_by: Viewer, on: date | None = None) -> RequestDetail:
    """Return one request.

    Args:
        reference: of the request.
        seen_by: who looks.
        on: the civil day. A partner's answer whose period of retention is over by then is not
            shown any more; None asks about the request alone and hides nothing for that reason.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    request = _seen(reference, seen_by)
    prefetch_related_objects([request], Prefetch("answers", Answer.objects.order_by("number")))
    there = list(request.answers.all())
    note_what_is_empty(request, there)
    read = [each for each in there if each.is_readable]
    over = [each for each in read if on is not None and each.is_kept_too_long(on=on)]
    replies = tuple(each for each in read if each not in over)
    answer = replies[-1] if replies else None
    return RequestDetail(
        request=request,
        answer=answer,
        replies=replies,
        waiting=tuple(each.number for each in there if each not in read and each.partial),
        answer_waits=len(read) < len(there),
        retention_over=bool(over),
        enclosures=_enclosures(request, seen_by, hidden=[each.pk for each in over]),
        uses=tuple(answer.uses.all()) if answer else (),
        ruling=(answer.last_ruling if answer else None) or request.last_ruling,
        actions=offers_for(request, seen_by),
        next_who=next_move(request)[1],
        channel=channel_of(request),
    )


def _enclosures(
    request: Request, viewer: Viewer, *, hidden: Collection[int]
) -> tuple[Enclosure, ...]:
    """Return the exhibits that may be seen; most cases have none, so that is asked first."""
    there = request.enclosures.all()
    if hidden:
        there = there.exclude(answer__in=hidden)
    if not there.exists():
        return ()
    seen = Enclosure.objects.visible_to(viewer).filter(pk__in=there.values("pk"))
    return tuple(seen.select_related("exhibit", "answer"))


def offers_for(request: Request, viewer: Viewer) -> tuple[Offer, ...]:
    """Return the moves of officers here from where a request stands, each with what hinders it.

    Of a matter whose content was erased there are none.
    """
    if is_gone(request):
        return ()
    own = request.own_side
    unheard, channel = is_unheard(request), channel_of(request)
    held = BeingCarriedOverError(reference=request.reference) if is_agreed(request) else None
    found = steps_from(request.stands, record=own, channel=channel, unheard=unheard)
    steps = [s for s in found if s.by is own and s.roles and is_meant(request, s.action)]
    offers = []
    for step in steps:
        stopped = hindrance(
            step,
            officer=viewer,
            agency=request.agency_code,
            writers=request.writers_of(step.action),
        )
        stopped = stopped or held
        if stopped is None:
            offers.append(Offer(step.action, allowed=True))
        else:
            offers.append(Offer(step.action, False, stopped.code, stopped.facts))
    return tuple(offers)


def enclosure(exhibit_id: UUID, *, seen_by: Viewer) -> Enclosure:
    """Return the enclosure of one exhibit.

    Raises:
        ExhibitNotFoundError: there is none, or none that `seen_by` may see; one that came with an
            answer nobody has opened is none.
    """
    seen = Enclosure.objects.visible_to(seen_by).select_related("exhibit", "request")
    found = seen.filter(exhibit_id=exhibit_id).first()
    if found is None:
        raise ExhibitNotFoundError()
    return found


def ruling_on_draft(draft: RequestDraft, *, on: date) -> Ruling | None:
    """Return the ruling on what a draft asks, as it stands now; the law has no viewer.

    Args:
        draft: may be incomplete.
        on: the civil day.

    Returns:
        None while partner or kind are not chosen.
    """
    ask = ask_in(draft, requesting=own_administration().code)
    if ask is None:
        return None
    register = current_register()
    # An instrument that the register does not hold cannot be chosen; all it holds is weighed.
    under = draft.under if register.has(draft.under) else None
    return rule_on_asking(register, ask, on=on, under=under)


def _seen(reference: str, viewer: Viewer) -> Request:
    seen = Request.objects.visible_to(viewer).select_related("agency")
    request = seen.filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    return request
