"""References: how a request is called on both sides, such as `US-UA-2026-00001`."""

import re
from collections import Counter
from collections.abc import Sequence

from comity.assistance.models import ReferenceCounter
from comity.assistance.terms import Party
from comity.assistance.terms.imports import ReferencesUsedUpError

_REFERENCE = re.compile(r"([A-Z]{2})-([A-Z]{2})-[0-9]{4}-[0-9]{5}")
_CODE = re.compile(r"[A-Z]{2}")
_NOBODY = "ZZ"
_OURS_FOR_THEIRS = 90_000
_LAST = 99_999


def next_reference(own: str, partner: str, *, year: int) -> str:
    """Return a reference that was never given out, in the caller's transaction.

    Numbers are given once and never again, also when a draft is withdrawn. A reference stands in
    addresses and in messages, so nothing but two letters ever gets into it.

    Args:
        own: code of the administration that asks.
        partner: code of the administration that is asked; whatever is no such code counts as not
            chosen yet.
        year: of the request.
    """
    chosen = partner if _CODE.fullmatch(partner) and partner != _NOBODY else ""
    return f"{own}-{chosen or _NOBODY}-{year}-{_next(chosen, year):05}"


def next_of_persons(year: int) -> int:
    """Return the next number of what persons ask, counted apart from the matters with partners.

    Args:
        year: in which it is registered.
    """
    return _next(_NOBODY, year)


def reference_for_letter(own: str, partner: str, *, year: int) -> str:
    """Return a reference for a partner's request that came by letter and bears none of a node.

    The partner's own node, once it has one, counts from one; what we give begins far above.

    Args:
        own: code of the administration that is asked.
        partner: code of the administration that asks, a country's.
        year: in which it was registered.
    """
    number = _OURS_FOR_THEIRS + _next(partner, year, by_letter=True)
    return f"{partner}-{own}-{year}-{number:05}"


def references_for_letters(asked: Sequence[tuple[Party, str, int]], *, own: str) -> list[str]:
    """Return a reference for each of many matters that go by letter, in the same order.

    Args:
        asked: of each matter, which side this node is on, the partner, and the year it began.
        own: code of this administration.

    Raises:
        ReferencesUsedUpError: a partner's requests of one year are more than there are numbers.
    """
    wanted = Counter(asked)
    left = {each: iter(_several(*each, own=own, count=count)) for each, count in wanted.items()}
    return [next(left[each]) for each in asked]


def _several(side: Party, partner: str, year: int, *, own: str, count: int) -> list[str]:
    theirs = side is Party.REQUESTED
    last = _next(partner, year, by_letter=theirs, count=count)
    if theirs:
        last += _OURS_FOR_THEIRS
    if last > _LAST:
        raise ReferencesUsedUpError(partner=partner, year=year)
    pair = f"{partner}-{own}" if theirs else f"{own}-{partner}"
    return [f"{pair}-{year}-{number:05}" for number in range(last - count + 1, last + 1)]


def is_ours_for_a_letter(reference: str) -> bool:
    """Tell whether a partner's request has its reference from us, of those that no node gives."""
    return int(reference.rpartition("-")[2]) > _OURS_FOR_THEIRS


def keep_counted(reference: str, *, year: int) -> None:
    """Never give a reference out again that was given out before this node lost its count.

    Args:
        reference: of a request of ours that came back.
        year: in which it was sent.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return
    partner, number = match[2], int(reference.rpartition("-")[2])
    told = int(reference.split("-")[2]) or year
    ReferenceCounter.objects.get_or_create(partner=partner, year=told, by_letter=False)
    counted = ReferenceCounter.objects.filter(partner=partner, year=told, by_letter=False)
    counted.filter(last__lt=number).update(last=number)


def _next(partner: str, year: int, *, by_letter: bool = False, count: int = 1) -> int:
    ReferenceCounter.objects.get_or_create(partner=partner, year=year, by_letter=by_letter)
    locked = ReferenceCounter.objects.select_for_update(no_key=True)
    counter = locked.get(partner=partner, year=year, by_letter=by_letter)
    counter.last += count
    counter.save(update_fields=["last"])
    return counter.last


def is_reference_between(reference: str, *, requesting: str, requested: str) -> bool:
    """Tell whether a reference is one that `requesting` gives to requests to `requested`."""
    match = _REFERENCE.fullmatch(reference)
    return match is not None and match.groups() == (requesting, requested)
