"""The register of transfers, and the data protection officer's words on what is to leave."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import Answer, DataTransfer, Request, TransferApproval
from comity.assistance.terms import RequestState
from comity.assistance.terms.data_transfers import TransferKind, TransfersAsked
from comity.officers.terms import Viewer, demand_role

LEAVING = (RequestState.SUBMITTED, RequestState.COMPLETED, RequestState.ANSWER_DRAFTED)


@dataclass(frozen=True, slots=True)
class TransfersPage:
    """A page of the register of transfers.

    Attributes:
        rows: what left last, first.
        after: key of the last, to go on from; 0 at the end.
    """

    rows: tuple[DataTransfer, ...]
    after: int


def transfers_page(
    asked: TransfersAsked, *, seen_by: Viewer, limit: int, after: int = 0
) -> TransfersPage:
    """Return a page of what left for other administrations.

    Args:
        asked: which.
        seen_by: a data protection officer.
        limit: most rows of a page.
        after: key of the last row of the page before; 0 for the first page.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    found = _asked_for(asked, DataTransfer.objects.visible_to(seen_by))
    if after:
        found = found.filter(pk__lt=after)
    told = found.select_related("request").defer("request__ruling").order_by("-pk")
    rows = list(told[: limit + 1])
    return TransfersPage(tuple(rows[:limit]), rows[limit - 1].pk if len(rows) > limit else 0)


def requests_leaving(*, seen_by: Viewer, most: int) -> list[Request]:
    """Return what waits for an approver's hand and may need the data protection officer's word.

    Args:
        seen_by: a data protection officer.
        most: how many are looked at, those changed last first, of each state.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    found: list[Request] = []
    for state in LEAVING:
        seen = Request.objects.visible_to(seen_by).filter(state=state.value)
        found += seen.select_related("agency").order_by("-updated_at", "-id")[:most]
    return found


def word_on_transfer(request: Request, answer: Answer | None) -> TransferApproval | None:
    """Return the data protection officer's last word on what stands there now; None for none.

    Args:
        request: one that the reader may see.
        answer: that waits to be released; None where the request itself would leave.
    """
    version = answer.version if answer else request.version
    return words_on(request, answer).filter(version=version).first()


def words_on(request: Request, answer: Answer | None) -> "QuerySet[TransferApproval]":
    """Return the words on a request, or on one answer to it; those on corrections are apart.

    Args:
        request: one that the reader may see.
        answer: None where the request itself would leave.
    """
    number = answer.number if answer else 0
    said = TransferApproval.objects.filter(request=request, answer_number=number)
    return said.exclude(kind=TransferKind.CORRECTION.value)


def _asked_for(asked: TransfersAsked, found: "QuerySet[DataTransfer]") -> "QuerySet[DataTransfer]":
    if not asked.every:
        found = found.filter(personal=True)
    if asked.partner:
        found = found.filter(partner=asked.partner)
    if asked.case:
        found = found.filter(request__reference=asked.case)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return found


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
