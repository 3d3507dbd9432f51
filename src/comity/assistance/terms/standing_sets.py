"""The data sets that are exchanged without a request each time: their fields, types and meaning.

A set has a version; what was agreed under one version keeps its meaning when a later one is laid
beside it. Pure. Source: [wco-mba-2004].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from comity.kernel.wording import N_


class CellType(StrEnum):
    """What stands in the cells of one column."""

    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    WHOLE = "whole"
    DECIMAL = "decimal"
    COUNTRY = "country"
    CURRENCY = "currency"
    HS_CODE = "hs_code"
    CONTAINER = "container"


@dataclass(frozen=True, slots=True)
class DataField:
    """One field of a data set.

    Attributes:
        name: the heading of its column.
        cell: what stands in it.
        meaning: what it says; translatable.
        needed: it is never empty where it was agreed.
        personal: it may name a person.
    """

    name: str
    cell: CellType
    meaning: str
    needed: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class DataSet:
    """One version of a data set.

    Attributes:
        code: by which it is agreed: its name and its version.
        name: what it is called; translatable.
        fields: in the order of their columns.
    """

    code: str
    name: str
    fields: tuple[DataField, ...]

    def field(self, name: str) -> DataField | None:
        """Return a field by its name; None when the set has none of that name."""
        return next((each for each in self.fields if each.name == name), None)


CELL_NAMES: Final[Mapping[CellType, str]] = {
    CellType.TEXT: N_("text"),
    CellType.DAY: N_("day, as 2026-12-01"),
    CellType.INSTANT: N_("day and time with its zone, as 2026-12-01T09:30Z"),
    CellType.WHOLE: N_("whole number"),
    CellType.DECIMAL: N_("number, with a point before its decimals"),
    CellType.COUNTRY: N_("country, two letters"),
    CellType.CURRENCY: N_("currency, three letters"),
    CellType.HS_CODE: N_("goods code, 6 to 10 figures"),
    CellType.CONTAINER: N_("container number"),
}

_C = CellType
_DECLARATION = DataField("declaration", _C.TEXT, N_("number of the declaration"), needed=True)
_ACCEPTED = DataField("accepted_on", _C.DAY, N_("day it was accepted"), needed=True)
_OFFICE = DataField("customs_office", _C.TEXT, N_("customs office"))
_GOODS = DataField("goods", _C.TEXT, N_("description of the goods"))
_HS = DataField("hs_code", _C.HS_CODE, N_("goods code"), needed=True)
_MASS = DataField("net_mass_kg", _C.DECIMAL, N_("net mass in kilograms"))
_GROSS = DataField("gross_mass_kg", _C.DECIMAL, N_("gross mass in kilograms"))
_VALUE = DataField("value", _C.DECIMAL, N_("value as declared"))
_CURRENCY = DataField("currency", _C.CURRENCY, N_("currency of the value"))
_ORIGIN = DataField("origin", _C.COUNTRY, N_("country of origin"))
_DEPARTURE = DataField("departure", _C.COUNTRY, N_("country of departure"))
_DESTINATION = DataField("destination", _C.COUNTRY, N_("country of destination"))
_CONTAINER = DataField("container", _C.CONTAINER, N_("container"))
_EXPORTER = DataField("exporter", _C.TEXT, N_("exporter"), personal=True)
_IMPORTER = DataField("importer", _C.TEXT, N_("importer"), personal=True)

_ALL = (
    DataSet(
        "export-declarations/1",
        N_("export declarations"),
        (
            *(_DECLARATION, _ACCEPTED, _OFFICE, _EXPORTER, _IMPORTER, _HS, _GOODS, _MASS),
            *(_VALUE, _CURRENCY, _ORIGIN, _DESTINATION, _CONTAINER),
        ),
    ),
    DataSet(
        "import-declarations/1",
        N_("import declarations"),
        (
            *(_DECLARATION, _ACCEPTED, _OFFICE, _IMPORTER, _EXPORTER, _HS, _GOODS, _MASS),
            *(_VALUE, _CURRENCY, _ORIGIN, _DEPARTURE, _CONTAINER),
        ),
    ),
    DataSet(
        "transit-movements/1",
        N_("transit movements"),
        (
            DataField("movement", _C.TEXT, N_("reference number of the movement"), needed=True),
            DataField("left_at", _C.INSTANT, N_("when it left"), needed=True),
            DataField("office_of_departure", _C.TEXT, N_("customs office of departure")),
            DataField("office_of_destination", _C.TEXT, N_("customs office of destination")),
            *(_HS, _GOODS, _GROSS, _CONTAINER),
            DataField("seals", _C.TEXT, N_("numbers of the seals")),
        ),
    ),
    DataSet(
        "advance-cargo/1",
        N_("cargo on its way"),
        (
            DataField("transport_document", _C.TEXT, N_("transport document"), needed=True),
            DataField("arrives_at", _C.INSTANT, N_("when it is expected to arrive"), needed=True),
            DataField("means", _C.TEXT, N_("vessel, flight, vehicle")),
            DataField("loaded_at", _C.TEXT, N_("place of loading")),
            DataField("unloaded_at", _C.TEXT, N_("place of unloading")),
            DataField("sender", _C.TEXT, N_("sender"), personal=True),
            DataField("recipient", _C.TEXT, N_("recipient"), personal=True),
            *(_CONTAINER, _HS, _GOODS, _GROSS),
        ),
    ),
    DataSet(
        "unit-prices/1",
        N_("unit prices"),
        (
            DataField("observed_on", _C.DAY, N_("day the price was declared"), needed=True),
            *(_HS, _GOODS, _ORIGIN),
            DataField("price", _C.DECIMAL, N_("price of one unit"), needed=True),
            DataField("currency", _C.CURRENCY, N_("currency of the price"), needed=True),
            DataField("unit", _C.TEXT, N_("unit: kg, l, piece"), needed=True),
        ),
    ),
    DataSet(
        "seizures/1",
        N_("seizures, without names"),
        (
            DataField("seized_on", _C.DAY, N_("day of the seizure"), needed=True),
            *(_OFFICE, _HS, _GOODS),
            DataField("quantity", _C.DECIMAL, N_("quantity"), needed=True),
            DataField("unit", _C.TEXT, N_("unit: kg, l, piece"), needed=True),
            DataField("means", _C.TEXT, N_("means of transport")),
            DataField("concealment", _C.TEXT, N_("how it was hidden")),
            *(_ORIGIN, _DEPARTURE, _DESTINATION),
        ),
    ),
)

DATA_SETS: Final[Mapping[str, DataSet]] = MappingProxyType({each.code: each for each in _ALL})
