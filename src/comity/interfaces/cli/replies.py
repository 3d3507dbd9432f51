"""`comity request`: what the administration that was asked does with a request, at a node."""

from pathlib import Path
from typing import Annotated

import typer

from comity.assistance.terms import AnswerDraft
from comity.assistance.terms.deciding import Scope
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import Read, act, show_leaving
from comity.interfaces.cli.session import signed_in

reply_app = typer.Typer()


@reply_app.command("accept")
def accept(
    reference: Reference,
    agency: str,
    not_done: Annotated[str, typer.Option(help="Accept a part only; say what is left out.")] = "",
    conditions: Annotated[str, typer.Option(help="On which conditions it is accepted.")] = "",
    json: Json = False,
) -> None:
    """Accept a partner's request, whole, in part or on conditions; give it to an agency."""
    scope = Scope.PART if not_done else Scope.WHOLE
    body = {"agency": agency, "scope": scope, "not_done": not_done, "conditions": conditions}
    act(signed_in(), reference, "accept", body, as_json=json)


@reply_app.command("refuse")
def refuse(
    reference: Reference,
    ground: str,
    reasons: str,
    consulted_on: Annotated[str, typer.Option(help="The day the partner was consulted.")] = "",
    consultation: Annotated[str, typer.Option(help="With whom, and what came of it.")] = "",
    json: Json = False,
) -> None:
    """Refuse a partner's request, with ground and reasons."""
    body = {"ground": ground, "reasons": reasons}
    consulted = {"consulted_on": consulted_on, "consultation": consultation}
    act(signed_in(), reference, "refuse", {**body, **consulted}, as_json=json)


@reply_app.command("answer")
def answer(reference: Reference, file: Path, json: Json = False) -> None:
    """Draft the answer from a JSON file."""
    act(signed_in(), reference, "answer", typed_in(file), as_json=json)


@reply_app.command("return-answer")
def return_answer(reference: Reference, reason: str, json: Json = False) -> None:
    """Return a drafted answer to its writer with a reason."""
    act(signed_in(), reference, "return-answer", {"reason": reason}, as_json=json)


@reply_app.command("release")
def release(
    reference: Reference, password: Afresh = "", version: Read = None, json: Json = False
) -> None:
    """Show what would leave, then let that version go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    read = show_leaving(seen, seen["answer"] or {}, AnswerDraft)
    sign_in_afresh(client, password)
    act(client, reference, "release", {"version": version or read}, as_json=json)
