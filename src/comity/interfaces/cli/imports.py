"""`comity caseload import`: the former caseload checked, handed over, confirmed and watched."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from comity.interfaces.cli.afresh import sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.deputies import caseload_app
from comity.interfaces.cli.leaving import BAD_INPUT, refuse
from comity.interfaces.cli.session import signed_in

import_app = typer.Typer()
caseload_app.add_typer(import_app)

Number = Annotated[int, typer.Argument(min=1, help="As `import` and `imports` tell it.")]
_GOES_ON = "confirmed"


@import_app.command("import")
def hand_over_file(
    file: Annotated[Path, typer.Argument(help="Open matters as XLSX or CSV, headings first.")],
    column: Annotated[
        list[str] | None,
        typer.Option(help="A heading that is not recognised, as subject=Betreff; repeatable."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check every row, no more.")] = False,
    json: Json = False,
) -> None:
    """Check a file of open matters row by row, and hand it over if nothing is refused."""
    client = signed_in()
    asked: dict[str, str | list[str]] = {"column": column or []}
    asked |= {"dry_run": "true"} if dry_run else {}
    try:
        with file.open("rb") as content:
            seen = told(
                lambda: client.upload(
                    "/caseload-imports",
                    content,
                    name=file.name,
                    media_type="application/octet-stream",
                    **asked,
                )
            )
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    if json:
        show_json(seen)
    else:
        _tell(seen)
    raise typer.Exit(BAD_INPUT if seen["refused"] or seen["faults"] else 0)


@import_app.command("imports")
def list_imports(json: Json = False) -> None:
    """List the imports, the last first."""
    seen = told(lambda: signed_in().get("/caseload-imports"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "file_name": "File", "state": "State", "rows": "Rows"}
    show_rows({**columns, "taken": "Taken in", "waiting": "Waiting"}, seen["items"])


@import_app.command("import-progress")
def progress(number: Number, json: Json = False) -> None:
    """Show how far an import is, and stay until it is over; breaking off stops nothing."""
    client = signed_in()
    seen = _read(client, number)
    if json:
        show_json(seen)
        return
    _watch(client, number, seen)


@import_app.command("import-confirm")
def confirm(
    number: Number,
    password: Annotated[str, typer.Option(help="Your password; asked for if not given.")] = "",
    json: Json = False,
) -> None:
    """Let an import begin, as a second person, and watch it."""
    client = signed_in()
    sign_in_afresh(client, password)
    seen = told(lambda: client.post(at("caseload-imports", str(number), "confirm")))
    if json:
        show_json(seen)
        return
    _watch(client, number, seen)


@import_app.command("import-end")
def end(number: Number, json: Json = False) -> None:
    """End an import: what waits is forgotten, what was taken in stays."""
    client = signed_in()
    seen = told(lambda: client.post(at("caseload-imports", str(number), "end")))
    if json:
        show_json(seen)
        return
    _tell_state(seen)


def _read(client: NodeClient, number: int) -> dict[str, Any]:
    seen: dict[str, Any] = told(lambda: client.get(at("caseload-imports", str(number))))
    return seen


def _watch(client: NodeClient, number: int, seen: dict[str, Any]) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task(f"import {number}", total=seen["rows"])
        while True:
            bar.update(task, completed=seen["taken"] + seen["skipped"])
            if seen["state"] != _GOES_ON:
                break
            time.sleep(1)
            seen = _read(client, number)
    _tell_state(seen)


def _tell_state(seen: dict[str, Any]) -> None:
    typer.echo(
        f"Import {seen['number']}: {seen['state']}. {seen['taken']} taken in,"
        f" {seen['skipped']} imported before, {seen['waiting']} not taken in."
    )
    for problem in seen["problems"]:
        typer.echo(f"  row {seen['stopped_at_row']} {problem['field']}: {problem['sentence']}")


def _tell(seen: dict[str, Any]) -> None:
    for fault in seen["faults"]:
        typer.echo(f"  {fault['field']}: {fault['sentence']}")
    for row in seen["rows"]:
        for problem in row["problems"]:
            name = row["old_reference"] or "-"
            typer.echo(f"  row {row['row']} {name} {problem['field']}: {problem['sentence']}")
        if row["outcome"] == "skipped":
            typer.echo(f"  row {row['row']} {row['old_reference']}: imported before")
    if seen["left_out"]:
        typer.echo("Columns left out: " + ", ".join(seen["left_out"]))
    typer.echo(
        f"{seen['taken']} would be taken in, {seen['skipped']} were imported before,"
        f" {seen['refused']} are refused."
    )
    if seen["number"]:
        typer.echo(
            f"Handed over as import {seen['number']}: a second person of the central unit"
            f" confirms it with `comity caseload import-confirm {seen['number']}`."
        )
