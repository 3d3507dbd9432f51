"""`comity languages`: how much of each language is translated, and how much reviewed."""

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table


def languages(
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Count what is translated and what a native reader has reviewed, in each language."""
    # Only here, so that the other verbs answer without reading what translators need.
    from comity.interfaces.languages import whole

    if json:
        told = [{**asdict(each), "unreviewed": each.is_unreviewed} for each in whole()]
        typer.echo(json_module.dumps({"items": told}, indent=2, ensure_ascii=False))
        return
    table = Table("code", "language", "translated", "reviewed", "changed since", "", box=None)
    for each in whole():
        mark = "machine translation, not reviewed" if each.is_unreviewed else ""
        numbers = (f"{each.translated} of {each.total}", f"{each.reviewed} of {each.total}")
        cells = ("the source", "", "") if each.is_source else (*numbers, str(each.changed))
        table.add_row(each.code, each.name, *cells, mark)
    Console(highlight=False).print(table)
