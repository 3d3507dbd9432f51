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
# What was answered or given is over for whoever did it, opened there or not.
OVER = frozenset({S.REFUSED, S.ANSWERED, S.OPENED, S.TAKEN_BACK, S.VOLUNTEERED, S.NOTED, S.CLOSED})
# An opening that is not told is known to its side alone.
UNTOLD = frozenset({(S.OPENED, S.ANSWERED), (S.NOTED, S.VOLUNTEERED)})
# What each side calls what both know.
SHARED = {
    S.RECEIVED: S.SENT,
    S.ANSWER_DRAFTED: S.ACCEPTED,
    S.COMPLETED: S.INCOMPLETE,
    S.INFORMED: S.VOLUNTEERED,
    S.ALLOCATED: S.VOLUNTEERED,
}
# What was asked is on its way; what nobody asked for is there.
ASKED, UNASKED = (S.SENT, S.RECEIVED), (S.INFORMED, S.VOLUNTEERED)
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

    def act(self, step: Step, *, tells: bool) -> None:
        self.state = step.after
        if (step.action, step.by) in TOLD and (tells or step.action is not Action.OPEN):
            self.sent.append(step.action)

    def hear(self, index: int, other: "Side") -> None:
        """Take a word in if it is the next; one out of its place is offered again later."""
        if index != self.heard or index >= len(other.sent):
            return
        step = next_step(self.state, other.sent[index], by=other.party, record=self.party)
        self.state, self.heard = step.after, index + 1


# Both states, and the words on the way there and back.
Reach = tuple[RequestState, RequestState, tuple[Action, ...], tuple[Action, ...]]

# Which side does something, and what: a move of its table, or the copy of a word that arrives;
# and whether the link lets it tell an opening just then.
TURNS = st.lists(
    st.tuples(st.sampled_from(Party), st.booleans(), st.integers(0, 7), st.booleans()), max_size=60
)


@given(turns=TURNS, begun=st.sampled_from([ASKED, UNASKED]))
def test_whatever_crosses_on_the_road_both_sides_end_with_one_story(
    turns: list[tuple[Party, bool, int, bool]], begun: tuple[RequestState, RequestState]
) -> None:
    sides = {
        Party.REQUESTING: Side(Party.REQUESTING, begun[0]),
        Party.REQUESTED: Side(Party.REQUESTED, begun[1]),
    }
    for party, acts, which, tells in turns:
        side, other = sides[party], sides[OTHER[party]]
        moves = side.moves()
        if acts and moves:
            side.act(moves[which % len(moves)], tells=tells)
        elif other.sent:
            side.hear(which % len(other.sent), other)
    for party, side in sides.items():
        for index in range(side.heard, len(sides[OTHER[party]].sent)):
            side.hear(index, sides[OTHER[party]])
    ours, theirs = (side.state for side in sides.values())
    assert tells_one_story(ours, theirs) or (ours, theirs) in UNTOLD


def test_wherever_both_sides_can_get_nothing_is_heard_that_has_no_row() -> None:
    """Every reach of the two records with up to four words on each road, without chance."""
    at_rest = at_rest_from((*ASKED, (), ()))
    assert {ours for ours, _ in at_rest} >= {S.INCOMPLETE, S.POSTPONED, S.TAKEN_BACK, S.OPENED}


def test_information_is_opened_on_both_sides_or_on_neither() -> None:
    at_rest = at_rest_from((*UNASKED, (), ()))
    assert {ours for ours, _ in at_rest} == {S.INFORMED, S.ALLOCATED, S.NOTED, S.CLOSED}
    assert {theirs for _, theirs in at_rest} == {S.VOLUNTEERED, S.NOTED, S.CLOSED}
    assert (S.NOTED, S.VOLUNTEERED) not in at_rest


