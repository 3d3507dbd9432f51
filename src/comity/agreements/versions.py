"""What two versions of a register, or two days of one, do not say alike."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.comparison import Difference, differences
from comity.agreements.terms import Instrument, Register, StatusOnDay, status_on


@dataclass(frozen=True, slots=True)
class Changed:
    """One instrument that two versions, or two days, do not have alike.

    Attributes:
        instrument: as the second has it.
        differences: what they say differently, entry by entry.
        before: its status on the first of two days; None when two versions are compared.
        after: its status on the second of two days.
    """

    instrument: Instrument
    differences: tuple[Difference, ...]
    before: StatusOnDay | None = None
    after: StatusOnDay | None = None

    @property
    def is_one(self) -> bool:
        """Whether anything differs at all, the status alone included."""
        words = {each.status for each in (self.before, self.after) if each is not None}
        return bool(self.differences) or len(words) > 1


@dataclass(frozen=True, slots=True)
class RegisterDifferences:
    """What two registers do not say alike.

    Attributes:
        only_in_first: instruments the second does not hold.
        only_in_second: instruments the first does not hold.
        changed: instruments both hold and do not encode alike.
    """

    only_in_first: tuple[Instrument, ...] = ()
    only_in_second: tuple[Instrument, ...] = ()
    changed: tuple[Changed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.only_in_first or self.only_in_second or self.changed)


def register_differences(one: Register, other: Register) -> RegisterDifferences:
    """Return what two versions of a register do not say alike, instrument by instrument.

    Settlements count: a register is compared as rulings read it.
    """
    both = (each for each in one.instruments if _has(other, each))
    held = ((each, other.instrument(each.reference)) for each in both)
    told = (Changed(second, differences(first, second)) for first, second in held)
    return RegisterDifferences(
        only_in_first=tuple(each for each in one.instruments if not _has(other, each)),
        only_in_second=tuple(each for each in other.instruments if not _has(one, each)),
        changed=tuple(each for each in told if each.is_one),
    )


def day_differences(register: Register, one: date, other: date) -> RegisterDifferences:
    """Return what became different between two days: events, authorities, terms, status."""
    told = (changed_between(each, one, other) for each in register.instruments)
    return RegisterDifferences(changed=tuple(each for each in told if each.is_one))


def changed_between(instrument: Instrument, one: date, other: date) -> Changed:
    """Return what one instrument says differently on two days, with its status on each."""
    return Changed(
        instrument,
        differences(instrument.as_of(one), instrument.as_of(other)),
        status_on(instrument, on=one),
        status_on(instrument, on=other),
    )


def _has(register: Register, instrument: Instrument) -> bool:
    return register.has(instrument.reference)
