"""Both sides walk the table at once, and a bad road lies between: they end with one story.

The road delays, repeats and reorders; what stands behind the exchange sees each word once and in
its order, as the protocol promises. Everything else is the table's: a word that crosses another
must have its row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.lifecycle import STEPS, Step, next_step, steps_from
from comity.assistance.terms import (
    Action,
    Channel,
    Party,
    RequestState,
    StepNotAllowedError,
)

S = RequestState
OVER = frozenset({S.REFUSED, S.OPENED, S.TAKEN_BACK, S.CLOSED})
# What each side calls what both know.
SHARED = {S.RECEIVED: S.SENT, S.ANSWER_DRAFTED: S.ACCEPTED, S.COMPLETED: S.INCOMPLETE}
TOLD = frozenset((step.action, step.by) for step in STEPS if not step.roles)
OTHER = {Party.REQUESTING: Party.REQUESTED, Party.REQUESTED: Party.REQUESTING}


@dataclass
class Side:
    """One record, with the words it has sent and how many it has heard."""

    party: Party
    state: RequestState
    sent: list[Action] = field(default_factory=list)
    heard: int = 0

    def moves(self) -> list[Step]:
        found = steps_from(self.state, record=self.party, channel=Channel.NODE)
        return [step for step in found if step.roles]

    def act(self, step: Step) -> None:
        self.state = step.after
        if (step.action, step.by) in TOLD:
            self.sent.append(step.action)

    def hear(self, index: int, other: "Side") -> None:
        """Take a word in if it is the next; one out of its place is offered again later."""
        if index != self.heard or index >= len(other.sent):
            return
        step = next_step(self.state, other.sent[index], by=other.party, record=self.party)
        self.state, self.heard = step.after, index + 1


# Both states, and the words on the way there and back.
Reach = tuple[RequestState, RequestState, tuple[Action, ...], tuple[Action, ...]]

# Which side does something, and what: a move of its table, or the copy of a word that arrives.
TURNS = st.lists(st.tuples(st.sampled_from(Party), st.booleans(), st.integers(0, 7)), max_size=60)


@given(turns=TURNS)
def test_whatever_crosses_on_the_road_both_sides_end_with_one_story(
    turns: list[tuple[Party, bool, int]],
) -> None:
    sides = {
        Party.REQUESTING: Side(Party.REQUESTING, S.SENT),
        Party.REQUESTED: Side(Party.REQUESTED, S.RECEIVED),
    }
    for party, acts, which in turns:
        side, other = sides[party], sides[OTHER[party]]
        moves = side.moves()
        if acts and moves:
            side.act(moves[which % len(moves)])
        elif other.sent:
            side.hear(which % len(other.sent), other)
    for party, side in sides.items():
        for index in range(side.heard, len(sides[OTHER[party]].sent)):
            side.hear(index, sides[OTHER[party]])
    ours, theirs = (SHARED.get(side.state, side.state) for side in sides.values())
    assert ours is theirs or (S.CLOSED in {ours, theirs} and {ours, theirs} <= OVER)


def test_wherever_both_sides_can_get_nothing_is_heard_that_has_no_row() -> None:
    """Every reach of the two records with up to four words on each road, without chance."""
    begun: Reach = (S.SENT, S.RECEIVED, (), ())
    reached, waiting = {begun}, [begun]
    while waiting:
        for after in _afters(*waiting.pop()):
            if after not in reached and max(len(after[2]), len(after[3])) <= 4:
                reached.add(after)
                waiting.append(after)
    at_rest = {(ours, theirs) for ours, theirs, *roads in reached if not any(roads)}
    assert {ours for ours, _ in at_rest} >= {S.INCOMPLETE, S.POSTPONED, S.TAKEN_BACK, S.OPENED}
    for ours, theirs in at_rest:
        assert SHARED.get(ours, ours) is SHARED.get(theirs, theirs) or (
            S.CLOSED in {ours, theirs} and {ours, theirs} <= OVER
        )


@pytest.mark.parametrize("record", Party)
@pytest.mark.parametrize("state", RequestState)
def test_a_matter_that_goes_by_letter_hears_no_node(record: Party, state: RequestState) -> None:
    """Also a partner that has got a node since says nothing there that has a row."""
    for action in Action:
        with pytest.raises(StepNotAllowedError):
            next_step(state, action, by=OTHER[record], record=record, channel=Channel.LETTER)


def _afters(
    ours: RequestState, theirs: RequestState, there: tuple[Action, ...], here: tuple[Action, ...]
) -> Iterator[Reach]:
    for step in Side(Party.REQUESTING, ours).moves():
        told = (step.action,) if (step.action, step.by) in TOLD else ()
        yield step.after, theirs, there + told, here
    for step in Side(Party.REQUESTED, theirs).moves():
        told = (step.action,) if (step.action, step.by) in TOLD else ()
        yield ours, step.after, there, here + told
    if there:
        heard = next_step(theirs, there[0], by=Party.REQUESTING, record=Party.REQUESTED)
        yield ours, heard.after, there[1:], here
    if here:
        heard = next_step(ours, here[0], by=Party.REQUESTED, record=Party.REQUESTING)
        yield heard.after, theirs, there, here[1:]
