"""What goes by letter still with a partner that has a node, and what it proposes: the lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from comity.assistance.duties import SEE_JOINING
from comity.assistance.lifecycle.joining import STEPS_OVER
from comity.assistance.models import Continuation, ImportedMatter, PostedLetter, Request
from comity.assistance.queries.joining import (
    known_names,
    may_propose,
    open_by_letter,
)
from comity.assistance.queries.joining_candidates import Candidates, candidates_in
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.joining import (
    OVER,
    TO_MATCH,
    ContinuationState,
    Stand,
    do_agree,
    stand_of,
)
from comity.exchange.queries import facts_of_many, has_node
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MOST_SHOWN = 100
_MOST_WORDS = 10
# As `may_go_over`, asked of the database.
_GO_OVER = reduce(or_, (Q(side=step.record.value, state=step.before.value) for step in STEPS_OVER))
_PROPOSED = [
    each.value for each in ContinuationState if each not in OVER | {ContinuationState.DIFFERS}
]


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One open matter that goes by letter, and what would happen to it.

    Attributes:
        request: the matter.
        known_as: what the partner calls it, as far as its letters say.
        stand: where it stands, as the partner would be told.
        may: it can be proposed now.
        proposal: the last proposal of ours about it; None when there is none.
        refused: the partner's node does not know such a proposal.
        put_back: the acceptance noted here is not in the partner's record, and may be put back.
    """

    request: Request
    known_as: str
    stand: Stand
    may: bool
    proposal: Continuation | None
    refused: bool
    put_back: bool


@dataclass(frozen=True, slots=True)
class TheirProposal:
    """A partner's proposal, with the matters here that it may be about.

    Attributes:
        proposal: what the partner says.
        suggested: the matters that its references or letters point to, the likeliest first.
        others: further matters with the partner that could be meant, the first of them.
        more: there are more still, to be looked for with `matters_to_match`.
        open: an officer may settle it now.
        agrees: the likeliest stands where the partner says, or both can go on from there.
    """

    proposal: Continuation
    suggested: tuple[Request, ...]
    others: tuple[Request, ...]
    more: bool
    open: bool
    agrees: bool


def matters_open(partner: str, *, seen_by: Viewer) -> QuerySet[Request]:
    """Return the open matters with a partner that go by letter, what can be proposed first.

    Args:
        partner: code of its administration.
        seen_by: who looks.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
        NotFoundError: no node of this partner is trusted here.
    """
    demand_role(seen_by, SEE_JOINING.roles)
    if not has_node(partner):
        raise NotFoundError(partner=partner)
    waits = Continuation.objects.filter(
        request=OuterRef("pk"), proposed_here=True, state__in=_PROPOSED
    )
    can = _GO_OVER & ~Q(relied_on="") & ~Exists(waits)
    seen = Request.objects.visible_to(seen_by).filter(partner=partner)
    return open_by_letter(seen).order_by(Case(When(can, then=0), default=1), "pk")


def open_matters(partner: str, *, seen_by: Viewer) -> list[OpenMatter]:
    """Return the first of the open matters with a partner, as `matters_open` does."""
    return matters_told(matters_open(partner, seen_by=seen_by)[:MOST_SHOWN])


def matters_told(found: Iterable[Request]) -> list[OpenMatter]:
    """Return open matters by letter with what would happen to each, in their order."""
    rows = list(found)
    own = Continuation.objects.filter(request__in=rows, proposed_here=True).order_by("pk")
    last = {each.request_id: each for each in own}
    ids = [each.message_id for each in last.values()]
    known = facts_of_many(ids) if ids else {}
    refused = {each for each in ids if each in known and known[each].refused}
    names = known_names(rows)
    return [_shown(each, names.get(each.pk, ""), last.get(each.pk), refused) for each in rows]


