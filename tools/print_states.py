"""Print the life of a request from its table: `python -m tools.print_states`.

A test fails when the printed page is stale, so the page and the table never part.
"""

from collections.abc import Iterator
from pathlib import Path

from comity.assistance.lifecycle import BEGINNINGS, ENDS, STEPS, Step
from comity.assistance.terms import Channel, Party, RequestState
from comity.assistance.wording import ACTION_NAMES, CHANNEL_NAMES, PARTY_NAMES, STATE_NAMES
from comity.officers.wording import ROLE_NAMES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "states.md"
OPENING = """# The life of a request

Printed from the source by `python -m tools.print_states`; do not edit.

Each administration keeps its own record of a request. A move that officers here make names their
roles; a move of the other side is learnt by a message. A matter goes from node to node, or by
letter where the partner has no node; a move that only one of the two has says so. Whatever is not
in these tables is refused.
"""
RECORDS = {
    Party.REQUESTING: "In the record of the administration that asks",
    Party.REQUESTED: "In the record of the administration that is asked",
}


def page() -> str:
    return "\n".join([OPENING, *(line for record in RECORDS for line in _record(record))])


def _record(record: Party) -> Iterator[str]:
    steps = [step for step in STEPS if step.record is record]
    yield f"## {RECORDS[record]}\n"
    yield from _diagram(record, steps)
    yield "| from | step | by | to | channel | roles here | event |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for step in steps:
        yield (
            f"| {_state(step.before)} | {ACTION_NAMES[step.action]} | {PARTY_NAMES[step.by]}"
            f" | {_state(step.after)} | {_channel(step)} | {_roles(step)} | `{step.event.name}` |"
        )
    state, event = BEGINNINGS[record]
    yield f"\nIt begins as {_state(state)}, with the event `{event.name}`.\n"


def _diagram(record: Party, steps: list[Step]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {BEGINNINGS[record][0]}"
    for step in steps:
        learnt = "" if step.roles else " (learnt)"
        by_letter = " (by letter)" if step.channel is Channel.LETTER else ""
        told = f"{step.action.replace('_', ' ')}{learnt}{by_letter}"
        yield f"    {step.before} --> {step.after}: {told}"
    for end in sorted(ENDS & {step.after for step in steps}):
        yield f"    {end} --> [*]"
    yield "```\n"


def _state(state: RequestState) -> str:
    return f"`{state}` ({STATE_NAMES[state]})"


def _channel(step: Step) -> str:
    channel = str(CHANNEL_NAMES[step.channel]) if step.channel else "either"
    return f"{channel}, once the partner's node has refused the turn" if step.unheard else channel


def _roles(step: Step) -> str:
    return ", ".join(ROLE_NAMES[role] for role in step.roles) or "learnt by message"


if __name__ == "__main__":
    PAGE.write_text(page())
