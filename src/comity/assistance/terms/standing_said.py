"""What follows from all that was said of a standing exchange. Pure.

What both sides have said is one set of words, and where the exchange stands follows from the set
alone: words that cross on the road leave both records alike.
"""

from collections.abc import Collection, Iterable
from datetime import date

from comity.assistance.terms.moves import Party
from comity.assistance.terms.standing import StandingSaid, StandingTerms, StandingWord
from comity.kernel.periods import Period


def agreed(said: Collection[StandingSaid]) -> list[StandingTerms]:
    """Return every version both sides have agreed to, the first one first."""
    by_other = {
        each.name
        for each in said
        if each.word is StandingWord.AGREE and each.by is not each.name.proposer
    }
    found = {e.name: e for e in said if e.word is StandingWord.TERMS and e.name in by_other}
    return [StandingTerms(name, found[name].facts) for name in sorted(found)]


def in_force(said: Collection[StandingSaid]) -> StandingTerms | None:
    """Return the version agreed last; None while none is."""
    versions = agreed(said)
    return versions[-1] if versions else None


def proposal(said: Collection[StandingSaid]) -> StandingSaid | None:
    """Return the newest terms, while the other side has not agreed to them; None without."""
    newest = max(
        (each for each in said if each.word is StandingWord.TERMS),
        key=lambda each: each.name,
        default=None,
    )
    standing = in_force(said)
    if newest is None or (standing is not None and standing.name >= newest.name):
        return None
    return newest


def open_suspension(said: Iterable[StandingSaid]) -> int | None:
    """Return which suspension lasts: one that not both sides have ended; None without."""
    begun: set[int] = set()
    ended: dict[int, set[Party]] = {}
    for each in said:
        if each.word is StandingWord.SUSPEND:
            begun.add(each.number)
        elif each.word is StandingWord.RESUME:
            ended.setdefault(each.number, set()).add(each.by)
    lasting = (number for number in begun if ended.get(number, set()) != set(Party))
    return max(lasting, default=None)


def next_suspension(said: Iterable[StandingSaid]) -> int:
    """Return how a suspension is numbered that begins now."""
    return max((e.number for e in said if e.word is StandingWord.SUSPEND), default=0) + 1


def spans_of(said: Collection[StandingSaid]) -> list[tuple[Period, StandingTerms]]:
    """Return from which day until which each version is gone by, first things first.

    A later version takes over on its first day; of one that it takes over before its own first day
    nothing is left.
    """
    found: list[tuple[Period, StandingTerms]] = []
    for terms in agreed(said):
        start = terms.days.start
        assert start is not None, "terms begin"
        found = [(cut, held) for days, held in found if (cut := _until(days, start)) is not None]
        found.append((terms.days, terms))
    return found


def _until(days: Period, day: date) -> Period | None:
    assert days.start is not None and days.end is not None, "terms begin and end"
    end = min(days.end, day)
    return Period(days.start, end) if days.start < end else None
