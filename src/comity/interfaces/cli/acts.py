"""Verbs that do at a node what its pages do, over the REST API: no Django is loaded."""

import json as json_module
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from comity.assistance.terms import AnswerDraft, RequestDraft
from comity.assistance.wording import FIELD_LABELS
from comity.interfaces.cli.client import NodeClient, NodeRefusedError, NodeUnreachableError
from comity.interfaces.cli.session import forget, remember, signed_in
from comity.interfaces.sentences import sentence
from comity.kernel.rulings import Outcome

request_app = typer.Typer(no_args_is_help=True, help="Requests for assistance, at a node.")
inbox_app = typer.Typer(help="What waits for you, at a node.", invoke_without_command=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
Reference = Annotated[str, typer.Argument(help="Such as US-UA-2026-00001.")]
Afresh = Annotated[
    str, typer.Option(help="Your password; asked for after what would leave is shown.")
]
Read = Annotated[
    int | None, typer.Option(min=1, help="The version you read; the one shown when not given.")
]
EXIT_CODES = {Outcome.PERMITTED.value: 0, Outcome.REFUSED.value: 1, Outcome.REFERRED.value: 2}


def told(call: Callable[[], Any]) -> Any:  # noqa: ANN401  JSON
    """Do one call; an anticipated refusal becomes words and the exit code for bad input, 3."""
    try:
        return call()
    except NodeUnreachableError as error:
        typer.echo(sentence(error.code, error.facts), err=True)
        raise typer.Exit(3) from error
    except NodeRefusedError as error:
        typer.echo(error.problem.get("detail") or sentence(error.code, error.facts), err=True)
        for problem in error.problem.get("problems", ()):
            typer.echo(f"  {problem.get('field', '')}: {problem.get('sentence', '')}", err=True)
        _show_ruling(error.problem.get("ruling"), err=True)
        raise typer.Exit(_exit_code(error.problem.get("ruling"))) from error


def _exit_code(ruling: Mapping[str, Any] | None) -> int:
    return EXIT_CODES.get((ruling or {}).get("outcome", ""), 3)


def _show_ruling(ruling: Mapping[str, Any] | None, *, err: bool = False) -> None:
    if not ruling:
        return
    typer.echo(ruling["sentence"], err=err)
    for part in ("grounds", "conditions", "alternatives"):
        for one in ruling[part]:
            typer.echo(f"  {one['sentence']} ({one['cites']})", err=err)


def _print(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_module.dumps(seen, indent=2, ensure_ascii=False))
        return
    typer.echo(f"{seen['reference']}  {seen['state']}  {seen['subject']}")
    answered = seen["answer"]
    told_answer = f", answer version {answered['version']}" if answered else ""
    typer.echo(f"  version {seen['version']}{told_answer}")
    for problem in seen.get("problems", ()):
        typer.echo(f"  {problem['field']}: {problem['sentence']}")
    _show_ruling(seen.get("ruling"))


def _show_leaving(
    seen: Mapping[str, Any], paper: Mapping[str, Any], kind: type[RequestDraft | AnswerDraft]
) -> int:
    """Show what would leave and its ruling, beside the printed result; return its version."""
    version = int(paper.get("version", 1))
    typer.echo(f"{seen['reference']}, version {version}, would leave:", err=True)
    for field in fields(kind):
        value = paper.get(field.name)
        if value not in (None, "", [], False):
            shown = ", ".join(value) if isinstance(value, list) else value
            typer.echo(f"  {FIELD_LABELS[field.name]}: {shown}", err=True)
    for enclosed in seen["enclosures"]:
        typer.echo(f"  {enclosed['part']}: {enclosed['file_name']} {enclosed['digest']}", err=True)
    _show_ruling(seen.get("ruling"), err=True)
    return version


def _sign_in_afresh(client: NodeClient, password: str) -> None:
    secret = password or typer.prompt("Password", hide_input=True, err=True)
    told(lambda: client.sign_in_afresh(password=secret))


def sign_in(
    address: Annotated[str, typer.Argument(help="Such as http://us.localhost:8101.")],
    username: str,
    password: Annotated[str, typer.Option(prompt=True, hide_input=True)],
) -> None:
    """Sign in at a node; what is kept is a session token, never the password."""
    client = NodeClient(address)
    told(lambda: client.sign_in(username, password=password))
    remember(client)
    typer.echo(f"Signed in at {address} as {username}.")


def sign_out() -> None:
    """Forget the sign-in kept on this machine."""
    forget()
    typer.echo("Signed out.")


@inbox_app.callback()
def inbox(tab: str = "mine", json: Json = False) -> None:
    """List what waits: mine, my_unit, to_approve, from_partners, watching."""
    client = signed_in()
    seen = told(lambda: client.get("/inbox", tab=tab))
    if json:
        typer.echo(json_module.dumps(seen, indent=2, ensure_ascii=False))
        return
    table = Table("Reference", "Partner", "Title", "State", "Whose turn")
    for row in seen["items"]:
        table.add_row(
            *(str(row[name]) for name in ("reference", "partner", "title", "state")),
            str(row["next_who"]),
        )
    Console().print(table)


@request_app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="The draft's fields as JSON.")], json: Json = False
) -> None:
    """Draft a request from a JSON file and see the ruling on it."""
    client, typed = signed_in(), _typed_in(file)
    seen = told(lambda: client.post("/requests", typed))
    _print(seen, as_json=json)
    raise typer.Exit(_exit_code(seen.get("ruling")))


