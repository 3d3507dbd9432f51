"""`comity register check | list | show | gaps | kinds`: the register as its files have it."""

import json as json_module
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from comity.agreements.overview import gaps_in
from comity.agreements.regions import is_with_region
from comity.agreements.register_files.schema import schema_of_files
from comity.agreements.rules.citations import cite_event, cite_provision
from comity.agreements.terms import (
    CATALOGUE,
    Instrument,
    InstrumentNotFoundError,
    Parameter,
    Party,
    Register,
    Status,
    Union,
)
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.legal_input import country, day, one_of, register_at
from comity.interfaces.cli.unions import union_gaps, union_json, union_lines, union_of
from comity.interfaces.register_json import instrument_on_day, instrument_row
from comity.interfaces.sentences import cited, sentence, sentence_of
from comity.kernel.regions import Region

register_app = typer.Typer(no_args_is_help=True, help="The register of agreements, as files.")

On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
Folder = Annotated[
    Path | None, typer.Option("--register", help="Folder of register files.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
Reference = Annotated[str, typer.Argument(help="Of an agreement, as us-ua-2016.")]


@register_app.command("check")
def check(register: Folder = None, json: Json = False) -> None:
    """Read every file strictly; name file, line and reason of whatever is refused."""
    held = register_at(register)
    counts = {
        "instruments": len(held.instruments),
        "own_laws": len(held.own_laws),
        "templates": len(held.templates),
        "unions": len(held.unions),
        "digest": held.digest,
    }
    if json:
        typer.echo(json_module.dumps(counts, indent=2))
        return
    typer.echo(
        f"{counts['instruments']} agreements, {_own_laws(len(held.own_laws))}, "
        f"{counts['templates']} templates, {_unions(len(held.unions))}: no fault found. "
        f"Version {held.digest[:16]}"
    )


def _own_laws(number: int) -> str:
    return "1 own law" if number == 1 else f"{number} own laws"


def _unions(number: int) -> str:
    return "1 union" if number == 1 else f"{number} unions"


@register_app.command("list")
def list_instruments(
    partner: Annotated[
        str, typer.Option("--party", "--with", help="Only those of a country or union.")
    ] = "",
    status: Annotated[str, typer.Option("--status", help="Only those so far, as in-force.")] = "",
    region: Annotated[
        str, typer.Option("--region", help="Only those with a part of the world, as europe.")
    ] = "",
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """List agreements with their status on a day."""
    held, when = register_at(register), day(on)
    wanted = one_of(status, Status, option="--status") if status else None
    party = country(partner, option="--with") if partner else None
    part = one_of(region, Region, option="--region") if region else None
    found = (
        each
        for each in held.instruments
        if (party is None or each.party_of(party, on=when))
        and (part is None or is_with_region(each, part, on=when, beside=party))
    )
    rows = [instrument_row(each, on=when) for each in found]
    rows = [row for row in rows if wanted is None or row["status_code"] == wanted]
    if json:
        typer.echo(json_module.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table("reference", "agreement", "signed", f"status on {when.isoformat()}", box=None)
    for row in rows:
        table.add_row(row["reference"], row["title"], row["signed_on"] or "", row["status"])
    Console(highlight=False).print(table)


@register_app.command("show")
def show(reference: Reference, on: On = "", register: Folder = None, json: Json = False) -> None:
    """Show one agreement with what each entry rests on, or the members of a union."""
    held, when = register_at(register), day(on)
    if (union := union_of(held, reference)) is not None:
        _show_union(union, when, json=json)
        return
    instrument = _instrument(held, reference)
    if json:
        told = _whole(instrument, held, when)
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    _print(instrument, held, when)


@register_app.command("gaps")
def gaps(
    reference: Annotated[str, typer.Argument(help="Of an agreement; all when not given.")] = "",
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """Name what the treaty desk still has to find out or settle."""
    held, when = register_at(register), day(on)
    unions = [union for union in held.unions if reference in {"", union.reference}]
    told = {each.reference: union_gaps(each) for each in unions}
    if not (reference and unions):
        chosen = (_instrument(held, reference),) if reference else held.instruments
        told |= {each.reference: _gaps(each, held, when) for each in chosen}
    if json:
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    for name, sentences in told.items():
        for each in sentences:
            typer.echo(f"{name}: {each}")


@register_app.command("kinds")
def kinds(json: Json = False) -> None:
    """List the kinds of provision a file can name, with their parameters."""
    if json:
        rows = {
            kind.value: {
                "title": entry.title,
                "parameters": sorted(entry.parameters),
                "takes": {name: _takes(each) for name, each in entry.parameters.items()},
            }
            for kind, entry in CATALOGUE.items()
        }
        typer.echo(json_module.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table(Column("kind", no_wrap=True), "about", "parameter", "takes", "meaning", box=None)
    for kind, entry in CATALOGUE.items():
        table.add_row(kind.value, entry.title)
        for name, each in sorted(entry.parameters.items()):
            takes = _takes(each)
            table.add_row("", "", name, takes["shape"], takes["means"])
    Console(highlight=False).print(table)


def _takes(parameter: Parameter) -> dict[str, Any]:
    """Return what a parameter takes, in words, and the only values where its list is closed."""
    shape = parameter.shape.label
    closed = sorted(parameter.choices)
    told = {"shape": f"{shape}: {', '.join(closed)}" if closed else shape}
    return {**told, "means": parameter.means}


@register_app.command("schema")
def schema() -> None:
    """Print the JSON Schema of register files, for editors."""
    typer.echo(json_module.dumps(schema_of_files(), indent=2, ensure_ascii=False))


def _instrument(held: Register, reference: str) -> Instrument:
    try:
        return held.instrument(reference)
    except InstrumentNotFoundError as error:
        refuse(sentence_of(error))


def _gaps(instrument: Instrument, held: Register, on: date) -> list[str]:
    return [sentence(gap.code, gap.facts) for gap in gaps_in(instrument, on=on, register=held)]


def _show_union(union: Union, on: date, *, json: bool) -> None:
    told = union_json(union, on=on)
    if json:
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(union.title, style="bold", markup=False)
    console.print(f"  {len(told['members_on_day'])} members (as of {on.isoformat()})")
    _print_list(console, "Members", union_lines(union, on=on))
    _print_list(console, "Still to be found out or settled", told["gaps"])
    _print_list(console, "Sources", told["sources"])


def _whole(instrument: Instrument, held: Register, on: date) -> dict[str, Any]:
    return {
        **instrument_on_day(instrument, on=on),
        "also_titled": list(instrument.also_titled),
        "events": [cited(cite_event(instrument, event)) for event in instrument.events],
        "provisions": [
            {"kind": each.kind.value, "effect": each.effect.value, "cites": _cite(instrument, n)}
            for n, each in enumerate(instrument.provisions)
        ],
        "gaps": _gaps(instrument, held, on),
        "sources": [source.title for source in instrument.sources],
    }


def _cite(instrument: Instrument, position: int) -> str:
    return cited(cite_provision(instrument, instrument.provisions[position]))


def _print(instrument: Instrument, held: Register, on: date) -> None:
    console = Console(highlight=False, soft_wrap=True)
    whole = _whole(instrument, held, on)
    console.print(instrument.short_title, style="bold", markup=False)
    console.print(f"  {instrument.title}", markup=False)
    parties = ", ".join(_party(party, on) for party in instrument.parties)
    console.print(f"  {parties or 'parties not recorded'}", markup=False)
    console.print(f"  {whole['status']} (as of {on.isoformat()})", markup=False)
    _print_list(console, "Events", whole["events"])
    rows = (
        f"{CATALOGUE[p.kind].title}: {cited(cite_provision(instrument, p))}"
        for p in instrument.provisions
    )
    _print_list(console, "Provisions", list(rows))
    _print_list(console, "Still to be found out or settled", whole["gaps"])
    _print_list(console, "Sources", whole["sources"])


def _party(party: Party, on: date) -> str:
    name = party.code.english_name
    return f"{name} ({len(party.members_on(on))} members on this day)" if party.members else name


def _print_list(console: Console, title: str, rows: list[str]) -> None:
    if rows:
        console.print(title, style="bold")
    for row in rows:
        console.print(f"  · {row}", markup=False)
