"""Telling a supplier of itself what this node found wrong with a file of its, once for each file.

Codes and places alone are told: what stands in a cell is in no message. Nobody answers such a word,
so two nodes cannot go on telling each other.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Q

from comity.assistance.lifecycle.standing import may_say_standing
from comity.assistance.models import Request, StandingEntry, StandingSupply
from comity.assistance.queries.standing import standing_said
from comity.assistance.services.law import permission_to_tell
from comity.assistance.services.standing_telling import queue_standing
from comity.assistance.standing_check import LineFault
from comity.assistance.terms import Channel
from comity.assistance.terms.events.standing import SUPPLY_REPORTED
from comity.assistance.terms.standing import (
    STANDING_STATES,
    SUPPLY_LATE,
    SUPPLY_SHORT,
    StandingWord,
)
from comity.assistance.terms.standing_fields import FIELD_OF_STANDING
from comity.evidence.terms import ERASED_FAULT, NoRoomError
from comity.exchange.queries import is_linked
from comity.ledger.services import append
from comity.ledger.terms import NODE

# What lay longer is no news any more, and a person's to tell.
TOLD_WITHIN: Final = timedelta(days=30)
# Why bytes are not here that is no affair of their supplier.
_OURS: Final = frozenset({NoRoomError.code, ERASED_FAULT})
_MORE: Final = "standing_more_faults"


def supplies_to_report(*, at: datetime) -> list[int]:
    """Return the keys of the partners' files with something wrong that nobody told them yet.

    Args:
        at: aware UTC instant.
    """
    found = Q(fault_count__gt=0) | Q(is_short=True) | Q(is_late=True)
    lately = StandingSupply.objects.filter(
        Q(found, checked_at__isnull=False) | ~Q(exhibit__fault=""),
        ~Q(by=F("request__side")),
        reported_at__isnull=True,
        at__gt=at - TOLD_WITHIN,
        request__state__in=[state.value for state in STANDING_STATES],
        request__channel=Channel.NODE.value,
    ).select_related("request", "exhibit")
    wrong = [each for each in lately if count_of_wrong(each)]
    linked = {partner: is_linked(partner) for partner in {each.request.partner for each in wrong}}
    return [each.pk for each in wrong if linked[each.request.partner]]


def report_supply(key: int, *, at: datetime, on: date) -> bool:
    """Tell the supplier of a file what is wrong with it, under the request it is supplied by.

    What an officer told after it was checked is not told again by the node.

    Args:
        key: of one of `supplies_to_report`.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        Whether it was told now.

    Raises:
        RelianceMissingError: the request named no instrument.
        LinkNotConfirmedError: nothing can be carried to the partner now.
    """
    found = StandingSupply.objects.get(pk=key)
    locked = Request.objects.select_for_update(of=("self",), no_key=True)
    request = locked.get(pk=found.request_id)
    supply = request.supplies.select_related("exhibit").get(pk=key)
    supply.request = request
    word = StandingWord.REPORT
    may = may_say_standing(word, standing_said(request), by=request.own_side)
    if supply.reported_at is not None or not may or not count_of_wrong(supply):
        # What was wrong may be mended since it was listed: what is wrong later is told then.
        return False
    supply.reported_at = at
    supply.save(update_fields=["reported_at"])
    if _told_by_a_person(request, supply):
        return False
    under = permission_to_tell(request, on=on)
    entry = StandingEntry(
        request=request,
        word=word.value,
        by=request.side,
        facts={
            "supplier": supply.by,
            "period_from": supply.period_from.isoformat(),
            "number": str(supply.number),
            "note": _note(supply),
        },
        at=at,
    )
    queue_standing(request, entry, under=under, at=at)
    append(
        SUPPLY_REPORTED,
        about=request.reference,
        by=NODE,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        number=supply.number,
        count=count_of_wrong(supply),
        under=under.under,
        article=under.article,
        terms=under.terms_digest,
        message=entry.message_id,
    )
    return True


def count_of_wrong(supply: StandingSupply) -> int:
    """Return how many things are wrong with a partner's file whose check is over."""
    refused = _refused(supply)
    if supply.checked_at is None and not refused:
        return 0
    return supply.fault_count + supply.is_short + supply.is_late + bool(refused)


def _refused(supply: StandingSupply) -> str:
    """Return the code of why its bytes were not taken, where that is its supplier's affair."""
    fault = supply.exhibit.fault
    return "" if fault in _OURS else fault


def _note(supply: StandingSupply) -> str:
    """Return what is wrong as codes and places, one to a line, as many as the field takes."""
    limit = FIELD_OF_STANDING["note"].limit - len(f"\n{_MORE} {supply.fault_count}")
    lines: list[str] = []
    for line in _lines(supply):
        if len("\n".join([*lines, line])) > limit:
            break
        lines.append(line)
    if len(lines) < count_of_wrong(supply):
        lines.append(f"{_MORE} {supply.fault_count}")
    return "\n".join(lines)


def _lines(supply: StandingSupply) -> Iterator[str]:
    if refused := _refused(supply):
        yield refused
    if supply.is_short:
        yield SUPPLY_SHORT
    if supply.is_late:
        yield SUPPLY_LATE
    for fault in supply.faults:
        told = LineFault(*fault)
        yield f"{told.code} {told.line} {told.column}".rstrip()


def _told_by_a_person(request: Request, supply: StandingSupply) -> bool:
    if supply.checked_at is None:
        return False
    told = request.standing_words.filter(
        word=StandingWord.REPORT.value, by=request.side, told_at__gte=supply.checked_at
    )
    ours = {"supplier": supply.by, "number": str(supply.number)}
    return any(ours.items() <= each.facts.items() for each in told)
