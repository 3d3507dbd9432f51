"""The inbox: what waits, for whom, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from comity.assistance.lifecycle import ENDS, hindrance, steps_from
from comity.assistance.models import Answer, Request
from comity.assistance.terms import Action, Party, RequestState, Tab
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

MOST_ROWS = 200
MOST_SEARCHED = 100


class NextWho(StrEnum):
    """Who acts next."""

    US_DRAFTER = "us_drafter"
    US_APPROVER = "us_approver"
    US_CENTRAL_UNIT = "us_central_unit"
    US_OFFICER = "us_officer"
    US_TREATY_DESK = "us_treaty_desk"
    PARTNER = "partner"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox.

    Attributes:
        reference: of the request.
        title: its subject, or empty while none is typed.
        partner: code of the other administration.
        side: which side this node is on.
        kind: what is asked for; empty while not chosen.
        state: where it stands.
        next_action: the move the lifecycle waits for; None at an end.
        next_who: whose move it is.
        agency: code of the agency here; empty before allocation.
        urgent: handled before others.
        reply_wanted_on: the day a reply is wished by.
        days_left: from today to that day; negative when it has passed.
        updated_at: last change here.
        handling: handling code of the answer, where it may be seen.
    """

    reference: str
    title: str
    partner: str
    side: Party
    kind: str
    state: RequestState
    next_action: Action | None
    next_who: NextWho
    agency: str
    urgent: bool
    reply_wanted_on: date | None
    days_left: int | None
    updated_at: datetime
    handling: str


_WAITS_FOR: dict[tuple[Party, RequestState], tuple[Action | None, NextWho]] = {
    (Party.REQUESTING, RequestState.DRAFT): (Action.SUBMIT, NextWho.US_DRAFTER),
    (Party.REQUESTING, RequestState.SUBMITTED): (Action.APPROVE, NextWho.US_APPROVER),
    (Party.REQUESTING, RequestState.SENT): (Action.ACCEPT, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.ACCEPTED): (Action.RELEASE, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.ANSWERED): (Action.OPEN, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.OPENED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.REFUSED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.RECEIVED): (Action.ACCEPT, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.ACCEPTED): (Action.DRAFT_ANSWER, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.ANSWER_DRAFTED): (Action.RELEASE, NextWho.US_APPROVER),
    (Party.REQUESTED, RequestState.ANSWERED): (Action.OPEN, NextWho.PARTNER),
    (Party.REQUESTED, RequestState.OPENED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.REFUSED): (Action.CLOSE, NextWho.US_CENTRAL_UNIT),
}


_WAITING_FOR_RELEASE = (RequestState.SUBMITTED, RequestState.ANSWER_DRAFTED)


def inbox(*, seen_by: Viewer, tab: Tab, on: date) -> list[InboxRow]:
    """Return what one tab of the inbox shows, what is due first on top.

    Args:
        seen_by: who looks.
        tab: mine, my unit's, to approve, from partners, or watched.
        on: the civil day, for the days left.
    """
    found = _of_tab(seen_by, tab)
    answers = Answer.objects.visible_to(seen_by).filter(request__in=found)
    handling = {answer.request_id: answer.handling for answer in answers}
    rows = [_row(each, on, handling=handling.get(each.pk, "")) for each in found]
    return sorted(rows, key=_by_urgency)


def counts(*, seen_by: Viewer, on: date) -> dict[Tab, int]:
    """Return how many rows each tab would show; what may not be seen is not counted."""
    return {tab: len(_of_tab(seen_by, tab)) for tab in Tab}


def drafts_of(*, seen_by: Viewer) -> list[Request]:
    """Return the viewer's own drafts, the one last touched first."""
    seen = Request.objects.visible_to(seen_by).select_related("agency")
    own = seen.filter(drafter_id=seen_by.officer_id, state=RequestState.DRAFT.value)
    return list(own.order_by("-updated_at", "-id")[:MOST_ROWS])


def continue_where(*, seen_by: Viewer) -> Request | None:
    """Return the draft the viewer last worked on, to go on with; None when there is none."""
    return next(iter(drafts_of(seen_by=seen_by)), None)


