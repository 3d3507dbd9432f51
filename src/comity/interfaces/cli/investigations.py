"""`comity folder`: joint folders, at a node."""

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

folder_app = typer.Typer(no_args_is_help=True, help="Joint folders, at a node.")
item_app = typer.Typer(no_args_is_help=True, help="Items of joint folders, at a node.")
folder_app.add_typer(item_app, name="item")
Number = Annotated[int, typer.Argument(help="Of the folder, as `list` prints it.")]
ItemNumber = Annotated[int, typer.Argument(help="Of the item, as `show` of its folder prints it.")]
FolderFile = Annotated[Path, typer.Argument(help="JSON with title and mandate.")]
ItemFile = Annotated[
    Path, typer.Argument(help="JSON with kind, title, text; of a link the request's reference.")
]


@folder_app.command("list")
def list_folders(
    state: Annotated[str, typer.Option(help="invited, open, declined, left or closed.")] = "",
    page: Annotated[int, typer.Option(min=1)] = 1,
    json: Json = False,
) -> None:
    """List the folders you may see, the one changed last first."""
    seen = told(lambda: signed_in().get(at("folders"), state=state, page=str(page)))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "title": "Title", "host": "Host", "state": "State"}
    show_rows(columns, [{**row, "host": row["host"] or "-"} for row in seen["items"]])


@folder_app.command("show")
def show(number: Number, json: Json = False) -> None:
    """Show one folder: members, items with whom each reaches, what is hidden and why."""
    _print(told(lambda: signed_in().get(at("folders", str(number)))), as_json=json)


@folder_app.command("open")
def open_folder(file: FolderFile, json: Json = False) -> None:
    """Open a folder of your agency."""
    body = _read(file)
    _print(told(lambda: signed_in().post(at("folders"), body)), as_json=json)


@folder_app.command("invite")
def invite(
    number: Number,
    partner: Annotated[str, typer.Argument(help="Code of the partner: UA")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Show what would leave, then invite a partner by signing in afresh."""
    client, path = signed_in(), at("folders", str(number))
    seen = told(lambda: client.get(path))
    typer.echo(f"{seen['title']}\n\n{seen['mandate']}", err=True)
    sign_in_afresh(client, password)
    made = told(lambda: client.post(at("folders", str(number), "invite"), {"partner": partner}))
    if json:
        show_json(made)
        return
    typer.echo(f"{partner}: {made['ruling']['outcome']}")


@folder_app.command("admit")
def admit(
    number: Number,
    agency: Annotated[str, typer.Argument(help="Code of the agency.")],
    json: Json = False,
) -> None:
    """Let another agency of this node into a folder."""
    path = at("folders", str(number), "agencies")
    _print(told(lambda: signed_in().post(path, {"agency": agency})), as_json=json)


@folder_app.command("answer")
def answer(
    number: Number,
    join: Annotated[bool, typer.Option("--join/--decline", help="Join, or do not.")],
    agency: Annotated[str, typer.Option(help="The agency that leads it here.")] = "",
    reason: Annotated[str, typer.Option(help="Why not, for colleagues.")] = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Join a partner's folder, or not, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    body = {"joins": join, "agency": agency, "reason": reason}
    path = at("folders", str(number), "answer")
    _print(told(lambda: client.post(path, body)), as_json=json)


@folder_app.command("add")
def add(number: Number, file: ItemFile, json: Json = False) -> None:
    """Write an item, or link a request; an approver releases it."""
    body, path = _read(file), at("folders", str(number), "items")
    _print_item(told(lambda: signed_in().post(path, body)), as_json=json)


@folder_app.command("leave")
def leave(number: Number, json: Json = False) -> None:
    """Leave a partner's folder."""
    path = at("folders", str(number), "leave")
    _print(told(lambda: signed_in().post(path, {})), as_json=json)


@folder_app.command("close")
def close(number: Number, json: Json = False) -> None:
    """Close a folder of ours; its members are told."""
    path = at("folders", str(number), "close")
    _print(told(lambda: signed_in().post(path, {})), as_json=json)


@folder_app.command("erase")
def erase(number: Number, password: Afresh = "", json: Json = False) -> None:
    """Erase what a folder that has ended says, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    path = at("folders", str(number), "erase")
    _print(told(lambda: client.post(path, {})), as_json=json)


@item_app.command("show")
def show_item(number: ItemNumber, json: Json = False) -> None:
    """Show one item, whom it reaches and why."""
    _print_item(told(lambda: signed_in().get(at("folder-items", str(number)))), as_json=json)


@item_app.command("reach")
def reach(number: ItemNumber, json: Json = False) -> None:
    """Rule on whom a release would reach today, and why."""
    seen = told(lambda: signed_in().get(at("folder-items", str(number), "reach")))
    if json:
        show_json(seen)
        return
    _print_reach(seen["reach"])


@item_app.command("release")
def release(number: ItemNumber, password: Afresh = "", json: Json = False) -> None:
    """Show an item and whom it would reach, then release it by signing in afresh."""
    client, path = signed_in(), at("folder-items", str(number))
    seen = told(lambda: client.get(path))
    typer.echo(f"{seen['title']}\n\n{seen['text']}", err=True)
    sign_in_afresh(client, password)
    body = {"version": seen["version"]}
    made = told(lambda: client.post(at("folder-items", str(number), "release"), body))
    _print_item(made, as_json=json)


@item_app.command("discard")
def discard(number: ItemNumber, json: Json = False) -> None:
    """Take an item away that nobody was shown."""
    path = at("folder-items", str(number), "discard")
    made = told(lambda: signed_in().post(path, {}))
    if json:
        show_json(made)


@item_app.command("done")
def done(number: ItemNumber, json: Json = False) -> None:
    """Report a task done."""
    path = at("folder-items", str(number), "done")
    _print_item(told(lambda: signed_in().post(path, {})), as_json=json)


@item_app.command("word")
def word(
    number: ItemNumber,
    agree: Annotated[bool, typer.Option("--agree/--disagree", help="The administration's word.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Give the administration's word on a decision, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    path = at("folder-items", str(number), "word")
    _print_item(told(lambda: client.post(path, {"agrees": agree})), as_json=json)


def _read(file: Path) -> dict[str, Any]:
    try:
        told_of = json_module.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        refuse(f"{file}: {error}")
    if not isinstance(told_of, dict):
        refuse(f"{file} holds no object.")
    return told_of


def _print(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']}  {seen['state']}  {seen['title']}\n\n{seen['mandate']}\n")
    for each in seen["members"]:
        typer.echo(f"{each['partner']}  {each['state']}  {each['article']}")
    for each in seen["items"]:
        told_of = each["said"] if each["hidden"] else f"{each['kind']}  {each['title']}"
        typer.echo(f"{each['number']}  {each['originator']}  {told_of}")


def _print_item(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    head = f"{seen['number']}  {seen['state']}  {seen['kind']}  {seen['title']}"
    typer.echo(f"{head}\n\n{seen['text']}\n")
    _print_reach(seen["reach"])
    if seen["left"]:
        typer.echo(f"held by {seen['reached']} of {seen['left']}")
    for each in seen["words"]:
        said = "agrees" if each["agrees"] else "does not agree"
        typer.echo(f"{each['partner'] or each['by']}: {said}")


def _print_reach(rows: list[dict[str, Any]]) -> None:
    for each in rows:
        typer.echo(each["said"])
