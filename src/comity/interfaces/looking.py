"""Looks at a door that the record keeps: noted in a transaction of their own, before the page."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils import timezone

from comity.assistance.models import Answer, Enclosure, Request
from comity.assistance.services import note_opened
from comity.assistance.services.looking import note_look
from comity.assistance.terms import Party
from comity.assistance.terms.personal_data import DataAsked
from comity.interfaces.record_asked import midnight
from comity.ledger.terms import RecordFilter
from comity.officers.terms import Viewer
from comity.oversight import services

_log = logging.getLogger(__name__)


def answer_shown(request: Request, answer: Answer | None, *, to: Viewer, at: datetime) -> None:
    """Note that a partner's answer was shown; what is our own is ours to read."""
    if _is_partners(request, answer):
        _noted(lambda since: _note_answer(request, to, at=at, since=since), at=at)


def case_shown(request: Request, answer: Answer | None, *, to: Viewer, at: datetime) -> None:
    """Note the same, and where the officer was, so that the first page leads back there.

    Of the second no record is kept. Both are noted in one transaction: a disk is waited for once.
    """

    def note(since: datetime) -> None:
        note_opened(request, officer=to, at=at)
        if _is_partners(request, answer):
            _note_answer(request, to, at=at, since=since)

    _noted(note, at=at)


def _is_partners(request: Request, answer: Answer | None) -> bool:
    return answer is not None and request.own_side is Party.REQUESTING


def _note_answer(request: Request, reader: Viewer, *, at: datetime, since: datetime) -> None:
    services.note_answer_read(
        request.reference,
        partner=request.partner,
        officer=reader,
        at=at,
        since=since,
        agency=request.reader_on_record(reader),
    )


def place_shown(place: str, *, changed_at: datetime, to: Viewer, at: datetime) -> None:
    """Note that something was shown that is no request, so that what comes later is new."""

    def note(_since: datetime) -> None:
        note_look(place, changed_at=changed_at, officer=to, at=at)

    _noted(note, at=at)


def exhibit_shown(enclosure: Enclosure, *, to: Viewer, at: datetime) -> None:
    """Note that an exhibit and its custody were shown."""
    reference, name = enclosure.request.reference, enclosure.exhibit.record_name
    agency = enclosure.exhibit.reader_on_record(to)
    _noted(
        lambda since: services.note_exhibit_read(
            reference, exhibit=name, officer=to, at=at, since=since, agency=agency
        ),
        at=at,
    )


def record_searched(asked: RecordFilter, *, by: Viewer, at: datetime) -> None:
    """Note what an auditor or data protection officer searched the record for."""
    _noted(lambda since: services.note_search(asked, officer=by, at=at, since=since), at=at)


def register_shown(asked: DataAsked, *, to: Viewer, at: datetime) -> None:
    """Note that the register of personal data was shown."""
    _noted(lambda since: services.note_register_read(asked, officer=to, at=at, since=since), at=at)


def _noted(note: Callable[[datetime], object], *, at: datetime) -> None:
    """Do it in a transaction; a disk that takes nothing keeps nobody from reading."""
    since = midnight(timezone.localdate(at))
    try:
        with transaction.atomic(durable=True):
            note(since)
    except DatabaseError as error:
        # Reading goes on while a disk is full or read-only; the operator is told what is missing.
        _log.warning("a look could not be recorded", exc_info=error)
