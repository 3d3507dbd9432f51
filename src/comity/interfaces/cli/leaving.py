"""How every verb leaves when what was typed will not do."""

from typing import NoReturn

import typer

BAD_INPUT = 3


def refuse(message: str) -> NoReturn:
    """Say what is wrong with the input, and leave with 3."""
    typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT)
