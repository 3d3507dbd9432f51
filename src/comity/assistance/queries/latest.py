"""The requests changed last, found without looking at all of them.

No index serves a whole policy: its ways of seeing are asked apart, each in the order of an index,
and what they find is joined. However many requests a node holds, a page reads a page of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.assistance.models import Request, SearchKey, Sight
from comity.assistance.models.requests import Requests
from comity.assistance.queries.finding import circles_of
from comity.assistance.search_keys import keys_beginning
from comity.assistance.terms import Party
from comity.kernel.search_words import searched_words
from comity.officers.terms import Viewer

# From so many on, walking the requests in order finds a page sooner than sorting all of them.
_DENSE = 1000
# How many requests are walked for words that stand in so many.
_NEAR = 600
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
Row = tuple[Any, ...]
Keys = QuerySet[SearchKey, SearchKey]


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
    found = _matching(asked)
    if before is not None:
        at, key = before
        # The first condition is the one an index can begin at.
        found = found.filter(Q(updated_at__lte=at) & (Q(updated_at__lt=at) | Q(pk__lt=key)))
    some = _latest(found, asked.search, seen_by, most=limit + 1)
    last = some[:limit]
    # A ruling is the largest part of a request, and no list shows it.
    rows = Request.objects.select_related("agency").defer("ruling")
    shown = rows.in_bulk([key for _, key in last])
    more = _told(last[-1]) if len(some) > limit else ""
    return RequestsPage(tuple(shown[key] for _, key in last if key in shown), more)


def _matching(asked: RequestsAsked) -> Requests:
    """Return what is asked for of all requests, whatever words are looked for."""
    found: Requests = Request.objects.all()
    if asked.side is not None:
        found = found.filter(side=asked.side.value)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.partner:
        found = found.filter(partner=asked.partner)
    return found


def _latest(found: Requests, search: str, seen_by: Viewer, *, most: int) -> list[Row]:
    """Return the latest that have every word; `seen_by` decides in what words are looked for."""
    sight = Sight(seen_by)
    if not search.strip():
        return found.latest_rows(sight, most=most)
    words, circles = searched_words(search), circles_of(seen_by)
    if not words or not circles:
        return []
    common = []
    for keys in (_keys_of(word, circles) for word in words):
        # Whether there are so many is asked without being told which.
        if keys[_DENSE : _DENSE + 1].exists():
            common.append(keys)
        else:
            found = found.filter(pk__in=set(keys.values_list("request_id", flat=True)))
    if len(common) < len(words):
        return _with_every(found, common).latest_rows(sight, most=most)
    return _with_common_words(found, common, sight, most=most)


def _with_common_words(
    found: Requests, common: list[Keys], sight: Sight, *, most: int
) -> list[Row]:
    """Return the latest with words that each stand in many requests.

    As a rule a page of them is found among those changed last. Otherwise the words may never stand
    together, or only long ago, and the keys alone tell that without a look at every request.
    """
    since = _begins(found, sight)
    near = found if since is None else found.filter(updated_at__gte=since)
    rows = _with_every(near, common).latest_rows(sight, most=most)
    if since is None or len(rows) == most:
        return rows
    named = [keys.order_by().values("request_id") for keys in common]
    together = named[0].intersection(*named[1:]) if named[1:] else named[0]
    return found.filter(pk__in=together).latest_rows(sight, most=most)


def _begins(found: Requests, sight: Sight) -> datetime | None:
    """Return since when about `_NEAR` were changed; None when there are no more than that."""
    moments: list[datetime] = []
    for way in sight.ways:
        seen = found.filter(way).order_by("-updated_at", "-id").select_related(None)
        moments += seen.values_list("updated_at", flat=True)[_NEAR : _NEAR + 1]
    return max(moments, default=None)


def _with_every(found: Requests, keys: Iterable[Keys]) -> Requests:
    for each in keys:
        found = found.filter(Exists(each.filter(request=OuterRef("pk"))))
    return found


def _keys_of(word: str, circles: Iterable[str]) -> Keys:
    """Return the keys of words that begin so, in the circles."""
    wanted = Q()
    for circle in circles:
        first, after = keys_beginning(circle, word)
        wanted |= Q(key__gte=first, key__lt=after)
    return SearchKey.objects.filter(wanted)


def place_of(told: str) -> Place | None:
    """Read the place of a request, as a page tells it; None when it is none."""
    moment, _, key = told.partition("-")
    known = moment.isascii() and key.isascii() and moment.isdecimal() and key.isdecimal()
    if not known or len(moment) > 16 or len(key) > 15:
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(key)


def _told(place: Place) -> str:
    return f"{(place[0] - _EPOCH) // timedelta(microseconds=1)}-{place[1]}"
