"""What was asked by word of mouth: all that may be seen, and what may confirm it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from comity.assistance.duties import CONFIRM_ORAL, REMIND_ORAL
from comity.assistance.lifecycle import ENDS
from comity.assistance.lifecycle.oral import ends_from
from comity.assistance.models import OralMention, OralRequest, Request
from comity.assistance.oral_rules import Matter, likenesses
from comity.assistance.terms import Party
from comity.assistance.terms.oral import Likeness, OralState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

MOST_CANDIDATES = 10
# A partner writes after it has called, and not months later.
_LONGEST = timedelta(days=90)
_MOST_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was said and what was written that may be one matter, and why.

    Attributes:
        said: the request that was only said.
        written: the one that came in writing.
        why: what they have in common; never empty.
    """

    said: Request
    written: Request
    why: tuple[Likeness, ...]


def said_of(request: Request) -> OralRequest | None:
    """Return what was said of a request that was found for whoever may see it; None for nothing.

    Only what is urgent is put by word of mouth: of any other nothing is looked up.
    """
    if not request.urgent:
        return None
    found = OralRequest.objects.filter(request=request).select_related("written")
    return found.first()


def said_on(request: Request) -> date | None:
    """Return the civil day on which a request was put by word of mouth; None where it was not."""
    said = said_of(request)
    return None if said is None else timezone.localdate(said.put_at)


def oral_requests(*, seen_by: Viewer) -> QuerySet[OralRequest]:
    """Return what was asked by word of mouth, what waits for confirmation first, oldest on top."""
    waits = Q(state=OralState.WAITING.value)
    order = (Case(When(waits, then=F(by))).asc(nulls_last=True) for by in ("put_at", "id"))
    seen = OralRequest.objects.all().visible_to(seen_by)
    return seen.select_related("request").order_by(*order, "-put_at", "-id")


def oral_request(reference: str, *, seen_by: Viewer) -> OralRequest:
    """Return what was said of a request.

    Raises:
        NotFoundError: nothing was, or nothing that `seen_by` may see.
    """
    seen = OralRequest.objects.all().visible_to(seen_by)
    found = seen.filter(request__reference=reference).select_related("request__agency", "written")
    said = found.first()
    if said is None:
        raise NotFoundError()
    return said


def candidates_for(said: OralRequest, *, seen_by: Viewer) -> list[Candidate]:
    """Return the written requests that may confirm what a partner said, the likeliest first."""
    if said.side != Party.REQUESTED or said.stands is not OralState.WAITING:
        return []
    seen = Request.objects.visible_to(seen_by).filter(
        side=Party.REQUESTED.value,
        partner=said.partner,
        received_at__gte=said.put_at - timedelta(days=1),
        received_at__lt=said.put_at + _LONGEST,
        oral__isnull=True,
    )
    going = seen.exclude(state__in=sorted(state.value for state in ENDS))
    looked_at = list(going.select_related("oral_mention").order_by("received_at")[:_MOST_LOOKED_AT])
    return _likely((said.request, said, written) for written in looked_at)


def said_before(written: Request, *, seen_by: Viewer) -> list[Candidate]:
    """Return what a partner only said that its written request may confirm, the likeliest first."""
    if written.own_side is not Party.REQUESTED or not written.urgent or written.stands in ENDS:
        return []
    waiting = OralRequest.objects.all().visible_to(seen_by).waiting()
    theirs = waiting.filter(side=Party.REQUESTED.value, partner=written.partner)
    found = theirs.exclude(request=written).select_related("request")[:_MOST_LOOKED_AT]
    return _likely((said.request, said, written) for said in found)


def may_join(said: OralRequest, viewer: Viewer) -> bool:
    """Tell whether a viewer may say what confirms what was said."""
    waits = said.side == Party.REQUESTED and said.stands is OralState.WAITING
    return waits and viewer.holds(*CONFIRM_ORAL.roles)


def may_remind(said: OralRequest, viewer: Viewer) -> bool:
    """Tell whether a viewer may record that the partner was reminded."""
    waits = said.side == Party.REQUESTED and said.stands is OralState.WAITING
    within = viewer.reaches(said.request.agency_code, roles=REMIND_ORAL.roles)
    return waits and within and viewer.holds(*REMIND_ORAL.roles)


def may_close(said: OralRequest, viewer: Viewer, *, due_on: date | None, on: date) -> bool:
    """Tell whether a viewer may close what nobody confirmed: once that is overdue."""
    late = due_on is not None and due_on < on
    return late and may_join(said, viewer) and ends_from(said.request.stands)


def _likely(pairs: Iterable[tuple[Request, OralRequest, Request]]) -> list[Candidate]:
    found = [
        Candidate(request, written, why)
        for request, said, written in pairs
        if (why := likenesses(_matter(request), _matter(written), put_at=said.put_at))
    ]
    return sorted(found, key=lambda each: -len(each.why))[:MOST_CANDIDATES]


def _matter(request: Request) -> Matter:
    return Matter(
        kind=request.kind,
        subject=request.subject,
        hs_code=request.hs_code,
        consignment=request.consignment_reference,
        persons=request.persons,
        says=_says(request),
    )


def _says(request: Request) -> datetime | None:
    try:
        mention = request.oral_mention
    except OralMention.DoesNotExist:
        return None
    return mention.put_at
