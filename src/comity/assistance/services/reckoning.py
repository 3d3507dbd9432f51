"""Reckoning the clocks of all requests anew when the rules behind them changed, in short slices.

An act reckons the clocks of its own request. A day that passes changes no due day; settings, the
file of holidays, another version of the library of holidays, and the register do.
"""

import hashlib
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from comity.agreements.queries import register_mark
from comity.assistance.models import Reckoning, Request
from comity.assistance.services.clocks import keep_clocks

A_SLICE = 20


def reckon_slice(*, at: datetime) -> bool:
    """Reckon the next few requests that go on, if the rules changed since they were reckoned.

    Args:
        at: aware UTC instant.

    Returns:
        Whether more are left; a call after that goes on where this one ended.
    """
    rules = rules_now()
    row = Reckoning.objects.select_for_update(no_key=True).first() or Reckoning(
        rules="", after=None
    )
    if row.rules != rules:
        row.rules, row.after = rules, 0
    elif row.after is None:
        return False
    going = Request.objects.all().going().filter(pk__gt=row.after).order_by("pk")
    slice_of = list(going.select_for_update(of=("self",), no_key=True)[:A_SLICE])
    for request in slice_of:
        keep_clocks(request, at=at)
    row.after = slice_of[-1].pk if len(slice_of) == A_SLICE else None
    row.save()
    return row.after is not None


def rules_now() -> str:
    """Return a digest of all by which clocks are counted, beside the requests themselves."""
    clocks = settings.NODE.clocks
    told = (
        repr(clocks.customary()),
        version("holidays"),
        _content(clocks.holidays_file),
        register_mark(),
    )
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _content(path: Path | None) -> str:
    return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
