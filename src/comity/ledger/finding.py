"""Finding entries of the record by what they are about, name, say, or when they were recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.ledger.mentions import BASES, MentionKind, shortened
from comity.ledger.models import LedgerEntry, LedgerMention
from comity.ledger.terms import RecordFilter, Viewer

MOST_COUNTED: Final = 1000
# From so many on, walking the record in order finds a page sooner than sorting all that is named.
_DENSE: Final = 8000

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries were found.

    Attributes:
        number: of entries; the most that is counted when there are more.
        is_least: there are more than that.
    """

    number: int
    is_least: bool


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of what was found.

    Attributes:
        entries: the latest first.
        before: the place to go on from, such as `1-420`; empty at the end.
    """

    entries: tuple[LedgerEntry, ...]
    before: str


def page_of_record(
    asked: RecordFilter, *, seen_by: Viewer, limit: int, before: Place | None = None
) -> FoundPage:
    """Return a page of the entries asked for, the latest first.

    Args:
        asked: which entries.
        seen_by: whose policy applies; what may not be seen is not there.
        limit: most entries on the page.
        before: place of the last entry of the page before; none for the first page. A place that
            the viewer may not see is answered like one that does not exist: with nothing.
    """
    found = _found(asked, seen_by)
    if before is not None:
        last = LedgerEntry.objects.visible_to(seen_by).filter(pk=before).first()
        if last is None:
            return FoundPage((), "")
        # The first condition is the one an index can begin at.
        earlier = Q(at__lt=last.at) | Q(pk__lt=before)
        found = found.filter(Q(at__lte=last.at) & earlier)
    entries = tuple(found.order_by("-at", "-epoch", "-index")[: limit + 1])
    shown = entries[:limit]
    more = f"{shown[-1].epoch}-{shown[-1].index}" if len(entries) > limit else ""
    return FoundPage(shown, more)


def count_of_record(
    asked: RecordFilter, *, seen_by: Viewer, first: FoundPage | None = None
) -> Count:
    """Return how many entries are found, up to a number beyond which nobody counts.

    Args:
        asked: which entries.
        seen_by: whose policy applies.
        first: the first page of them; what it holds whole is not looked for again.
    """
    if first is not None and not first.before:
        return Count(len(first.entries), is_least=False)
    found = _number_found(asked, seen_by, most=MOST_COUNTED + 1)
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)


def entry_at(place: Place, *, seen_by: Viewer) -> LedgerEntry | None:
    """Return one entry by epoch and index; None when there is none that may be seen."""
    return LedgerEntry.objects.visible_to(seen_by).filter(pk=place).first()


def places_found(asked: RecordFilter, *, seen_by: Viewer, limit: int) -> Sequence[Place]:
    """Return epoch and index of the entries asked for, in the order of the record.

    Args:
        asked: which entries.
        seen_by: whose policy applies.
        limit: most places returned.
    """
    found = _found(asked, seen_by).order_by("epoch", "index")
    return list(found.values_list("epoch", "index")[:limit])


def _number_found(asked: RecordFilter, viewer: Viewer, *, most: int) -> int:
    """Return how many are found, counting to `most`; one thing named without a look at entries."""
    for alone, wanted in _named(asked):
        if asked == alone:
            seen = LedgerMention.objects.visible_to(viewer).filter(wanted)
            # One entry may name a thing as several kinds; told apart here, because PostgreSQL
            # would tell all of them apart before it stops counting.
            places = seen.values_list("epoch", "index")[: most * len(MentionKind)]
            return min(len(set(places)), most)
    return _found(asked, viewer).values("epoch")[:most].count()


def _named(asked: RecordFilter) -> "Iterator[tuple[RecordFilter, Q]]":
    """Yield each thing that is to be named: as a filter of its own, and as a condition."""
    if asked.item:
        yield RecordFilter(item=asked.item), Q(value=shortened(asked.item))
    if asked.basis:
        basis = Q(value=shortened(asked.basis), kind__in=BASES)
        yield RecordFilter(basis=asked.basis), basis


def _found(asked: RecordFilter, viewer: Viewer) -> "QuerySet[LedgerEntry]":
    found: QuerySet[LedgerEntry] = LedgerEntry.objects.visible_to(viewer)
    if asked.by:
        found = found.filter(by__in=(asked.by, *asked.also_by))
    if asked.events:
        found = found.filter(event__in=asked.events)
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.until:
        found = found.filter(at__lt=asked.until)
    for _, wanted in _named(asked):
        found = _naming(found, wanted, viewer)
    return found


def _naming(found: "QuerySet[LedgerEntry]", wanted: Q, viewer: Viewer) -> "QuerySet[LedgerEntry]":
    """Keep the entries that name something, in whichever way finds a page of them sooner.

    Only what may be seen decides which way that is, and how long it takes.
    """
    mentions = LedgerMention.objects.filter(wanted)
    seen = mentions.visible_to(viewer).values_list("epoch", "index")
    places = list(seen[: _DENSE + 1])
    if len(places) > _DENSE:
        of_this = mentions.filter(
            agency=OuterRef("agency"), epoch=OuterRef("epoch"), index=OuterRef("index")
        )
        return found.filter(Exists(of_this))
    # Told one by one: SQLite would walk every entry to look each up in a list of pairs.
    named = Q()
    for epoch in {epoch for epoch, _ in places}:
        named |= Q(epoch=epoch, index__in=[index for each, index in places if each == epoch])
    return found.filter(named) if places else found.none()
