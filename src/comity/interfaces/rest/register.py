"""Reading the register: lists by status, one agreement on a day, gaps, and differences."""

from datetime import date
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, ConfigDict, Field

from comity.agreements.comparison import differences
from comity.agreements.queries import current_register
from comity.agreements.regions import is_with_region
from comity.agreements.terms import Instrument, Register, Status
from comity.agreements.versions import (
    Changed,
    RegisterDifferences,
    changed_between,
    day_differences,
)
from comity.interfaces.register_json import (
    differences_json,
    gaps_json,
    instrument_on_day,
    instrument_row,
)
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.values import Day, Reference, Word
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.kernel.regions import Region

router = Router(tags=["register"])
Json = dict[str, Any]
Code = TypeVar("Code", bound=str)


class OnDay(Schema):
    """Two times: the day of law, and the instant whose knowledge is asked for."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None
    known_at: AwareDatetime | None = None


class ListAsked(OnDay):
    """Which agreements."""

    status: Word = ""
    party: Word = ""
    region: Word = ""


class GapsAsked(OnDay):
    """Whose gaps."""

    reference: Word = ""


class DifferenceAsked(Schema):
    """Two agreements, or one (or all) on two days."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    one: Word = ""
    other: Word = ""
    since: Annotated[Day | None, Field(alias="from")] = None
    until: Annotated[Day | None, Field(alias="to")] = None


@router.get("/register/instruments", response=Json)
def list_instruments(request: HttpRequest, asked: Query[ListAsked]) -> Json:
    """Agreements with their status on a day, all or those of one status, party or region."""
    register, on = _held(request, asked)
    status = _code(Status, asked.status, "status") if asked.status else None
    party = _code(CountryCode, asked.party.upper(), "party") if asked.party else None
    region = _code(Region, asked.region, "region") if asked.region else None
    found = (
        each
        for each in register.instruments
        if (party is None or each.party_of(party, on=on))
        and (region is None or is_with_region(each, region, on=on, beside=party))
    )
    rows = (instrument_row(each, on=on, translate=gettext) for each in found)
    items = [row for row in rows if status is None or row["status_code"] == status]
    return {"items": items, "on": on, "digest": register.digest}


@router.get("/register/instruments/{reference}", response=Json)
def read_instrument(request: HttpRequest, reference: Reference, asked: Query[OnDay]) -> Json:
    """One agreement as it stood on a day: who acted for whom, which terms applied, its gaps."""
    register, on = _held(request, asked)
    instrument = register.instrument(reference)
    told = instrument_on_day(instrument, on=on, translate=gettext)
    return {**told, "gaps": gaps_json(instrument, register, on=on, translate=gettext)}


@router.get("/register/gaps", response=Json)
def list_gaps(request: HttpRequest, asked: Query[GapsAsked]) -> Json:
    """What the treaty desk still has to find out or settle, of one agreement or of all."""
    register, on = _held(request, asked)
    chosen = (register.instrument(asked.reference),) if asked.reference else register.instruments
    items = [
        {
            "reference": each.reference,
            "gaps": gaps_json(each, register, on=on, translate=gettext),
        }
        for each in chosen
    ]
    return {"items": items, "on": on}


@router.get("/register/diff", response=Json)
def compare(request: HttpRequest, asked: Query[DifferenceAsked]) -> Json:
    """What two agreements do not say alike, or what became different between two days."""
    register = current_register()
    if asked.other and not asked.since and not asked.until:
        first, second = register.instrument(asked.one), register.instrument(asked.other)
        return _told(Changed(second, differences(first, second)))
    if asked.other or asked.since is None or asked.until is None:
        raise InvalidDraftError((Problem("two_to_compare", "other"),))
    if not asked.one:
        found = day_differences(register, asked.since, asked.until)
        return differences_json(found, translate=gettext)
    instrument: Instrument = register.instrument(asked.one)
    return _told(changed_between(instrument, asked.since, asked.until))


def _held(request: HttpRequest, asked: OnDay) -> tuple[Register, date]:
    return current_register(asked.known_at), asked.on or moment_of(request).on


def _told(changed: Changed) -> Json:
    found = RegisterDifferences(changed=(changed,) if changed.is_one else ())
    return differences_json(found, translate=gettext)


def _code(kind: type[Code], code: str, field: str) -> Code:
    try:
        return kind(code)
    except ValueError:
        raise InvalidDraftError((Problem("unknown_code", field),)) from None
