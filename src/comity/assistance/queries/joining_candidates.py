"""The matters here that partners' proposals may mean, read once for all of one side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from comity.assistance.models import Continuation, ImportedMatter, PostedLetter, Request

_MOST_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Candidates:
    """The matters of one side that may be meant.

    Attributes:
        matters: with their reference, subject and state alone; the oldest first.
        names: everything that each is called, by its key.
        beside: the keys of those beside which a letter lies, by the letter's digest.
    """

    matters: tuple[Request, ...]
    names: dict[int, set[str]]
    beside: dict[str, set[int]]

    def likely(self, row: Continuation) -> tuple[Request, ...]:
        """Return the matters that a partner's proposal points to, the surest sign first."""
        return tuple(dict.fromkeys(self._pointed_at(row)))

    def _pointed_at(self, row: Continuation) -> Iterator[Request]:
        held = {key for digest in row.letters for key in self.beside.get(digest, ())}
        signs = (
            lambda each: row.reference == each.reference,
            lambda each: bool(row.known_as) and row.known_as in self.names[each.pk],
            lambda each: each.pk in held,
            lambda each: row.reference in self.names[each.pk],
        )
        for sign in signs:
            yield from (each for each in self.matters if sign(each))


def candidates_in(could: QuerySet[Request], rows: Iterable[Continuation]) -> Candidates:
    """Return the matters that some proposals may mean.

    Args:
        could: the matters of the partner on the side of the proposals.
        rows: the proposals.
    """
    columns = could.only("reference", "subject", "side", "state")
    matters = tuple(columns.order_by("pk")[:_MOST_LOOKED_AT])
    digests = {digest for row in rows for digest in row.letters}
    return Candidates(matters, _names_of(matters), _beside(matters, digests))


def _names_of(matters: Iterable[Request]) -> dict[int, set[str]]:
    """Return everything that each matter is called, in its letters and in the former files."""
    names = {each.pk: {each.reference} for each in matters}
    letters = PostedLetter.objects.filter(request__in=list(names))
    former = ImportedMatter.objects.filter(request__in=list(names))
    for pk, number in letters.values_list("request_id", "number"):
        names[pk].add(number)
    for pk, old, theirs in former.values_list("request_id", "old_reference", "their_reference"):
        names[pk] |= {old, theirs} - {""}
    return names


def _beside(matters: Iterable[Request], digests: set[str]) -> dict[str, set[int]]:
    """Return the matters beside which a letter lies that the partner made, by its digest."""
    found: dict[str, set[int]] = {}
    if not digests:
        return found
    kept = Request.objects.filter(pk__in=[each.pk for each in matters])
    there = kept.filter(enclosures__exhibit__digest__in=digests).order_by()
    for digest, key in there.values_list("enclosures__exhibit__digest", "pk"):
        found.setdefault(digest, set()).add(key)
    return found