def requests(
    *,
    seen_by: Viewer,
    side: Party | None = None,
    state: str = "",
    partner: str = "",
    search: str = "",
) -> "QuerySet[Request]":
    """Return the requests the viewer may see, last changed first, for pages to be cut from.

    Args:
        seen_by: who looks.
        side: only those where this node is on that side.
        state: only those in that state.
        partner: only those with that administration.
        search: words of the reference or the subject.
    """
    found = Request.objects.visible_to(seen_by).select_related("agency")
    if side is not None:
        found = found.filter(side=side.value)
    if state:
        found = found.filter(state=state)
    if partner:
        found = found.filter(partner=partner)
    for word in search[:MOST_SEARCHED].replace("\x00", "").split():
        found = found.filter(Q(reference__icontains=word) | Q(subject__icontains=word))
    return found.order_by("-updated_at", "-id")


def _of_tab(viewer: Viewer, tab: Tab) -> list[Request]:
    seen = Request.objects.visible_to(viewer).select_related("agency")
    going = seen.exclude(state__in=[state.value for state in ENDS])
    found = list(going.filter(_in_tab(viewer, tab)).order_by("-updated_at", "-id")[:MOST_ROWS])
    return [each for each in found if _may(viewer, each)] if tab is Tab.TO_APPROVE else found


def _in_tab(viewer: Viewer, tab: Tab) -> Q:
    match tab:
        case Tab.MINE:
            return _is_mine(viewer)
        case Tab.MY_UNIT:
            return Q(agency__code=viewer.agency)
        case Tab.TO_APPROVE:
            return Q(state__in=[s.value for s in _WAITING_FOR_RELEASE])
        case Tab.FROM_PARTNERS:
            return Q(side=Party.REQUESTED.value)
        case Tab.WATCHING:
            return Q(referred_to__in=[role.value for role in viewer.roles])


def _is_mine(viewer: Viewer) -> Q:
    """Return what an officer has in hand: written there, or waiting for the central unit."""
    mine = Q(drafter_id=viewer.officer_id)
    answered = Answer.objects.filter(drafter_id=viewer.officer_id)
    mine |= Q(side=Party.REQUESTED.value, answer__in=answered)
    if viewer.holds(Role.CENTRAL_UNIT):
        mine |= Q(side=Party.REQUESTED.value, state=RequestState.RECEIVED.value)
    return mine


def _may(viewer: Viewer, request: Request) -> bool:
    """Tell whether the viewer is one of those who could release what waits."""
    for step in steps_from(request.stands, record=request.own_side):
        if step.action in {Action.APPROVE, Action.RELEASE} and step.roles:
            writers = request.writers_of(step.action)
            agency = request.agency_code
            return hindrance(step, officer=viewer, agency=agency, writers=writers) is None
    return False


def _row(request: Request, on: date, *, handling: str) -> InboxRow:
    action, who = next_move(request)
    wanted = request.as_draft().reply_day
    return InboxRow(
        reference=request.reference,
        title=request.subject,
        partner=request.partner,
        side=request.own_side,
        kind=request.kind,
        state=request.stands,
        next_action=action,
        next_who=who,
        agency=request.agency_code or "",
        urgent=request.urgent,
        reply_wanted_on=wanted,
        days_left=(wanted - on).days if wanted else None,
        updated_at=request.updated_at,
        handling=handling,
    )


def next_move(request: Request) -> tuple[Action | None, NextWho]:
    """Return the move the lifecycle waits for, and whose it is; no move at an end."""
    action, who = _WAITS_FOR.get((request.own_side, request.stands), (None, NextWho.NOBODY))
    if request.referred_to == Role.TREATY_DESK.value and who is not NextWho.US_DRAFTER:
        who = NextWho.US_TREATY_DESK
    return action, who


def _by_urgency(row: InboxRow) -> tuple[bool, date, float]:
    return (not row.urgent, row.reply_wanted_on or date.max, -row.updated_at.timestamp())
