"""`comity keys`: the node's own keys, and replacing them by two administrators."""

from enum import StrEnum
from typing import Annotated

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

keys_app = typer.Typer(no_args_is_help=True, help="The keys of this node, and replacing them.")


class Role(StrEnum):
    """What a key is for."""

    SENDER = "sender"
    HOLDER = "holder"
    SEALING = "sealing"


Which = Annotated[Role, typer.Argument(help="Which key.")]
Reason = Annotated[str, typer.Option(help="Why; it stands in the record.")]


@keys_app.command("list")
def list_keys(json: Json = False) -> None:
    """List the node's keys: since when each is used, and which partners have it."""
    client = signed_in()
    seen = told(lambda: client.get("/node/keys"))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        typer.echo(f"{each['role']:8} {each['name']}  {each['digest']}  since {each['since']}")
        lacking = [one["partner"] for one in each["partners"] if not one["has_it"]]
        if lacking:
            typer.echo(f"         not taken yet by {', '.join(lacking)}")
        if each["turn"]:
            typer.echo(f"         replacing it: {each['turn']['state']}")


@keys_app.command("rotate")
def rotate(
    role: Which, reason: Reason = "planned", password: Afresh = "", json: Json = False
) -> None:
    """Ask by signing in afresh that a key be replaced by a new one, with overlap."""
    sign_in_afresh(signed_in(), password)
    _do(role, "rotate", {"reason": reason}, as_json=json)


@keys_app.command("confirm")
def confirm(role: Which, password: Afresh = "", json: Json = False) -> None:
    """Confirm as the second administrator by signing in afresh; the worker makes the new key."""
    sign_in_afresh(signed_in(), password)
    _do(role, "confirm", {}, as_json=json)


@keys_app.command("withdraw")
def withdraw(role: Which, password: Afresh = "", json: Json = False) -> None:
    """Take back that a key be replaced, before it is confirmed."""
    sign_in_afresh(signed_in(), password)
    _do(role, "withdraw", {}, as_json=json)


@keys_app.command("compromised")
def compromised(
    role: Which,
    reason: Annotated[str, typer.Argument(help="What is known; it stands in the record.")],
    since: Annotated[str, typer.Option(help="Since when, as 2026-11-01T00:00:00Z.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Tell that a private key may be in other hands: it is replaced at once, without overlap."""
    sign_in_afresh(signed_in(), password)
    _do(role, "compromised", {"reason": reason, "since": since}, as_json=json)


def _do(role: Role, move: str, given: dict[str, str], *, as_json: bool) -> None:
    client = signed_in()
    seen = told(lambda: client.post(at("node", "keys", role.value, move), given))
    if as_json:
        show_json(seen)
        return
    words = {
        "asked": "A second node administrator confirms it with: comity keys confirm",
        "confirmed": "The worker makes the new key and tells every partner.",
    }
    typer.echo(f"Replacing the {seen['role']} key is {seen['state']}.")
    if seen["state"] in words:
        typer.echo(words[seen["state"]])
