"""What is kept so that officers find requests again; none of it is an act."""

from collections.abc import Iterable
from datetime import datetime

from comity.assistance.duties import SEE_REFERRED
from comity.assistance.models import OpenedRequest, Request, SearchKey
from comity.assistance.queries.imports import old_reference_of
from comity.assistance.search_keys import DESK, WHOLE_NODE, circle_of_agency, keys_of, text_of
from comity.assistance.services.texts import keep_new_words, keep_words
from comity.officers.terms import Viewer

MOST_KEPT = 10


def make_findable(request: Request) -> None:
    """Keep what a request is found by, and by whom, in the transaction that changed either.

    Args:
        request: as it stands, saved.
    """
    text = text_of(request.reference, old_reference_of(request), subject=request.subject)
    circles = _circles(request)
    keep_words(request, circles=circles)
    wanted = keys_of(text, partner=request.partner, circles=circles)
    there = SearchKey.objects.filter(request=request)
    kept = {bytes(key) for key in there.values_list("key", flat=True)}
    if kept - wanted:
        there.filter(key__in=kept - wanted).delete()
    SearchKey.objects.bulk_create(
        SearchKey(key=key, request=request) for key in sorted(wanted - kept)
    )


def make_new_findable(pairs: Iterable[tuple[Request, str]]) -> None:
    """Keep what many new requests are found by, in the transaction that begins them.

    Args:
        pairs: each request, saved and shared with nobody yet, with what it was called before.
    """
    keys, found_in = [], []
    for request, old_reference in pairs:
        text = text_of(request.reference, old_reference, subject=request.subject)
        circles = _circles_of(request, shared=())
        found_in.append((request, circles))
        found = keys_of(text, partner=request.partner, circles=circles)
        keys += [SearchKey(key=key, request=request) for key in sorted(found)]
    SearchKey.objects.bulk_create(keys, batch_size=500)
    keep_new_words(found_in)


def _circles(request: Request) -> set[str]:
    """Return who may find it: those to whom `visible_to` shows it."""
    return _circles_of(request, shared=request.shared_with.values_list("code", flat=True))


def _circles_of(request: Request, *, shared: Iterable[str]) -> set[str]:
    codes = set(shared)
    if request.agency_code:
        codes.add(request.agency_code)
    circles = {WHOLE_NODE, *(circle_of_agency(code) for code in codes)}
    if request.referred_to in {role.value for role in SEE_REFERRED.roles}:
        circles.add(DESK)
    return circles


def note_opened(request: Request, *, officer: Viewer, at: datetime) -> bool:
    """Note which request an officer opened last, for them alone; the oldest notes are dropped.

    It is a convenience and no record: who has looked at a partner's answer, `oversight` records.

    Args:
        request: that was shown.
        officer: whom it was shown to.
        at: aware UTC instant.

    Returns:
        Whether anything was written; not, when the officer is still at the same request.
    """
    noted = OpenedRequest.objects.filter(officer_id=officer.officer_id)
    last = noted.values_list("request_id", flat=True).first()
    if last == request.pk:
        return False
    opened = OpenedRequest(officer_id=officer.officer_id, request_id=request.pk, at=at)
    OpenedRequest.objects.bulk_create(
        [opened],
        update_conflicts=True,
        unique_fields=["officer", "request"],
        update_fields=["at"],
    )
    over = list(noted.values_list("pk", flat=True)[MOST_KEPT:])
    if over:
        noted.filter(pk__in=over).delete()
    return True
