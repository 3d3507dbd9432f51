"""Signing in at a node, and what waits there for whoever did."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import NodeClient
from comity.interfaces.cli.session import forget, remember, signed_in

inbox_app = typer.Typer(help="What waits for you, at a node.", invoke_without_command=True)


def sign_in(
    address: Annotated[str, typer.Argument(help="Such as http://us.localhost:8101.")],
    username: str,
    password: Annotated[str, typer.Option(prompt=True, hide_input=True)],
    json: Json = False,
) -> None:
    """Sign in at a node; what is kept is a session token, never the password."""
    client = NodeClient(address)
    told(lambda: client.sign_in(username, password=password))
    remember(client)
    if json:
        show_json({"address": address, "username": username})
        return
    typer.echo(f"Signed in at {address} as {username}.")


def sign_out(json: Json = False) -> None:
    """Forget the sign-in kept on this machine."""
    forget()
    if json:
        show_json({"signed_in": False})
        return
    typer.echo("Signed out.")


@inbox_app.callback()
def inbox(tab: str = "mine", json: Json = False) -> None:
    """List what waits: mine, my_unit, to_approve, from_partners, watching."""
    client = signed_in()
    seen = told(lambda: client.get("/inbox", tab=tab))
    if json:
        show_json(seen)
        return
    columns = {"reference": "Reference", "partner": "Partner", "title": "Title"}
    show_rows({**columns, "state": "State", "next_who": "Whose turn"}, seen["items"])
