"""Moves of a request in tables: who does what, and how it stands in both records after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.assistance.lifecycle import BEGINNINGS, STEPS, next_step
from comity.assistance.terms import Action, Channel, Party, RequestState

OTHER = {Party.REQUESTING: Party.REQUESTED, Party.REQUESTED: Party.REQUESTING}
_TOLD = frozenset((step.action, step.by) for step in STEPS if not step.roles)


def rows(table: str) -> list[dict[str, str]]:
    """Return a table as its rows, each by the names of the columns."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def assert_rows(table: str, told: Callable[[Mapping[str, str]], str]) -> None:
    """Check the last column of every row against what is so."""
    for row in rows(table):
        *_, last = row
        assert told(row) == row[last], row


def walk(record: Party, table: str, channel: Channel = Channel.NODE) -> None:
    """Walk one record from its beginning, and see it stand where the table says."""
    state = BEGINNINGS[record][0]
    for row in rows(table):
        action, by = Action(row["does"]), Party(row["by"])
        state = next_step(state, action, by=by, record=record, channel=channel).after
        assert state == row["and it stands at"], row


@dataclass
class Both:
    """One matter in both records; the asked side has none before the request has left."""

    states: dict[Party, RequestState]

    def do(self, by: Party, action: Action) -> None:
        """Let one side act, and the other hear of it where it is told."""
        self._move(by, action, by=by)
        other = OTHER[by]
        if other not in self.states:
            if self.states[by] is RequestState.SENT:
                self.states[other] = BEGINNINGS[other][0]
        elif (action, by) in _TOLD:
            self._move(other, action, by=by)

    def _move(self, record: Party, action: Action, *, by: Party) -> None:
        self.states[record] = next_step(self.states[record], action, by=by, record=record).after


def walk_both(table: str) -> None:
    """Walk both records at once from the draft, over a road on which nothing is delayed."""
    both = Both({Party.REQUESTING: RequestState.DRAFT})
    for row in rows(table):
        both.do(Party(row["by"]), Action(row["does"]))
        stand = {party: both.states.get(party, "") for party in Party}
        assert stand[Party.REQUESTING] == row["with those who ask"], row
        assert stand[Party.REQUESTED] == row["with those who are asked"], row
