"""`comity request`: turns on the way: returned for completion, postponed, withdrawn."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, Reference
from comity.interfaces.cli.requests import act
from comity.interfaces.cli.session import signed_in

turn_app = typer.Typer()


@turn_app.command("ask-completion")
def ask_completion(
    reference: Reference,
    missing: Annotated[str, typer.Argument(help="What is missing, as its code: documents, …")],
    reasons: Annotated[str, typer.Argument(help="What they should add, in words.")],
    json: Json = False,
) -> None:
    """Return a partner's request for completion."""
    body = {"missing": missing, "reasons": reasons}
    act(signed_in(), reference, "ask-completion", body, as_json=json)


@turn_app.command("register-completion")
def register_completion(
    reference: Reference,
    written_on: Annotated[str, typer.Argument(help="Date of the letter, as 2026-12-01.")],
    received_on: Annotated[str, typer.Argument(help="Day it was received.")],
    number: Annotated[str, typer.Argument(help="Their reference.")],
    added: Annotated[str, typer.Argument(help="What the letter adds.")],
    json: Json = False,
) -> None:
    """Register the letter by which a partner completes its request."""
    body = {
        "written_on": written_on,
        "received_on": received_on,
        "number": number,
        "added": added,
    }
    act(signed_in(), reference, "register-completion", body, as_json=json)


@turn_app.command("postpone")
def postpone(
    reference: Reference,
    ground: Annotated[str, typer.Argument(help="investigation, prosecution or proceedings.")],
    until: Annotated[str, typer.Argument(help="The day it is looked at again, as 2026-12-01.")],
    reasons: Annotated[str, typer.Argument(help="Why, in words the partner is told.")],
    json: Json = False,
) -> None:
    """Postpone a partner's request to a day."""
    body = {"ground": ground, "until": until, "reasons": reasons}
    act(signed_in(), reference, "postpone", body, as_json=json)


@turn_app.command("take-back")
def take_back(
    reference: Reference,
    reasons: Annotated[str, typer.Argument(help="Why, in words the partner is told.")],
    json: Json = False,
) -> None:
    """Withdraw a request of ours that was sent."""
    act(signed_in(), reference, "take-back", {"reasons": reasons}, as_json=json)
