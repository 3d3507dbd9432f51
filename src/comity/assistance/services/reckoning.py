"""Reckoning the clocks of all requests anew when the rules behind them changed, in short slices.

An act reckons the clocks of its own request. A day that passes changes no due day; settings, the
file of holidays, another version of the library of holidays, the register, and whether a partner's
node tells openings do.
"""

import hashlib
import logging
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q

from comity.agreements.queries import register_mark
from comity.assistance.models import Answer, Erasure, Reckoning, Request
from comity.assistance.models.requests import Requests
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.terms import Party, RequestState
from comity.exchange.openings_queries import partners_silent_on_openings

A_SLICE = 20
_log = logging.getLogger(__name__)


def reckon_slice(*, at: datetime) -> bool:
    """Reckon the next few requests with clocks, if the rules changed since they were reckoned.

    One that cannot be reckoned is told in the log, keeps the clocks it had, and stops no other.

    Args:
        at: aware UTC instant.

    Returns:
        Whether more are left; a call after that goes on where this one ended.
    """
    rules = rules_now()
    row = Reckoning.objects.select_for_update(no_key=True).first() or Reckoning(
        rules="", after=None
    )
    # A round that has begun is ended, whatever changes: who changes it often could keep the last
    # requests from ever being reckoned.
    if row.after is None and row.rules == rules:
        return False
    if row.after is None:
        row.rules, row.after = rules, 0
    found = _with_clocks().filter(pk__gt=row.after).order_by("pk")
    slice_of = list(found.select_for_update(of=("self",), no_key=True)[:A_SLICE])
    for request in slice_of:
        _reckon(request, at=at)
    row.after = slice_of[-1].pk if len(slice_of) == A_SLICE else None
    row.save()
    return row.after is not None or row.rules != rules


def _with_clocks() -> Requests:
    """Return what goes on, and what is over and has an answer of a partner's that is kept here."""
    every = Request.objects.all()
    answers = Answer.objects.filter(request=OuterRef("pk"))
    gone = Erasure.objects.filter(request=OuterRef("pk"), erased_at__isnull=False)
    kept = Q(Exists(answers), ~Exists(gone), side=Party.REQUESTING.value)
    return every.going() | every.filter(kept, state=RequestState.CLOSED.value)


def _reckon(request: Request, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            keep_clocks(request, at=at)
    except (InterfaceError, OperationalError):
        raise  # the database failed, not this request: the slice is done again
    except Exception:  # noqa: BLE001  one request must not stop the clocks of all
        told = {"reference": request.reference}
        _log.exception("the clocks of a request cannot be reckoned", extra=told)


def rules_now() -> str:
    """Return a digest of all by which clocks are counted, beside the requests themselves."""
    clocks = settings.NODE.clocks
    told = (
        repr(clocks.customary()),
        version("holidays"),
        _content(clocks.holidays_file),
        register_mark(),
        ",".join(sorted(partners_silent_on_openings())),
    )
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _content(path: Path | None) -> str:
    return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
