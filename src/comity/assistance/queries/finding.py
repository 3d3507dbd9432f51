"""Finding requests again: by words, and where an officer was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from comity.assistance.duties import SEE_AGENCYS_REQUESTS, SEE_EVERY_REQUEST, SEE_REFERRED
from comity.assistance.models import OpenedRequest, Request, SearchKey, Sight
from comity.assistance.search_keys import (
    DESK,
    WHOLE_NODE,
    circle_of_agency,
    key_of_partner,
    keys_beginning,
    text_of,
)
from comity.assistance.terms import RequestState
from comity.kernel.search_words import words_in
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

MOST_FOUND = 20
MOST_RECENT = 4
# A word of more requests than this is too common to be gone through.
MOST_OF_A_WORD = 300
# What is told of recent work; texts and rulings are most of a request and stay where they are.
_OF_RECENT = ("reference", "subject", "state", "holder", "created_at", "updated_at")


@dataclass(frozen=True, slots=True)
class SearchedWord:
    """One word of a search.

    Attributes:
        word: folded.
        partners: codes of the administrations whose name has it, in the reader's language.
    """

    word: str
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundRequests:
    """What a search found.

    Attributes:
        requests: begun last first.
        more: there are more than are shown; how many, nobody counts.
    """

    requests: tuple[Request, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class RecentWork:
    """One thing an officer may go on with.

    Attributes:
        request: as it stands now.
        at: when the officer had it in hand last.
        own_draft: it is a draft on this officer's desk.
    """

    request: Request
    at: datetime
    own_draft: bool


def found_requests(
    words: Sequence[SearchedWord], *, seen_by: Viewer, most: int = MOST_FOUND
) -> FoundRequests:
    """Return the requests whose reference, partner or subject has every word, as words begin.

    Only keys of circles the viewer is in are read, so that nothing about what may not be seen
    shows in a count or in the time that passes; and `visible_to` has the last word.

    Args:
        words: folded; none finds nothing.
        seen_by: who looks.
        most: how many are shown.
    """
    circles = circles_of(seen_by)
    if not words or not circles:
        return FoundRequests()
    keys, all_there = _rarest(words, circles)
    if not keys:
        return FoundRequests()
    seen = Request.objects.visible_to(seen_by).filter(pk__in=keys).order_by("-pk")
    if len(words) == 1:
        fitting = list(seen.values_list("pk", flat=True)[: most + 1])
    else:
        columns = seen.values_list(
            "pk", "reference", "partner", "subject", "imported__old_reference"
        )
        having = (pk for pk, *told in columns if _has_every(words, *told))
        fitting = list(islice(having, most + 1))
    # A ruling is the largest part of a request, and no list shows it.
    shown = Request.objects.visible_to(seen_by).select_related("agency").defer("ruling")
    return FoundRequests(
        tuple(shown.filter(pk__in=fitting[:most]).order_by("-pk")),
        more=len(fitting) > most or not all_there,
    )


def recent_work(
    *, seen_by: Viewer, sight: Sight | None = None, drafted: bool = True
) -> list[RecentWork]:
    """Return what an officer had in hand last: own drafts and requests opened, the latest first.

    What the officer may not see any more is left out.

    Args:
        seen_by: who looks.
        sight: of the viewer, where the page has it already.
        drafted: False where it is known that no draft lies on the officer's desk.
    """
    drafts = Request.objects.filter(holder_id=seen_by.desk, state=RequestState.DRAFT.value)
    if seen_by.agency:
        # One's own are one's agency's, and an index holds them so.
        drafts = drafts.filter(agency=key_of_agency(seen_by.agency))
    sight = sight or Sight(seen_by)
    own = drafts.going().latest_rows(sight, most=MOST_RECENT) if drafted else []
    opened = OpenedRequest.objects.filter(officer_id=seen_by.officer_id)
    at = dict(opened.values_list("request_id", "at"))
    keys = {key for _, key in own}.union(at)
    seen = Request.objects.visible_to(seen_by).filter(pk__in=keys).only(*_OF_RECENT)
    recent = [
        RecentWork(each, at=_in_hand(seen_by, each, at), own_draft=_is_own_draft(seen_by, each))
        for each in seen
    ]
    return sorted(recent, key=lambda work: (work.at, work.request.pk), reverse=True)[:MOST_RECENT]


def _in_hand(viewer: Viewer, request: Request, opened: dict[int, datetime]) -> datetime:
    looked_at = opened.get(request.pk, request.created_at)
    return max(looked_at, request.updated_at) if _is_own_draft(viewer, request) else looked_at


def _is_own_draft(viewer: Viewer, request: Request) -> bool:
    return request.holder_id == viewer.desk and request.stands is RequestState.DRAFT


def circles_of(viewer: Viewer) -> tuple[str, ...]:
    """Return the circles in which an officer finds requests, as `visible_to` shows them."""
    if viewer.holds(*SEE_EVERY_REQUEST.roles):
        return (WHOLE_NODE,)
    circles = []
    if viewer.agency and viewer.holds(*SEE_AGENCYS_REQUESTS.roles):
        circles.append(circle_of_agency(viewer.agency))
    if viewer.holds(*SEE_REFERRED.roles):
        circles.append(DESK)
    return tuple(circles)


def _rarest(words: Sequence[SearchedWord], circles: Iterable[str]) -> tuple[set[int], bool]:
    """Return the requests of the word that has fewest, and whether these are all of them."""
    circles = tuple(circles)
    found = (_of_word(each, circles) for each in words)
    return min(found, key=lambda pair: (not pair[1], len(pair[0])))


def _of_word(searched: SearchedWord, circles: Iterable[str]) -> tuple[set[int], bool]:
    found: list[int] = []
    all_there = True
    for circle in circles:
        first, after = keys_beginning(circle, searched.word)
        named = [key_of_partner(circle, code) for code in searched.partners]
        for chosen in (
            SearchKey.objects.filter(key__gte=first, key__lt=after),
            SearchKey.objects.filter(key__in=named),
        ):
            ordered = chosen.order_by("key", "-request_id").values_list("request_id", flat=True)
            some = list(ordered[: MOST_OF_A_WORD + 1])
            all_there = all_there and len(some) <= MOST_OF_A_WORD
            found += some[:MOST_OF_A_WORD]
    return set(found), all_there


def _has_every(
    words: Iterable[SearchedWord],
    reference: str,
    partner: str,
    subject: str,
    old_reference: str | None,
) -> bool:
    there = words_in(text_of(reference, old_reference or "", subject=subject))
    return all(
        partner in each.partners or any(word.startswith(each.word) for word in there)
        for each in words
    )
