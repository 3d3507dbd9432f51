"""The ruling behind an entry of the record."""

from datetime import datetime

from comity.assistance.models import Answer, Request, Share, Use
from comity.assistance.terms.events import (
    ANSWER_RELEASED,
    ANSWER_USED,
    CASE_SHARED,
    PARTIAL_RELEASED,
    REQUEST_ACCEPTED,
    REQUEST_RECEIVED,
    REQUEST_SENT,
    REQUEST_SUBMITTED,
)
from comity.kernel.rulings import Ruling
from comity.ledger.models import LedgerEntry
from comity.officers.terms import Viewer

# The act, and the instant of the request that it left behind.
_INSTANTS = {
    REQUEST_SUBMITTED.name: "submitted_at",
    REQUEST_SENT.name: "sent_at",
    REQUEST_RECEIVED.name: "received_at",
    REQUEST_ACCEPTED.name: "decided_at",
}
# A request keeps one ruling: the one of the last of these acts that was done.
_LAST_FIRST = ("decided_at", "received_at"), ("sent_at", "submitted_at")


def ruling_of_entry(entry: LedgerEntry, *, seen_by: Viewer) -> Ruling | None:
    """Return the ruling that an act rested on, with every ground.

    Returns:
        None when the act rests on none, when a later ruling has taken its place since, or when
        `seen_by` may not see what it was made for.
    """
    if entry.event in _INSTANTS:
        return _of_request(entry, seen_by)
    if entry.event in {ANSWER_RELEASED.name, PARTIAL_RELEASED.name}:
        answers = Answer.objects.visible_to(seen_by)
        answer = answers.filter(request__reference=entry.about, released_at=entry.at).first()
        return answer.last_ruling if answer else None
    if entry.event == ANSWER_USED.name:
        answers = Answer.objects.visible_to(seen_by).filter(request__reference=entry.about)
        use = Use.objects.filter(answer__in=answers, at=entry.at, by=entry.by).first()
        return use.ruling if use else None
    if entry.event == CASE_SHARED.name:
        shares = Share.objects.visible_to(seen_by)
        share = shares.filter(request__reference=entry.about, at=entry.at, by=entry.by).first()
        return share.ruling if share else None
    return None


def _of_request(entry: LedgerEntry, viewer: Viewer) -> Ruling | None:
    request = Request.objects.visible_to(viewer).filter(reference=entry.about).first()
    if request is None or _last_ruled(request) != entry.at:
        return None
    own = _INSTANTS[entry.event]
    return request.last_ruling if getattr(request, own) == entry.at else None


def _last_ruled(request: Request) -> datetime | None:
    order = _LAST_FIRST[0] if request.received_at else _LAST_FIRST[1]
    instants = (getattr(request, name) for name in order)
    found: datetime | None = next((each for each in instants if each is not None), None)
    return found
