"""Whether a node is well, and what is wrong on the way to a partner."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.session import signed_in
from comity.kernel.checks import Tone

BROKEN = 1
_MARKS = {
    Tone.GOOD.value: "ok  ",
    Tone.WATCH.value: "look",
    Tone.STOP.value: "STOP",
    Tone.UNTRIED.value: "-   ",
}


def doctor(
    partner: Annotated[str, typer.Argument(help="The partner's country, such as UA.")],
    json: Json = False,
) -> None:
    """Climb every rung between this node and a partner's, and say what is broken and the fix.

    Exit code 0 means that no rung is broken, 1 that one is.
    """
    client = signed_in()
    show_checks(told(lambda: client.post(at("links", partner.upper(), "ladder"))), as_json=json)


def health(
    address: Annotated[
        str, typer.Argument(help="Such as http://us.localhost:8101; needs no sign-in.")
    ] = "",
    json: Json = False,
) -> None:
    """Say what was found on the node signed in to, or whether one at an address answers at all.

    Exit code 0 means that nothing is broken, 1 that something is.
    """
    if not address:
        client = signed_in()
        show_checks(told(lambda: client.get("/node/health")), as_json=json)
        return
    seen = told(lambda: NodeClient(address).get("/health"))
    if json:
        show_json(seen)
        return
    typer.echo(f"{address}: {seen['status']}")


def show_checks(seen: Mapping[str, Any], *, as_json: bool) -> None:
    """Print findings, the broken ones with who must mend them, and leave with 1 if there are any.

    Args:
        seen: as the API tells them.
        as_json: whole, for programs.
    """
    if as_json:
        show_json(seen)
    else:
        for check in seen.get("checks", ()):
            _print_check(check)
    if seen.get("tone") == Tone.STOP.value:
        raise typer.Exit(BROKEN)


def _print_check(check: Mapping[str, Any]) -> None:
    typer.echo(f"{_MARKS[check['tone']]}  {check['title']}: {check['sentence']} ({check['code']})")
    if check["cause"]:
        typer.echo(f"      {check['cause']['sentence']} ({check['cause']['code']})")
    if check["mended"]:
        typer.echo(f"      {check['mended']}")
