"""`comity request`: consent, recall and notice after something was supplied."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.session import signed_in

afterword_app = typer.Typer()
Number = Annotated[int, typer.Argument(min=1, help="As `afterwords` lists it.")]
Letter = Annotated[
    str,
    typer.Option(help="Where no node carries it: number, day and scan, as D-7,2026-12-01,EXHIBIT."),
]


@afterword_app.command("afterwords")
def afterwords(reference: Reference, json: Json = False) -> None:
    """List what was asked or told of what was supplied."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "afterwords")))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "kind": "Kind", "state": "State", "until": "Until", "ours": "Ours"}
    show_rows(columns, seen["items"])


@afterword_app.command("write-afterword")
def write_afterword(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="What it says, as JSON; `kind` says which.")],
    json: Json = False,
) -> None:
    """Write a consent, recall or notice, or take down a partner's letter."""
    client, body = signed_in(), typed_in(file)
    path = at("requests", reference, "afterwords")
    _show(told(lambda: client.post(path, body)), as_json=json)


@afterword_app.command("send-afterword")
def send_afterword(
    reference: Reference,
    number: Number,
    letter: Letter = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Let what a colleague wrote leave, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    _act(client, reference, number, "send", {"letter": letter_in(letter)}, as_json=json)


@afterword_app.command("drop-afterword")
def drop_afterword(reference: Reference, number: Number, json: Json = False) -> None:
    """Give up what was not sent."""
    _act(signed_in(), reference, number, "drop", {}, as_json=json)


@afterword_app.command("consent")
def consent(  # noqa: PLR0917  each is an option of its own
    reference: Reference,
    number: Number,
    until: Annotated[str, typer.Option(help="Last day on which it holds.")] = "",
    conditions: Annotated[str, typer.Option(help="On which conditions.")] = "",
    refuse: Annotated[str, typer.Option(help="Refuse it, for these reasons.")] = "",
    originator: Annotated[
        list[str] | None,
        typer.Option(help="Whose part it holds and who consents too, and by what: NAME=REFERENCE."),
    ] = None,
    letter: Letter = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Consent to what a partner asks, or refuse; or take down its decision by letter."""
    client = signed_in()
    if not refuse:
        sign_in_afresh(client, password)
    body = {
        "given": not refuse,
        "until": until,
        "conditions": conditions,
        "reasons": refuse,
        "originators": [_originator_in(each) for each in originator or ()],
        "letter": letter_in(letter),
    }
    _act(client, reference, number, "decide", body, as_json=json)


@afterword_app.command("withdraw-consent")
def withdraw_consent(
    reference: Reference,
    number: Number,
    reasons: str,
    letter: Letter = "",
    json: Json = False,
) -> None:
    """Withdraw a consent that was given."""
    body = {"reasons": reasons, "letter": letter_in(letter)}
    _act(signed_in(), reference, number, "withdraw", body, as_json=json)


@afterword_app.command("answer-recall")
def answer_recall(
    reference: Reference,
    number: Number,
    file: Annotated[Path, typer.Argument(help="What was done with each item, as JSON.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Answer what the supplier asks back; what is answered as deleted is deleted."""
    client, body = signed_in(), typed_in(file)
    sign_in_afresh(client, password)
    _act(client, reference, number, "answer", body, as_json=json)


def _act(
    client: NodeClient,
    reference: str,
    number: int,
    step: str,
    body: Mapping[str, Any],
    *,
    as_json: bool,
) -> None:
    path = at("requests", reference, "afterwords", str(number), step)
    _show(told(lambda: client.post(path, body)), as_json=as_json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']}  {seen['kind']}  {seen['state']}")


def _originator_in(typed: str) -> dict[str, str]:
    """Return an originator as it is typed: its name, and by what it consents."""
    named, _sign, leave = typed.rpartition("=")
    return {"named": named.strip() or leave.strip(), "leave": leave.strip() if named else ""}


def letter_in(typed: str) -> dict[str, str]:
    """Return a letter as it is typed: number, day and scan, parted by commas."""
    parts = [part.strip() for part in typed.split(",")]
    return dict(zip(("number", "on", "scan"), [*parts, "", ""], strict=False))
