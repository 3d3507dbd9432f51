"""`comity node settings`."""

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer

_WIDEST = 160
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def show_settings(json: Json = False) -> None:
    """Say what this node is told: each setting, its value, and where it comes from."""
    from comity.node.settings_shown import shown_settings

    shown = shown_settings()
    if json:
        typer.echo(json_module.dumps([asdict(each) for each in shown], indent=2))
        return
    for each in shown:
        value = each.value if len(each.value) <= _WIDEST else f"{each.value[:_WIDEST]}…"
        typer.echo(f"{each.name} = {value}  ({each.source})")
