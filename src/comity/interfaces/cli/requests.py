"""`comity request`: what the administration that asks does with a request, at a node."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.assistance.terms import AnswerDraft, RequestDraft
from comity.assistance.wording import FIELD_LABELS
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import (
    Json,
    Reference,
    exit_code,
    show_json,
    show_request,
    show_rows,
    show_ruling,
    told,
    typed_in,
)
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.session import signed_in

request_app = typer.Typer(no_args_is_help=True, help="Requests for assistance, at a node.")

Read = Annotated[
    int | None, typer.Option(min=1, help="The version you read; the one shown when not given.")
]


@request_app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="The draft's fields as JSON.")], json: Json = False
) -> None:
    """Draft a request from a JSON file and see the ruling on it."""
    client, typed = signed_in(), typed_in(file)
    seen = told(lambda: client.post("/requests", typed))
    show_request(seen, as_json=json)
    raise typer.Exit(exit_code(seen.get("ruling")))


@request_app.command("list")
def list_requests(
    search: Annotated[str, typer.Option(help="Words of the reference or the subject.")] = "",
    partner: Annotated[str, typer.Option(help="Only those with it, as UA.")] = "",
    side: Annotated[str, typer.Option(help="We are: requesting or requested.")] = "",
    state: Annotated[str, typer.Option(help="Only those in it, as draft.")] = "",
    before: Annotated[str, typer.Option(help="Go on before it, as told under a list.")] = "",
    json: Json = False,
) -> None:
    """List the requests you may see, last changed first."""
    client = signed_in()
    wanted = {"search": search, "partner": partner, "side": side, "state": state}
    seen = told(lambda: client.get("/requests", **wanted, before=before))
    if json:
        show_json(seen)
        return
    columns = {"reference": "Reference", "partner": "Partner", "subject": "Subject"}
    show_rows({**columns, "state": "State"}, seen["items"])
    if seen["before"]:
        typer.echo(f"Go on with --before {seen['before']}")


@request_app.command("edit")
def edit(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="The changed fields as JSON.")],
    json: Json = False,
) -> None:
    """Change a draft's fields and see the ruling on it."""
    client, typed = signed_in(), typed_in(file)
    seen = told(lambda: client.patch(at("requests", reference), typed))
    show_request(seen, as_json=json)
    raise typer.Exit(exit_code(seen.get("ruling")))


@request_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show a request with its ruling."""
    client = signed_in()
    show_request(told(lambda: client.get(at("requests", reference))), as_json=json)


@request_app.command("withdraw")
def withdraw(reference: Reference, json: Json = False) -> None:
    """Withdraw a draft."""
    act(signed_in(), reference, "withdraw", {}, as_json=json)


@request_app.command("submit")
def submit(reference: Reference, json: Json = False) -> None:
    """Hand a draft to a second person."""
    act(signed_in(), reference, "submit", {}, as_json=json)


@request_app.command("approve")
def approve(
    reference: Reference, password: Afresh = "", version: Read = None, json: Json = False
) -> None:
    """Show what would leave, then let that version go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    read = show_leaving(seen, seen, RequestDraft)
    sign_in_afresh(client, password)
    act(client, reference, "approve", {"version": version or read}, as_json=json)


@request_app.command("return")
def return_to_drafter(reference: Reference, reason: str, json: Json = False) -> None:
    """Return it to the drafter with a reason."""
    act(signed_in(), reference, "return", {"reason": reason}, as_json=json)


@request_app.command("open")
def open_answer(reference: Reference, json: Json = False) -> None:
    """Open the answer; a partner with a node learns that your administration did."""
    act(signed_in(), reference, "open", {}, as_json=json)


@request_app.command("use")
def use(
    reference: Reference,
    purpose: str,
    proceedings: str,
    onward_to: Annotated[str, typer.Option(help="Whom it would be passed on to.")] = "",
    court: Annotated[str, typer.Option(help="Court and case, as consent was asked.")] = "",
    reply: Annotated[int | None, typer.Option(help="Number of the reply; else the last.")] = None,
    json: Json = False,
) -> None:
    """Use the answer for a purpose in proceedings; what the law says is recorded."""
    client = signed_in()
    body: dict[str, object] = {"purpose": purpose, "proceedings": proceedings}
    body |= {"onward_to": onward_to, "court": court} | ({} if reply is None else {"reply": reply})
    made = told(lambda: client.post(at("requests", reference, "uses"), body))
    if json:
        show_json(made)
    else:
        show_ruling(made["ruling"])
    raise typer.Exit(exit_code(made["ruling"]))


@request_app.command("close")
def close(reference: Reference, json: Json = False) -> None:
    """Close the matter."""
    act(signed_in(), reference, "close", {}, as_json=json)


def act(
    client: NodeClient, reference: str, step: str, body: Mapping[str, Any], *, as_json: bool
) -> None:
    """Take one step with a request and print where it stands then."""
    path = at("requests", reference, step)
    show_request(told(lambda: client.post(path, body)), as_json=as_json)


def show_leaving(
    seen: Mapping[str, Any], paper: Mapping[str, Any], kind: type[RequestDraft | AnswerDraft]
) -> int:
    """Show what would leave and its ruling, beside the printed result; return its version."""
    version = int(paper.get("version", 1))
    typer.echo(f"{seen['reference']}, version {version}, would leave:", err=True)
    for name, value in _typed(paper, kind):
        if value not in (None, "", [], False):
            shown = ", ".join(value) if isinstance(value, list) else value
            typer.echo(f"  {FIELD_LABELS[name]}: {shown}", err=True)
    for enclosed in seen["enclosures"]:
        typer.echo(f"  {enclosed['part']}: {enclosed['file_name']} {enclosed['digest']}", err=True)
    show_ruling(seen.get("ruling"), err=True)
    return version


def _typed(
    paper: Mapping[str, Any], kind: type[RequestDraft | AnswerDraft]
) -> Iterator[tuple[str, Any]]:
    for field in fields(kind):
        value = paper.get(field.name)
        # What only some kinds of assistance ask for has names of its own.
        yield from value.items() if isinstance(value, Mapping) else [(field.name, value)]
