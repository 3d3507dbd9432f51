"""`comity request`: translations beside the texts of a matter, at a node."""

from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

translation_app = typer.Typer()


@translation_app.command("translations")
def translations(reference: Reference, json: Json = False) -> None:
    """Show the translations of a matter's texts."""
    seen = told(lambda: signed_in().get(at("requests", reference, "translations")))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        certified = each["certified_by"] or "nobody"
        typer.echo(
            f"{each['of']}: {each['from_language']} to {each['into_language']},"
            f" by {each['translator']} on {each['translated_on']}, certified by {certified};"
            f" the {each['authority']} counts."
        )
        typer.echo(f"  {each['text']}")


@translation_app.command("translate")
def translate(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="The translation and what is known of it, as JSON.")],
    json: Json = False,
) -> None:
    """Note a translation beside a text of the matter."""
    client, typed = signed_in(), typed_in(file)
    made = told(lambda: client.post(at("requests", reference, "translations"), typed))
    if json:
        show_json(made)
        return
    typer.echo(f"{made['of']}: {made['from_language']} to {made['into_language']}, noted.")
