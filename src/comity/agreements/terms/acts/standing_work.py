"""What runs between two administrations without a request each time."""

from dataclasses import dataclass

from comity.agreements.terms.acts.contents import UNREMARKABLE, Contents
from comity.agreements.terms.vocabulary import Purpose
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class ExchangeAutomatically:
    """A standing supply of agreed data.

    Attributes:
        supplier: who supplies.
        recipient: who receives.
        dataset: the data set, as the agreement names it; "" when not said.
        fields: the data elements supplied.
        channel: the road it takes, as the agreement names it; "" when not said.
        contents: what is let out.
    """

    supplier: CountryCode
    recipient: CountryCode
    dataset: str = ""
    fields: frozenset[str] = frozenset()
    channel: str = ""
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Match:
    """Telling each other hit or no hit, and nothing else, on two lists that stay at home.

    Attributes:
        answering: whose list is asked; a hit tells something out of it.
        asking: who puts its own list against it.
        nominal: whether the lists name persons.
        purpose: what for; None for the prevention of offences.
        contents: what a hit lets out.
    """

    answering: CountryCode
    asking: CountryCode
    nominal: bool = True
    purpose: Purpose | None = None
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Recognise:
    """Giving the other side's approved traders the benefits of an arrangement.

    Attributes:
        recognising: who gives the benefits.
        recognised: whose programme the trader belongs to.
        operating: whether the arrangement is in operation; signed is not operating. None when
            nobody has recorded it.
        consented: whether the trader has consented to its data being sent; None when nobody has
            recorded it.
    """

    recognising: CountryCode
    recognised: CountryCode
    operating: bool | None = None
    consented: bool | None = None
