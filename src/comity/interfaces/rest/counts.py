"""How many agreements an administration has: counted here, and printed elsewhere."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from comity.agreements.queries import current_register
from comity.interfaces.counts_json import counts_json
from comity.interfaces.rest.doors import moment_of
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.queries import own_administration

router = Router(tags=["register"])
Json = dict[str, Any]


@router.get("/register/counts", response=Json)
def count_agreements(request: HttpRequest, of: str = "", on: date | None = None) -> Json:
    """What `of`, or this administration, has signed and in force on a day, beside printed numbers.

    The two are never made to agree; each printed number names its source, and why it differs.
    """
    register = current_register()
    whose = _country(of) if of else CountryCode(own_administration().code)
    day = on or moment_of(request).on
    return counts_json(register, register.instruments, of=whose, on=day)


def _country(code: str) -> CountryCode:
    try:
        return CountryCode(code.upper())
    except ValueError:
        raise InvalidDraftError((Problem("unknown_code", "of"),)) from None
