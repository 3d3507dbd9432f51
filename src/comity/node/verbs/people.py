"""`comity node appoint` and `comity node new-password`."""

import json as json_module
from datetime import UTC, datetime
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def appoint_officer(
    username: Annotated[str, typer.Argument(help="What the officer will sign in with.")],
    name: Annotated[str, typer.Option(help="Full name, as the record shows it.")],
    agency: Annotated[str, typer.Option(help="Code of an agency of this node.")],
    role: Annotated[list[str], typer.Option(help="An office; may be repeated.")],
    by: Annotated[str, typer.Option(help="The administrator who appoints, by name to sign in.")],
    json: Json = False,
) -> None:
    """Appoint an officer, and print the password of the first sign-in once."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.appointing import Newcomer, appoint_newcomer

    newcomer = Newcomer(username, name, agency, tuple(role))
    password = appoint_newcomer(newcomer, by=by, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps({"username": username, "first_password": password}))
        return
    typer.echo("For the first sign-in, told once and kept nowhere:")
    typer.echo(f"  {username:20} {password}   {name}")


def give_password(
    username: Annotated[str, typer.Argument(help="Of the officer who forgot theirs.")],
    by: Annotated[str, typer.Option(help="The administrator who does so, by name to sign in.")],
    json: Json = False,
) -> None:
    """Give an officer a new password and print it once; every session of theirs ends."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.appointing import give_new_password

    password = give_new_password(username, by=by, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps({"username": username, "new_password": password}))
        return
    typer.echo("Told once and kept nowhere; second factors stay as they are:")
    typer.echo(f"  {username:20} {password}")
