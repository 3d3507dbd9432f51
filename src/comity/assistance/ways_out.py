"""What bars the ways on which something a partner supplied is read, found, copied or goes on. Pure.

One table for every door: which condition bars which way, and whether the supplier's consent to
exactly this lifts it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from comity.agreements.terms import Leave
from comity.assistance.handling_rules import Code, bars_showing, is_passed_on_with_leave


class WayOut(StrEnum):
    """A way on which what was supplied reaches somebody."""

    READ = "read"
    FIND = "find"
    COPY = "copy"
    SHARE = "share"
    ONWARD = "onward"
    JOIN = "join"


class Bar(StrEnum):
    """A condition that bars a way."""

    KEPT_TOO_LONG = "kept_too_long"
    ERASED = "erased"
    USE_ENDED = "use_ended"
    NAMED_RECIPIENTS = "named_recipients"
    HANDLING_NEEDS_LEAVE = "handling_needs_leave"
    ONWARD_NEEDS_LEAVE = "onward_needs_leave"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds a reply, or one exhibit of it.

    Attributes:
        onward: what its limits say of passing it on.
        keep_until: the first day on which it may no longer be kept; None for no end.
        erased: its content is gone.
        use_ended: its supplier asked that it be used no longer, and that was granted.
        handling: its codes, each with its scheme.
        others: those beside its supplier whose parts it holds.
    """

    onward: Leave
    keep_until: date | None = None
    erased: bool = False
    use_ended: bool = False
    handling: tuple[Code, ...] = ()
    others: tuple[str, ...] = ()


_EVERY: Final = frozenset(WayOut)
_USED: Final = _EVERY - {WayOut.READ}
_SHOWN: Final = frozenset({WayOut.SHARE, WayOut.ONWARD, WayOut.JOIN})
_ABROAD: Final = frozenset({WayOut.ONWARD, WayOut.JOIN})

# What may be read only, so that whoever holds it knows what it must not use any more.
BARRED: Final[Mapping[Bar, frozenset[WayOut]]] = MappingProxyType(
    {
        Bar.KEPT_TOO_LONG: _EVERY,
        Bar.ERASED: _EVERY,
        Bar.USE_ENDED: _USED,
        Bar.NAMED_RECIPIENTS: _SHOWN,
        Bar.HANDLING_NEEDS_LEAVE: _ABROAD,
        Bar.ONWARD_NEEDS_LEAVE: _ABROAD,
        Bar.THIRD_PARTY: _ABROAD,
    }
)
LIFTED_BY_CONSENT: Final = frozenset(
    {Bar.HANDLING_NEEDS_LEAVE, Bar.ONWARD_NEEDS_LEAVE, Bar.THIRD_PARTY}
)


def bars(bound: Bound, way: WayOut, *, on: date, consent: bool = False) -> tuple[Bar, ...]:
    """Return what bars a way; empty where nothing does.

    Args:
        bound: what binds it.
        way: on which it would reach somebody.
        on: the civil day.
        consent: its supplier has consented to exactly this.
    """
    return tuple(
        bar
        for bar, ways in BARRED.items()
        if way in ways and _stands(bar, bound, on=on) and not (consent and bar in LIFTED_BY_CONSENT)
    )


def _stands(bar: Bar, bound: Bound, *, on: date) -> bool:
    match bar:
        case Bar.KEPT_TOO_LONG:
            return bound.keep_until is not None and on >= bound.keep_until
        case Bar.ERASED:
            return bound.erased
        case Bar.USE_ENDED:
            return bound.use_ended
        case Bar.NAMED_RECIPIENTS:
            return bool(bars_showing(bound.handling))
        case Bar.HANDLING_NEEDS_LEAVE:
            return any(is_passed_on_with_leave(code) for code in bound.handling)
        case Bar.ONWARD_NEEDS_LEAVE:
            return bound.onward not in {Leave.YES, Leave.LIMIT}
        case Bar.THIRD_PARTY:
            return bool(bound.others)
