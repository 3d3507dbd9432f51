"""Finding entries of the record by what they are about, name, say, or when they were recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.ledger.mentions import BASES, MentionKind, shortened
from comity.ledger.models import LedgerEntry, LedgerMention, agencies_seen
from comity.ledger.terms import RecordFilter, Viewer

MOST_COUNTED: Final = 500
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
    last = None
    if before is not None:
        last = LedgerEntry.objects.visible_to(seen_by).filter(pk=before).first()
        if last is None:
            return FoundPage((), "")
    entries = _latest(asked, seen_by, most=limit + 1, last=last)
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


def _latest(
    asked: RecordFilter, viewer: Viewer, *, most: int, last: LedgerEntry | None
) -> tuple[LedgerEntry, ...]:
    """Return the entries found before a last one: by when they were recorded.

    What is asked of one thing that is named, and of who did it, is found by its places alone.
    """
    for alone, wanted in _named(asked):
        if asked == alone:
            return _latest_naming(wanted, viewer, most=most, before=last.pk if last else None)
    found = _found(asked, viewer)
    if last is not None:
        # The first condition is the one an index can begin at.
        found = found.filter(Q(at__lte=last.at) & (Q(at__lt=last.at) | Q(pk__lt=last.pk)))
    return tuple(found.order_by("-at", "-epoch", "-index")[:most])


def _latest_naming(
    wanted: Q, viewer: Viewer, *, most: int, before: Place | None
) -> tuple[LedgerEntry, ...]:
    """Return the entries that name something, the last of the record first."""
    entries = LedgerEntry.objects.visible_to(viewer).order_by("-epoch", "-index")
    mentions = LedgerMention.objects.filter(wanted)
    seen, agencies = mentions.visible_to(viewer), agencies_seen(viewer)
    if agencies is None and _is_dense(seen):
        earlier = Q(pk__lt=before) if before else Q()
        return tuple(entries.filter(earlier, _is_named(mentions))[:most])
    if before:
        seen = seen.filter(_earlier(before))
    # What is named by one agency's acts stands in the order of the record.
    parts = [seen] if agencies is None else [seen.filter(agency=each) for each in agencies]
    places: set[Place] = set()
    for part in parts:
        rows = part.order_by("-epoch", "-index").values_list("epoch", "index")
        # One entry may name a thing as several kinds.
        places.update(rows[: most * len(MentionKind)])
    latest = sorted(places, reverse=True)[:most]
    return tuple(entries.filter(_at(latest))) if latest else ()


def _earlier(before: Place) -> Q:
    epoch, index = before
    return Q(epoch__lt=epoch) | Q(epoch=epoch, index__lt=index)


def _number_found(asked: RecordFilter, viewer: Viewer, *, most: int) -> int:
    """Return how many are found, counting to `most`.

    What is asked of one thing that is named, and of who did it, is counted without a look at
    entries.
    """
    for alone, wanted in _named(asked):
        if asked == alone:
            seen = LedgerMention.objects.visible_to(viewer).filter(wanted)
            return _number_of_places(seen, most=most)
    return _found(asked, viewer).values("epoch")[:most].count()


def _number_of_places(seen: "QuerySet[LedgerMention]", *, most: int) -> int:
    """Return how many entries mentions are of, counting to `most`.

    One entry may name a thing as several kinds. They are told apart here, because PostgreSQL would
    tell all of them apart before it stops counting; more than two kinds of one thing are rare.
    """
    places: set[Place] = set()
    for kinds in (2, len(MentionKind)):
        rows = list(seen.values_list("epoch", "index")[: most * kinds])
        places = set(rows)
        if len(places) >= most or len(rows) < most * kinds:
            break
    return min(len(places), most)


def _named(asked: RecordFilter) -> "Iterator[tuple[RecordFilter, Q]]":
    """Yield each thing that is to be named: as a filter of its own, and as a condition."""
    who = Q(by__in=_names(asked)) if asked.by else Q()
    alone = RecordFilter(by=asked.by, also_by=asked.also_by)
    if asked.item:
        yield replace(alone, item=asked.item), Q(value=shortened(asked.item)) & who
    if asked.basis:
        basis = Q(value=shortened(asked.basis), kind__in=BASES)
        yield replace(alone, basis=asked.basis), basis & who


def _names(asked: RecordFilter) -> tuple[str, ...]:
    return (asked.by, *asked.also_by)


def _found(asked: RecordFilter, viewer: Viewer) -> "QuerySet[LedgerEntry]":
    found: QuerySet[LedgerEntry] = LedgerEntry.objects.visible_to(viewer)
    if asked.by:
        found = found.filter(by__in=_names(asked))
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
    seen = mentions.visible_to(viewer)
    if _is_dense(seen):
        return found.filter(_is_named(mentions))
    places = list(seen.values_list("epoch", "index"))
    return found.filter(_at(places)) if places else found.none()


def _is_dense(seen: "QuerySet[LedgerMention]") -> bool:
    """Tell whether there are many, asking for one beyond: reading all takes longer than a page."""
    return bool(seen.values_list("epoch", "index")[_DENSE : _DENSE + 1])


def _is_named(mentions: "QuerySet[LedgerMention]") -> Exists:
    """Return the condition that an entry is among those that mentions are of."""
    place = {name: OuterRef(name) for name in ("agency", "epoch", "index")}
    return Exists(mentions.filter(**place))


def _at(places: Sequence[Place]) -> Q:
    """Return the condition that an entry stands at one of these places.

    Told one by one: SQLite would walk every entry to look each up in a list of pairs.
    """
    named = Q()
    for epoch in {epoch for epoch, _ in places}:
        named |= Q(epoch=epoch, index__in=[index for each, index in places if each == epoch])
    return named
