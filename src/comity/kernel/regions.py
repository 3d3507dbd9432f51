"""The geographic regions of the world, and the countries in each.

The regions and their codes are those of UN M49: five regions, each in the smallest parts M49 has
for it. Each country is in one part only; Antarctica, former states and unions are in none. M49 has
no entry of its own for Taiwan: the source puts it in Eastern Asia. A region implies no
position on the status of what lies in it.

Source: [un-m49], as [cldr-containment] carries it.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from comity.kernel.codes import CountryCode


class Region(StrEnum):
    """A region, or a part of one."""

    AFRICA = "africa"
    NORTHERN_AFRICA = "northern-africa"
    EASTERN_AFRICA = "eastern-africa"
    MIDDLE_AFRICA = "middle-africa"
    SOUTHERN_AFRICA = "southern-africa"
    WESTERN_AFRICA = "western-africa"
    AMERICAS = "americas"
    NORTHERN_AMERICA = "northern-america"
    CENTRAL_AMERICA = "central-america"
    CARIBBEAN = "caribbean"
    SOUTH_AMERICA = "south-america"
    ASIA = "asia"
    CENTRAL_ASIA = "central-asia"
    EASTERN_ASIA = "eastern-asia"
    SOUTH_EASTERN_ASIA = "south-eastern-asia"
    SOUTHERN_ASIA = "southern-asia"
    WESTERN_ASIA = "western-asia"
    EUROPE = "europe"
    EASTERN_EUROPE = "eastern-europe"
    NORTHERN_EUROPE = "northern-europe"
    SOUTHERN_EUROPE = "southern-europe"
    WESTERN_EUROPE = "western-europe"
    OCEANIA = "oceania"
    AUSTRALIA_AND_NEW_ZEALAND = "australia-and-new-zealand"
    MELANESIA = "melanesia"
    MICRONESIA = "micronesia"
    POLYNESIA = "polynesia"

    @property
    def m49(self) -> str:
        """The three digits of UN M49."""
        return _CODES[self]

    @property
    def parts(self) -> "tuple[Region, ...]":
        """Its parts; none when it is a part itself."""
        return tuple(_PARTS.get(self, {}))

    @cached_property
    def countries(self) -> frozenset[CountryCode]:
        """The countries in it."""
        return frozenset(map(CountryCode, _LISTED[self].split()))


_CODES: Mapping[Region, str] = {
    Region.AFRICA: "002",
    Region.NORTHERN_AFRICA: "015",
    Region.EASTERN_AFRICA: "014",
    Region.MIDDLE_AFRICA: "017",
    Region.SOUTHERN_AFRICA: "018",
    Region.WESTERN_AFRICA: "011",
    Region.AMERICAS: "019",
    Region.NORTHERN_AMERICA: "021",
    Region.CENTRAL_AMERICA: "013",
    Region.CARIBBEAN: "029",
    Region.SOUTH_AMERICA: "005",
    Region.ASIA: "142",
    Region.CENTRAL_ASIA: "143",
    Region.EASTERN_ASIA: "030",
    Region.SOUTH_EASTERN_ASIA: "035",
    Region.SOUTHERN_ASIA: "034",
    Region.WESTERN_ASIA: "145",
    Region.EUROPE: "150",
    Region.EASTERN_EUROPE: "151",
    Region.NORTHERN_EUROPE: "154",
    Region.SOUTHERN_EUROPE: "039",
    Region.WESTERN_EUROPE: "155",
    Region.OCEANIA: "009",
    Region.AUSTRALIA_AND_NEW_ZEALAND: "053",
    Region.MELANESIA: "054",
    Region.MICRONESIA: "057",
    Region.POLYNESIA: "061",
}
_PARTS: Mapping[Region, Mapping[Region, str]] = {
    Region.AFRICA: {
        Region.NORTHERN_AFRICA: "DZ EG EH LY MA SD TN",
        Region.EASTERN_AFRICA: (
            "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"
        ),
        Region.MIDDLE_AFRICA: "AO CD CF CG CM GA GQ ST TD",
        Region.SOUTHERN_AFRICA: "BW LS NA SZ ZA",
        Region.WESTERN_AFRICA: "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    },
    Region.AMERICAS: {
        Region.NORTHERN_AMERICA: "BM CA GL PM US",
        Region.CENTRAL_AMERICA: "BZ CR GT HN MX NI PA SV",
        Region.CARIBBEAN: (
            "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"
        ),
        Region.SOUTH_AMERICA: "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    },
    Region.ASIA: {
        Region.CENTRAL_ASIA: "KG KZ TJ TM UZ",
        Region.EASTERN_ASIA: "CN HK JP KP KR MN MO TW",
        Region.SOUTH_EASTERN_ASIA: "BN ID KH LA MM MY PH SG TH TL VN",
        Region.SOUTHERN_ASIA: "AF BD BT IN IR LK MV NP PK",
        Region.WESTERN_ASIA: "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    },
    Region.EUROPE: {
        Region.EASTERN_EUROPE: "BG BY CZ HU MD PL RO RU SK UA",
        Region.NORTHERN_EUROPE: "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
        Region.SOUTHERN_EUROPE: "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
        Region.WESTERN_EUROPE: "AT BE CH DE FR LI LU MC NL",
    },
    Region.OCEANIA: {
        Region.AUSTRALIA_AND_NEW_ZEALAND: "AU CC CX HM NF NZ",
        Region.MELANESIA: "FJ NC PG SB VU",
        Region.MICRONESIA: "FM GU KI MH MP NR PW UM",
        Region.POLYNESIA: "AS CK NU PF PN TK TO TV WF WS",
    },
}
_LISTED: Mapping[Region, str] = {
    **{whole: " ".join(parts.values()) for whole, parts in _PARTS.items()},
    **{part: listed for parts in _PARTS.values() for part, listed in parts.items()},
}
WHOLE_REGIONS = tuple(_PARTS)
