"""The life of a request, as one table. Pure.

Each row is one move in the record of one administration. What the other side does is learnt by
message and stands in our record as its move; what officers do here names their roles.
"""

from collections.abc import Iterable
from typing import NamedTuple

from comity.assistance.duties import APPROVERS, CENTRAL, CLOSERS, OFFICERS
from comity.assistance.terms import (
    Action,
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
    """

    record: Party
    before: RequestState
    action: Action
    by: Party
    after: RequestState
    roles: tuple[Role, ...]
    event: EventKind


# Whose record it stands in, and who acts.
OURS, THEIRS = Party.REQUESTING, Party.REQUESTED
ASKING, ASKED = Party.REQUESTING, Party.REQUESTED
S, A = RequestState, Action

STEPS = (
    # In the record of the administration that asks.
    Step(OURS, S.DRAFT, A.SUBMIT, ASKING, S.SUBMITTED, OFFICERS, E.REQUEST_SUBMITTED),
    Step(OURS, S.DRAFT, A.WITHDRAW, ASKING, S.WITHDRAWN, OFFICERS, E.REQUEST_WITHDRAWN),
    Step(OURS, S.SUBMITTED, A.RETURN, ASKING, S.DRAFT, APPROVERS, E.REQUEST_RETURNED),
    Step(OURS, S.SUBMITTED, A.APPROVE, ASKING, S.SENT, APPROVERS, E.REQUEST_SENT),
    Step(OURS, S.SENT, A.ACCEPT, ASKED, S.ACCEPTED, LEARNT, E.ACCEPTANCE_RECEIVED),
    Step(OURS, S.SENT, A.REFUSE, ASKED, S.REFUSED, LEARNT, E.REFUSAL_RECEIVED),
    Step(OURS, S.ACCEPTED, A.RELEASE, ASKED, S.ANSWERED, LEARNT, E.ANSWER_RECEIVED),
    Step(OURS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, OFFICERS, E.ANSWER_OPENED),
    Step(OURS, S.OPENED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(OURS, S.REFUSED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    # In the record of the administration that is asked.
    Step(THEIRS, S.RECEIVED, A.ACCEPT, ASKED, S.ACCEPTED, CENTRAL, E.REQUEST_ACCEPTED),
    Step(THEIRS, S.RECEIVED, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED),
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
    Step(THEIRS, S.ANSWER_DRAFTED, A.RELEASE, ASKED, S.ANSWERED, APPROVERS, E.ANSWER_RELEASED),
    Step(THEIRS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, LEARNT, E.OPENING_RECEIVED),
    Step(THEIRS, S.OPENED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(THEIRS, S.REFUSED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
)

# How a request begins in each record, and how the record tells it.
BEGINNINGS = {
    Party.REQUESTING: (RequestState.DRAFT, E.REQUEST_DRAFTED),
    Party.REQUESTED: (RequestState.RECEIVED, E.REQUEST_RECEIVED),
}

# Nothing goes on from here.
ENDS = frozenset({RequestState.WITHDRAWN, RequestState.CLOSED})

_STEP_FROM = {(step.record, step.before, step.action, step.by): step for step in STEPS}


def next_step(state: RequestState, action: Action, *, by: Party, record: Party) -> Step:
    """Return the step that `action` by `by` makes from `state`.

    Args:
        state: where the request stands.
        action: what is to be done.
        by: who does it.
        record: in whose record it would stand.

    Raises:
        StepNotAllowedError: the table has no such move.
    """
    if step := _STEP_FROM.get((record, state, action, by)):
        return step
    raise StepNotAllowedError(state=state.value, action=action.value)


def steps_from(state: RequestState, *, record: Party) -> tuple[Step, ...]:
    """Return every move from `state` in one record, ours and theirs; empty at an end."""
    return tuple(step for step in STEPS if step.record is record and step.before is state)


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
