"""`comity request`: what the administration that was asked does with a request, at a node."""

from pathlib import Path

import typer

from comity.assistance.terms import AnswerDraft
from comity.interfaces.cli.answers import Json, Reference, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import Afresh, Read, act, show_leaving, sign_in_afresh
from comity.interfaces.cli.session import signed_in

reply_app = typer.Typer()


@reply_app.command("accept")
def accept(reference: Reference, agency: str, json: Json = False) -> None:
    """Accept a partner's request and give it to an agency."""
    act(signed_in(), reference, "accept", {"agency": agency}, as_json=json)


@reply_app.command("refuse")
def refuse(reference: Reference, ground: str, reasons: str, json: Json = False) -> None:
    """Refuse a partner's request, with ground and reasons."""
    act(signed_in(), reference, "refuse", {"ground": ground, "reasons": reasons}, as_json=json)


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
