"""`comity register counts`: how many agreements, as counted here and as printed elsewhere."""

import json as json_module
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from comity.agreements.terms import Register
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.legal_input import country, day, register_at
from comity.interfaces.counts_json import administrations, counts_json
from comity.kernel.codes import CountryCode


def counts(
    of: Annotated[str, typer.Option("--of", help="Of one administration; all otherwise.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day; today when not given.")] = "",
    register: Annotated[
        Path | None, typer.Option("--register", help="Folder of register files.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Count what was signed and is in force on a day, beside the numbers that were printed."""
    held, when = register_at(register), day(on)
    told = [counts_json(held, held.instruments, of=each, on=when) for each in _chosen(held, of)]
    if json:
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(_overview(told, when))
    if of:
        for each in told:
            _print_compared(console, each)


def _chosen(held: Register, of: str) -> tuple[CountryCode, ...]:
    parties = administrations(held.instruments)
    if not of:
        return parties
    code = country(of, option="--of")
    if code not in parties:
        refuse(f"--of: {code.english_name} is party to nothing in this register")
    return (code,)


def _overview(told: list[dict[str, Any]], on: date) -> Table:
    table = Table("of", "kind", "signed", "perhaps signed", "in force", "not recorded", "printed")
    table.box = None
    table.title = f"As of {on.isoformat()}"
    table.title_justify = "left"
    for each in told:
        printed = {figure["kind"]: figure for figure in each["published"]}
        for row in each["counted"]:
            numbers = ("signed", "perhaps_signed", "in_force", "force_not_recorded")
            figure = printed.get(row["kind"])
            cells = [str(row[name]) for name in numbers]
            table.add_row(each["of"], row["kind"], *cells, _printed(figure) if figure else "")
    return table


def _printed(figure: dict[str, Any]) -> str:
    day = figure["on"] or figure["printed"]
    if day is None and figure["no_later_than"]:
        day = f"by {figure['no_later_than']}"
    return f"{figure['number']} ({day or 'day not printed'})"


def _print_compared(console: Console, told: dict[str, Any]) -> None:
    if not told["compared"]:
        return
    console.print("\nPrinted numbers, each beside the register's own of that day", style="bold")
    table = Table("kind", "printed", "counted here", "made by", "source", box=None)
    for each in told["compared"]:
        own = each["own_count"]
        counted = f"{own['signed']} and perhaps {own['perhaps_signed']} more" if own else "–"
        table.add_row(
            each["kind"], _printed(each), counted, ", ".join(each["made_by"]), each["source"]
        )
    console.print(table)
    for kind, reason in told["why_they_differ"].items():
        console.print(f"\nWhy they differ ({kind}): {' '.join(reason.split())}", markup=False)
