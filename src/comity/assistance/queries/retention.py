"""Until when closed matters are kept, and which are due for erasure."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from comity.assistance.duties import SEE_RETENTION
from comity.assistance.models import Answer, Erasure, LegalHold, Request, RetentionRule
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.retention import due_on
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

# Cases walked for one page of the list.
WALKED = 200


@dataclass(frozen=True, slots=True)
class DueMatter:
    """A closed matter, and what is to become of it.

    Attributes:
        request: the matter.
        keep_until: the first day on which it may no longer be kept; None for no limit.
        due: that day has come, and nothing keeps it.
        hold: the order that keeps it; None for none.
        erasure: that was proposed, or done; None for neither.
    """

    request: Request
    keep_until: date | None
    due: bool
    hold: LegalHold | None
    erasure: Erasure | None


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page of what is due.

    Attributes:
        rows: begun first, first.
        after: key of the last case that was walked, to go on from; 0 at the end.
        rule: how many days closed matters are kept; None where no rule is written down.
    """

    rows: tuple[DueMatter, ...]
    after: int
    rule: RetentionRule | None


def due_page(*, seen_by: Viewer, on: date, after: int = 0) -> DuePage:
    """Return the closed matters whose period is over, held ones and proposed ones among them.

    Args:
        seen_by: a data protection officer, or of the central unit.
        on: the civil day.
        after: key of the last case of the page before; 0 for the first page.

    Raises:
        NotAllowedError: `seen_by` is neither.
    """
    demand_role(seen_by, SEE_RETENTION.roles)
    rule = RetentionRule.objects.visible_to(seen_by).first()
    closed = Request.objects.visible_to(seen_by).filter(
        state=RequestState.CLOSED.value, pk__gt=after
    )
    # What was erased has nothing left that could be due.
    gone = Erasure.objects.filter(erased_at__isnull=False).values("request_id")
    rows = list(closed.exclude(pk__in=gone).order_by("pk").defer("ruling")[: WALKED + 1])
    told = [due_matter(each, on=on, rule=rule) for each in rows[:WALKED]]
    over = tuple(each for each in told if each.keep_until is not None and on >= each.keep_until)
    return DuePage(over, rows[WALKED - 1].pk if len(rows) > WALKED else 0, rule)


def due_matter_of(reference: str, *, seen_by: Viewer, on: date) -> DueMatter:
    """Return until when one matter is kept, and what is to become of it.

    Raises:
        NotAllowedError: the viewer's office does not carry it.
        NotFoundError: there is no such matter.
    """
    demand_role(seen_by, SEE_RETENTION.roles)
    seen = Request.objects.visible_to(seen_by).defer("ruling").select_related("agency")
    request = seen.filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    return due_matter(request, on=on, rule=RetentionRule.objects.first())


def due_matter(request: Request, *, on: date, rule: RetentionRule | None) -> DueMatter:
    """Return what is to become of a matter that may be seen."""
    until, hold, erasure = _until(request, rule), legal_hold_of(request), erasure_of(request)
    over = until is not None and on >= until
    gone = erasure is not None and erasure.erased_at is not None
    return DueMatter(request, until, over and hold is None and not gone, hold, erasure)


def keep_until(request: Request) -> date | None:
    """Return the first day on which a matter may no longer be kept; None while it goes on."""
    return _until(request, RetentionRule.objects.first())


def legal_hold_of(request: Request) -> LegalHold | None:
    """Return the order that keeps a matter; None for none."""
    return LegalHold.objects.filter(request=request, lifted_at__isnull=True).first()


def erasure_of(request: Request) -> Erasure | None:
    """Return the erasure that was proposed or done; None for neither."""
    return Erasure.objects.filter(request=request).first()


def is_erased(request: Request) -> bool:
    """Tell whether the content of a matter was erased."""
    return Erasure.objects.filter(request=request, erased_at__isnull=False).exists()


def is_gone(request: Request) -> bool:
    """Tell the same of a matter that is shown: nothing is asked where it cannot have been erased.

    Only what is closed is erased, and what was has no subject left.
    """
    closed = request.stands is RequestState.CLOSED
    return closed and not request.subject and is_erased(request)


def _until(request: Request, rule: RetentionRule | None) -> date | None:
    if request.stands is not RequestState.CLOSED or request.closed_at is None:
        return None
    limits: list[date] = []
    if request.own_side is Party.REQUESTING:
        for answer in Answer.objects.filter(request=request):
            answer.request = request
            said = answer.use_limits()
            if said is not None and said.keep_until is not None:
                limits.append(said.keep_until)
    return due_on(
        timezone.localdate(request.closed_at),
        own_days=rule.days if rule else None,
        limits=tuple(limits),
    )
