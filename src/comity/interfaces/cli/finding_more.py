"""`comity request`: filters that are kept, and a new draft with the fields of an earlier one."""

from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in
from comity.interfaces.sentences import sentence
from comity.interfaces.tables.terms import Table, TableError

finding_app = typer.Typer()


@finding_app.command("copy")
def copy(reference: Reference, json: Json = False) -> None:
    """Begin a draft with the fields of an earlier request; nothing is sent."""
    client = signed_in()
    made = told(lambda: client.post(at("requests", reference, "copy")))
    if json:
        show_json(made)
        return
    typer.echo(f"{made['reference']}  {made['state']}")


@finding_app.command("add-lines")
def add_lines(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="A table as CSV or XLSX; its first row names it.")],
    json: Json = False,
) -> None:
    """Write the lines of a table beneath what stands in the fields of a draft."""
    table = _table(file)
    body = {"headers": table.headers, "rows": [row.cells for row in table.rows]}
    client = signed_in()
    made = told(lambda: client.post(at("requests", reference, "lines"), body))
    if json:
        show_json(made)
        return
    typer.echo(f"{made['reference']}  {made['state']}")


def _table(file: Path) -> Table:
    # What reads spreadsheets is slow to load, and no other verb needs it.
    from comity.interfaces.tables import read_table

    try:
        with file.open("rb") as stream:
            return read_table(stream)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    except TableError as broken:
        refuse(f"{file}: {sentence(broken.code, broken.facts)}")


@finding_app.command("filters")
def filters(json: Json = False) -> None:
    """List the filters you keep."""
    client = signed_in()
    seen = told(lambda: client.get("/saved-filters"))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        words = (each["side"], each["state"], each["partner"], each["search"])
        typer.echo(f"{each['number']}  {each['name']}  {' '.join(word for word in words if word)}")


@finding_app.command("keep-filter")
def keep_filter(
    name: Annotated[str, typer.Argument(help="What you call it.")],
    *,
    side: Annotated[str, typer.Option(help="requesting or requested.")] = "",
    state: Annotated[str, typer.Option(help="Such as answered.")] = "",
    partner: Annotated[str, typer.Option(help="Code of the other administration.")] = "",
    search: Annotated[str, typer.Option(help="Words of the reference or the subject.")] = "",
    json: Json = False,
) -> None:
    """Keep a filter of the list of requests; one of that name is replaced."""
    client = signed_in()
    asked = {"side": side, "state": state, "partner": partner, "search": search}
    body = {"name": name, **{key: value for key, value in asked.items() if value}}
    made = told(lambda: client.post("/saved-filters", body))
    if json:
        show_json(made)
        return
    typer.echo(f"{made['number']}  {made['name']}")


@finding_app.command("delete-filter")
def delete_filter(
    number: Annotated[int, typer.Argument(min=1, help="As `request filters` tells it.")],
    json: Json = False,
) -> None:
    """Forget a filter."""
    client = signed_in()
    told(lambda: client.delete(at("saved-filters", str(number))))
    if json:
        show_json({})
