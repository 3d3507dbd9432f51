"""Open matters by letter with partners that have a node, and what either side proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from comity.assistance.duties import CARRY_OVER, SEE_JOINING
from comity.assistance.lifecycle.joining import STEPS_OVER, may_go_over
from comity.assistance.models import Continuation, ImportedMatter, PostedLetter, Request
from comity.assistance.terms import Channel, LetterKind, RequestState
from comity.assistance.terms.joining import (
    OVER,
    TO_MATCH,
    ContinuationState,
)
from comity.exchange.queries import has_node, linked_codes
from comity.ledger.queries import entries_between
from comity.officers.terms import Viewer, demand_role

_MOST_LETTERS = 20
_LETTER_MADE = frozenset({"letter.made", "letter.reply_made"})
_OPEN = frozenset(
    {
        RequestState.POSTED,
        RequestState.APPROVED,
        *(step.before for step in STEPS_OVER),
    }
)


@dataclass(frozen=True, slots=True)
class Joining:
    """One partner with a node, and what still goes there by letter.

    Attributes:
        partner: its code.
        open: how many open matters go by letter.
        waiting: how many of its proposals wait for an officer here.
    """

    partner: str
    open: int
    waiting: int


def joinings(*, seen_by: Viewer) -> list[Joining]:
    """Return the partners with a node where matters still go by letter, or that propose some.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
    """
    demand_role(seen_by, SEE_JOINING.roles)
    partners = [code for code in linked_codes() if has_node(code)]
    seen = Request.objects.visible_to(seen_by).filter(partner__in=partners)
    open_ones = open_by_letter(seen).order_by().values("partner").annotate(number=Count("pk"))
    by_letter = {row["partner"]: row["number"] for row in open_ones}
    asked = _theirs(Continuation.objects.all().visible_to(seen_by)).filter(partner__in=partners)
    waiting = {
        row["partner"]: row["number"]
        for row in asked.order_by().values("partner").annotate(number=Count("pk"))
    }
    found = (Joining(code, by_letter.get(code, 0), waiting.get(code, 0)) for code in partners)
    return [each for each in found if each.open or each.waiting]


def may_propose(request: Request, last: Continuation | None, *, refused: bool) -> bool:
    """Tell whether a matter can be proposed to its partner as it stands.

    Args:
        request: with a partner that has a node.
        last: the last proposal of ours about it.
        refused: the partner's node did not take that one.
    """
    waits = last is not None and last.stands not in OVER | {ContinuationState.DIFFERS}
    goes = request.by_letter and may_go_over(request.own_side, request.stands)
    return goes and bool(request.relied_on) and (refused or not waits)


def known_names(requests: Sequence[Request]) -> dict[int, str]:
    """Return what the partner calls each matter, as its letters or the former files say."""
    imported = ImportedMatter.objects.filter(request__in=requests).exclude(their_reference="")
    found = dict(imported.values_list("request_id", "their_reference"))
    theirs = PostedLetter.objects.filter(request__in=requests).exclude(number="")
    for letter in theirs.select_related("request").order_by("pk"):
        if not letter.is_ours:
            found[letter.request_id] = letter.number
    return found


def known_as(request: Request) -> str:
    """Return what the partner calls a matter, as far as its letters say; empty when they do not."""
    return known_names([request]).get(request.pk, "")


def begun_on(request: Request) -> date:
    """Return the day of the letter by which a matter began, as far as it is known."""
    first = request.letters.filter(kind=LetterKind.REQUEST.value).first()
    if first is not None:
        return first.written_on or first.day
    return timezone.localdate(request.sent_at or request.received_at or request.created_at)


def letters_made(request: Request, *, until: datetime) -> list[str]:
    """Return the digests of the letters that this node made of a matter."""
    made = entries_between(
        request.reference,
        events=_LETTER_MADE,
        after=request.created_at,
        until=until,
        most=_MOST_LETTERS,
    )
    return sorted({str(dict(each.facts())["digest"]) for each in made})


def is_agreed(request: Request) -> bool:
    """Tell whether a matter by letter waits for the last word on its being carried over.

    Once the link is revoked that word cannot come, and the letter goes on.
    """
    if not request.by_letter:
        return False
    # Few, and known to be none where the page of the request asked what stands beside it.
    agreed = any(each.stands is ContinuationState.AGREED for each in request.continuations.all())
    return agreed and has_node(request.partner)


def proposals_waiting(*, seen_by: Viewer) -> int:
    """Return how many proposals of partners wait for an officer; none for whom it is not."""
    return _theirs(Continuation.objects.all().visible_to(seen_by)).count()


def may_carry_over(viewer: Viewer) -> bool:
    """Tell whether a viewer proposes and settles."""
    return viewer.holds(*CARRY_OVER.roles)


def _theirs(rows: QuerySet[Continuation]) -> QuerySet[Continuation]:
    return rows.filter(proposed_here=False, state__in=[each.value for each in TO_MATCH])


def open_by_letter(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Return those of some requests that go by letter and are open."""
    by_letter = Q(channel=Channel.LETTER.value, state__in=[state.value for state in _OPEN])
    return requests.filter(by_letter)


def sees_joining(request: Request, viewer: Viewer) -> bool:
    """Tell whether a matter by letter could go by node, and the viewer is told of it."""
    return viewer.holds(*SEE_JOINING.roles) and has_node(request.partner)


def last_continuation(request: Request) -> Continuation | None:
    """Return the last proposal about a matter that was found for whoever may see it."""
    return request.continuations.last()
