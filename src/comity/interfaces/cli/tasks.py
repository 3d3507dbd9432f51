"""Tasks at a node: those of one's agency, given out, done, withdrawn."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

task_app = typer.Typer(no_args_is_help=True, help="Tasks on partners' requests, at a node.")


@task_app.command("list")
def list_tasks(json: Json = False) -> None:
    """List the tasks that wait for your agency."""
    seen = told(lambda: signed_in().get("/tasks"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "due": "Due", "reference": "Reference", "what": "What"}
    show_rows(columns, seen["items"])


@task_app.command("show")
def show(number: int, json: Json = False) -> None:
    """Show one task."""
    _show(told(lambda: signed_in().get(at("tasks", str(number)))), as_json=json)


@task_app.command("give")
def give(
    reference: Reference,
    agency: Annotated[str, typer.Argument(help="Code of the agency that does it, as ICE.")],
    what: Annotated[str, typer.Argument(help="What is to be done.")],
    due: Annotated[str, typer.Argument(help="The day by which, as 2026-12-01.")],
    office: Annotated[str, typer.Option(help="The regional office there.")] = "",
    json: Json = False,
) -> None:
    """Give a part of the work on a partner's request to an agency."""
    body = {"agency": agency, "what": what, "due": due, "office": office}
    given = told(lambda: signed_in().post(at("requests", reference, "tasks"), body))
    _show(given, as_json=json)


@task_app.command("finish")
def finish(
    number: int,
    result: Annotated[str, typer.Argument(help="What came of it.")],
    json: Json = False,
) -> None:
    """Say that a task is done."""
    path = at("tasks", str(number), "finish")
    _show(told(lambda: signed_in().post(path, {"result": result})), as_json=json)


@task_app.command("withdraw")
def withdraw(
    number: int,
    reason: Annotated[str, typer.Argument(help="Why.")],
    json: Json = False,
) -> None:
    """Withdraw a task that is not done yet."""
    path = at("tasks", str(number), "withdraw")
    _show(told(lambda: signed_in().post(path, {"result": reason})), as_json=json)


def _show(task: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(task)
        return
    typer.echo(f"{task['number']} ({task['agency']}, {task['due']}): {task['state']}")
    typer.echo(task["what"])
    if task["result"]:
        typer.echo(task["result"])
