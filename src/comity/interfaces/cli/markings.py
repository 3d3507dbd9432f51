"""`comity request`: handling and evaluation codes, and originators."""

from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

marking_app = typer.Typer()
_COLUMNS = {
    "answer": "Reply",
    "item": "Part",
    "handling": "Handling",
    "source": "Source",
    "information": "Information",
    "originator": "Originator",
}


@marking_app.command("markings")
def markings(reference: Reference, json: Json = False) -> None:
    """List how answers and exhibits are to be handled, and whose they are."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "markings")))
    if json:
        show_json(seen)
    else:
        show_rows(_COLUMNS, seen["items"])


@marking_app.command("mark")
def mark(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="All that is stated, as JSON with `items`.")],
    json: Json = False,
) -> None:
    """State handling, evaluation and originators of the answer that is being written."""
    client, body = signed_in(), typed_in(file)
    seen = told(lambda: client.post(at("requests", reference, "markings"), body))
    if json:
        show_json(seen)
    else:
        show_rows(_COLUMNS, seen["items"])