def test_information_can_be_closed_by_its_giver_wherever_its_receiver_stands() -> None:
    at_rest = at_rest_from((*UNASKED, (), ()))
    closed_here = {ours for ours, theirs in at_rest if theirs is S.CLOSED}
    assert closed_here == {S.INFORMED, S.ALLOCATED, S.NOTED, S.CLOSED}


def test_where_openings_are_not_told_the_next_word_still_has_its_row() -> None:
    """Told or not, opening by opening: every reach of the records, without chance."""
    at_rest = at_rest_from((*ASKED, (), ()), openings=(True, False))
    assert (S.OPENED, S.ANSWERED) in at_rest
    assert (S.OPENED, S.CLOSED) in at_rest
    assert (S.CLOSED, S.ANSWERED) in at_rest


def test_where_no_opening_is_told_the_side_that_answered_never_learns_one() -> None:
    at_rest = at_rest_from((*ASKED, (), ()), openings=(False,))
    assert S.OPENED not in {theirs for _, theirs in at_rest}
    assert {ours for ours, theirs in at_rest if theirs is S.ANSWERED} == {
        S.ANSWERED,
        S.OPENED,
        S.CLOSED,
    }


def test_information_whose_opening_is_not_told_goes_on_all_the_same() -> None:
    at_rest = at_rest_from((*UNASKED, (), ()), openings=(True, False))
    assert (S.NOTED, S.VOLUNTEERED) in at_rest


def at_rest_from(
    begun: Reach, *, openings: tuple[bool, ...] = (True,)
) -> set[tuple[RequestState, RequestState]]:
    """Return where both sides can stand with no word on the road; each pair tells one story.

    Args:
        begun: where both stand, with empty roads.
        openings: whether an opening is told; with both, each one may be or not.
    """
    reached, waiting = {begun}, [begun]
    while waiting:
        for after in _afters(*waiting.pop(), openings):
            if after not in reached and max(len(after[2]), len(after[3])) <= 4:
                reached.add(after)
                waiting.append(after)
    at_rest = {(ours, theirs) for ours, theirs, *roads in reached if not any(roads)}
    untold = frozenset[tuple[RequestState, RequestState]]() if openings == (True,) else UNTOLD
    assert all(tells_one_story(*pair) or pair in untold for pair in at_rest)
    return at_rest


def tells_one_story(ours: RequestState, theirs: RequestState) -> bool:
    both = {SHARED.get(state, state) for state in (ours, theirs)}
    return len(both) == 1 or (S.CLOSED in both and both <= OVER)


@pytest.mark.parametrize("record", Party)
@pytest.mark.parametrize("state", RequestState)
def test_a_matter_that_goes_by_letter_hears_no_node(record: Party, state: RequestState) -> None:
    """Also a partner that has got a node since says nothing there that has a row."""
    for action in Action:
        with pytest.raises(StepNotAllowedError):
            next_step(state, action, by=OTHER[record], record=record, channel=Channel.LETTER)


def _afters(
    ours: RequestState,
    theirs: RequestState,
    there: tuple[Action, ...],
    here: tuple[Action, ...],
    openings: tuple[bool, ...],
) -> Iterator[Reach]:
    for step in Side(Party.REQUESTING, ours).moves():
        told = (step.action,) if (step.action, step.by) in TOLD else ()
        if step.action is not Action.OPEN or True in openings:
            yield step.after, theirs, there + told, here
        if step.action is Action.OPEN and False in openings:
            yield step.after, theirs, there, here
    for step in Side(Party.REQUESTED, theirs).moves():
        told = (step.action,) if (step.action, step.by) in TOLD else ()
        yield ours, step.after, there, here + told
    if there:
        heard = next_step(theirs, there[0], by=Party.REQUESTING, record=Party.REQUESTED)
        yield ours, heard.after, there[1:], here
    if here:
        heard = next_step(ours, here[0], by=Party.REQUESTED, record=Party.REQUESTING)
        yield heard.after, theirs, there, here[1:]
