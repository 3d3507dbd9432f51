"""`comity assistance kinds`: what each kind of assistance is asked with; no node is spoken to."""

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in
from comity.interfaces.kinds_json import kinds_json

assistance_app = typer.Typer(no_args_is_help=True, help="What assistance there is.")
_COLUMNS = {"kind": "kind", "name": "name", "acts": "acts ruled on", "minimum": "short form"}


@assistance_app.command("kinds")
def kinds(json: Json = False) -> None:
    """Name the kinds of assistance, each with its fields and its short form."""
    _show(kinds_json(), as_json=json)


@assistance_app.command("held-kinds")
def held_kinds(json: Json = False) -> None:
    """Name the kinds of assistance that the node knows, in your language."""
    client = signed_in()
    seen = told(lambda: client.get(at("assistance", "kinds")))
    if json:
        show_json(seen)
        return
    _show(seen["items"], as_json=False)


def _show(rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        show_json(rows)
        return
    show_rows(_COLUMNS, ({name: _told(row[name]) for name in _COLUMNS} for row in rows))


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
