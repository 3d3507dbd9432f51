"""`comity link openings` and its like: whether openings are told on a link."""

from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

openings_app = typer.Typer()

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]


@openings_app.command("openings")
def show_openings(partner: Partner, json: Json = False) -> None:
    """Tell whether each end of a link tells the other what it has opened."""
    client = signed_in()
    _show(told(lambda: client.get(at("links", partner.upper(), "openings"))), json=json)


@openings_app.command("tell-openings")
def tell_openings(
    partner: Partner,
    never: Annotated[bool, typer.Option("--never", help="Keep them here alone.")] = False,
    json: Json = False,
) -> None:
    """Tell a partner from now on that what came from it was opened, or keep that here alone."""
    client, given = signed_in(), {"told": not never}
    _show(told(lambda: client.post(at("links", partner.upper(), "openings"), given)), json=json)


def _show(seen: dict[str, Any], *, json: bool) -> None:
    if json:
        show_json(seen)
        return
    partner = seen["partner"]
    is_told = "is told" if seen["tells"] else "is not told"
    tells = "tells" if seen["told"] else "does not tell"
    typer.echo(f"{partner} {is_told} what was opened here.")
    typer.echo(f"{partner} {tells} what was opened there.")
