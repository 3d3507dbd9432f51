"""Closed matters at a node: what is due for erasure, and the acts about it."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.session import signed_in

retention_app = typer.Typer(no_args_is_help=True, help="Closed matters: kept, held and erased.")
_Why = Annotated[str, typer.Argument(help="Why; it stays in the record for good.")]


@retention_app.command("list")
def list_due(
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List the closed matters whose period is over."""
    client = signed_in()
    seen = told(lambda: client.get("/retention", after=str(after) if after else ""))
    if json:
        show_json(seen)
        return
    columns = {"case": "Case", "partner": "Partner", "keep_until": "Until", "held": "Held"}
    show_rows({**columns, "proposed_by": "Proposed by"}, seen["items"])
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@retention_app.command("rule")
def write_rule(
    days: Annotated[int, typer.Argument(help="Days after closing.")],
    reason: _Why,
    json: Json = False,
) -> None:
    """Write down how many days closed matters are kept."""
    client = signed_in()
    kept = told(lambda: client.post("/retention", {"days": days, "reason": reason}))
    if json:
        show_json(kept)
        return
    typer.echo(f"Closed matters are kept {kept['days']} days.")


@retention_app.command("erase-leftovers")
def erase_leftovers(
    number: Annotated[
        int, typer.Option(help="Of a draft whose request never came; none for refused messages.")
    ] = 0,
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Erase what belongs to no matter and is due, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    done = told(lambda: client.post("/retention-leftovers", {"number": number}))
    if json:
        show_json(done)
        return
    typer.echo(f"{done['consultations']} drafts and {done['refused_messages']} messages erased.")


@retention_app.command("supplies")
def list_supplies(
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List the files of standing exchanges whose own days are over."""
    client = signed_in()
    seen = told(lambda: client.get("/retention-supplies", after=str(after) if after else ""))
    if json:
        show_json(seen)
        return
    columns = {"case": "Case", "partner": "Partner", "due": "Due", "ours": "Ours", "held": "Held"}
    show_rows({**columns, "proposed": "Proposed"}, seen["items"])
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@retention_app.command("propose-supplies")
def propose_supplies(reference: Reference, json: Json = False) -> None:
    """Propose to erase the files of an exchange whose own days are over."""
    client = signed_in()
    path = at("retention-supplies", reference, "propose")
    _show_supplies(told(lambda: client.post(path, {})), as_json=json)


@retention_app.command("erase-supplies")
def erase_supplies(reference: Reference, password: Afresh = "", json: Json = False) -> None:
    """Erase the files of an exchange that were proposed, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    path = at("retention-supplies", reference, "erase")
    _show_supplies(told(lambda: client.post(path, {})), as_json=json)


@retention_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show until when a matter is kept."""
    client = signed_in()
    _show(told(lambda: client.get(at("retention", reference))), as_json=json)


@retention_app.command("hold")
def hold(reference: Reference, reason: _Why, json: Json = False) -> None:
    """Order that a matter is kept until the order is lifted."""
    _act(signed_in(), reference, "hold", {"reason": reason}, as_json=json)


@retention_app.command("lift")
def lift(reference: Reference, reason: _Why, json: Json = False) -> None:
    """Lift the order that a matter is kept."""
    _act(signed_in(), reference, "lift", {"reason": reason}, as_json=json)


@retention_app.command("propose")
def propose(reference: Reference, json: Json = False) -> None:
    """Propose to erase a closed matter whose period is over."""
    _act(signed_in(), reference, "propose", {}, as_json=json)


@retention_app.command("erase")
def erase(reference: Reference, password: Afresh = "", json: Json = False) -> None:
    """Erase the content of a matter that was proposed, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    _act(client, reference, "erase", {}, as_json=json)


def _act(
    client: NodeClient, reference: str, act: str, body: Mapping[str, Any], *, as_json: bool
) -> None:
    seen = told(lambda: client.post(at("retention", reference, act), body))
    _show(seen, as_json=as_json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    until = seen["keep_until"] or "no limit"
    state = "erased" if seen["erased_at"] else "held" if seen["held"] else "due"
    typer.echo(f"{seen['case']}  until {until}  {state if seen['due'] or state != 'due' else ''}")


def _show_supplies(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['case']}  {seen['due']} due, {seen['proposed']} of them proposed")
