"""`comity register diff`: two files, folders or agreements, or one on two days."""

import json as json_module
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.agreements.comparison import differences
from comity.agreements.register_files import RegisterFileError, instrument_from_text
from comity.agreements.terms import Instrument, Register, Status
from comity.agreements.versions import (
    Changed,
    RegisterDifferences,
    changed_between,
    day_differences,
    register_differences,
)
from comity.interfaces.cli.leaving import BAD_INPUT, refuse
from comity.interfaces.cli.legal_input import day, register_at
from comity.interfaces.register_json import differences_json
from comity.interfaces.sentences import sentence

DIFFERENT = 1
_ONE = "A folder, a file, or the reference of an agreement; the whole register when not given."


def diff(
    one: Annotated[str, typer.Argument(help=_ONE)] = "",
    other: Annotated[str, typer.Argument(help="What it is compared with; the same kinds.")] = "",
    since: Annotated[str, typer.Option("--from", help="The first of two days.")] = "",
    until: Annotated[str, typer.Option("--to", help="The second of two days.")] = "",
    register: Annotated[
        Path | None,
        typer.Option("--register", help="Folder of register files.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Compare two versions, two agreements, or two days. Leaves with 1 when they differ."""
    if bool(other) is bool(since or until):
        refuse("Name two to compare, or one (or none) with --from DAY and --to DAY.")
    if other:
        found = _compared(one, other, register)
    else:
        found = _between(one, day(since, option="--from"), day(until, option="--to"), register)
    if json:
        typer.echo(json_module.dumps(differences_json(found), indent=2, ensure_ascii=False))
    else:
        print_differences(differences_json(found))
    raise typer.Exit(DIFFERENT if found else 0)


def _compared(one: str, other: str, register: Path | None) -> RegisterDifferences:
    if Path(one).is_dir() and Path(other).is_dir():
        return register_differences(register_at(Path(one)), register_at(Path(other)))
    if Path(one).is_dir() or Path(other).is_dir():
        refuse("A folder is compared with a folder.")
    held = register_at(register)
    first, second = _instrument(one, held), _instrument(other, held)
    changed = Changed(second, differences(first, second))
    return RegisterDifferences(changed=(changed,) if changed.is_one else ())


def _between(one: str, since: date, until: date, register: Path | None) -> RegisterDifferences:
    if not one or Path(one).is_dir():
        return day_differences(register_at(Path(one) if one else register), since, until)
    changed = changed_between(_instrument(one, register_at(register)), since, until)
    return RegisterDifferences(changed=(changed,) if changed.is_one else ())


def _instrument(named: str, held: Register) -> Instrument:
    """Return the agreement of a reference, or of a file read against the register."""
    if held.has(named):
        return held.instrument(named)
    path = Path(named)
    if not path.is_file():
        refuse(sentence("instrument_not_found", (("reference", named),)))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        refuse(f"{path}:1: {sentence('not_text')}")
    try:
        return instrument_from_text(text, among=held)
    except RegisterFileError as refused:
        for fault in refused.faults:
            typer.echo(f"{path}:{fault.line}: {sentence(fault.code, fault.facts)}", err=True)
        raise typer.Exit(BAD_INPUT) from refused


def print_differences(told: dict[str, Any]) -> None:
    """Print what differs, agreement by agreement."""
    if not told["differ"]:
        typer.echo("No difference.")
    for reference in told["only_in_first"]:
        typer.echo(f"Only the first holds: {reference}")
    for reference in told["only_in_second"]:
        typer.echo(f"Only the second holds: {reference}")
    for changed in told["changed"]:
        typer.echo(f"{changed['title']} ({changed['reference']})")
        if changed["before"] != changed["after"]:
            before, after = (Status(changed[when]).label for when in ("before", "after"))
            typer.echo(f"  · status: “{before}”, then “{after}”")
        for each in changed["differences"]:
            typer.echo(f"  · {each['sentence']}")
