"""`comity node appoint`, `comity node offices` and `comity node new-password`."""

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
    from comity.node.appointing import appoint_as
    from comity.officers.appointment import Newcomer

    newcomer = Newcomer(username, name, agency, tuple(role))
    password = appoint_as(newcomer, by=by, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps({"username": username, "first_password": password}))
        return
    typer.echo("For the first sign-in, told once and kept nowhere:")
    typer.echo(f"  {username:20} {password}   {name}")


def set_offices(
    username: Annotated[str, typer.Argument(help="Of the officer.")],
    role: Annotated[list[str], typer.Option(help="An office to hold; may be repeated.")],
    by: Annotated[str, typer.Option(help="The administrator who does so, by name to sign in.")],
    json: Json = False,
) -> None:
    """Let an officer hold these offices and no other; losing one ends every session of theirs."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.appointing import change_offices_as

    change_offices_as(username, tuple(role), by=by, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps({"username": username, "roles": sorted(set(role))}))
        return
    typer.echo(f"{username} holds these offices from now on: {', '.join(sorted(set(role)))}")


def give_password(
    username: Annotated[str, typer.Argument(help="Of the officer who forgot theirs.")],
    by: Annotated[str, typer.Option(help="The administrator who does so, by name to sign in.")],
    json: Json = False,
) -> None:
    """Give an officer a new password and print it once; every session of theirs ends."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.appointing import give_password_as

    password = give_password_as(username, by=by, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps({"username": username, "new_password": password}))
        return
    typer.echo("Told once and kept nowhere; second factors stay as they are:")
    typer.echo(f"  {username:20} {password}")
