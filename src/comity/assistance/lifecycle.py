"""The life of a request, as one table. Pure.

Each row is one move in the record of one administration. What the other side does is learnt by
message and stands in our record as its move; what officers do here names their roles.
"""

from collections.abc import Iterable
from typing import NamedTuple

from comity.assistance.duties import APPROVERS, CENTRAL, CLOSERS, OFFICERS, WITHDRAWERS
from comity.assistance.terms import (
    Action,
    Channel,
    DeputyOfWriterError,
    OtherAgencyError,
    Party,
    RequestState,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.assistance.terms import events as E  # noqa: N812  the table is read by its columns
from comity.kernel.errors import ComityError, NotAllowedError
from comity.kernel.rulings import Role
from comity.ledger.terms import EventKind
from comity.officers.terms import Viewer

LEARNT: tuple[Role, ...] = ()


class Step(NamedTuple):
    """One permitted move.

    Attributes:
        record: in whose record the request moves.
        before: the state it moves from.
        action: what is done.
        by: who does it.
        after: the state it moves to.
        roles: which officers here may; empty when the move is learnt from the partner.
        event: how the record tells it.
        channel: by which channel the matter goes; None where the move is the same by both.
        unheard: only where the partner's node refused by name the turn that led to `before`.
    """

    record: Party
    before: RequestState
    action: Action
    by: Party
    after: RequestState
    roles: tuple[Role, ...]
    event: EventKind
    channel: Channel | None = None
    unheard: bool = False

    @property
    def moves(self) -> bool:
        """Whether the request stands elsewhere after it; a word may come that is only noted."""
        return self.after is not self.before


# Whose record it stands in, and who acts.
OURS, THEIRS = Party.REQUESTING, Party.REQUESTED
ASKING, ASKED = Party.REQUESTING, Party.REQUESTED
S, A = RequestState, Action
NODE, LETTER = Channel.NODE, Channel.LETTER

STEPS = (
    # In the record of the administration that asks.
    Step(OURS, S.DRAFT, A.SUBMIT, ASKING, S.SUBMITTED, OFFICERS, E.REQUEST_SUBMITTED),
    Step(OURS, S.DRAFT, A.WITHDRAW, ASKING, S.WITHDRAWN, OFFICERS, E.REQUEST_WITHDRAWN),
    Step(OURS, S.SUBMITTED, A.RETURN, ASKING, S.DRAFT, APPROVERS, E.REQUEST_RETURNED),
    Step(OURS, S.SUBMITTED, A.APPROVE, ASKING, S.SENT, APPROVERS, E.REQUEST_SENT, NODE),
    Step(OURS, S.SUBMITTED, A.APPROVE, ASKING, S.APPROVED, APPROVERS, E.REQUEST_TO_POST, LETTER),
    Step(OURS, S.SENT, A.ACCEPT, ASKED, S.ACCEPTED, LEARNT, E.ACCEPTANCE_RECEIVED, NODE),
    Step(OURS, S.SENT, A.REFUSE, ASKED, S.REFUSED, LEARNT, E.REFUSAL_RECEIVED, NODE),
    Step(OURS, S.ACCEPTED, A.RELEASE, ASKED, S.ANSWERED, LEARNT, E.ANSWER_RECEIVED, NODE),
    # On the way: returned for completion, postponed, withdrawn.
    *(
        Step(OURS, before, A.ASK_COMPLETION, ASKED, S.INCOMPLETE, LEARNT, E.COMPLETION_WANTED, NODE)
        for before in (S.SENT, S.ACCEPTED)
    ),
    Step(OURS, S.INCOMPLETE, A.SUBMIT, ASKING, S.COMPLETED, OFFICERS, E.COMPLETION_SUBMITTED, NODE),
    Step(OURS, S.COMPLETED, A.RETURN, ASKING, S.INCOMPLETE, APPROVERS, E.COMPLETION_RETURNED, NODE),
    Step(OURS, S.COMPLETED, A.APPROVE, ASKING, S.SENT, APPROVERS, E.COMPLETION_SENT, NODE),
    *(
        Step(OURS, before, A.POSTPONE, ASKED, S.POSTPONED, LEARNT, E.POSTPONEMENT_RECEIVED, NODE)
        for before in (S.SENT, S.ACCEPTED)
    ),
    Step(OURS, S.POSTPONED, A.ACCEPT, ASKED, S.ACCEPTED, LEARNT, E.ACCEPTANCE_RECEIVED, NODE),
    *(
        Step(OURS, before, A.REFUSE, ASKED, S.REFUSED, LEARNT, E.REFUSAL_RECEIVED, NODE)
        for before in (S.INCOMPLETE, S.COMPLETED, S.POSTPONED)
    ),
    *(
        Step(
            OURS, before, A.TAKE_BACK, ASKING, S.TAKEN_BACK, WITHDRAWERS, E.REQUEST_TAKEN_BACK, NODE
        )
        for before in (S.SENT, S.ACCEPTED, S.INCOMPLETE, S.COMPLETED, S.POSTPONED)
    ),
    Step(OURS, S.TAKEN_BACK, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED, NODE),
    # What had left before the partner learnt of our withdrawal: an answer stands, and a refusal
    # until it is closed; everything else is noted and changes nothing.
    *(
        Step(OURS, stopped, action, ASKED, after or stopped, LEARNT, event, NODE)
        for stopped in (S.TAKEN_BACK, S.CLOSED)
        for action, after, event in (
            (A.ACCEPT, None, E.ACCEPTANCE_RECEIVED),
            (A.ASK_COMPLETION, None, E.COMPLETION_WANTED),
            (A.POSTPONE, None, E.POSTPONEMENT_RECEIVED),
            (A.REFUSE, None if stopped is S.CLOSED else S.REFUSED, E.REFUSAL_RECEIVED),
            (A.RELEASE, S.ANSWERED, E.ANSWER_RECEIVED),
        )
    ),
    # On paper: what left and what came back is what the central unit registers.
    Step(OURS, S.APPROVED, A.RETURN, ASKING, S.DRAFT, APPROVERS, E.REQUEST_RETURNED, LETTER),
    Step(OURS, S.APPROVED, A.DISPATCH, ASKING, S.POSTED, CENTRAL, E.LETTER_SENT, LETTER),
    *(
        Step(OURS, before, action, ASKING, after or before, CENTRAL, event, LETTER)
        for before, action, after, event in (
            (S.POSTED, A.REGISTER_ACCEPTANCE, S.ACCEPTED, E.ACCEPTANCE_REGISTERED),
            (S.POSTED, A.REGISTER_REFUSAL, S.REFUSED, E.REFUSAL_REGISTERED),
            (S.POSTED, A.REGISTER_QUESTION, None, E.QUESTION_REGISTERED),
            (S.POSTED, A.REGISTER_ANSWER, S.ANSWERED, E.ANSWER_REGISTERED),
            (S.ACCEPTED, A.REGISTER_REFUSAL, S.REFUSED, E.REFUSAL_REGISTERED),
            (S.ACCEPTED, A.REGISTER_QUESTION, None, E.QUESTION_REGISTERED),
            (S.ACCEPTED, A.REGISTER_ANSWER, S.ANSWERED, E.ANSWER_REGISTERED),
        )
    ),
    Step(OURS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, OFFICERS, E.ANSWER_OPENED),
    Step(OURS, S.OPENED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(OURS, S.REFUSED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    # In the record of the administration that is asked.
    Step(THEIRS, S.RECEIVED, A.ACCEPT, ASKED, S.ACCEPTED, CENTRAL, E.REQUEST_ACCEPTED),
    Step(THEIRS, S.RECEIVED, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED),
    # On the way: returned for completion, postponed, withdrawn by those who asked.
    *(
        Step(
            THEIRS, before, A.ASK_COMPLETION, ASKED, S.INCOMPLETE, CENTRAL, E.COMPLETION_ASKED, NODE
        )
        for before in (S.RECEIVED, S.ACCEPTED)
    ),
    Step(THEIRS, S.INCOMPLETE, A.APPROVE, ASKING, S.RECEIVED, LEARNT, E.COMPLETION_RECEIVED, NODE),
    # A node that does not know the word never completes: what it asked may be done as it stands.
    Step(
        THEIRS,
        S.INCOMPLETE,
        A.ACCEPT,
        ASKED,
        S.ACCEPTED,
        CENTRAL,
        E.REQUEST_ACCEPTED,
        NODE,
        unheard=True,
    ),
    *(
        Step(THEIRS, before, A.POSTPONE, ASKED, S.POSTPONED, CENTRAL, E.REQUEST_POSTPONED, NODE)
        for before in (S.RECEIVED, S.ACCEPTED)
    ),
    Step(THEIRS, S.POSTPONED, A.ACCEPT, ASKED, S.ACCEPTED, CENTRAL, E.REQUEST_ACCEPTED, NODE),
    *(
        Step(THEIRS, before, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED, NODE)
        for before in (S.INCOMPLETE, S.POSTPONED)
    ),
    *(
        Step(THEIRS, before, A.TAKE_BACK, ASKING, S.TAKEN_BACK, LEARNT, E.WITHDRAWAL_RECEIVED, NODE)
        for before in (S.RECEIVED, S.ACCEPTED, S.ANSWER_DRAFTED, S.INCOMPLETE, S.POSTPONED)
    ),
    Step(THEIRS, S.TAKEN_BACK, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED, NODE),
    # What was decided or answered before those who asked were heard again stands.
    *(
        Step(THEIRS, done, A.TAKE_BACK, ASKING, done, LEARNT, E.WITHDRAWAL_RECEIVED, NODE)
        for done in (S.REFUSED, S.ANSWERED, S.CLOSED)
    ),
    *(
        Step(THEIRS, done, A.APPROVE, ASKING, done, LEARNT, E.COMPLETION_RECEIVED, NODE)
        for done in (S.REFUSED, S.CLOSED)
    ),
    Step(THEIRS, S.ACCEPTED, A.DRAFT_ANSWER, ASKED, S.ANSWER_DRAFTED, OFFICERS, E.ANSWER_DRAFTED),
    # Writing on is the same move: each version is an entry, until somebody releases one.
    Step(
        THEIRS,
        S.ANSWER_DRAFTED,
        A.DRAFT_ANSWER,
        ASKED,
        S.ANSWER_DRAFTED,
        OFFICERS,
        E.ANSWER_DRAFTED,
    ),
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RETURN_ANSWER, ASKED, S.ACCEPTED, APPROVERS, E.ANSWER_RETURNED
    ),
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RELEASE, ASKED, S.ANSWERED, APPROVERS, E.ANSWER_RELEASED, NODE
    ),
    # On paper: decided and answered here as ever; what leaves is dispatched by the central unit.
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RELEASE, ASKED, S.APPROVED, APPROVERS, E.ANSWER_TO_POST, LETTER
    ),
    Step(
        THEIRS, S.APPROVED, A.RETURN_ANSWER, ASKED, S.ACCEPTED, APPROVERS, E.ANSWER_RETURNED, LETTER
    ),
    Step(THEIRS, S.ACCEPTED, A.DISPATCH, ASKED, S.ACCEPTED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(THEIRS, S.REFUSED, A.DISPATCH, ASKED, S.REFUSED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(THEIRS, S.APPROVED, A.DISPATCH, ASKED, S.ANSWERED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(THEIRS, S.ANSWERED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED, LETTER),
    Step(THEIRS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, LEARNT, E.OPENING_RECEIVED, NODE),
    Step(THEIRS, S.OPENED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(THEIRS, S.REFUSED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
)

# How a request begins in each record, and how the record tells it.
BEGINNINGS = {
    Party.REQUESTING: (RequestState.DRAFT, E.REQUEST_DRAFTED),
    Party.REQUESTED: (RequestState.RECEIVED, E.REQUEST_RECEIVED),
}
BEGINNING_BY_LETTER = (RequestState.RECEIVED, E.REQUEST_REGISTERED)

# No officer's move goes on from here; a word that was on its way may still come.
ENDS = frozenset({RequestState.WITHDRAWN, RequestState.CLOSED})

# Where it matters whether the partner's node has taken the last turn.
MAYBE_UNHEARD = frozenset((step.record, step.before) for step in STEPS if step.unheard)

_STEP_FROM = {
    (step.record, step.before, step.action, step.by, step.channel): step for step in STEPS
}


def next_step(
    state: RequestState,
    action: Action,
    *,
    by: Party,
    record: Party,
    channel: Channel = Channel.NODE,
    unheard: bool = False,
) -> Step:
    """Return the step that `action` by `by` makes from `state`.

    Args:
        state: where the request stands.
        action: what is to be done.
        by: who does it.
        record: in whose record it would stand.
        channel: by which channel the matter goes.
        unheard: the partner's node refused the last turn by name.

    Raises:
        StepNotAllowedError: the table has no such move.
    """
    for way in (channel, None):
        step = _STEP_FROM.get((record, state, action, by, way))
        if step and (unheard or not step.unheard):
            return step
    raise StepNotAllowedError(state=state.value, action=action.value)


def steps_from(
    state: RequestState, *, record: Party, channel: Channel | None = None, unheard: bool = False
) -> tuple[Step, ...]:
    """Return every move from `state` in one record, ours and theirs; empty at an end.

    Args:
        state: where the request stands.
        record: in whose record.
        channel: only the moves of matters that go by it; None for those of both.
        unheard: the partner's node refused the last turn by name.
    """
    found = (step for step in STEPS if step.record is record and step.before is state)
    by_channel = (s for s in found if channel is None or s.channel in {None, channel})
    return tuple(s for s in by_channel if unheard or not s.unheard)


def hindrance(
    step: Step, *, officer: Viewer, agency: str | None, writers: Iterable[int]
) -> ComityError | None:
    """Return what keeps an officer from making a step here; None when nothing does.

    Args:
        step: the move.
        officer: who would make it.
        agency: code of the agency the request belongs to; None before it is allocated.
        writers: ids of the officers who wrote what would leave.
    """
    if not officer.holds(*step.roles):
        roles = ", ".join(sorted(role.value for role in step.roles)) or "the partner"
        return NotAllowedError(roles=roles)
    if not officer.reaches(agency, roles=step.roles):
        return OtherAgencyError(agency=agency or "")
    # Four eyes release what leaves; a deputy and the absent officer have two between them.
    if step.action in _RELEASING and not officer.people.isdisjoint(writers):
        wrote = officer.officer_id in writers
        return SecondPersonNeededError() if wrote else DeputyOfWriterError()
    return None


_RELEASING = frozenset({Action.APPROVE, Action.RELEASE})
