"""Matters that may be the same: `comity request same-matter`, and the central unit's list."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

alike_app = typer.Typer()
hits_app = typer.Typer(
    no_args_is_help=True, help="Matters that may be the same and that not the same officers see."
)


@alike_app.command("same-matter")
def same_matter(reference: Reference, json: Json = False) -> None:
    """List other matters that a request may be, with what stands in both."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "same-matter")))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("Nothing you may see has a number, goods or a name in common with it.")
    for other in seen["items"]:
        typer.echo(f"{other['reference']}  {other['partner']}  {other['state']}")
        why = ", ".join(f"{each['mark']} {each['value']}" for each in other["shared"])
        typer.echo(f"  {other['subject']}: {why}")


@hits_app.command("list")
def list_hits(
    settled: Annotated[bool, typer.Option(help="Those that were settled.")] = False,
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List pairs of matters that may be the same."""
    client = signed_in()
    query = {"settled": "true" if settled else "", "after": str(after) if after else ""}
    seen = told(lambda: client.get("/deconfliction", **query))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "later": "Matter", "earlier": "Other matter", "marks": "Why"}
    show_rows({**columns, "outcome": "Done"}, seen["items"])
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@hits_app.command("settle")
def settle(
    number: Annotated[int, typer.Argument(min=1, help="As `list` tells it.")],
    outcome: Annotated[str, typer.Argument(help="told or no_link.")],
    unit: Annotated[str, typer.Option(help="Code of the agency that was told.")] = "",
    json: Json = False,
) -> None:
    """Record what was done about a pair."""
    client = signed_in()
    body = {"outcome": outcome, "unit": unit}
    done = told(lambda: client.post(at("deconfliction", str(number)), body))
    if json:
        show_json(done)
        return
    typer.echo(f"{done['later']} and {done['earlier']}: {done['outcome']}")
