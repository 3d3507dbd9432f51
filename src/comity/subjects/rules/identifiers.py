"""The check of each scheme, behind bounds that a hostile value meets first. Pure."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from comity.kernel.texts import has_hidden_characters
from comity.subjects.rules.money import doubts_about_iban, doubts_about_lei
from comity.subjects.rules.trade import (
    doubts_about_country,
    doubts_about_hs,
    doubts_about_mrn,
    doubts_about_phone,
    doubts_about_trader,
)
from comity.subjects.rules.transport import (
    doubts_about_call_sign,
    doubts_about_container,
    doubts_about_imo,
    doubts_about_mmsi,
    doubts_about_vin,
)
from comity.subjects.rules.travel import doubts_about_travel_document
from comity.subjects.terms import Doubt, Identifier, Scheme

# No number of any scheme is longer, with every space people put in; of a longer one nothing is
# looked at, because it came from no document.
LONGEST = 200

_CHECKS: Mapping[Scheme, Callable[[str], Iterator[Doubt]]] = MappingProxyType(
    {
        Scheme.IMO: doubts_about_imo,
        Scheme.MMSI: doubts_about_mmsi,
        Scheme.CALL_SIGN: doubts_about_call_sign,
        Scheme.CONTAINER: doubts_about_container,
        Scheme.VIN: doubts_about_vin,
        Scheme.MRN: doubts_about_mrn,
        Scheme.HS: doubts_about_hs,
        Scheme.TRADER: doubts_about_trader,
        Scheme.LEI: doubts_about_lei,
        Scheme.IBAN: doubts_about_iban,
        Scheme.TRAVEL_DOCUMENT: doubts_about_travel_document,
        Scheme.COUNTRY: doubts_about_country,
    }
)


def doubts_about(identifier: Identifier) -> tuple[Doubt, ...]:
    """Return what gives reason to look at an identifier again; empty when nothing does.

    A number that passes can still be another's: check digits find slips of the pen, not lies.

    Args:
        identifier: as typed; it may be hostile.
    """
    typed = identifier.typed
    if len(typed) > LONGEST:
        return (Doubt("number_too_long", (("longest", str(LONGEST)),)),)
    if has_hidden_characters(typed, lines=identifier.scheme is Scheme.TRAVEL_DOCUMENT):
        return (Doubt("hidden_in_number"),)
    plain = identifier.normalised
    if identifier.scheme is Scheme.PHONE:
        return tuple(doubts_about_phone(plain, typed=typed))
    return tuple(_CHECKS[identifier.scheme](plain))
