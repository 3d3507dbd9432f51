"""At a node: a request passed to the competent body, and the table of such bodies."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import act
from comity.interfaces.cli.session import signed_in

transfer_app = typer.Typer()
bodies_app = typer.Typer(
    no_args_is_help=True, help="Who is competent when customs is not, at a node."
)


@transfer_app.command("transfer")
def transfer(
    reference: Reference,
    body: Annotated[str, typer.Argument(help="The competent body of our own state.")],
    on: Annotated[str, typer.Argument(help="The day it was passed there, as 2026-12-01.")],
    number: Annotated[str, typer.Option(help="The reference there.")] = "",
    contact: Annotated[str, typer.Option(help="Who is asked there.")] = "",
    basis: Annotated[str, typer.Option(help="Where no article carries it: on what basis.")] = "",
    agency: Annotated[str, typer.Option(help="That follows it up, if not accepted yet.")] = "",
    json: Json = False,
) -> None:
    """Pass a partner's request to the competent body, and tell the partner."""
    told_of = {"body": body, "on": on, "number": number, "contact": contact}
    act(
        signed_in(),
        reference,
        "transfer",
        {**told_of, "basis": basis, "agency": agency},
        as_json=json,
    )


@bodies_app.command("list")
def list_bodies(json: Json = False) -> None:
    """List who is competent in each area when customs is not."""
    seen = told(lambda: signed_in().get("/competent-bodies"))
    if json:
        show_json(seen)
        return
    rows = [{**body, "area": area["area"]} for area in seen["items"] for body in area["bodies"]]
    columns = {"number": "No.", "area": "Area", "name": "Body", "matters": "Competent for"}
    show_rows({**columns, "contact": "Contact"}, rows)


@bodies_app.command("keep")
def keep_body(
    area: Annotated[str, typer.Argument(help="Its code, as trafficking.")],
    name: Annotated[str, typer.Argument(help="Of the body.")],
    contact: Annotated[str, typer.Option(help="Whom to write to there.")] = "",
    matters: Annotated[str, typer.Option(help="For what; the whole area if empty.")] = "",
    json: Json = False,
) -> None:
    """Write down who is competent in an area when customs is not."""
    body = {"area": area, "name": name, "contact": contact, "matters": matters}
    kept = told(lambda: signed_in().post("/competent-bodies", body))
    if json:
        show_json(kept)
        return
    typer.echo(f"{kept['number']}: {kept['name']}")


@bodies_app.command("end")
def end_body(number: int, json: Json = False) -> None:
    """Strike a competent body off."""
    ended = told(lambda: signed_in().post(at("competent-bodies", str(number), "end"), {}))
    if json:
        show_json(ended)
        return
    typer.echo(f"{ended['number']}: {ended['name']}")