@request_app.command("list")
def list_requests(search: str = "", partner: str = "", json: Json = False) -> None:
    """List the requests you may see."""
    client = signed_in()
    seen = told(lambda: client.get("/requests", search=search, partner=partner))
    if json:
        typer.echo(json_module.dumps(seen, indent=2, ensure_ascii=False))
        return
    table = Table("Reference", "Partner", "Subject", "State")
    for row in seen["items"]:
        table.add_row(*(str(row[name]) for name in ("reference", "partner", "subject", "state")))
    Console().print(table)


@request_app.command("edit")
def edit(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="The changed fields as JSON.")],
    json: Json = False,
) -> None:
    """Change a draft's fields and see the ruling on it."""
    client, typed = signed_in(), _typed_in(file)
    seen = told(lambda: client.patch(f"/requests/{reference}", typed))
    _print(seen, as_json=json)
    raise typer.Exit(_exit_code(seen.get("ruling")))


@request_app.command("withdraw")
def withdraw(reference: Reference, json: Json = False) -> None:
    """Withdraw a draft."""
    _act(signed_in(), reference, "withdraw", {}, as_json=json)


@request_app.command("return-answer")
def return_answer(reference: Reference, reason: str, json: Json = False) -> None:
    """Return a drafted answer to its writer with a reason."""
    _act(signed_in(), reference, "return-answer", {"reason": reason}, as_json=json)


@request_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show a request with its ruling."""
    client = signed_in()
    _print(told(lambda: client.get(f"/requests/{reference}")), as_json=json)


@request_app.command("submit")
def submit(reference: Reference, json: Json = False) -> None:
    """Hand a draft to a second person."""
    _act(signed_in(), reference, "submit", {}, as_json=json)


@request_app.command("approve")
def approve(
    reference: Reference,
    password: Afresh = "",
    version: Read = None,
    json: Json = False,
) -> None:
    """Show what would leave, then let that version go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(f"/requests/{reference}"))
    read = _show_leaving(seen, seen, RequestDraft)
    _sign_in_afresh(client, password)
    _act(client, reference, "approve", {"version": version or read}, as_json=json)


@request_app.command("return")
def return_to_drafter(reference: Reference, reason: str, json: Json = False) -> None:
    """Return it to the drafter with a reason."""
    _act(signed_in(), reference, "return", {"reason": reason}, as_json=json)


@request_app.command("accept")
def accept(reference: Reference, agency: str, json: Json = False) -> None:
    """Accept a partner's request and give it to an agency."""
    _act(signed_in(), reference, "accept", {"agency": agency}, as_json=json)


@request_app.command("refuse")
def refuse(reference: Reference, ground: str, reasons: str, json: Json = False) -> None:
    """Refuse a partner's request, with ground and reasons."""
    _act(signed_in(), reference, "refuse", {"ground": ground, "reasons": reasons}, as_json=json)


@request_app.command("answer")
def answer(reference: Reference, file: Path, json: Json = False) -> None:
    """Draft the answer from a JSON file."""
    _act(signed_in(), reference, "answer", _typed_in(file), as_json=json)


@request_app.command("attach")
def attach(
    reference: Reference,
    file: Path,
    source: Annotated[str, typer.Option(help="Where it was obtained.")],
    media_type: str = "application/pdf",
) -> None:
    """Attach an exhibit."""
    client, content = signed_in(), file.read_bytes()
    path = f"/requests/{reference}/exhibits"
    taken = told(
        lambda: client.upload(path, content, name=file.name, media_type=media_type, source=source)
    )
    typer.echo(f"{taken['id']}  {taken['digest']}")


@request_app.command("release")
def release(
    reference: Reference,
    password: Afresh = "",
    version: Read = None,
    json: Json = False,
) -> None:
    """Show what would leave, then let that version go by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(f"/requests/{reference}"))
    read = _show_leaving(seen, seen["answer"] or {}, AnswerDraft)
    _sign_in_afresh(client, password)
    _act(client, reference, "release", {"version": version or read}, as_json=json)


@request_app.command("open")
def open_answer(reference: Reference, json: Json = False) -> None:
    """Open the answer; the partner learns that your administration did."""
    _act(signed_in(), reference, "open", {}, as_json=json)


@request_app.command("use")
def use(reference: Reference, purpose: str, proceedings: str, json: Json = False) -> None:
    """Use the answer for a purpose in proceedings; what the law says is recorded."""
    client = signed_in()
    body = {"purpose": purpose, "proceedings": proceedings}
    made = told(lambda: client.post(f"/requests/{reference}/uses", body))
    if json:
        typer.echo(json_module.dumps(made, indent=2, ensure_ascii=False))
    else:
        _show_ruling(made["ruling"])
    raise typer.Exit(_exit_code(made["ruling"]))


@request_app.command("close")
def close(reference: Reference, json: Json = False) -> None:
    """Close the matter."""
    _act(signed_in(), reference, "close", {}, as_json=json)


def _typed_in(file: Path) -> dict[str, Any]:
    """Read a JSON object from a file; what is no such thing leaves with 3 and a sentence."""
    try:
        typed = json_module.loads(file.read_text())
    except (OSError, ValueError) as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(3) from error
    if not isinstance(typed, dict):
        typer.echo(f"{file}: a JSON object with named fields is needed.", err=True)
        raise typer.Exit(3)
    return typed


def _act(
    client: NodeClient, reference: str, verb: str, body: Mapping[str, Any], *, as_json: bool
) -> None:
    _print(told(lambda: client.post(f"/requests/{reference}/{verb}", body)), as_json=as_json)