def _shown(
    request: Request, known_as: str, proposal: Continuation | None, messages: Collection[str]
) -> OpenMatter:
    stand = stand_of(request.own_side, request.stands)
    refused = proposal is not None and proposal.message_id in messages
    differs = proposal is not None and proposal.stands is ContinuationState.DIFFERS
    undecided = differs and proposal is not None and proposal.told_stand is Stand.SENT
    accepted = (request.own_side, request.stands) == (Party.REQUESTING, RequestState.ACCEPTED)
    return OpenMatter(
        request=request,
        known_as=known_as,
        stand=stand,
        may=may_propose(request, proposal, refused=refused),
        proposal=proposal,
        refused=refused,
        put_back=undecided and accepted,
    )


def proposals_of(partner: str, *, seen_by: Viewer) -> QuerySet[Continuation]:
    """Return what a partner proposes to go on with by node, what waits for an officer first.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
    """
    demand_role(seen_by, SEE_JOINING.roles)
    theirs = Continuation.objects.all().visible_to(seen_by)
    rows = theirs.filter(partner=partner, proposed_here=False).select_related("request")
    waits = Q(state__in=[each.value for each in TO_MATCH])
    there = rows.exclude(state=ContinuationState.CARRIED.value)
    return there.order_by(Case(When(waits, then=0), default=1), "at", "id")


def their_proposals(partner: str, *, seen_by: Viewer) -> list[TheirProposal]:
    """Return the first of what a partner proposes, as `proposals_of` does."""
    found = proposals_of(partner, seen_by=seen_by)[:MOST_SHOWN]
    return proposals_told(found, seen_by=seen_by)


def proposals_told(found: Iterable[Continuation], *, seen_by: Viewer) -> list[TheirProposal]:
    """Return a partner's proposals with the matters that each may be about, in their order.

    Args:
        found: all of one partner.
        seen_by: who looks.
    """
    rows = list(found)
    of_sides: dict[str, list[Continuation]] = {}
    for row in rows:
        of_sides.setdefault(row.side, []).append(row)
    seen = Request.objects.visible_to(seen_by)
    could = {
        side: candidates_in(open_by_letter(seen.filter(partner=some[0].partner, side=side)), some)
        for side, some in of_sides.items()
    }
    return [_proposal(each, could[each.side]) for each in rows]


def matters_to_match(number: int, *, search: str, seen_by: Viewer) -> QuerySet[Request]:
    """Return every matter here that a partner's proposal could mean, the oldest first.

    Args:
        number: of the proposal.
        search: words, each of which stands in a name of the matter or in its subject; empty for
            every matter.
        seen_by: who looks.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
        NotFoundError: there is no such proposal.
    """
    demand_role(seen_by, SEE_JOINING.roles)
    theirs = Continuation.objects.all().visible_to(seen_by)
    row = theirs.filter(pk=number, proposed_here=False).first()
    if row is None:
        raise NotFoundError()
    seen = Request.objects.visible_to(seen_by).filter(partner=row.partner, side=row.side)
    found = open_by_letter(seen)
    for word in search.split()[:_MOST_WORDS]:
        found = found.filter(_named_with(word))
    return found.select_related("agency").order_by("pk")


def _named_with(word: str) -> Q:
    """Ask for a word in what a matter is called here, in its letters or in the former files."""
    letters = PostedLetter.objects.filter(request=OuterRef("pk"), number__icontains=word)
    of_former = Q(old_reference__icontains=word) | Q(their_reference__icontains=word)
    former = ImportedMatter.objects.filter(of_former, request=OuterRef("pk"))
    own = Q(reference__icontains=word) | Q(subject__icontains=word)
    return own | Exists(letters) | Exists(former)


def _proposal(row: Continuation, could: Candidates) -> TheirProposal:
    suggested = could.likely(row)
    likely = {each.pk for each in suggested}
    first = suggested[0] if suggested else None
    told = row.told_stand
    agrees = (
        first is not None
        and told is not None
        and do_agree(stand_of(first.own_side, first.stands), told, side=first.own_side)
    )
    others = (each for each in could.matters if each.pk not in likely)
    some = tuple(islice(others, MOST_SHOWN))
    more = len(could.matters) > len(likely) + len(some)
    return TheirProposal(row, suggested, some, more, row.stands in TO_MATCH, agrees)
