"""`comity upgrade`."""

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer

from comity.node.configuration import home_folder
from comity.node.home import Home

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def upgrade(
    *,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Do it on a copy, compare, and change nothing.")
    ] = False,
    accept: Annotated[
        list[str] | None, typer.Option(help="A table whose difference you have looked at.")
    ] = None,
    json: Json = False,
) -> None:
    """Bring the database to this version; what differs afterwards undoes it."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.tables.upgrading import upgrade

    accepted = frozenset(accept or ())
    came_to = upgrade(Home(home_folder()), keep=not rehearse, accepted=accepted)
    if json:
        told = {**asdict(came_to), "good": came_to.good, "rehearsed": rehearse}
        typer.echo(json_module.dumps(told, indent=2))
    else:
        for name in came_to.migrations:
            typer.echo(f"  {name}")
        for each in came_to.differences:
            after = "gone, or columns of it" if each.after is None else f"{each.after} rows"
            typer.echo(f"{each.table}: {each.before} rows before, {after} afterwards")
        for fault in came_to.faults:
            typer.echo(f"Does not verify: {fault}")
        done = "would be run" if rehearse else "were run"
        typer.echo(
            f"{len(came_to.migrations)} migrations {done}, {came_to.tables} tables compared."
        )
    raise typer.Exit(0 if came_to.good else 1)
