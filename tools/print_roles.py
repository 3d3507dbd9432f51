"""Print who may do what, in which state, from the duties of every package: a part of the reference.

Nothing is typed here a second time: the rows are the tables that the code itself asks.
"""

import importlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from comity.agreements.duties import MOVE_INSTRUCTION
from comity.agreements.lifecycle import BREACH_STEPS, INSTRUCTION_STEPS
from comity.assistance.lifecycle import STEPS
from comity.assistance.wording import ACTION_NAMES
from comity.kernel.duties import FOR_THE_NODE, Duty, State, Within
from comity.kernel.rulings import Role
from comity.officers.wording import ROLE_NAMES

PACKAGES = (
    "assistance",
    "practices",
    "investigations",
    "letters",
    "evidence",
    "agreements",
    "exchange",
    "ledger",
    "oversight",
    "officers",
    "interfaces",
)
OPENING = """# Who may do what

Printed from the source by `python -m tools.print_reference`; do not edit.

One row is one act on one kind of thing, in the states it stands in, and an office that carries it
is marked. What is not marked is refused: an act as not open to the role, and a thing that may not
be seen as one that does not exist. Whoever holds several offices may what any of them carries;
who holds none may nothing. A test walks every page and every operation of the API with each office
of each agency against this table.

*Within* says how far an act reaches. {node} acts for {whole}; where it is marked,
*{agency}* is every agency's for it. Who wrote what leaves never releases it, whatever
office they hold: see [the life of a request](states.md).

An empty cell under *in state* means that the state does not count.
"""


def duties() -> tuple[Duty, ...]:
    """Return every duty: of the packages, and of the moves of each life."""
    found: list[Duty] = []
    for package in PACKAGES:
        found += importlib.import_module(f"comity.{package}.duties").DUTIES
    return (*found, *_moves())


def page() -> str:
    told = OPENING.format(node=ROLE_NAMES[FOR_THE_NODE], whole=Within.NODE, agency=Within.AGENCY)
    rows = sorted(duties(), key=lambda duty: duty.thing)
    return "\n".join([told, *_tables(rows)])


def _moves() -> Iterator[Duty]:
    """Yield the moves of officers here as duties, each with the state it starts from."""
    for step in STEPS:
        if step.roles:
            name = ACTION_NAMES[step.action].lower()
            state = (step.record, step.before)
            yield Duty("request", name, step.roles, Within.AGENCY, (state,))
    for move in INSTRUCTION_STEPS:
        roles = MOVE_INSTRUCTION.roles
        yield Duty("instruction", _words(move.act), roles, states=(move.before,))
    for each in BREACH_STEPS:
        yield Duty("breach", _words(each.act), each.roles, states=(each.before,))


def _words(code: str) -> str:
    return code.replace("-", " ")


def _tables(rows: Iterable[Duty]) -> Iterator[str]:
    heads = ("act", "in state", "within", *(ROLE_NAMES[role] for role in Role))
    for thing, of_thing in groupby(rows, key=lambda duty: duty.thing):
        yield f"## {thing[0].upper()}{thing[1:]}\n"
        yield _row(heads)
        yield _row("---" for _ in heads)
        for duty in _joined(of_thing):
            marks = ("●" if role in duty.roles else "" for role in Role)
            yield _row((duty.act, _states(duty), duty.within.value, *marks))
        yield ""


def _joined(rows: Iterable[Duty]) -> Iterable[Duty]:
    """Return duties that differ in their state alone as one."""
    joined: dict[tuple[object, ...], Duty] = {}
    for row in rows:
        key = (row.act, row.roles, row.within)
        before = joined.get(key)
        states = row.states if before is None else (*before.states, *row.states)
        joined[key] = Duty(row.thing, row.act, row.roles, row.within, states)
    return joined.values()


def _states(duty: Duty) -> str:
    return ", ".join(dict.fromkeys(_state(state) for state in duty.states))


def _state(state: State) -> str:
    return ": ".join(f"`{part}`" for part in (state if isinstance(state, tuple) else (state,)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
