"""`comity link`: suspend and resume a link, and take up again what was set aside."""

from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.carried import carried_app
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.notices import notices_app
from comity.interfaces.cli.openings import openings_app
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, take_copy

link_app = typer.Typer(no_args_is_help=True, help="One link to a partner's node.")
link_app.add_typer(carried_app)
link_app.add_typer(notices_app)
link_app.add_typer(openings_app)

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]
Reason = Annotated[str, typer.Argument(help="Why; it stands in the record.")]


@link_app.command("suspend")
def suspend(partner: Partner, reason: Reason, json: Json = False) -> None:
    """Stop carrying messages over a link until it is resumed."""
    _move(partner, "suspend", reason, as_json=json)


@link_app.command("resume")
def resume(partner: Partner, reason: Reason, json: Json = False) -> None:
    """Carry messages over a suspended link again."""
    _move(partner, "resume", reason, as_json=json)


@link_app.command("revoke")
def revoke(partner: Partner, reason: Reason, password: Afresh = "", json: Json = False) -> None:
    """End a link by signing in afresh; only new descriptors, compared by two, open it again."""
    sign_in_afresh(signed_in(), password)
    _move(partner, "revoke", reason, as_json=json)


@link_app.command("propose")
def propose(
    partner: Partner,
    descriptor: Annotated[Path, typer.Argument(help="The file of the partner's new descriptor.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Begin a revoked link again from the partner's new descriptor, by signing in afresh."""
    try:
        given = {"descriptor": descriptor.read_text(encoding="utf-8")}
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{descriptor}: {error}")
    _anew(partner, "propose", given, password=password, as_json=json)


@link_app.command("confirm")
def confirm(
    partner: Partner,
    number: Annotated[str, typer.Argument(help="The 60 digits as the partner read them.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Confirm the number as the partner read it, by signing in afresh; two officers do."""
    _anew(partner, "confirm", {"number": number}, password=password, as_json=json)


@link_app.command("set-aside")
def list_set_aside(json: Json = False) -> None:
    """List messages of partners that could not be taken up, each with its cause."""
    client = signed_in()
    seen = told(lambda: client.get("/links/set-aside"))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("Nothing is set aside, or nothing that you may see.")
    for each in seen["items"]:
        typer.echo(f"{each['message']}  {each['partner']}  {each['type']}, held {each['held_at']}")
        typer.echo(f"  {each['sentence']} ({each['code']})")


@link_app.command("retry")
def retry(
    message: Annotated[str, typer.Argument(help="Its id, as `comity link set-aside` tells it.")],
    json: Json = False,
) -> None:
    """Take up again a message that was set aside, and what waits behind it."""
    client = signed_in()
    seen = told(lambda: client.post(at("links", "set-aside", message, "retry")))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['message']} is taken up again at the worker's next pass.")


@link_app.command("message")
def show_message(
    message: Annotated[str, typer.Argument(help="Its id.")], json: Json = False
) -> None:
    """Tell what is known of a message: each fact apart, with who signs it."""
    client = signed_in()
    seen = told(lambda: client.get(at("links", "messages", message)))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['type']}, {'to' if seen['is_ours'] else 'from'} {seen['partner']}")
    for fact in seen["facts"]:
        signed = f" ({fact['at']}, signed by {fact['signed_by']})" if fact["at"] else ""
        typer.echo(f"  {fact['sentence']}{signed}")


@link_app.command("receipt")
def keep_receipt(
    message: Annotated[str, typer.Argument(help="Id of the message it covers.")],
    file: NewFile,
    json: Json = False,
) -> None:
    """Keep the signed receipt that covers a message in a new file."""
    take_copy(at("links", "messages", message, "receipt"), {}, file, as_json=json)


@link_app.command("parked")
def list_parked(
    *,
    partner: Annotated[str, typer.Option(help="Of this partner alone, such as UA.")] = "",
    state: Annotated[str, typer.Option(help="set_aside, waiting or refused.")] = "",
    code: Annotated[str, typer.Option(help="For this cause alone.")] = "",
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List messages of partners that are set aside, wait behind one, or were refused."""
    client = signed_in()
    asked = {"partner": partner.upper(), "state": state, "code": code, "after": str(after)}
    seen = told(lambda: client.get("/links/parked", **asked))
    if json:
        show_json(seen)
        return
    counts = ", ".join(f"{count} {name}" for name, count in seen["counts"].items())
    typer.echo(counts)
    for each in seen["items"]:
        behind = f", behind {each['behind']}" if each["behind"] else ""
        since = f"held {each['held_at']}{behind}"
        typer.echo(
            f"{each['message']}  {each['partner']}  {each['type']}  {each['state']}, {since}"
        )
        typer.echo(f"  {each['sentence']} ({each['code']})")
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@link_app.command("retry-cause")
def retry_cause(
    code: Annotated[str, typer.Argument(help="Of the cause, as `comity link parked` tells it.")],
    partner: Annotated[str, typer.Option(help="Of this partner alone, such as UA.")] = "",
    json: Json = False,
) -> None:
    """Take up again what was set aside for one cause, a hundred messages at a time."""
    client = signed_in()
    body = {"code": code, "partner": partner.upper()}
    seen = told(lambda: client.post("/links/parked/retry", body))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['again']} are taken up again; {seen['left']} of the cause are left.")


@link_app.command("causes")
def list_causes(json: Json = False) -> None:
    """Tell why messages are set aside, for whoever mends the program: nothing of any case."""
    client = signed_in()
    seen = told(lambda: client.get("/links/parked/causes"))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        typer.echo(f"{each['code']}  {each['partner']}  {each['type']}: {each['count']} messages")
        typer.echo(f"  {each['sentence']}")


def _anew(partner: str, step: str, given: dict[str, str], *, password: str, as_json: bool) -> None:
    client = signed_in()
    sign_in_afresh(client, password)
    seen = told(lambda: client.post(at("links", partner.upper(), step), given))
    if as_json:
        show_json(seen)
        return
    typer.echo(f"The link to {seen['partner']} is {seen['state']}. Its number:")
    typer.echo(f"  {seen['number']}")


def _move(partner: str, move: str, reason: str, *, as_json: bool) -> None:
    client, given = signed_in(), {"reason": reason}
    seen = told(lambda: client.post(at("links", partner.upper(), move), given))
    if as_json:
        show_json(seen)
        return
    typer.echo(f"The link to {seen['partner']} is {seen['state']}.")
