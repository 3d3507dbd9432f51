"""Which other matters a request may be, for who may see those; and hits for who sees all."""

from collections import defaultdict
from dataclasses import dataclass

from comity.assistance.duties import DECONFLICT
from comity.assistance.fingerprints import Trace, traces_in
from comity.assistance.models import Fingerprint, MatterHit, Request
from comity.assistance.terms import RequestState
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MOST_ALIKE = 8
# While it is still to be settled whether it goes on: before approval, before a decision.
TELLING_STATES = frozenset(
    {
        RequestState.DRAFT,
        RequestState.SUBMITTED,
        RequestState.INCOMPLETE,
        RequestState.COMPLETED,
        RequestState.RECEIVED,
        RequestState.POSTPONED,
    }
)


@dataclass(frozen=True, slots=True)
class MatterAlike:
    """Another matter that may be the same.

    Attributes:
        reference: of that one.
        subject: of that one.
        partner: code of the administration there.
        state: where it stands.
        side: on which side of it this node is.
        shared: what stands in both, the most telling first.
    """

    reference: str
    subject: str
    partner: str
    state: str
    side: str
    shared: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class HitsPage:
    """A page of hits.

    Attributes:
        hits: found last first.
        after: key of the last, to go on from; 0 at the end.
    """

    hits: tuple[MatterHit, ...]
    after: int


def matters_alike(request: Request, *, seen_by: Viewer) -> tuple[MatterAlike, ...]:
    """Return which other matters a request may be, of those the viewer may see.

    What may not be seen is not asked for: it changes neither what is told nor how it is counted.

    Args:
        request: one that the viewer may see.
        seen_by: who looks.

    Returns:
        At most `MOST_ALIKE`, the most alike first.
    """
    traces = {trace.key: trace for trace in traces_in(request.as_draft())}
    if not traces:
        return ()
    seen = Fingerprint.objects.visible_to(seen_by).filter(key__in=traces)
    rows = seen.exclude(request=request).order_by().values_list("request_id", "key")
    found: dict[int, list[Trace]] = defaultdict(list)
    for other, key in rows:
        found[other].append(traces[bytes(key)])
    place = {key: number for number, key in enumerate(traces)}
    for shared in found.values():
        shared.sort(key=lambda trace: place[trace.key])
    best = sorted(found, key=lambda pk: (place[found[pk][0].key], -len(found[pk]), -pk))
    return _told(best[:MOST_ALIKE], found, seen_by)


def matters_alike_of(reference: str, *, seen_by: Viewer) -> tuple[MatterAlike, ...]:
    """Return which other matters a request may be, wherever it stands.

    Raises:
        NotFoundError: there is no such request, or none that the viewer may see.
    """
    seen = Request.objects.visible_to(seen_by).defer("ruling")
    request = seen.filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    return matters_alike(request, seen_by=seen_by)


def hits_page(*, seen_by: Viewer, settled: bool, limit: int, after: int = 0) -> HitsPage:
    """Return hits on matters of which some who see one do not see the other, the latest first.

    Args:
        seen_by: of the central unit.
        settled: those that were settled, instead of those that wait.
        limit: most hits of a page.
        after: key of the last hit of the page before; 0 for the first page.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
    """
    demand_role(seen_by, DECONFLICT.roles)
    hits = MatterHit.objects.visible_to(seen_by)
    hits = hits.filter(settled_at__isnull=False) if settled else hits.open()
    if after:
        hits = hits.filter(pk__lt=after)
    both = hits.select_related("later__agency", "earlier__agency", "told")
    rows = list(both.defer("later__ruling", "earlier__ruling").order_by("-pk")[: limit + 1])
    return HitsPage(tuple(rows[:limit]), rows[limit - 1].pk if len(rows) > limit else 0)


def hit_of(number: int, *, seen_by: Viewer) -> MatterHit:
    """Return one hit.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
        NotFoundError: there is none.
    """
    demand_role(seen_by, DECONFLICT.roles)
    seen = MatterHit.objects.visible_to(seen_by)
    hit = seen.select_related("later__agency", "earlier__agency", "told").filter(pk=number).first()
    if hit is None:
        raise NotFoundError()
    return hit


def _told(
    keys: list[int], found: dict[int, list[Trace]], viewer: Viewer
) -> tuple[MatterAlike, ...]:
    if not keys:
        return ()
    columns = ("reference", "subject", "partner", "state", "side")
    seen = Request.objects.visible_to(viewer).filter(pk__in=keys).order_by().only(*columns)
    told = {request.pk: request for request in seen}
    return tuple(_alike(told[pk], found[pk]) for pk in keys if pk in told)


def _alike(request: Request, shared: list[Trace]) -> MatterAlike:
    return MatterAlike(
        reference=request.reference,
        subject=request.subject,
        partner=request.partner,
        state=request.state,
        side=request.side,
        shared=tuple(shared),
    )
