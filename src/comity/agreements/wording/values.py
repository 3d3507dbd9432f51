"""Values of an encoding in words: a day, a list, a code, how a term is known."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from comity.agreements.terms import Assumed, Parent, Verified
from comity.agreements.terms.vocabulary import LABELS, Named
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.wording import N_

FLAG_WORDS = (N_("yes"), N_("no"))


def in_words(value: object) -> str:
    """Return a value of an encoding in words; empty for what it leaves out."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _listed([in_words(each) for each in value])
    found = next((tell for kind, tell in _TELLING.items() if isinstance(value, kind)), str)
    return found(value)


def _listed(values: list[str]) -> str:
    """Sentences and what has commas of its own are told apart by semicolons."""
    if any("," in each or each.endswith(".") for each in values):
        return "; ".join(each.removesuffix(".") for each in values)
    return ", ".join(values)


def _verified(value: Verified) -> str:
    return f"verified by {value.by} on {value.on.isoformat()} against {value.against}"


def _parent(value: Parent) -> str:
    named = value.reference or value.title or "not known"
    end = {True: ", whose end ends it", False: ", whose end does not end it"}
    return named + ("" if value.ends_with_it is None else end[value.ends_with_it])


# The first class that fits tells: a truth value is also a number, and a code also a text.
_TELLING: Mapping[type, Callable[[Any], str]] = {
    bool: lambda flag: FLAG_WORDS[0] if flag else FLAG_WORDS[1],
    Named: lambda code: LABELS[code],
    CountryCode: lambda code: code.english_name,
    date: lambda day: day.isoformat(),
    Period: lambda period: "" if period == Period() else str(period),
    Parent: _parent,
    Verified: _verified,
    Assumed: lambda assumed: f"assumed from {assumed.citation}",
}
