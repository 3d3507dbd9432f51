"""`comity db move`."""

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer

from comity.node.configuration import home_folder
from comity.node.home import Home
from comity.node.passphrase import keystore_passphrase

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]

database_app = typer.Typer(no_args_is_help=True, help="The database of this node.")


@database_app.callback()
def _database() -> None:
    """Look after the database of this node."""


@database_app.command("move")
def move_database(
    to: Annotated[str, typer.Option("--to", help="postgresql://user:password@host/name, empty.")],
    json: Json = False,
) -> None:
    """Move from SQLite to PostgreSQL; the settings change only when all has been verified."""
    from comity.node.tables.moving import move

    home = Home(home_folder())
    moved = move(home, to, passphrase=keystore_passphrase(home.folder))
    if json:
        tables = {table: asdict(content) for table, content in moved.tables.items()}
        typer.echo(json_module.dumps({"tables": tables, "verified": moved.verified}, indent=2))
        return
    for table, content in moved.tables.items():
        typer.echo(f"{table:40} {content.rows:8} rows  {content.digest[:16]}")
    record = moved.verified["record"]
    typer.echo(f"Moved. The record is whole there up to entry {record['entries']}.")
    typer.echo(f"The old database still lies in {home.database}; remove it when you are sure.")
