"""The inbox: what waits, for whom, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q

from comity.assistance.duties import APPROVERS, CENTRAL, SEE_REFERRED
from comity.assistance.lifecycle import hindrance, steps_from
from comity.assistance.models import Answer, Request
from comity.assistance.models.requests import Requests
from comity.assistance.terms import Action, Party, RequestDraft, RequestState, Tab
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

MOST_ROWS = 200


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


# What a row shows or is judged by; texts and rulings are most of a request and stay where they are.
_IN_A_ROW = (
    "reference",
    "side",
    "state",
    "agency",
    "partner",
    "kind",
    "subject",
    "reply_wanted_on",
    "urgent",
    "referred_to",
    "updated_at",
)
_WAITING_FOR_RELEASE = (RequestState.SUBMITTED, RequestState.ANSWER_DRAFTED)


def inbox(*, seen_by: Viewer, tab: Tab, on: date, part: slice = slice(None)) -> list[InboxRow]:
    """Return what one tab of the inbox shows, what is due first on top.

    Args:
        seen_by: who looks.
        tab: mine, my unit's, to approve, from partners, or watched.
        on: the civil day, for the days left.
        part: which rows of the tab, such as those of a page.
    """
    found = _places(seen_by, tab)[part]
    rows = Request.objects.filter(pk__in=found).select_related("agency").only(*_IN_A_ROW)
    answers = Answer.objects.visible_to(seen_by).filter(request__in=found)
    handling = dict(answers.values_list("request_id", "handling"))
    shown = {each.pk: _row(each, on, handling=handling.get(each.pk, "")) for each in rows}
    return [shown[key] for key in found if key in shown]


def counts(*, seen_by: Viewer, on: date) -> dict[Tab, int]:
    """Return how many rows each tab would show; what may not be seen is not counted."""
    return {tab: _number_of(seen_by, tab) for tab in Tab}


def drafts_of(*, seen_by: Viewer, most: int = MOST_ROWS) -> list[Request]:
    """Return the viewer's own drafts, the one last touched first; at most so many."""
    own = Request.objects.all().going().filter(holder_id=seen_by.desk)
    drafts = own.filter(state=RequestState.DRAFT.value)
    return drafts.select_related("agency").latest_seen_by(seen_by, most=most)


def _places(viewer: Viewer, tab: Tab) -> list[int]:
    """Return the keys of what a tab shows, in its order: urgent first, then what is due first."""
    keys = (
        _to_release(viewer)
        if tab is Tab.TO_APPROVE
        else [key for _, key in _in_tab(viewer, tab).latest_keys(viewer, most=MOST_ROWS)]
    )
    columns = Request.objects.filter(pk__in=keys).order_by("-updated_at", "-id")
    rows = columns.values_list("pk", "urgent", "reply_wanted_on")
    return [pk for pk, *_ in sorted(rows, key=lambda row: (not row[1], _due(row[2]) or date.max))]


class _Judged(NamedTuple):
    """What of a request decides who may let it leave."""

    pk: int
    state: str
    side: str
    agency: str | None
    writers: list[int]
    answer_writers: list[int] | None


def _to_release(viewer: Viewer) -> list[int]:
    """Return the keys of what waits for somebody like the viewer to let it leave."""
    if not viewer.holds(*APPROVERS):
        return []
    places: list[tuple[datetime, int]] = []
    for state in _WAITING_FOR_RELEASE:
        places += Request.objects.filter(state=state.value).latest_keys(viewer, most=MOST_ROWS)
    keys = [key for _, key in sorted(places, reverse=True)[:MOST_ROWS]]
    # Who wrote an answer may not release it.
    judged = ("pk", "state", "side", "agency__code", "writers", "answer__writers")
    rows = Request.objects.filter(pk__in=keys).order_by().values_list(*judged)
    return [row[0] for row in rows if _may(viewer, _Judged(*row))]


def _number_of(viewer: Viewer, tab: Tab) -> int:
    if tab is Tab.TO_APPROVE:
        return len(_to_release(viewer))
    return _in_tab(viewer, tab).number_seen_by(viewer, most=MOST_ROWS)


def _in_tab(viewer: Viewer, tab: Tab) -> Requests:
    going = Request.objects.all().going()
    match tab:
        case Tab.MINE:
            return going.filter(_is_mine(viewer))
        case Tab.MY_UNIT:
            return going.filter(agency=key_of_agency(viewer.agency))
        case Tab.TO_APPROVE:
            return going.filter(state__in=[state.value for state in _WAITING_FOR_RELEASE])
        case Tab.FROM_PARTNERS:
            return going.filter(side=Party.REQUESTED.value)
        case Tab.WATCHING:
            return going.filter(referred_to__in=[role.value for role in viewer.roles])


def _is_mine(viewer: Viewer) -> Q:
    """Return what lies on an officer's desk, or waits for the central unit."""
    mine = Q(holder_id=viewer.desk)
    if viewer.holds(*CENTRAL):
        mine |= Q(side=Party.REQUESTED.value, state=RequestState.RECEIVED.value)
    return mine


def _may(viewer: Viewer, request: _Judged) -> bool:
    """Tell whether the viewer is one of those who could release what waits."""
    for step in steps_from(RequestState(request.state), record=Party(request.side)):
        if step.action in {Action.APPROVE, Action.RELEASE} and step.roles:
            release = step.action is Action.RELEASE
            wrote = frozenset((request.answer_writers or []) if release else request.writers)
            stopped = hindrance(step, officer=viewer, agency=request.agency, writers=wrote)
            return stopped is None
    return False


def _row(request: Request, on: date, *, handling: str) -> InboxRow:
    action, who = next_move(request)
    wanted = _due(request.reply_wanted_on)
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
    if request.referred_to in SEE_REFERRED.roles and who is not NextWho.US_DRAFTER:
        who = NextWho.US_TREATY_DESK
    return action, who


def _due(reply_wanted_on: str) -> date | None:
    return RequestDraft(reply_wanted_on=reply_wanted_on).reply_day
