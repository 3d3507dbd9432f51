"""Letters on paper, at a node: where they go, that one left, what one says that came."""

from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.answers import (
    Json,
    Reference,
    show_json,
    show_request,
    show_rows,
    told,
    typed_in,
)
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import act
from comity.interfaces.cli.session import signed_in

posted_app = typer.Typer()
address_app = typer.Typer(no_args_is_help=True, help="Where letters to partners go, at a node.")


@address_app.command("list")
def list_addresses(json: Json = False) -> None:
    """List where letters to each partner go."""
    seen = told(lambda: signed_in().get("/postal-addresses"))
    if json:
        show_json(seen)
        return
    columns = {"partner": "Partner", "name": "Administration", "unit": "Unit"}
    show_rows({**columns, "kept_by": "Written down by"}, seen["items"])


@address_app.command("keep")
def keep_address(
    partner: Annotated[str, typer.Argument(help="Its code, as KE.")],
    name: Annotated[str, typer.Argument(help="Of the administration.")],
    lines: Annotated[str, typer.Argument(help="The address; `\\n` parts its lines.")],
    unit: Annotated[str, typer.Option(help="Who is addressed there.")] = "",
    json: Json = False,
) -> None:
    """Write down where letters to a partner go."""
    body = {"name": name, "unit": unit, "lines": lines.replace("\\n", "\n")}
    kept = told(lambda: signed_in().post(at("postal-addresses", partner), body))
    if json:
        show_json(kept)
        return
    typer.echo(f"{kept['partner']}: {kept['name']}")


@posted_app.command("dispatch")
def dispatch(
    reference: Reference,
    number: Annotated[str, typer.Argument(help="Under which the registry sent it.")],
    on: Annotated[str, typer.Argument(help="The day it left, as 2026-12-01.")],
    carrier: Annotated[str, typer.Argument(help="post, attache or courier.")],
    carried_by: Annotated[str, typer.Option(help="The attaché's name.")] = "",
    signed_by: Annotated[str, typer.Option(help="Who signed the print by hand.")] = "",
    json: Json = False,
) -> None:
    """Record that a letter of the matter left."""
    how = {"number": number, "on": on, "carrier": carrier}
    how |= {"carried_by": carried_by, "signed_by": signed_by}
    act(signed_in(), reference, "dispatch", how, as_json=json)


@posted_app.command("register-reply")
def register_reply(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="What the letter says, as JSON.")],
    json: Json = False,
) -> None:
    """Register a partner's letter about a request of ours."""
    act(signed_in(), reference, "replies", typed_in(file), as_json=json)


@posted_app.command("register")
def register(
    file: Annotated[Path, typer.Argument(help="What the letter says, as JSON.")],
    json: Json = False,
) -> None:
    """Register a partner's request that came by letter."""
    client, typed = signed_in(), typed_in(file)
    show_request(told(lambda: client.post("/requests-by-letter", typed)), as_json=json)
