"""`comity absence` and `comity caseload`: who stands in, and whose desk is cleared, at a node."""

from typing import Annotated

import typer

from comity.interfaces.cli.afresh import sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import remember, signed_in

absence_app = typer.Typer(no_args_is_help=True, help="Absence and deputies, at a node.")
caseload_app = typer.Typer(no_args_is_help=True, help="An officer's open matters, at a node.")

Username = Annotated[str, typer.Argument(help="What the officer signs in with, as j.alvarez.")]


@absence_app.command("list")
def list_absences(json: Json = False) -> None:
    """List absences that concern you, and for whom you may act today."""
    client = signed_in()
    seen = told(lambda: client.get("/absences"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "name": "Absent", "since": "From", "until": "Last day"}
    show_rows({**columns, "deputy_name": "Deputy"}, seen["items"])
    for each in seen["stand_ins"]:
        typer.echo(f"You may act for {each['name']} ({each['officer']}) until {each['until']}.")


@absence_app.command("record")
def record(
    since: Annotated[str, typer.Argument(help="First day, as 2026-12-01.")],
    until: Annotated[str, typer.Argument(help="Last day.")],
    deputy: Annotated[str, typer.Argument(help="Who stands in, as k.ortiz.")],
    office: Annotated[
        list[str], typer.Option(help="An office handed over, as request_officer; repeatable.")
    ],
    officer: Annotated[str, typer.Option(help="Who is absent; yourself if nobody.")] = "",
    password: Annotated[str, typer.Option(help="Your password; asked for if not given.")] = "",
    json: Json = False,
) -> None:
    """Record an absence and hand offices to a deputy for it."""
    client = signed_in()
    body = {"officer": officer, "since": since, "until": until, "deputy": deputy, "roles": office}
    sign_in_afresh(client, password)
    made = told(lambda: client.post("/absences", body))
    if json:
        show_json(made)
        return
    typer.echo(f"{made['deputy_name']} stands in from {made['since']} to {made['until']}.")


@absence_app.command("end")
def end(
    number: Annotated[int, typer.Argument(min=1, help="As `list` shows it.")], json: Json = False
) -> None:
    """End an absence at once."""
    client = signed_in()
    ended = told(lambda: client.post(at("absences", str(number), "end")))
    if json:
        show_json(ended)
        return
    typer.echo(f"{ended['deputy_name']} stands in for {ended['name']} no longer.")


@absence_app.command("stand-in")
def stand_in(officer: Username, json: Json = False) -> None:
    """Act for an absent officer in everything that follows, until `stand-down`."""
    client = signed_in()
    client.acts_for = officer
    seen = told(lambda: client.get("/me"))
    remember(client)
    if json:
        show_json(seen)
        return
    typer.echo(f"You act for {officer} now. The record says so.")


@absence_app.command("stand-down")
def stand_down(json: Json = False) -> None:
    """Act for yourself again."""
    client = signed_in()
    client.acts_for = ""
    remember(client)
    if json:
        show_json({"acts_for": ""})
        return
    typer.echo("You act for yourself again.")


@caseload_app.command("show")
def show(
    officer: Username,
    to: Annotated[str, typer.Option(help="Who would take them, as k.ortiz.")] = "",
    json: Json = False,
) -> None:
    """Show an officer's open matters: what would go, and what would stay and why."""
    client = signed_in()
    seen = told(lambda: client.get(at("caseloads", officer), to=to))
    if json:
        show_json(seen)
        return
    show_rows(
        {"reference": "Reference", "subject": "Subject", "state": "State", "why": "Stays because"},
        seen["matters"],
    )
    typer.echo(f"{seen['going']} would go, {seen['staying']} would stay.")


@caseload_app.command("hand-over")
def hand_over(
    officer: Username,
    to: Annotated[str, typer.Argument(help="Who takes them, as k.ortiz.")],
    count: Annotated[int, typer.Argument(min=0, help="How many go, as `show` says.")],
    reason: str,
    json: Json = False,
) -> None:
    """Hand the open matters over, if as many go as you read."""
    client = signed_in()
    body = {"to": to, "count": count, "reason": reason}
    done = told(lambda: client.post(at("caseloads", officer, "hand-over"), body))
    if json:
        show_json(done)
        return
    typer.echo(f"{done['going']} went to {done['receiver']}, {done['staying']} stayed.")
