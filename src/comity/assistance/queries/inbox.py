"""The inbox: what waits, for whom, until when."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from comity.assistance.duties import APPROVERS, CENTRAL, SEE_REFERRED
from comity.assistance.lifecycle import Step, hindrance, next_step, steps_from
from comity.assistance.models import Answer, Question, Request, Sight, Turn
from comity.assistance.models.requests import Requests
from comity.assistance.queries import inbox_counts
from comity.assistance.queries.at_hand import AtHand, at_hand
from comity.assistance.queries.clocks import nearest_days
from comity.assistance.queries.inbox_counts import COUNTED
from comity.assistance.terms import Action, Party, RequestDraft, RequestState, Tab, TurnKind
from comity.assistance.terms.replies import QuestionStage
from comity.exchange.openings_queries import partners_silent_on_openings
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
        next_due_on: the nearest day of its clocks; None while none runs.
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
    next_due_on: date | None
    updated_at: datetime
    handling: str

    @property
    def shown_days(self) -> int | None:
        """The days left, where they count: nobody waits for a draft."""
        return None if self.state is RequestState.DRAFT else self.days_left


_WAITS_FOR: dict[tuple[Party, RequestState], tuple[Action | None, NextWho]] = {
    (Party.REQUESTING, RequestState.DRAFT): (Action.SUBMIT, NextWho.US_DRAFTER),
    (Party.REQUESTING, RequestState.SUBMITTED): (Action.APPROVE, NextWho.US_APPROVER),
    (Party.REQUESTING, RequestState.APPROVED): (Action.DISPATCH, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTING, RequestState.POSTED): (Action.REGISTER_ANSWER, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.SENT): (Action.ACCEPT, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.ACCEPTED): (Action.RELEASE, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.INCOMPLETE): (Action.SUBMIT, NextWho.US_DRAFTER),
    (Party.REQUESTING, RequestState.COMPLETED): (Action.APPROVE, NextWho.US_APPROVER),
    (Party.REQUESTING, RequestState.POSTPONED): (Action.ACCEPT, NextWho.PARTNER),
    (Party.REQUESTING, RequestState.TAKEN_BACK): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.ANSWERED): (Action.OPEN, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.OPENED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.REFUSED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.RECEIVED): (Action.ACCEPT, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.INCOMPLETE): (Action.APPROVE, NextWho.PARTNER),
    (Party.REQUESTED, RequestState.POSTPONED): (Action.ACCEPT, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.TAKEN_BACK): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.ACCEPTED): (Action.DRAFT_ANSWER, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.ANSWER_DRAFTED): (Action.RELEASE, NextWho.US_APPROVER),
    (Party.REQUESTED, RequestState.APPROVED): (Action.DISPATCH, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.ANSWERED): (Action.OPEN, NextWho.PARTNER),
    (Party.REQUESTED, RequestState.OPENED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTED, RequestState.REFUSED): (Action.CLOSE, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.INFORMING): (Action.TELL, NextWho.US_APPROVER),
    (Party.REQUESTED, RequestState.TO_INFORM): (Action.DISPATCH, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTED, RequestState.VOLUNTEERED): (Action.OPEN, NextWho.PARTNER),
    (Party.REQUESTED, RequestState.NOTED): (Action.CLOSE, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.INFORMED): (Action.ALLOCATE, NextWho.US_CENTRAL_UNIT),
    (Party.REQUESTING, RequestState.ALLOCATED): (Action.OPEN, NextWho.US_OFFICER),
    (Party.REQUESTING, RequestState.NOTED): (Action.CLOSE, NextWho.US_OFFICER),
}


# What a row shows or is judged by; texts and rulings are most of a request and stay where they are.
_IN_A_ROW = (
    "reference",
    "side",
    "state",
    "channel",
    "agency",
    "partner",
    "kind",
    "subject",
    "reply_wanted_on",
    "urgent",
    "referred_to",
    "updated_at",
)


class InboxSight(Sight):
    """What several parts of one inbox rest on, found out once."""

    def __init__(self, viewer: Viewer) -> None:
        self.at_hand = at_hand(viewer)
        super().__init__(viewer, shared=AtHand.SHARED in self.at_hand)
        self._viewer = viewer
        self._rows: dict[Tab, list[tuple[Any, ...]]] = {}

    def rows_of(self, tab: Tab, *, on: date) -> list[tuple[Any, ...]]:
        """Return the rows of a tab, which are counted and shown, and read once."""
        if tab is Tab.TO_APPROVE:
            return self.to_release
        if tab not in self._rows:
            wanted = _in_tab(self._viewer, tab, on)
            found = wanted.latest_rows(self, *_ORDERED_BY, most=MOST_ROWS)
            self._rows[tab] = [row[1:] for row in found]
        return self._rows[tab]

    @cached_property
    def to_release(self) -> list[tuple[Any, ...]]:
        """The rows of what waits for the viewer to let it leave."""
        return _to_release(self._viewer, self)


def inbox(
    *,
    seen_by: Viewer,
    tab: Tab,
    on: date,
    part: slice = slice(None),
    sight: InboxSight | None = None,
) -> list[InboxRow]:
    """Return what one tab of the inbox shows, what is due first on top.

    Args:
        seen_by: who looks.
        tab: mine, my unit's, to approve, from partners, or watched.
        on: the civil day, for the days left.
        part: which rows of the tab, such as those of a page.
        sight: of the viewer, where the page has it already.
    """
    places = _places(tab, sight or InboxSight(seen_by), on=on)
    found = [key for key, _ in places][part]
    nearest = dict(places)
    rows = Request.objects.filter(pk__in=found).select_related("agency").only(*_IN_A_ROW)
    seen = Answer.objects.all().with_their_request().filter(request__in=found)
    answers = seen.order_by("number")
    handling = dict(answers.values_list("request_id", "handling"))
    silent = cache(partners_silent_on_openings)
    shown = {
        each.pk: _row(
            each, on, handling=handling.get(each.pk, ""), due=nearest[each.pk], silent=silent
        )
        for each in rows
    }
    return [shown[key] for key in found if key in shown]


def counts(*, seen_by: Viewer, on: date, sight: InboxSight | None = None) -> dict[Tab, int]:
    """Return how many rows each tab would show; what may not be seen is not counted."""
    sight = sight or InboxSight(seen_by)
    # What is an officer's own is little, and shown more often than not.
    own = {tab: len(sight.rows_of(tab, on=on)) for tab in Tab if tab not in COUNTED}
    shared = AtHand.SHARED in sight.at_hand
    counted = inbox_counts.numbers(seen_by, shared=shared, most=MOST_ROWS)
    return {tab: (own | counted)[tab] for tab in Tab}


_ORDERED_BY = ("urgent", "reply_wanted_on")


def _places(tab: Tab, sight: InboxSight, *, on: date) -> list[tuple[int, date | None]]:
    """Return the keys of what a tab shows, each with its nearest day, in the order of the tab.

    What is urgent stands first, then what is due first: by its clocks, or else as it is wished.
    """
    rows = sight.rows_of(tab, on=on)
    nearest = nearest_days(row[0] for row in rows)
    due = sorted(rows, key=lambda row: (not row[1], nearest.get(row[0], _due(row[2]) or date.max)))
    return [(row[0], nearest.get(row[0])) for row in due]


Silent = Callable[[], Collection[str]]


class _Judged(NamedTuple):
    """What of a request decides who may let it leave; writers are the text they are stored as."""

    state: str
    side: str
    agency: str | None
    writers: str
    answer_writers: str | None


# Who wrote an answer may not release it.
_JUDGED_BY = ("state", "side", "agency__code", "wrote", "wrote_reply")
_WRITERS = Cast("writers", TextField())
_BEING_WRITTEN = Answer.objects.filter(request=OuterRef("pk"), released_at__isnull=True)


def _to_release(viewer: Viewer, sight: InboxSight) -> list[tuple[Any, ...]]:
    """Return the rows of what waits for somebody like the viewer to let it leave."""
    if not viewer.holds(*APPROVERS):
        return []
    reply = _BEING_WRITTEN.values_list(_WRITERS)[:1]
    waiting = Request.objects.all().to_release()
    waiting = waiting.annotate(wrote=_WRITERS, wrote_reply=Subquery(reply))
    rows = waiting.latest_rows(sight, *_ORDERED_BY, *_JUDGED_BY, most=MOST_ROWS)
    fitting = [row[1:] for row in rows if _may(viewer, _Judged(*row[4:]))]
    return fitting + (_to_put(viewer, sight) if AtHand.QUESTIONS in sight.at_hand else [])


def _to_put(viewer: Viewer, sight: Sight) -> list[tuple[Any, ...]]:
    """Return the rows of the matters on which a question waits for somebody like the viewer."""
    drafted = Question.objects.filter(stage=QuestionStage.DRAFTED.value).order_by("-request_id")
    wrote = dict(drafted.values_list("request_id", "writers")[:MOST_ROWS])
    asking = Request.objects.filter(pk__in=wrote)
    rows = asking.latest_rows(sight, *_ORDERED_BY, "agency__code", most=MOST_ROWS)
    return [row[1:4] for row in rows if _may_put(viewer, row[4], frozenset(wrote[row[1]]))]


def _may_put(viewer: Viewer, agency: str | None, writers: frozenset[int]) -> bool:
    return hindrance(_PUTTING, officer=viewer, agency=agency, writers=writers) is None


def _in_tab(viewer: Viewer, tab: Tab, on: date) -> Requests:
    if tab is Tab.MINE:
        return Request.objects.all().going().filter(_is_mine(viewer, on))
    return inbox_counts.in_tab(viewer, tab)


def _is_mine(viewer: Viewer, on: date) -> Q:
    """Return what lies on an officer's desk, or waits for the central unit."""
    mine = Q(holder_id=viewer.desk)
    if viewer.holds(*CENTRAL):
        # Nothing of ours stands there: the side is not asked, or SQLite would walk all of a side.
        mine |= Q(state=RequestState.RECEIVED.value)
        mine |= Q(state=RequestState.APPROVED.value)
        mine |= Q(state=RequestState.INFORMED.value) | Q(state=RequestState.TO_INFORM.value)
        mine |= _postponed_until(on)
        # One that was withdrawn before it was given to an agency is closed by the central unit.
        mine |= Q(state=RequestState.TAKEN_BACK.value, agency__isnull=True)
    return mine


