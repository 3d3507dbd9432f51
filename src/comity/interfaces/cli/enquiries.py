"""`comity request`: own enquiries, noted beside a draft."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference
from comity.interfaces.cli.requests import act
from comity.interfaces.cli.session import signed_in

enquiry_app = typer.Typer()


@enquiry_app.command("enquiry")
def enquiry(
    reference: Reference,
    looked: Annotated[str, typer.Argument(help="Where, as its code: declarations, companies, …")],
    on: Annotated[str, typer.Argument(help="The day, as 2026-12-01.")],
    outcome: Annotated[str, typer.Argument(help="found, not_enough, nothing or pending.")],
    note: Annotated[str, typer.Option(help="What was looked for.")] = "",
    json: Json = False,
) -> None:
    """Note an own enquiry beside a draft; its line travels with the request."""
    body = {"looked": looked, "on": on, "outcome": outcome, "note": note}
    act(signed_in(), reference, "enquiries", body, as_json=json)
