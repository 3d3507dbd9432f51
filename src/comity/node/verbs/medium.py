"""`comity medium`: at the machine, write an offline medium for a partner, and read one."""

import json as json_module
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

medium_app = typer.Typer(
    no_args_is_help=True, help="Carry parcels, receipts and exhibits as files."
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
By = Annotated[
    str,
    typer.Option(
        help="In whose name, by name to sign in; the record tells the machine's user too."
    ),
]


@medium_app.command("write")
def write(
    partner: Annotated[str, typer.Argument(help="The partner's country, such as UA.")],
    folder: Annotated[Path, typer.Argument(help="Where the files go; it must be there.")],
    by: By,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Exhibits offered from this day on; 30 days by default."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write what is on its way to a partner, our receipt, and exhibits, as files into a folder."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.at_machine import officer_at_machine
    from comity.node.medium.carrying import this_node, write_folder

    laid = write_folder(
        partner.upper(),
        folder,
        carrier=this_node(),
        officer=officer_at_machine(by),
        since=None if since is None else since.replace(tzinfo=UTC),
    )
    if json:
        files = [{"name": f.name, "kind": f.kind, "size": f.size} for f in laid.files]
        told = {"partner": laid.partner, "size": laid.size, "waiting": laid.waiting}
        typer.echo(json_module.dumps({**told, "files": files}))
        return
    for file in laid.files:
        typer.echo(f"  {file.name}")
    typer.echo(f"{len(laid.files)} files for {laid.partner}; its channel then has {laid.size}.")
    if laid.waiting:
        typer.echo(f"{laid.waiting} messages more wait for its receipt: write again when it came.")


@medium_app.command("read")
def read(
    folder: Annotated[Path, typer.Argument(help="Where the files are.")],
    by: By,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; tell what would become of each.")
    ] = False,
    json: Json = False,
) -> None:
    """Take what partners brought as files; leaves with 1 when a file was not taken."""
    from comity.node.django_start import start_django

    start_django()
    from comity.interfaces.sentences import sentence
    from comity.node.at_machine import officer_at_machine
    from comity.node.medium.carrying import read_folder, this_node

    officer = officer_at_machine(by)
    told = read_folder(folder, carrier=this_node(), officer=officer, look_only=dry_run)
    if json:
        typer.echo(json_module.dumps([each.shown() for each in told]))
    else:
        for each in told:
            typer.echo(f"{each.name}\n  {sentence(each.code, each.facts.items())} ({each.code})")
        if not told:
            typer.echo("The folder is empty.")
    raise typer.Exit(0 if all(each.is_in_order for each in told) else 1)
