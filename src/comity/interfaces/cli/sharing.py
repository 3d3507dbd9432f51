"""Sharing at a node: show another agency what a partner supplied, and end it."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import (
    Json,
    Reference,
    exit_code,
    show_json,
    show_rows,
    show_ruling,
    told,
)
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

sharing_app = typer.Typer()


@sharing_app.command("share")
def share(
    reference: Reference,
    agency: Annotated[str, typer.Argument(help="Code of the agency that would see it, as ICE.")],
    purpose: Annotated[str, typer.Argument(help="What for, as duty-assessment.")],
    exhibit: Annotated[str, typer.Option(help="Only this exhibit; the whole case if none.")] = "",
    category: Annotated[
        list[str] | None, typer.Option(help="A category of data in it, as personal; repeatable.")
    ] = None,
    consent: Annotated[str, typer.Option(help="Reference of the supplier's consent.")] = "",
    json: Json = False,
) -> None:
    """Ask whether another agency of the node may see it; permitted, it does."""
    client = signed_in()
    body = {
        "agency": agency,
        "purpose": purpose,
        "exhibit": exhibit,
        "categories": list(category or ()),
        "consent": consent,
    }
    made = told(lambda: client.post(at("requests", reference, "shares"), body))
    if json:
        show_json(made)
    else:
        show_ruling(made["ruling"])
    raise typer.Exit(exit_code(made["ruling"]))


@sharing_app.command("shares")
def shares(reference: Reference, json: Json = False) -> None:
    """List what was ruled on showing it to other agencies."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "shares")))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "agency": "Agency", "exhibit": "Exhibit", "outcome": "Outcome"}
    show_rows({**columns, "by": "By", "ended_by": "Ended by"}, seen["items"])


@sharing_app.command("end-sharing")
def end_sharing(
    reference: Reference,
    number: Annotated[int, typer.Argument(min=1, help="As `shares` lists it.")],
    reason: str,
    json: Json = False,
) -> None:
    """Let the other agency see it no longer; both acts stay on record."""
    client = signed_in()
    path = at("requests", reference, "shares", str(number), "end")
    ended = told(lambda: client.post(path, {"reason": reason}))
    if json:
        show_json(ended)
        return
    typer.echo(f"{ended['agency']} sees {reference} no longer by this sharing.")
