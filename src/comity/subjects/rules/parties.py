"""Which fields of a subject hold identifiers, and what each gives reason to look at. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from comity.subjects.rules.identifiers import doubts_about
from comity.subjects.rules.money import IBAN_LENGTHS
from comity.subjects.terms import (
    Account,
    Company,
    Consignment,
    Container,
    Declaration,
    Doubt,
    Goods,
    Identifier,
    Person,
    Scheme,
    Subject,
    Vehicle,
    Vessel,
    normalised,
)

SCHEMES: Mapping[type, Mapping[str, Scheme]] = {
    Person: {
        "nationality": Scheme.COUNTRY,
        "phone": Scheme.PHONE,
        "travel_document": Scheme.TRAVEL_DOCUMENT,
    },
    Company: {
        "country": Scheme.COUNTRY,
        "trader_number": Scheme.TRADER,
        "lei": Scheme.LEI,
        "phone": Scheme.PHONE,
    },
    Vessel: {
        "imo": Scheme.IMO,
        "mmsi": Scheme.MMSI,
        "call_sign": Scheme.CALL_SIGN,
        "flag": Scheme.COUNTRY,
    },
    Vehicle: {"vin": Scheme.VIN, "plate_country": Scheme.COUNTRY},
    Container: {"number": Scheme.CONTAINER},
    Consignment: {"departed_from": Scheme.COUNTRY, "bound_for": Scheme.COUNTRY},
    Declaration: {"country": Scheme.COUNTRY},
    Goods: {"hs_code": Scheme.HS, "origin": Scheme.COUNTRY},
    Account: {},
}
# Fields that hold a number of any sort: it is checked only where its form is that of a scheme.
_OPEN: Mapping[type, Mapping[str, frozenset[Scheme]]] = {
    Consignment: {"reference": frozenset({Scheme.CONTAINER, Scheme.MRN})},
    Declaration: {"number": frozenset({Scheme.MRN})},
    Account: {"number": frozenset({Scheme.IBAN})},
}
_FORMS: Mapping[Scheme, re.Pattern[str]] = {
    Scheme.CONTAINER: re.compile(r"[A-Z]{3}[UJZ][0-9]{7}"),
    Scheme.MRN: re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{14}"),
    Scheme.IBAN: re.compile(rf"(?:{'|'.join(IBAN_LENGTHS)})[0-9]{{2}}[A-Z0-9]{{4,30}}"),
}
_LONGEST = 60


def recognised(text: str, *, among: Iterable[Scheme]) -> Scheme | None:
    """Return the scheme a number is evidently written in; None when it may be of any other.

    Args:
        text: as typed.
        among: the schemes that its field may hold. Without that limit the number of a declaration
            in one country would pass for an account in it.
    """
    plain = normalised(text) if len(text) <= _LONGEST else ""
    return next((each for each in among if _FORMS[each].fullmatch(plain)), None)


def identifiers_of(subject: Subject) -> Iterator[tuple[str, Identifier]]:
    """Yield what of a subject is an identifier, each with its field; empty fields hold none."""
    for field, scheme in SCHEMES[type(subject)].items():
        if typed := getattr(subject, field):
            yield field, Identifier(scheme, typed)
    for field, among in _OPEN.get(type(subject), {}).items():
        typed = getattr(subject, field)
        if found := recognised(typed, among=among):
            yield field, Identifier(found, typed)


def doubts_in(subject: Subject) -> tuple[Doubt, ...]:
    """Return what of a subject is worth a second look, each doubt with its field."""
    return tuple(
        replace(doubt, field=field)
        for field, identifier in identifiers_of(subject)
        for doubt in doubts_about(identifier)
    )
