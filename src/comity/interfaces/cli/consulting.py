"""Consulting a partner on a draft at a node; what is said binds neither side."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

consultation_app = typer.Typer(
    no_args_is_help=True, help="Informal views of drafts, ours and partners', at a node."
)


@consultation_app.command("list")
def list_consultations(page: Annotated[int, typer.Option(min=1)] = 1, json: Json = False) -> None:
    """List the consultations you may see: what waits here first, then the latest."""
    seen = told(lambda: signed_in().get(at("consultations"), page=str(page)))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "reference": "Draft", "partner": "Partner"}
    show_rows({**columns, "state_name": "State"}, seen["items"])


@consultation_app.command("show")
def show(number: int, json: Json = False) -> None:
    """Show one consultation."""
    _show(told(lambda: signed_in().get(at("consultations", str(number)))), as_json=json)


@consultation_app.command("ask")
def ask(
    reference: Reference,
    summary: Annotated[str, typer.Argument(help="What the partner would read of the draft.")],
    json: Json = False,
) -> None:
    """Write the summary of a draft for the partner's view; a second person lets it go."""
    path = at("requests", reference, "consultations")
    _show(told(lambda: signed_in().post(path, {"summary": summary})), as_json=json)


@consultation_app.command("view")
def view(
    number: int,
    text: Annotated[str, typer.Argument(help="What we think of their draft.")],
    json: Json = False,
) -> None:
    """Write our view of a partner's draft; a second person lets it go."""
    path = at("consultations", str(number), "view")
    _show(told(lambda: signed_in().post(path, {"view": text})), as_json=json)


@consultation_app.command("send")
def send(number: int, password: Afresh = "", json: Json = False) -> None:
    """Show what would leave, then let it go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("consultations", str(number))))
    typer.echo(seen["view"] or seen["summary"], err=True)
    sign_in_afresh(client, password)
    path = at("consultations", str(number), "send")
    _show(told(lambda: client.post(path, {"version": seen["version"]})), as_json=json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']} ({seen['reference']}): {seen['state_name']}")
    for text in (seen["summary"], seen["view"]):
        if text:
            typer.echo(text)
