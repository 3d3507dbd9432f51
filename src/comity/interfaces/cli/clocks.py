"""`comity clock`: what is due, at a node; days set and met, clocks stopped and going on."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

clock_app = typer.Typer(no_args_is_help=True, help="What is due, and until when, at a node.")

Number = Annotated[int, typer.Argument(min=1, help="As `show` tells it.")]
Note = Annotated[str, typer.Option(help="In words; it stays in this node.")]
_COLUMNS = {"due_on": "Day", "stands": "Stands", "matter": "What is due", "kind": "Rule"}


@clock_app.command("list")
def list_clocks(
    whose: Annotated[str, typer.Option(help="mine, my_unit or all.")] = "mine",
    when: Annotated[str, typer.Option(help="pressing, overdue, soon or all.")] = "pressing",
    kind: Annotated[str, typer.Option(help="legal, administrative or own.")] = "",
    after: Annotated[str, typer.Option(help="Where a page before ended.")] = "",
    json: Json = False,
) -> None:
    """List what is due, the first day on top."""
    asked = {"whose": whose, "when": when, "after": after, **({"kind": kind} if kind else {})}
    client = signed_in()
    seen = told(lambda: client.get("/clocks", **asked))
    if json:
        show_json(seen)
        return
    show_rows({"reference": "Reference", **_COLUMNS}, seen["items"])
    if seen["after"]:
        typer.echo(f"More: --after {seen['after']}")


@clock_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show the clocks of a request, and what has stopped them."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "clocks")))
    if json:
        show_json(seen)
        return
    show_rows({"number": "No.", **_COLUMNS, "source": "Rests on"}, seen["items"])
    if seen["pauses"]:
        columns = {"number": "No.", "reason": "Stopped by", "begins": "From", "ends": "Until"}
        show_rows(columns, seen["pauses"])


@clock_app.command("set")
def set_day(
    reference: Reference,
    matter: Annotated[
        str, typer.Argument(help="limitation, detention, guarantee, hearing or other.")
    ],
    day: Annotated[str, typer.Argument(help="As 2026-12-01.")],
    note: Note = "",
    json: Json = False,
) -> None:
    """Set a day to a request."""
    client = signed_in()
    body = {"matter": matter, "day": day, "note": note}
    made = told(lambda: client.post(at("requests", reference, "days"), body))
    if json:
        show_json(made)
        return
    typer.echo(f"Set: {made['matter']}, {made['day']} (No. {made['number']}).")


@clock_app.command("met")
def met(reference: Reference, number: Number, json: Json = False) -> None:
    """Say that what was due on a day is done, or needed no longer."""
    client = signed_in()
    done = told(lambda: client.post(at("requests", reference, "days", str(number), "met")))
    if json:
        show_json(done)
        return
    typer.echo(f"Done: {done['matter']}, {done['day']}.")


@clock_app.command("stop")
def stop(
    reference: Reference,
    reason: Annotated[str, typer.Argument(help="consent, closure or other.")],
    begins: Annotated[str, typer.Argument(help="First day that does not count.")],
    ends: Annotated[str, typer.Option(help="First day that counts again.")] = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Let days of a request not count."""
    client = signed_in()
    body = {"reason": reason, "begins": begins, "ends": ends, "note": note}
    made = told(lambda: client.post(at("requests", reference, "pauses"), body))
    if json:
        show_json(made)
        return
    typer.echo(f"The clocks stand still from {made['begins']} (No. {made['number']}).")


@clock_app.command("go-on")
def go_on(reference: Reference, number: Number, json: Json = False) -> None:
    """Let the clocks of a request go on from today."""
    client = signed_in()
    ended = told(lambda: client.post(at("requests", reference, "pauses", str(number), "end")))
    if json:
        show_json(ended)
        return
    typer.echo(f"The clocks go on from {ended['ends']}.")
