"""`comity search`: one search over what an officer may see at a node."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.session import signed_in


def search(
    words: Annotated[
        list[str], typer.Argument(help="Parts of a reference, a matter, a partner or a title.")
    ],
    json: Json = False,
) -> None:
    """Search requests, partners and agreements for what has every word."""
    client = signed_in()
    seen = told(lambda: client.get("/search", q=" ".join(words)))
    if json:
        show_json(seen)
        return
    if not any(seen[group] for group in ("requests", "texts", "partners", "instruments")):
        typer.echo("Nothing that you may see has all of these words.")
    _show("Requests", {"reference": "Reference", "subject": "Subject"}, seen["requests"])
    _show("Within texts", {"reference": "Reference", "subject": "Subject"}, seen["texts"])
    _show("Partners", {"code": "Code", "name": "Name"}, seen["partners"])
    _show("Agreements", {"reference": "Reference", "title": "Title"}, seen["instruments"])
    if seen["more_requests"] or seen["more_texts"] or seen["more_instruments"]:
        typer.echo("There are more: add a word.")


def _show(heading: str, columns: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
    if rows:
        typer.echo(heading)
        show_rows(columns, rows)
