"""Letters: made at a node; and checked anywhere, with neither database nor network."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.taken_out import take_out
from comity.interfaces.sentences import sentence
from comity.letters.terms import Checked

letter_app = typer.Typer(no_args_is_help=True, help="Letters, checked without any node.")
made_app = typer.Typer()

Language = "Such as en, fr, es, uk, sw or ar."


@made_app.command("letter")
def letter(
    reference: Reference,
    second: Annotated[str, typer.Option(help=Language)],
    out: Annotated[Path, typer.Option(help="Where it goes; it must not exist.")],
    first: Annotated[str, typer.Option(help=Language)] = "en",
    json: Json = False,
) -> None:
    """Make the sealed letter of an approved request, in two languages, into a new PDF."""
    body = {"first": first, "second": second}
    take_out(at("requests", reference, "letters"), body, out, as_json=json)


@letter_app.callback()
def letters() -> None:
    """Keep `check` a verb of its own."""


@letter_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="The letter.")],
    digest: Annotated[
        str, typer.Option(help="From the square code of a print: is this file the same letter?")
    ] = "",
    request: Annotated[
        Path | None, typer.Option(help="Where the attached request goes; it must not exist.")
    ] = None,
    json: Json = False,
) -> None:
    """Tell whether a letter is whole, who sealed it, and what is attached."""
    from comity.letters.checking import LARGEST, check_letter

    try:
        with file.open("rb") as opened:
            found = check_letter(opened.read(LARGEST + 1), on_paper=digest.strip())
        if request is not None and found.whole:
            with request.open("xb") as out:
                out.write(found.attached)
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}")
    if json:
        show_json(_as_json(found))
    else:
        typer.echo("\n".join(_in_words(found)))
    raise typer.Exit(0 if found.whole else 1)


def _as_json(found: Checked) -> dict[str, Any]:
    return {
        "whole": found.whole,
        "code": found.finding.value,
        "reference": found.reference,
        "sealed_by": found.sealed_by,
        "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
        "certificate": found.certificate,
        "digest": found.digest,
    }


def _in_words(found: Checked) -> list[str]:
    lines = [sentence(found.finding.value)]
    if found.reference:
        lines.append(f"  request      {found.reference}")
    if found.sealed_by:
        # Whoever forges a letter names its seal as they like: only the fingerprint tells.
        lines.append(f"  sealed as    {found.sealed_by}, {found.sealed_at}")
        lines.append(f"  certificate  SHA-256 {found.certificate}")
        lines.append("               Compare it with what that administration has told you.")
    if found.digest:
        lines.append(f"  attached     SHA-256 {found.digest}")
    return lines
