"""What a node tells of itself: its record, its links, who is signed in."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.exchange.wording import LINK_STATE_NAMES
from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.oversight import print_entries
from comity.interfaces.cli.session import signed_in
from comity.interfaces.sentences import sentence
from comity.kernel.rulings import Role
from comity.officers.wording import ROLE_NAMES

# The node tells the code of a failure only; what else its sentence speaks of stands in the log.
_PLACE = re.compile(r"\{\w+\}")

record_app = typer.Typer(no_args_is_help=True, help="The record of what was done, at a node.")


@record_app.command("read")
def read_record(
    about: Annotated[str, typer.Argument(help="A request, partner, officer or instrument.")],
    json: Json = False,
) -> None:
    """Read what is recorded about one thing, oldest first."""
    client = signed_in()
    seen = told(lambda: client.get(at("record", *about.split("/"))))
    if json:
        show_json(seen)
        return
    print_entries(seen["items"])


def links(json: Json = False) -> None:
    """List the links to partners' nodes, how far each is, and what holds it up."""
    client = signed_in()
    seen = told(lambda: client.get("/links"))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("No partner is linked yet, or none that you may see.")
    for link in seen["items"]:
        _print_link(link)


def who_am_i(json: Json = False) -> None:
    """Say who is signed in, and in which offices."""
    client = signed_in()
    seen = told(lambda: client.get("/me"))
    if json:
        show_json(seen)
        return
    offices = ", ".join(ROLE_NAMES[Role(role)] for role in seen["roles"]) or "no office"
    name = seen.get("acts_as", seen["name"])
    typer.echo(f"{name}, {seen['agency']}, {seen['administration']['name']}: {offices}")


def _print_link(link: Mapping[str, Any]) -> None:
    state = LINK_STATE_NAMES[link["state"]]
    # How much is on its way is told to those who keep links, and not to everybody.
    waits = "" if link["waiting"] is None else f"; {link['waiting']} not delivered yet"
    typer.echo(f"{link['code']}  {link['name']}: {state}{waits}")
    typer.echo(f"  {link['address']}  {link['number']}")
    if link["confirmed_at"]:
        typer.echo(f"  compared by {', '.join(link['confirmed_by'])}, {link['confirmed_at']}")
    for code in (link["halted"], link["failure"]):
        if code:
            cause = sentence(code, [("partner", link["name"]), ("sender", link["name"])])
            typer.echo(f"  {_PLACE.sub('…', cause)}")
