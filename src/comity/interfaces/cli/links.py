"""`comity link`: suspend and resume a link, and take up again what was set aside."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

link_app = typer.Typer(no_args_is_help=True, help="One link to a partner's node.")

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]
Reason = Annotated[str, typer.Argument(help="Why; it stands in the record.")]


@link_app.command("suspend")
def suspend(partner: Partner, reason: Reason, json: Json = False) -> None:
    """Stop carrying messages over a link until it is resumed."""
    _move(partner, "suspend", reason, as_json=json)


@link_app.command("resume")
def resume(partner: Partner, reason: Reason, json: Json = False) -> None:
    """Carry messages over a suspended link again."""
    _move(partner, "resume", reason, as_json=json)


@link_app.command("set-aside")
def list_set_aside(json: Json = False) -> None:
    """List messages of partners that could not be taken up, each with its cause."""
    client = signed_in()
    seen = told(lambda: client.get("/links/set-aside"))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("Nothing is set aside, or nothing that you may see.")
    for each in seen["items"]:
        typer.echo(f"{each['message']}  {each['partner']}  {each['type']}, held {each['held_at']}")
        typer.echo(f"  {each['sentence']} ({each['code']})")


@link_app.command("retry")
def retry(
    message: Annotated[str, typer.Argument(help="Its id, as `comity link set-aside` tells it.")],
    json: Json = False,
) -> None:
    """Take up again a message that was set aside, and what waits behind it."""
    client = signed_in()
    seen = told(lambda: client.post(at("links", "set-aside", message, "retry")))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['message']} is taken up again at the worker's next pass.")


def _move(partner: str, move: str, reason: str, *, as_json: bool) -> None:
    client, given = signed_in(), {"reason": reason}
    seen = told(lambda: client.post(at("links", partner.upper(), move), given))
    if as_json:
        show_json(seen)
        return
    typer.echo(f"The link to {seen['partner']} is {seen['state']}.")
