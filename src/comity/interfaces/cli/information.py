"""`comity information`: what nobody asked for, given, received, and told to several, at a node."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.assistance.terms import AnswerDraft
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_request, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import Read, act, show_leaving
from comity.interfaces.cli.session import signed_in

information_app = typer.Typer(
    no_args_is_help=True, help="Information without a request, and alerts, at a node."
)

Fields = Annotated[Path, typer.Argument(help="Its fields as JSON.")]


@information_app.command("draft")
def draft(file: Fields, json: Json = False) -> None:
    """Begin information for one partner."""
    typed = typed_in(file)
    show_request(told(lambda: signed_in().post("/information", typed)), as_json=json)


@information_app.command("write")
def write(reference: Reference, file: Fields, json: Json = False) -> None:
    """Go on writing it; one of an alert is written for every partner of it."""
    act(signed_in(), reference, "information", typed_in(file), as_json=json)


@information_app.command("tell")
def tell(
    reference: Reference, version: Read = None, password: Afresh = "", json: Json = False
) -> None:
    """Show what would leave, then release it by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    read = show_leaving(seen, seen["answer"] or {}, AnswerDraft)
    sign_in_afresh(client, password)
    act(client, reference, "tell", {"version": version or read}, as_json=json)


@information_app.command("return")
def give_back(
    reference: Reference,
    reason: Annotated[str, typer.Argument(help="What should be changed, and why.")],
    json: Json = False,
) -> None:
    """Give it back to its writer."""
    act(signed_in(), reference, "return-information", {"reason": reason}, as_json=json)


@information_app.command("allocate")
def allocate(
    reference: Reference,
    agency: Annotated[str, typer.Argument(help="Code of the agency, as ICE.")],
    json: Json = False,
) -> None:
    """Give information that came to the agency that works with it."""
    act(signed_in(), reference, "allocate", {"agency": agency}, as_json=json)


@information_app.command("register")
def register(file: Fields, json: Json = False) -> None:
    """Register what a partner told by letter: draft, came, article."""
    typed = typed_in(file)
    show_request(told(lambda: signed_in().post("/information-by-letter", typed)), as_json=json)


@information_app.command("add")
def add(
    reference: Reference,
    partners: Annotated[list[str], typer.Argument(help="Codes of the partners, as KE PL.")],
    json: Json = False,
) -> None:
    """Tell further partners the same: it becomes an alert."""
    path, body = at("requests", reference, "alert"), {"partners": partners}
    _print(told(lambda: signed_in().post(path, body)), as_json=json)


@information_app.command("alert")
def alert(number: int, json: Json = False) -> None:
    """Show an alert: each partner, and what the law says of telling it."""
    _print(told(lambda: signed_in().get(at("alerts", str(number)))), as_json=json)


@information_app.command("tell-alert")
def tell_alert(number: int, password: Afresh = "", json: Json = False) -> None:
    """Show whom it reaches, then release the alert by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("alerts", str(number))))
    _rows(seen, err=True)
    sign_in_afresh(client, password)
    path, body = at("alerts", str(number), "tell"), {"mark": seen["mark"]}
    _print(told(lambda: client.post(path, body)), as_json=json)


def _print(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']}: held by {seen['reached']} of {seen['left']}")
    _rows(seen)


def _rows(seen: Mapping[str, Any], *, err: bool = False) -> None:
    for each in seen["partners"]:
        ruling = each["ruling"]
        outcome = "not ruled on" if ruling is None else ruling["outcome"]
        typer.echo(f"  {each['partner']}  {each['reference']}  {each['state']}  {outcome}", err=err)
