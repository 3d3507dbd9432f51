"""Signing in at a node, and what waits there for whoever did."""

import time
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import NodeClient
from comity.interfaces.cli.session import forget, remember, signed_in

inbox_app = typer.Typer(help="What waits for you, at a node.", invoke_without_command=True)


def sign_in(
    address: Annotated[str, typer.Argument(help="Such as http://us.localhost:8101.")],
    username: Annotated[
        str, typer.Argument(help="Only for a demonstration, where a password is enough.")
    ] = "",
    password: Annotated[str, typer.Option(help="Asked when not given.")] = "",
    json: Json = False,
) -> None:
    """Sign in at a node: type the code shown on a page of the node.

    What is kept is a token that ends within the working day, in a file only you may read.
    """
    client = NodeClient(address)
    if username:
        secret = password or typer.prompt("Password", hide_input=True)
        told(lambda: client.sign_in(username, password=secret))
    else:
        _sign_in_by_code(client)
        username = told(lambda: client.get("/me"))["username"]
    remember(client)
    if json:
        show_json({"address": address, "username": username})
        return
    typer.echo(f"Signed in at {address} as {username}.")


def _sign_in_by_code(client: NodeClient) -> None:
    """Show the code and wait until it is typed; a refusal or too long a wait leaves with 3."""
    asked = told(client.ask_code)
    typer.echo(f"Open {asked['verification_uri']}", err=True)
    typer.echo(f"and type the code {asked['user_code']}", err=True)
    device_code, seconds = str(asked["device_code"]), int(asked["interval"])
    while not told(lambda: client.has_code_been_typed(device_code)):
        # A moment more than asked, because who asks too early is told to slow down.
        time.sleep(seconds + 0.2)


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
