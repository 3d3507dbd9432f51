"""`comity codes list | show | check`: code lists as files, and checks of identifiers.

`held` and `held-on` ask the node one is signed in to.
"""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from comity.interfaces.cli.answers import Json, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import BAD_INPUT, refuse
from comity.interfaces.cli.legal_input import day, one_of
from comity.interfaces.cli.session import signed_in
from comity.interfaces.codes_json import checked_json, list_json, lists_json, subject_json
from comity.interfaces.sentences import sentence, sentence_of
from comity.subjects.list_files import CodeListsRefusedError, load_code_lists
from comity.subjects.reading import subject_from
from comity.subjects.terms import CodeListNotFoundError, CodeLists, Identifier, Scheme
from comity.subjects.wording import SCHEME_NAMES

codes_app = typer.Typer(no_args_is_help=True, help="Code lists, and checks of identifiers.")
# Something is worth a second look.
DOUBTFUL = 1

On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
Folder = Annotated[
    Path | None, typer.Option("--own", help="Folder of the node's own lists.", show_default=False)
]
Name = Annotated[str, typer.Argument(metavar="LIST", help="A code list, as offences.")]
_COLUMNS = {"list": "list", "title": "title", "version": "version", "codes": "codes"}
_CODE_COLUMNS = {"code": "code", "name": "name", "parent": "belongs to", "path": "passes to"}


@codes_app.command("list")
def list_lists(on: On = "", own: Folder = None, json: Json = False) -> None:
    """Read every list strictly and name them; say file, line and reason of what is refused."""
    _show_lists(lists_json(_held(own), on=day(on)), as_json=json)


@codes_app.command("show")
def show(name: Name, on: On = "", own: Folder = None, json: Json = False) -> None:
    """Show one list as it stood on a day, with its sources and versions."""
    held, when = _held(own), day(on)
    try:
        _show_list(list_json(held, name, on=when), as_json=json)
    except CodeListNotFoundError as error:
        refuse(sentence_of(error))


@codes_app.command("check")
def check(
    scheme: Annotated[str, typer.Argument(help=f"One of: {', '.join(Scheme)}.")],
    value: Annotated[str, typer.Argument(help="The number or sign; - reads standard input.")],
    json: Json = False,
) -> None:
    """Say what of an identifier looks mistyped; leaves with 1 when something does."""
    chosen = one_of(scheme, Scheme, option="SCHEME")
    typed = typer.get_text_stream("stdin").read().rstrip("\n") if value == "-" else value
    found = checked_json(Identifier(chosen, typed))
    if json:
        show_json(found)
    else:
        for doubt in found["doubts"]:
            typer.echo(doubt["sentence"])
        if not found["doubts"]:
            typer.echo(f"{found['normalised']} ({SCHEME_NAMES[chosen]}): nothing looks mistyped.")
    raise typer.Exit(DOUBTFUL if found["doubts"] else 0)


@codes_app.command("check-subject")
def check_subject(
    file: Annotated[
        Path, typer.Argument(help="A party or thing as JSON: its kind, such as vessel, and fields.")
    ],
    json: Json = False,
) -> None:
    """Say what of a structured party looks mistyped; leaves with 1 when something does."""
    found = subject_json(subject_from(typed_in(file)))
    doubts = [(each["field"], one) for each in found["identifiers"] for one in each["doubts"]]
    if json:
        show_json(found)
    else:
        for field, doubt in doubts:
            typer.echo(f"{field}: {doubt['sentence']}")
        if not doubts:
            typer.echo("Nothing looks mistyped.")
    raise typer.Exit(DOUBTFUL if doubts else 0)


@codes_app.command("held")
def held_lists(on: On = "", json: Json = False) -> None:
    """Name the code lists that the node goes by."""
    client = signed_in()
    seen = told(lambda: client.get("/codes", on=on))
    if json:
        show_json(seen)
        return
    show_rows(_COLUMNS, seen["items"])


@codes_app.command("held-on")
def held_on(name: Name, on: On = "", json: Json = False) -> None:
    """Show one code list of the node as it stood on a day."""
    client, path = signed_in(), at("codes", name)
    _show_list(told(lambda: client.get(path, on=on)), as_json=json)


def _held(own: Path | None) -> CodeLists:
    """Return the shipped lists, with those of a folder in their place.

    Every fault of a refused file is printed as file, line and reason.
    """
    named = os.environ.get("COMITY_CODE_LISTS_FOLDER")
    chosen = own or (Path(named) if named else None)
    if chosen is not None and not chosen.is_dir():
        refuse(f"There is no folder of code lists at {chosen}; name one with --own")
    try:
        return load_code_lists(chosen)
    except CodeListsRefusedError as refused:
        for fault in refused.faults:
            reason = sentence(fault.code, fault.facts)
            typer.echo(f"{fault.file}:{fault.line}: {reason}", err=True)
        raise typer.Exit(BAD_INPUT) from refused


def _show_lists(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        show_json(rows)
        return
    show_rows(_COLUMNS, rows)


def _show_list(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print(seen["title"], style="bold")
    version = seen["version"]
    held = "no version holds" if version is None else f"version {version}"
    console.print(f"  {held} (as of {seen['on']})")
    for each in seen["versions"]:
        since, until = each["from"] or "the beginning", each["until"] or "further notice"
        console.print(f"  version {each['version']}: from {since} until {until}")
    for source in seen["sources"]:
        console.print(f"  source: {source['title']}")
    show_rows(_CODE_COLUMNS, ({**each, "path": ", ".join(each["path"])} for each in seen["items"]))
