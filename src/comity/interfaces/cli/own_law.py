"""`comity own-law`: instructions, assurances and breaches at a node, for the entitled."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

own_law_app = typer.Typer(
    no_args_is_help=True, help="Instructions, assurances and breaches, at a node."
)

Number = Annotated[int, typer.Argument(min=1, help="As the lists show it.")]
Fields = Annotated[Path, typer.Argument(help="The fields as JSON.")]
Partner = Annotated[str, typer.Option(help="Only those about it, as UA.")]


@own_law_app.command("instructions")
def instructions(partner: Partner = "", json: Json = False) -> None:
    """List the national instructions, the latest first."""
    columns = {"number": "No.", "effect": "Effect", "office": "Authority", "reference": "Number"}
    days = {"from_on": "From", "until_on": "Until", "state": "State"}
    _list("instructions", {**columns, **days}, partner=partner, as_json=json)


@own_law_app.command("instruction")
def instruction(number: Number, json: Json = False) -> None:
    """Show one instruction: what it says, and who did what with it."""
    _show(told(lambda: signed_in().get(_at("instructions", number))), as_json=json)


@own_law_app.command("issue")
def issue(file: Fields, json: Json = False) -> None:
    """Enter a national instruction; a second officer must confirm it before it counts."""
    _post(at("own-law", "instructions"), typed_in(file), as_json=json)


@own_law_app.command("instruct")
def instruct(
    number: Number,
    act: Annotated[str, typer.Argument(help="confirm, give-up, ask-withdrawal, withdraw or keep.")],
    reason: Annotated[str, typer.Option(help="Owed with give-up, ask-withdrawal and keep.")] = "",
    json: Json = False,
) -> None:
    """Do the next thing with an instruction; what two officers do, you do half of."""
    _post(_at("instructions", number, act), {"reason": reason}, as_json=json)


@own_law_app.command("assurances")
def assurances(partner: Partner = "", json: Json = False) -> None:
    """List what partners have promised."""
    columns = {"number": "No.", "partner": "Partner", "assurance": "Assurance"}
    more = {"document": "Document", "from_on": "From", "withdrawn_on": "Withdrawn"}
    _list("assurances", {**columns, **more}, partner=partner, as_json=json)


@own_law_app.command("assure")
def assure(file: Fields, json: Json = False) -> None:
    """Record what a partner has promised, with its document."""
    _post(at("own-law", "assurances"), typed_in(file), as_json=json)


@own_law_app.command("withdraw-assurance")
def withdraw_assurance(number: Number, reason: str, json: Json = False) -> None:
    """Record that a promise counts no longer; it stays to be read."""
    _post(_at("assurances", number, "withdraw"), {"reason": reason}, as_json=json)


@own_law_app.command("breaches")
def breaches(partner: Partner = "", json: Json = False) -> None:
    """List the reported breaches, the latest first."""
    columns = {"number": "No.", "partner": "Partner", "breaker": "Broken by", "item": "Item"}
    more = {"known_on": "Known since", "state": "State"}
    _list("breaches", {**columns, **more}, partner=partner, as_json=json)


@own_law_app.command("breach")
def breach(number: Number, json: Json = False) -> None:
    """Show one breach: what happened, and who did what about it."""
    _show(told(lambda: signed_in().get(_at("breaches", number))), as_json=json)


@own_law_app.command("report")
def report(file: Fields, json: Json = False) -> None:
    """Report a breach; from then on it is alleged."""
    _post(at("own-law", "breaches"), typed_in(file), as_json=json)


@own_law_app.command("judge")
def judge(
    number: Number,
    act: Annotated[str, typer.Argument(help="establish, dismiss, remedy or tell.")],
    reason: Annotated[str, typer.Argument(help="The finding and what it rests on.")],
    json: Json = False,
) -> None:
    """Do the next thing about a breach; who reported it does not judge it."""
    _post(_at("breaches", number, act), {"reason": reason}, as_json=json)


def _at(part: str, number: int, *more: str) -> str:
    return at("own-law", part, str(number), *more)


def _list(part: str, columns: Mapping[str, str], *, partner: str, as_json: bool) -> None:
    client = signed_in()
    seen = told(lambda: client.get(at("own-law", part), partner=partner))
    if as_json:
        show_json(seen)
    else:
        show_rows(columns, seen["items"])


def _post(path: str, body: Mapping[str, Any], *, as_json: bool) -> None:
    client = signed_in()
    _show(told(lambda: client.post(path, body)), as_json=as_json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    """Print one item: each field that says something, then its history."""
    if as_json:
        show_json(seen)
        return
    for name, value in seen.items():
        if name not in {"history", "next"} and value not in (None, "", []):
            shown = ", ".join(value) if isinstance(value, list) else value
            typer.echo(f"{name.replace('_', ' ')}: {shown}")
    for each in seen.get("history", ()):
        typer.echo(f"  {each['at']}  {each['act']}  {each['by']}  {each['reason']}".rstrip())
    if seen.get("next"):
        typer.echo(f"next: {', '.join(seen['next'])}")
