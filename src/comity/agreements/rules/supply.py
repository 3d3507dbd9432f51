"""Ruling on use where only the agreement is known: could the item have come under it at all?"""

from datetime import date

from comity.agreements.rules.standing import (
    ground_of_force,
    grounds_against_linking,
    grounds_of_parent,
)
from comity.agreements.rules.use import rule_on_use
from comity.agreements.terms import Register, Use, UseLimits
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Refusal, Ruling


def rule_on_use_of_supply(
    register: Register, limits: UseLimits, use: Use, *, by: CountryCode, on: date
) -> Ruling:
    """Rule on the use of something said to have been supplied under an agreement.

    An item that arrived with a message was ruled on when it was asked for and released, and
    `rule_on_use` suffices. Where only the agreement is named, it must bind supplier and user, and
    be in force between them, before its limits mean anything.

    Args:
        register: instruments and settlements as they stand.
        limits: the limits of the agreement, as `limits_of` reads them.
        use: what would be done with the item.
        by: who would use it.
        on: civil day of supply and of use.

    Returns:
        The refusal or referral that asking under the agreement would meet for its parties and its
        force; otherwise the ruling on the use.

    Raises:
        InstrumentNotFoundError: the register holds no such agreement.
    """
    instrument = register.instrument(limits.under)
    supplier = limits.supplier
    if refusal := refusal_of_supply(register, limits, by=by, on=on):
        return refusal
    further = (
        ground_of_force(instrument, requesting=by, requested=supplier, on=on),
        *grounds_of_parent(register, instrument, on=on),
    )
    return rule_on_use(limits, use, on=on, further=further)


def refusal_of_supply(
    register: Register, limits: UseLimits, *, by: CountryCode, on: date
) -> Refusal | None:
    """Return the refusal when nothing can have been supplied so; None when it may have been.

    Args:
        register: instruments as they stand.
        limits: the limits of the agreement.
        by: who is said to hold what was supplied.
        on: the civil day.

    Raises:
        InstrumentNotFoundError: the register holds no such agreement.
    """
    instrument = register.instrument(limits.under)
    barred = grounds_against_linking(instrument, requesting=by, requested=limits.supplier, on=on)
    return Refusal(on, tuple(barred)) if barred else None
