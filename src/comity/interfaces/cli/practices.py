"""`comity practice`: practice notes, at a node."""

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

practice_app = typer.Typer(no_args_is_help=True, help="Practice notes, at a node.")
Number = Annotated[int, typer.Argument(help="Of the note, as `list` prints it.")]
File = Annotated[Path, typer.Argument(help="JSON with topic, title, text, and no_persons: true.")]


@practice_app.command("list")
def list_notes(
    topic: Annotated[str, typer.Option(help="technique, trend, method, …")] = "",
    words: Annotated[str, typer.Option(help="Only with these words.")] = "",
    page: Annotated[int, typer.Option(min=1)] = 1,
    json: Json = False,
) -> None:
    """List the notes you may see, the latest first."""
    asked = {"topic": topic, "words": words, "page": str(page)}
    seen = told(lambda: signed_in().get(at("practices"), **asked))
    if json:
        show_json(seen)
        return
    rows = [{**row, "from": row["partner"] or row["agency"]} for row in seen["items"]]
    columns = {"number": "No.", "topic": "About", "title": "Title", "from": "From"}
    show_rows({**columns, "state": "State"}, rows)


@practice_app.command("show")
def show(number: Number, json: Json = False) -> None:
    """Show one note, with whom it was shared and what was made of it."""
    _print(told(lambda: signed_in().get(at("practices", str(number)))), as_json=json)


@practice_app.command("write")
def write(file: File, json: Json = False) -> None:
    """Write a note; an approver shares it."""
    body = _read(file)
    _print(told(lambda: signed_in().post(at("practices"), body)), as_json=json)


@practice_app.command("change")
def change(number: Number, file: File, json: Json = False) -> None:
    """Write on at a note that nobody has shared yet."""
    client, body, path = signed_in(), _read(file), at("practices", str(number))
    version = told(lambda: client.get(path))["version"]
    _print(told(lambda: client.patch(path, {**body, "version": version})), as_json=json)


@practice_app.command("share")
def share(
    number: Number,
    partners: Annotated[list[str], typer.Argument(help="Codes of partners: UA KE")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Show what would leave, then share it by signing in afresh."""
    client, path = signed_in(), at("practices", str(number))
    seen = told(lambda: client.get(path))
    typer.echo(f"{seen['title']}\n\n{seen['text']}", err=True)
    sign_in_afresh(client, password)
    body = {"partners": partners, "version": seen["version"]}
    made = told(lambda: client.post(at("practices", str(number), "share"), body))
    if json:
        show_json(made)
        return
    for code, ruling in made["rulings"].items():
        typer.echo(f"{code}: {ruling['outcome']}")


@practice_app.command("feedback")
def feedback(
    number: Number,
    usefulness: Annotated[str, typer.Argument(help="applied, useful, known or not_useful.")],
    words: Annotated[
        str, typer.Option(help="In words, for colleagues; they stay in this node.")
    ] = "",
    json: Json = False,
) -> None:
    """Tell the partner what its note is worth."""
    body = {"usefulness": usefulness, "words": words}
    path = at("practices", str(number), "feedback")
    _print(told(lambda: signed_in().post(path, body)), as_json=json)


def _read(file: Path) -> dict[str, Any]:
    try:
        told_of = json_module.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        refuse(f"{file}: {error}")
    if not isinstance(told_of, dict):
        refuse(f"{file} holds no note.")
    return told_of


def _print(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']}  {seen['state']}  {seen['title']}\n\n{seen['text']}\n")
    for each in seen["shares"]:
        typer.echo(f"{each['at']}  {each['partner']}  {each['article']}")
    for each in seen["feedback"]:
        who = each["partner"] or each["by"]
        typer.echo(f"{each['at']}  {who}: {each['usefulness']} {each['words']}")