def _postponed_until(on: date) -> Q:
    """Return a partner's requests that were put off to this day or an earlier one."""
    turns = Turn.objects.filter(request=OuterRef("pk"), kind=TurnKind.POSTPONED.value)
    last = turns.order_by("-at", "-id").values("until")[:1]
    # Said the other way round, because an index of a whole side would be walked.
    postponed = Q(state=RequestState.POSTPONED.value) & ~Q(side=Party.REQUESTING.value)
    return postponed & Q(LessThanOrEqual(Subquery(last), on))


_RELEASING = frozenset({Action.APPROVE, Action.RELEASE, Action.RELEASE_PART, Action.TELL})
# Who puts a question is the same wherever the matter stands.
_PUTTING = next_step(
    RequestState.OPENED, Action.ASK_FURTHER, by=Party.REQUESTING, record=Party.REQUESTING
)


def _may(viewer: Viewer, request: _Judged) -> bool:
    """Tell whether the viewer is one of those who could release what waits."""
    step = _leaving(request.state, request.side)
    if step is None:
        return False
    wrote = request.writers if step.action is Action.APPROVE else request.answer_writers
    writers = _among(wrote or "", viewer.people)
    return hindrance(step, officer=viewer, agency=request.agency, writers=writers) is None


@cache
def _leaving(state: str, side: str) -> Step | None:
    """Return the step by which what waits here leaves; asked for every row of an inbox."""
    for step in steps_from(RequestState(state), record=Party(side)):
        if step.action in _RELEASING and step.roles:
            return step
    return None


