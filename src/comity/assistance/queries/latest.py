"""The requests changed last, found without looking at all of them.

No index serves a whole policy: its ways of seeing are asked apart, each in the order of an index,
and what they find is joined. However many requests a node holds, a page reads a page of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from comity.assistance.models import Request, SearchKey, Sight
from comity.assistance.models.requests import Requests
from comity.assistance.queries.finding import circles_of
from comity.assistance.search_keys import keys_beginning
from comity.assistance.terms import Party
from comity.kernel.search_words import searched_words
from comity.officers.terms import Viewer

# From so many on, walking the requests in order finds a page sooner than sorting all of them.
_DENSE = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RequestsAsked:
    """Which requests are listed; what is left empty asks for any.

    Attributes:
        side: only those where this node is on that side.
        state: only those in that state.
        partner: only those with that administration.
        search: words of the reference or the subject, each as a word there begins.
    """

    side: Party | None = None
    state: str = ""
    partner: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """One page of requests.

    Attributes:
        requests: last changed first.
        before: the place to go on from; empty at the end.
    """

    requests: tuple[Request, ...]
    before: str


Place = tuple[datetime, int]


def requests_page(
    asked: RequestsAsked, *, seen_by: Viewer, limit: int, before: Place | None = None
) -> RequestsPage:
    """Return a page of the requests the viewer may see, last changed first.

    Args:
        asked: which.
        seen_by: who looks.
        limit: most requests on the page.
        before: the place of the last request of the page before; None for the first page.
    """
    found = _matching(asked, seen_by)
    if before is not None:
        at, key = before
        # The first condition is the one an index can begin at.
        found = found.filter(Q(updated_at__lte=at) & (Q(updated_at__lt=at) | Q(pk__lt=key)))
    some = found.latest_rows(Sight(seen_by), most=limit + 1)
    last = some[:limit]
    # A ruling is the largest part of a request, and no list shows it.
    rows = Request.objects.select_related("agency").defer("ruling")
    shown = rows.in_bulk([key for _, key in last])
    more = _told(last[-1]) if len(some) > limit else ""
    return RequestsPage(tuple(shown[key] for _, key in last if key in shown), more)


def _matching(asked: RequestsAsked, seen_by: Viewer) -> Requests:
    """Return what is asked for of all requests; `seen_by` decides in what words are looked for."""
    found: Requests = Request.objects.all()
    if asked.side is not None:
        found = found.filter(side=asked.side.value)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.partner:
        found = found.filter(partner=asked.partner)
    if not asked.search.strip():
        return found
    words = searched_words(asked.search)
    circles = circles_of(seen_by)
    if not words or not circles:
        return found.none()
    for word in words:
        found = _with_word(found, word, circles)
    return found


def place_of(told: str) -> Place | None:
    """Read the place of a request, as a page tells it; None when it is none."""
    moment, _, key = told.partition("-")
    known = moment.isascii() and key.isascii() and moment.isdecimal() and key.isdecimal()
    if not known or len(moment) > 16 or len(key) > 15:
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(key)


def _told(place: Place) -> str:
    return f"{(place[0] - _EPOCH) // timedelta(microseconds=1)}-{place[1]}"


def _with_word(found: Requests, word: str, circles: Iterable[str]) -> Requests:
    """Keep the requests with a word, in whichever way finds a page of them sooner."""
    wanted = Q()
    for circle in circles:
        first, after = keys_beginning(circle, word)
        wanted |= Q(key__gte=first, key__lt=after)
    keys = SearchKey.objects.filter(wanted)
    some = list(keys.values_list("request_id", flat=True)[: _DENSE + 1])
    if len(some) > _DENSE:
        return found.filter(Exists(keys.filter(request=OuterRef("pk"))))
    return found.filter(pk__in=set(some))
