"""Limits of use: the conditions that travel with an item and still bind after it has arrived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from comity.agreements.terms.vocabulary import Leave, Proceedings, Purpose
from comity.kernel.codes import CountryCode
from comity.kernel.wording import N_

# What travels is text; these two phrases are ours, and are known again on arrival.
BY_THE_SUPPLIER = N_("condition of the supplying administration")
ASKED_FOR = N_("the purpose stated in the request")


@dataclass(frozen=True, slots=True)
class ProceedingsLimit:
    """How far one kind of proceedings may use an item.

    Attributes:
        proceedings: which kind.
        leave: yes, limit, consent or no.
        cites: the article, the settlement or the supplier's condition it rests on.
        sure: False when it rests on a template or on nothing recorded; it then refers.
    """

    proceedings: Proceedings
    leave: Leave
    cites: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class UseLimits:
    """What one item may be used for, as it travels with the item.

    Attributes:
        supplier: the administration that supplied it.
        under: reference of the instrument it was supplied under.
        terms_digest: SHA-256 (hex) of that instrument's encoding.
        purposes: what it may be used for; while not sure, the purpose stated in the request and
            nothing else.
        purposes_cite: what that list rests on, or the template that would say more.
        purposes_sure: False when a longer list would rest on a template or on nothing recorded.
        proceedings: per kind of proceedings, how far.
        onward: whether it may be passed on.
        onward_cite: what that rests on.
        onward_sure: False when it rests on a template or on nothing recorded.
        keep_until: first day on which it may no longer be kept; None without a limit.
        form_of_consent: how the supplier gives consent, as the text says; "" when it does not.
    """

    supplier: CountryCode
    under: str
    terms_digest: str
    purposes: frozenset[Purpose]
    purposes_cite: str
    purposes_sure: bool
    proceedings: tuple[ProceedingsLimit, ...]
    onward: Leave
    onward_cite: str
    onward_sure: bool
    keep_until: date | None = None
    form_of_consent: str = ""

    def limit_on(self, proceedings: Proceedings) -> ProceedingsLimit:
        """Return the limit on one kind of proceedings."""
        return next(limit for limit in self.proceedings if limit.proceedings is proceedings)

    def narrowed(
        self,
        *,
        purposes: Iterable[Purpose] | None = None,
        proceedings: Iterable[tuple[Proceedings, Leave]] = (),
        onward: Leave | None = None,
        keep_until: date | None = None,
    ) -> "UseLimits":
        """Return these limits with what the supplying officer adds; nothing is ever widened.

        Args:
            purposes: the only purposes the supplier allows; None leaves the list as it is. Where
                the instrument's own list is not sure, the supplier's list stands in its place.
            proceedings: what the supplier allows per kind of proceedings.
            onward: what the supplier allows of passing on.
            keep_until: first day on which the item may no longer be kept.
        """
        narrowed = self
        if purposes is not None:
            asked = frozenset(purposes)
            narrowed = replace(
                narrowed,
                purposes=asked & self.purposes if self.purposes_sure else asked,
                purposes_cite=BY_THE_SUPPLIER,
                purposes_sure=True,
            )
        stated = dict(proceedings)
        limits = tuple(
            _stricter(limit, stated.get(limit.proceedings)) for limit in self.proceedings
        )
        if onward is not None and (not self.onward_sure or _severity(onward, self.onward) > 0):
            narrowed = replace(
                narrowed, onward=onward, onward_cite=BY_THE_SUPPLIER, onward_sure=True
            )
        days = [day for day in (self.keep_until, keep_until) if day is not None]
        return replace(narrowed, proceedings=limits, keep_until=min(days, default=None))

    def as_data(self) -> dict[str, Any]:
        """Return these limits as plain JSON values, to travel with the item."""
        return {
            "supplier": str(self.supplier),
            "under": self.under,
            "terms_digest": self.terms_digest,
            "purposes": sorted(self.purposes),
            "purposes_cite": self.purposes_cite,
            "purposes_sure": self.purposes_sure,
            "proceedings": {
                limit.proceedings.value: {
                    "leave": limit.leave.value,
                    "cites": limit.cites,
                    "sure": limit.sure,
                }
                for limit in self.proceedings
            },
            "onward": self.onward.value,
            "onward_cite": self.onward_cite,
            "onward_sure": self.onward_sure,
            "keep_until": self.keep_until.isoformat() if self.keep_until else None,
            "form_of_consent": self.form_of_consent,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_data` wrote, as a partner may have sent it.

        Raises:
            ValueError: something is missing, or is not what it should be.
        """
        try:
            found = cls(
                supplier=CountryCode(data["supplier"]),
                under=_text(data["under"]),
                terms_digest=_text(data["terms_digest"]),
                purposes=frozenset(Purpose(each) for each in data["purposes"]),
                purposes_cite=_text(data["purposes_cite"]),
                purposes_sure=_flag(data["purposes_sure"]),
                proceedings=tuple(
                    _limit(which, data["proceedings"][which.value]) for which in Proceedings
                ),
                onward=Leave(data["onward"]),
                onward_cite=_text(data["onward_cite"]),
                onward_sure=_flag(data["onward_sure"]),
                keep_until=_day(data["keep_until"]),
                form_of_consent=_text(data["form_of_consent"]),
            )
        except (KeyError, TypeError) as wrong:
            raise ValueError(f"not limits of use: {wrong!r}") from wrong
        if not found.purposes_sure and len(found.purposes) > 1:
            raise ValueError("not limits of use: a request states one purpose, more must be sure")
        return found


def _limit(which: Proceedings, data: Mapping[str, Any]) -> ProceedingsLimit:
    return ProceedingsLimit(which, Leave(data["leave"]), _text(data["cites"]), _flag(data["sure"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"neither true nor false: {value!r}")
    return value


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


_ORDER = (Leave.YES, Leave.LIMIT, Leave.CONSENT, Leave.NO)


def _severity(one: Leave, other: Leave) -> int:
    return _ORDER.index(one) - _ORDER.index(other)


def _stricter(limit: ProceedingsLimit, stated: Leave | None) -> ProceedingsLimit:
    """Return the stricter of a limit and what the supplier states, with what it rests on."""
    if stated is None:
        return limit
    if limit.sure and _severity(stated, limit.leave) <= 0:
        return limit
    return ProceedingsLimit(limit.proceedings, stated, BY_THE_SUPPLIER)