def _among(wrote: str, people: frozenset[int]) -> frozenset[int]:
    """Return who wrote; nobody where it is plain, unread, that none of these did."""
    named = any(str(each) in wrote for each in people)
    return frozenset(json.loads(wrote)) if named else frozenset()


def _row(
    request: Request, on: date, *, handling: str, due: date | None, silent: Silent
) -> InboxRow:
    action, who = next_move(request, silent=silent)
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
        next_due_on=due,
        updated_at=request.updated_at,
        handling=handling,
    )


def next_move(
    request: Request, *, silent: Silent = partners_silent_on_openings
) -> tuple[Action | None, NextWho]:
    """Return the move the lifecycle waits for, and whose it is; no move at an end.

    Args:
        request: the matter.
        silent: gives the partners whose node does not tell what it has opened.
    """
    action, who = _WAITS_FOR.get((request.own_side, request.stands), (None, NextWho.NOBODY))
    theirs = action is Action.OPEN and request.own_side is Party.REQUESTED
    if theirs and (request.by_letter or request.partner in silent()):
        # Nobody tells on paper that a letter was opened, and not every node tells it.
        action, who = Action.CLOSE, NextWho.US_OFFICER
    if who is NextWho.US_OFFICER and request.agency_id is None:
        # Withdrawn before it was given to an agency.
        who = NextWho.US_CENTRAL_UNIT
    if request.referred_to in SEE_REFERRED.roles and who is not NextWho.US_DRAFTER:
        who = NextWho.US_TREATY_DESK
    return action, who


@lru_cache(maxsize=1000)  # the days of a list are few
def _due(reply_wanted_on: str) -> date | None:
    return RequestDraft(reply_wanted_on=reply_wanted_on).reply_day
