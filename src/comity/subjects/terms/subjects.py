"""Structured parties and things: whom and what a matter is about, field by field.

Every field is kept as it was typed and may be empty: much of what is known at first is known in
part. What looks mistyped `rules` says, and nothing is refused for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person.

    Attributes:
        name: in full.
        also_named: other names and spellings, aliases included.
        born_on: ISO day, or a year where no more is known.
        nationality: two letters of a country.
        address: as exact as possible.
        phone: with the country's code.
        travel_document: the machine-readable lines of a passport or card.
    """

    name: str = ""
    also_named: tuple[str, ...] = ()
    born_on: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    travel_document: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A legal person or another body that trades.

    Attributes:
        name: in full.
        also_named: other names and spellings.
        country: two letters, of its registration.
        registration: its number in the register of its country.
        trader_number: as customs knows it: EORI, TIN.
        lei: legal entity identifier.
        address: as exact as possible.
        phone: with the country's code.
    """

    name: str = ""
    also_named: tuple[str, ...] = ()
    country: str = ""
    registration: str = ""
    trader_number: str = ""
    lei: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Vessel:
    """A ship; its name and flag change, its IMO number does not."""

    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A road vehicle."""

    make: str = ""
    vin: str = ""
    plate: str = ""
    plate_country: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """A container and the seals on it."""

    number: str = ""
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consignment:
    """Goods under way together.

    Attributes:
        reference: of the transport document, or of the sender.
        transport: a code of the list `transport`.
        departed_from: two letters of a country.
        bound_for: two letters of a country.
    """

    reference: str = ""
    transport: str = ""
    departed_from: str = ""
    bound_for: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A customs declaration.

    Attributes:
        number: as the office gave it; an MRN where the country has those.
        office: that took it.
        country: two letters, of that office.
        lodged_on: ISO day.
    """

    number: str = ""
    office: str = ""
    country: str = ""
    lodged_on: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods of one kind.

    Attributes:
        description: in words.
        hs_code: in the Harmonized System, or the tariff that extends it.
        origin: two letters of a country.
        quantity: with its unit.
    """

    description: str = ""
    hs_code: str = ""
    origin: str = ""
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account with a bank or another that keeps money.

    Attributes:
        number: an IBAN where the country has those.
        institution: that keeps it.
        holder: in whose name.
    """

    number: str = ""
    institution: str = ""
    holder: str = ""


Subject = (
    Person | Company | Vessel | Vehicle | Container | Consignment | Declaration | Goods | Account
)

SUBJECTS: Mapping[str, type[Subject]] = MappingProxyType(
    {
        "person": Person,
        "company": Company,
        "vessel": Vessel,
        "vehicle": Vehicle,
        "container": Container,
        "consignment": Consignment,
        "declaration": Declaration,
        "goods": Goods,
        "account": Account,
    }
)
