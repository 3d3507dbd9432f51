"""The life of a request, as one table. Pure.

Each row is one move in the record of one administration. What the other side does is learnt by
message and stands in our record as its move; what officers do here names their roles.
"""

from collections.abc import Iterable

from comity.assistance.lifecycle.information import STEPS_OF_INFORMATION
from comity.assistance.lifecycle.ours import STEPS_OF_OURS
from comity.assistance.lifecycle.step import Step
from comity.assistance.lifecycle.theirs import STEPS_OF_THEIRS
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
from comity.assistance.terms.events import (
    INFORMATION_DRAFTED,
    INFORMATION_RECEIVED,
    INFORMATION_REGISTERED,
    REQUEST_DRAFTED,
    REQUEST_IMPORTED,
    REQUEST_RECEIVED,
    REQUEST_REGISTERED,
)
from comity.assistance.terms.imports import OldState
from comity.kernel.errors import ComityError, NotAllowedError
from comity.officers.terms import Viewer

STEPS = STEPS_OF_OURS + STEPS_OF_THEIRS + STEPS_OF_INFORMATION

# How a request begins in each record, and how the record tells it.
BEGINNINGS = {
    Party.REQUESTING: (RequestState.DRAFT, REQUEST_DRAFTED),
    Party.REQUESTED: (RequestState.RECEIVED, REQUEST_RECEIVED),
}
BEGINNING_BY_LETTER = (RequestState.RECEIVED, REQUEST_REGISTERED)
# The same of information that nobody asked for: who gives it is on the side that is asked.
BEGINNINGS_OF_INFORMATION = {
    Party.REQUESTED: (RequestState.INFORMING, INFORMATION_DRAFTED),
    Party.REQUESTING: (RequestState.INFORMED, INFORMATION_RECEIVED),
}
INFORMATION_BY_LETTER = (RequestState.INFORMED, INFORMATION_REGISTERED)
# How an open matter of the former files begins, by where it stood there: as one that goes by
# letter. An answer that came before is registered from its letter, as every answer is.
BEGINNINGS_BY_IMPORT = {
    (Party.REQUESTING, OldState.SENT): (RequestState.POSTED, REQUEST_IMPORTED),
    (Party.REQUESTING, OldState.ACCEPTED): (RequestState.ACCEPTED, REQUEST_IMPORTED),
    (Party.REQUESTING, OldState.ANSWERED): (RequestState.ACCEPTED, REQUEST_IMPORTED),
    (Party.REQUESTED, OldState.RECEIVED): (RequestState.RECEIVED, REQUEST_IMPORTED),
    (Party.REQUESTED, OldState.ACCEPTED): (RequestState.ACCEPTED, REQUEST_IMPORTED),
}

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
        if step and _fits(step, unheard=unheard):
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
    return tuple(s for s in by_channel if _fits(s, unheard=unheard))


def _fits(step: Step, *, unheard: bool) -> bool:
    """Tell whether a move fits what the partner's node has made of the last turn."""
    return not step.heard if unheard else not step.unheard


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


_RELEASING = frozenset(
    {Action.APPROVE, Action.RELEASE, Action.RELEASE_PART, Action.ASK_FURTHER, Action.TELL}
)
