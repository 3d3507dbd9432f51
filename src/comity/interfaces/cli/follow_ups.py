"""`comity request`: partial replies, supplementary questions, what became of an answer."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_request, told
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.requests import Read, act
from comity.interfaces.cli.session import signed_in

follow_up_app = typer.Typer()

Code = Annotated[str, typer.Argument(help="used_in_seizure, duty_assessed, not_useful, …")]
Amount = Annotated[str, typer.Option(help="Digits with a point before cents.")]
Currency = Annotated[str, typer.Option(help="Three letters.")]


@follow_up_app.command("open-partial")
def open_partial(reference: Reference, number: int, json: Json = False) -> None:
    """Open a partial reply by its number."""
    _step(signed_in(), reference, "replies", str(number), "open", json=json)


@follow_up_app.command("question")
def question(reference: Reference, text: str, json: Json = False) -> None:
    """Write a supplementary question; a colleague puts it."""
    act(signed_in(), reference, "question", {"question": text}, as_json=json)


@follow_up_app.command("put-question")
def put_question(
    reference: Reference, password: Afresh = "", version: Read = None, json: Json = False
) -> None:
    """Show the supplementary question, then let that version go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    written = [each for each in seen.get("questions", ()) if each["stage"] == "drafted"]
    for each in written:
        typer.echo(each["question"], err=True)
    read = written[-1]["version"] if written else 1
    sign_in_afresh(client, password)
    _step(client, reference, "question", "put", body={"version": version or read}, json=json)


@follow_up_app.command("return-question")
def return_question(reference: Reference, reason: str, json: Json = False) -> None:
    """Return a supplementary question to its writer with a reason."""
    _step(signed_in(), reference, "question", "return", body={"reason": reason}, json=json)


@follow_up_app.command("drop-question")
def drop_question(reference: Reference, json: Json = False) -> None:
    """Give a supplementary question up that was not put."""
    _step(signed_in(), reference, "question", "drop", json=json)


@follow_up_app.command("feedback")
def feedback(
    reference: Reference,
    code: Code,
    amount: Amount = "",
    currency: Currency = "",
    json: Json = False,
) -> None:
    """State what became of the partner's answer."""
    _say(reference, "feedback", (code, amount, currency), json=json)


@follow_up_app.command("register-feedback")
def register_feedback(
    reference: Reference,
    code: Code,
    amount: Amount = "",
    currency: Currency = "",
    json: Json = False,
) -> None:
    """Register what a partner without a node wrote became of our answer."""
    _say(reference, "feedback-by-letter", (code, amount, currency), json=json)


def _step(
    client: NodeClient,
    reference: str,
    *parts: str,
    body: Mapping[str, Any] | None = None,
    json: bool,
) -> None:
    path = at("requests", reference, *parts)
    show_request(told(lambda: client.post(path, body or {})), as_json=json)


def _say(reference: str, door: str, typed: tuple[str, str, str], *, json: bool) -> None:
    body = dict(zip(("code", "amount", "currency"), typed, strict=True))
    client = signed_in()
    said = told(lambda: client.post(at("requests", reference, door), body))
    if json:
        show_json(said)
    else:
        typer.echo(said["name"])
