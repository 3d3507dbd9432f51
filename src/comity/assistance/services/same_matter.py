"""The same matter noticed twice: fingerprints kept, and hits that not everybody may see."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count, Q

from comity.assistance.duties import DECONFLICT
from comity.assistance.fingerprints import marks_in_order, traces_in
from comity.assistance.models import Fingerprint, MatterHit, Request
from comity.assistance.services.moves import agency_of_code, demand_no_problems
from comity.assistance.terms import Party
from comity.assistance.terms.events.same_matter import HIT_NO_LINK, HIT_TOLD
from comity.assistance.terms.same_matter import HitOutcome, HitSettledError, Mark
from comity.kernel.errors import NotFoundError, Problem
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION
from comity.officers.terms import Viewer, demand_role

# What stands in more matters than this says nothing of any, and is noted of no more of them.
TOO_COMMON = 200
# Of what one partner sends again and again no more is noted: it must not make a thing common.
MOST_OF_ONE = 20
MOST_HITS = 50


def note_matter(request: Request, *, at: datetime) -> None:
    """Keep by what a matter may be recognised, and note which others it may be.

    A hit is noted only where some who see the one do not see the other: who sees both reads it on
    the page. Nothing is merged, and no state is changed.

    Args:
        request: as it stands, saved; submitted by us, or come from a partner.
        at: aware UTC instant.
    """
    traces = {trace.key: trace.mark for trace in traces_in(request.as_draft())}
    Fingerprint.objects.filter(request=request).delete()
    if not traces:
        return
    common = _common(request, traces)
    Fingerprint.objects.bulk_create(
        Fingerprint(key=key, mark=mark.value, request=request)
        for key, mark in traces.items()
        if key not in common
    )
    _note_hits(request, {key: mark for key, mark in traces.items() if key not in common}, at=at)


def settle_hit(
    number: int, *, outcome: str, unit: str = "", officer: Viewer, at: datetime
) -> MatterHit:
    """Record what was done about two matters that may be the same.

    Telling an agency is done by a person, outside the node or by sharing the case under its own
    ruling: this act records that it was done, and shows nobody anything.

    Args:
        number: of the hit.
        outcome: a `HitOutcome`.
        unit: code of the agency that was told; only with `told`.
        officer: of the central unit.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is no such hit.
        HitSettledError: somebody was quicker.
        InvalidDraftError: the outcome is not known, or an agency is missing or out of place.
        UnknownAgencyError: this node has no such agency.
    """
    demand_role(officer, DECONFLICT.roles)
    seen = MatterHit.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    hit = seen.select_related("later", "earlier").filter(pk=number).first()
    if hit is None:
        raise NotFoundError()
    if hit.settled_at is not None:
        raise HitSettledError()
    told = outcome == HitOutcome.TOLD
    demand_no_problems(_problems_in(outcome, unit))
    hit.told = agency_of_code(unit) if told else None
    hit.outcome, hit.settled_by, hit.settled_at = outcome, officer.name, at
    hit.save()
    facts = {"unit": hit.told.name} if hit.told else {}
    # Of no agency: who may not see one of the two matters must not read of it here either.
    append(
        HIT_TOLD if told else HIT_NO_LINK,
        about=hit.later.reference,
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        other_case=hit.earlier.reference,
        **facts,
    )
    return hit


def _problems_in(outcome: str, unit: str) -> tuple[Problem, ...]:
    if outcome not in set(HitOutcome):
        return (Problem("unknown_code", "outcome"),)
    if outcome == HitOutcome.TOLD and not unit:
        return (Problem("missing", "unit"),)
    return (Problem("nobody_told", "unit"),) if outcome != HitOutcome.TOLD and unit else ()


def _common(request: Request, traces: dict[bytes, Mark]) -> set[bytes]:
    """Return which keys stand in so many matters, of all or of one partner, that they say nothing.

    A partner chooses what its requests name; so much counts of one that it alone cannot make a
    thing common, and it blinds nobody but itself.
    """
    there = Fingerprint.objects.filter(key__in=traces).order_by().values_list("key")
    theirs = Q(request__side=Party.REQUESTED.value, request__partner=request.partner)
    came = request.own_side is Party.REQUESTED
    counted = there.annotate(every=Count("pk"), of_one=Count("pk", filter=theirs))
    return {
        bytes(key)
        for key, every, of_one in counted
        if every >= TOO_COMMON or (came and of_one >= MOST_OF_ONE)
    }


def _note_hits(request: Request, traces: dict[bytes, Mark], *, at: datetime) -> None:
    alike = Fingerprint.objects.filter(key__in=traces).exclude(request=request)
    found: dict[int, set[Mark]] = defaultdict(set)
    for key, number in alike.order_by("-request_id").values_list("key", "request_id"):
        found[number].add(traces[bytes(key)])
    if not found:
        return
    others = Request.objects.filter(pk__in=list(found)[:MOST_HITS]).select_related("agency")
    readers = _readers(request)
    for other in others.prefetch_related("shared_with").defer("ruling"):
        if _readers(other) != readers:
            _note_hit(request, other, found[other.pk], at=at)


def _note_hit(request: Request, other: Request, marks: set[Mark], *, at: datetime) -> None:
    later, earlier = (request, other) if request.pk > other.pk else (other, request)
    hit = MatterHit.objects.filter(later=later, earlier=earlier).first()
    if hit is None:
        hit = MatterHit(later=later, earlier=earlier, found_at=at)
    known = {Mark(code) for code in hit.marks}
    if marks <= known:
        return
    # What was judged without the new mark is to be judged again; the record keeps the first.
    hit.marks = [mark.value for mark in marks_in_order(known | marks)]
    hit.outcome, hit.told, hit.settled_by, hit.settled_at = "", None, "", None
    hit.save()


def _readers(request: Request) -> frozenset[str]:
    """Return the agencies whose officers see a matter; none before a partner's is allocated."""
    own = {request.agency.code} if request.agency else set()
    return frozenset(own | {agency.code for agency in request.shared_with.all()})
