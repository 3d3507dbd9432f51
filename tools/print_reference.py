"""Print the reference pages that repeat what the source says: `python -m tools.print_reference`.

A test fails when a printed page is stale, so the pages and the source never part.
"""

import importlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import django
from pydantic import BaseModel

from comity.agreements.duties import MOVE_INSTRUCTION
from comity.agreements.lifecycle import (
    BREACH_STEPS,
    INSTRUCTION_STEPS,
    BreachStep,
    InstructionStep,
)
from comity.interfaces.sentences import SENTENCES
from comity.kernel.rulings import Role
from comity.ledger.terms import EventKind
from comity.node.configuration import NodeSettings
from comity.node.metric_names import METRICS
from comity.node.wording import SENTENCES as NODE_SENTENCES
from comity.officers.wording import ROLE_NAMES
from tools import print_api, print_cli, print_code_lists, print_kinds, print_roles

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
PACKAGES = (
    "officers",
    "agreements",
    "exchange",
    "evidence",
    "assistance",
    "practices",
    "investigations",
    "letters",
    "oversight",
)
PRINTED = "Printed from the source by `python -m tools.print_reference`; do not edit."


def all_events() -> list[EventKind]:
    found: list[EventKind] = []
    for package in PACKAGES:
        found += importlib.import_module(f"comity.{package}.terms").EVENTS
    return sorted(found, key=lambda kind: kind.name)


def table(title: str, told: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [f"# {title}", "", PRINTED, "", told, "", _row(heads), _row("---" for _ in heads)]
    lines += [_row(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def events() -> str:
    return table(
        "Events of the record",
        "Each act appends exactly one entry of one of these kinds; the fields stand in its body.",
        ("event", "fields", "what it says"),
        (
            (f"`{kind.name}`", ", ".join(f"`{name}`" for name in kind.fields), kind.sentence)
            for kind in all_events()
        ),
    )


def sentences() -> str:
    known = {**SENTENCES, **NODE_SENTENCES}
    return table(
        "Codes and their sentences",
        "The same code stands on a page, in an API problem and on the command line.",
        ("code", "sentence"),
        ((f"`{code}`", words) for code, words in sorted(known.items())),
    )


def _settings(model: type[BaseModel], prefix: str = "") -> Iterable[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _settings(kind, f"{prefix}{name}.")
            continue
        told = field.description or ""
        default = "" if field.is_required() else f"`{field.default}`"
        yield f"`{prefix}{name}`", default, told


def settings() -> str:
    return table(
        "Settings of a node",
        "They stand in `comity.toml` in the home folder, dotted ones in a `[table]`; the "
        "environment wins, as `COMITY_OFFICERS_DOOR__PORT`. Where the home folder is says "
        "`COMITY_HOME`. "
        "`comity node settings` prints what holds at a node, and where each value comes from.",
        ("setting", "default", "meaning"),
        _settings(NodeSettings),
    )


def own_law() -> str:
    heads = ("of", "from", "act", "to", "by", "another officer than before", "event")
    told_steps: list[tuple[str, InstructionStep | BreachStep, Iterable[Role]]] = [
        *(("instruction", each, MOVE_INSTRUCTION.roles) for each in INSTRUCTION_STEPS),
        *(("breach", each, each.roles) for each in BREACH_STEPS),
    ]
    moves = [
        (
            name,
            f"`{step.before}`",
            f"`{step.act}`",
            f"`{step.after}`",
            ", ".join(ROLE_NAMES[role] for role in roles),
            "yes" if step.second_person else "no",
            f"`{step.event.name}`",
        )
        for name, step, roles in told_steps
    ]
    told = "An instruction begins as `entered`, a breach as `alleged`; what is not here is refused."
    return table("The lives of instructions and breaches", told, heads, moves)


def metrics() -> str:
    return table(
        "Metrics",
        "The officers' door tells them at `/metrics` once `metrics.enabled` is set, in the text "
        "format of Prometheus; see [how a node is watched](../how-to/watch-a-node.md). A partner "
        "stands there by its country alone; no case, person or reference is ever told.",
        ("metric", "labels", "meaning"),
        (
            (f"`{each.name}`", ", ".join(f"`{name}`" for name in each.labels), each.told)
            for each in METRICS
        ),
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "metrics.md": metrics,
    "events.md": events,
    "own-law.md": own_law,
    "roles.md": print_roles.page,
    "codes.md": sentences,
    "code-lists.md": print_code_lists.page,
    "kinds.md": print_kinds.page,
    "settings.md": settings,
    "cli.md": print_cli.page,
    "api.md": print_api.page,
}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        # The API is told by Django, which wants a node: of no country in particular.
        os.environ |= {"COMITY_HOME": home, "COMITY_COUNTRY": "US", "COMITY_DEMO": "true"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "comity.node.settings"
        django.setup()
        for name, printed in PAGES.items():
            (REFERENCE / name).write_text(printed())
