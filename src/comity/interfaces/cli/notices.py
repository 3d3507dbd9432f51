"""`comity link`: what is coming on a link, told to the partner and heard from it."""

from enum import StrEnum
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

notices_app = typer.Typer()

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]


class Coming(StrEnum):
    """What a person announces."""

    REKEYING = "re-keying"
    REVOCATION = "revocation"


@notices_app.command("notices")
def list_notices(partner: Partner, json: Json = False) -> None:
    """List what is coming on a link: told by this node, or by the partner."""
    client = signed_in()
    seen = told(lambda: client.get(at("links", partner.upper(), "notices")))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("Nothing is announced.")
    for each in seen["items"]:
        by = "told by this node" if each["is_ours"] else "told by the partner"
        role = f" ({each['role']})" if each["role"] else ""
        typer.echo(f"{each['day']}  {each['kind']}{role}, {by}")
        if each["reason"]:
            typer.echo(f"  {each['reason']}")


@notices_app.command("announce")
def announce(
    partner: Partner,
    kind: Annotated[Coming, typer.Argument(help="What is coming.")],
    day: Annotated[str, typer.Argument(help="The day it is planned for, as 2026-12-01.")],
    reason: Annotated[str, typer.Argument(help="Why; the partner reads it.")],
    json: Json = False,
) -> None:
    """Tell a partner that the link will be re-keyed or revoked, before it is."""
    client, given = signed_in(), {"kind": kind.value, "day": day, "reason": reason}
    seen = told(lambda: client.post(at("links", partner.upper(), "notices"), given))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['partner']} is told over the link: {seen['kind']} on {seen['day']}.")
