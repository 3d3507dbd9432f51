"""The filter of the record as pages show it: what was typed, what may be chosen, its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from comity.interfaces.record_asked import MOST_TYPED, NAMES, day_of, record_filter
from comity.interfaces.web.records.events import kinds
from comity.ledger.terms import NODE, RecordFilter
from comity.officers.queries import names_of_officers
from comity.officers.terms import Viewer
from comity.oversight.duties import OVERSEE


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for, as a page shows it.

    Attributes:
        typed: by name, as it was typed.
        asked: what is looked for.
        address: the filter as the query of an address.
        kinds: the kinds of entries by code and in words.
        people: names to choose from; empty for who does not oversee.
        wrong_days: names of the fields that hold no day.
    """

    typed: Mapping[str, str]
    asked: RecordFilter
    address: str
    kinds: list[tuple[str, str]]
    people: list[str]
    wrong_days: tuple[str, ...]


def filter_of(
    sent: Mapping[str, str], *, viewer: Viewer, among: tuple[str, ...] | None = None
) -> Filter:
    """Return the filter of a page's query or form.

    Args:
        sent: the query or the form.
        viewer: who asks.
        among: kinds of entries to choose from; any when it is None.
    """
    typed = {name: sent.get(name, "").replace("\x00", "").strip()[:MOST_TYPED] for name in NAMES}
    people = names_of_officers() if viewer.holds(*OVERSEE.roles) else []
    wrong = tuple(name for name in ("from", "until") if typed[name] and not day_of(typed[name]))
    return Filter(
        typed=typed,
        asked=record_filter(typed),
        address=urlencode({name: value for name, value in typed.items() if value}),
        kinds=kinds() if among is None else kinds(among),
        people=[*people, NODE] if people else [],
        wrong_days=wrong,
    )
