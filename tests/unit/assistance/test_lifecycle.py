"""The table of moves: each state is reached, no move is ambiguous, all else is refused."""

from itertools import product

import pytest

from comity.assistance.lifecycle import (
    BEGINNINGS,
    BEGINNINGS_OF_INFORMATION,
    ENDS,
    STEPS,
    Step,
    hindrance,
    next_step,
    steps_from,
)
from comity.assistance.terms import (
    EVENTS,
    Action,
    Channel,
    OtherAgencyError,
    Party,
    RequestState,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.kernel.errors import NotAllowedError
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

EVERY_MOVE = list(product(Party, RequestState, Action, Party, Channel))
KNOWN = {
    (step.record, step.before, step.action, step.by, channel)
    for step in STEPS
    for channel in Channel
    if step.channel in {None, channel} and not step.unheard
}


def reached(record: Party) -> set[RequestState]:
    found = {BEGINNINGS[record][0], BEGINNINGS_OF_INFORMATION[record][0]}
    for _ in RequestState:
        found |= {s.after for s in STEPS if s.record is record and s.before in found}
    return found


def test_every_state_is_reached_in_one_record_or_the_other() -> None:
    assert reached(Party.REQUESTING) | reached(Party.REQUESTED) == set(RequestState)


def test_from_every_reached_state_an_end_can_be_reached() -> None:
    for record in Party:
        # A word of the partner that was on its way may still come when all is over.
        leads_on = {step.before for step in STEPS if step.record is record and step.roles}
        assert reached(record) - leads_on == ENDS & reached(record)


def test_no_move_is_ambiguous() -> None:
    moves = [(s.record, s.before, s.action, s.by, c) for s in STEPS for c in ways(s)]
    assert len(set(moves)) == len(moves)


UNHEARD = [step for step in STEPS if step.unheard]


@pytest.mark.parametrize("step", UNHEARD, ids=lambda step: f"{step.before}-{step.action}")
def test_where_the_partners_node_knows_the_word_there_is_no_way_round_it(step: Step) -> None:
    asked = (step.before, step.action)
    found = next_step(*asked, by=step.by, record=step.record, unheard=True)
    assert found is step
    assert step in steps_from(step.before, record=step.record, unheard=True)
    with pytest.raises(StepNotAllowedError):
        next_step(*asked, by=step.by, record=step.record)


def test_what_a_node_tells_moves_nothing_that_goes_by_letter() -> None:
    assert {step.channel for step in STEPS if not step.roles} == {Channel.NODE}


def ways(step: Step) -> list[Channel]:
    return [channel for channel in Channel if step.channel in {None, channel}]


@pytest.mark.parametrize("move", EVERY_MOVE, ids="-".join)
def test_what_the_table_does_not_say_is_refused(
    move: tuple[Party, RequestState, Action, Party, Channel],
) -> None:
    record, state, action, by, channel = move
    if move in KNOWN:
        step = next_step(state, action, by=by, record=record, channel=channel)
        assert (step.record, step.before, step.action, step.by) == move[:4]
        assert step in steps_from(state, record=record, channel=channel)
    else:
        with pytest.raises(StepNotAllowedError) as refused:
            next_step(state, action, by=by, record=record, channel=channel)
        assert dict(refused.value.facts) == {"state": state.value, "action": action.value}


def test_moves_of_officers_here_name_roles_and_moves_learnt_name_none() -> None:
    for step in STEPS:
        assert bool(step.roles) == (step.by is step.record)


def test_every_event_of_the_table_is_in_the_catalogue() -> None:
    assert {step.event for step in STEPS} <= set(EVENTS)
    begun = (*BEGINNINGS.values(), *BEGINNINGS_OF_INFORMATION.values())
    assert {event for _, event in begun} <= set(EVENTS)


def step_of(action: Action, record: Party) -> Step:
    return next(s for s in STEPS if s.action is action and s.record is record and s.roles)


def officer(*roles: Role, agency: str = "CBP", officer_id: int = 7) -> Viewer:
    return Viewer(officer_id, "M. Chen", agency, frozenset(roles))


def test_an_approver_of_the_same_agency_who_did_not_write_may_release() -> None:
    step = step_of(Action.APPROVE, Party.REQUESTING)
    assert hindrance(step, officer=officer(Role.APPROVER), agency="CBP", writers={1}) is None


def test_who_wrote_may_not_release() -> None:
    step = step_of(Action.APPROVE, Party.REQUESTING)
    stopped = hindrance(step, officer=officer(Role.APPROVER), agency="CBP", writers={1, 7})
    assert isinstance(stopped, SecondPersonNeededError)


def test_an_approver_of_another_agency_may_not_release() -> None:
    step = step_of(Action.RELEASE, Party.REQUESTED)
    stopped = hindrance(step, officer=officer(Role.APPROVER), agency="ICE", writers=())
    assert isinstance(stopped, OtherAgencyError)


def test_without_the_role_the_roles_that_would_do_are_named() -> None:
    step = step_of(Action.ACCEPT, Party.REQUESTED)
    stopped = hindrance(step, officer=officer(Role.AUDITOR), agency=None, writers=())
    assert isinstance(stopped, NotAllowedError)
    assert dict(stopped.facts) == {"roles": "central_unit"}


def test_the_central_unit_acts_for_the_whole_node() -> None:
    accept, close = step_of(Action.ACCEPT, Party.REQUESTED), step_of(Action.CLOSE, Party.REQUESTED)
    central = officer(Role.CENTRAL_UNIT)
    assert hindrance(accept, officer=central, agency=None, writers=()) is None
    assert hindrance(close, officer=central, agency="ICE", writers=()) is None


def test_what_only_the_partner_can_do_nobody_here_may() -> None:
    learnt = next(step for step in STEPS if not step.roles)
    stopped = hindrance(learnt, officer=officer(*Role), agency="CBP", writers=())
    assert isinstance(stopped, NotAllowedError)
    assert dict(stopped.facts) == {"roles": "the partner"}
